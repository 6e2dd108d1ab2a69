"""BENCHMARKS.md: the page to decide by."""

from bench import growth, tasks
from bench.records import MODULES, ROOT, ahead, first_sentence, geometric_mean, ratio, spread

HEAD = """# Benchmarks

How fast `boltons` is beside what you may be using. A figure is the other's time over ours, with the quartiles of its
rounds: above 1, ours is faster. The faster one is **bold**: a bold figure is ours, a bold name is the other. Where the
quartiles lie on both sides of 1, neither is. Written by `tools/benchmarks.py` from `benches/records`; all rows are in
[cache](docs/benchmarks/cache.md), [ip](docs/benchmarks/ip.md), [iter](docs/benchmarks/iter.md),
[multimap](docs/benchmarks/multimap.md) and [strings](docs/benchmarks/strings.md).
"""

BIAS = """## Bias, and what is not measured

* The authors of this crate chose the rows, wrote the programs and tuned the code until the rows pleased them. Rows that
  are lost stay, and [all of them](docs/benchmarks) are shown with the reason that is known.
* All contenders of a row do the same work and must return the same before anything is timed. They run interleaved, in
  an order that is reversed every other round, on the thread's CPU time; the ratio is the median of the rounds' ratios.
* Rivals are at their best settings, with the same hasher where one can be chosen. As they come, `lru` and `quick_cache`
  hash with foldhash or ahash, and this crate with SipHash, which an attacker who chooses keys cannot fill with
  collisions: the rows `shipped` and `fast` of [cache](docs/benchmarks/cache.md) show what that costs.
* Programs are built with fat LTO and one codegen unit, which most programs are not.
* Rows are of the sizes that the authors had in mind. The frozen map of prefixes was tuned on a full routing table, which
  its rows in the tables are of; how the ratio falls on smaller ones stands under "How cost grows".
* Requests after Zipf, and the trace that stands in where the real one is not there, are drawn one by one and have no
  recency. That favours SIEVE and S3-FIFO: judge hit ratios by the real trace below "How cost grows", or by your own.
* Quartiles are of the rounds of one run. Rows that wait for memory differ by more than that from run to run.
* Not measured: wall-clock time under contention of more than two threads, other processors than the one below, 32-bit
  and big-endian machines, `no_std` targets, memory that the allocator wastes, energy.
"""


def cell(crate, rival):
    where, quartiles = ahead(rival), spread(rival)
    figure = ratio(rival["ratio"][1])
    text = f"**{figure}**" if where > 0 else f"**{crate}** {figure}" if where < 0 else figure
    return f"{text} <sub>{quartiles}</sub>" if quartiles else text


def table(records, module):
    """The crates by the tasks, and below it a sentence for each that is lost."""
    about, columns = tasks.TABLES[module]
    names = list(dict.fromkeys(column for column, _, _ in columns))
    crates = list(dict.fromkeys(crate for _, _, rivals in columns for crate in rivals))
    cells, lost = {}, {}
    for column, row, rivals in columns:
        for crate, name in rivals.items():
            rival = records.rival("peers", row, name)
            if not rival:
                continue
            cells[crate, column] = cell(crate, rival)
            if ahead(rival) < 0:
                reason = records.known["peers", "bench", False, row, None].get("reason")
                lost.setdefault(first_sentence(reason) if reason else "The reason is not known.", []).append(f"{crate}, {column}")
    out = [f"### {module}", "", about, ""]
    out += ["| instead of | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for crate in crates:
        out.append(f"| {crate} | " + " | ".join(cells.get((crate, name), "") for name in names) + " |")
    out.append("")
    for reason, where in lost.items():
        out.append(f"* Slower than {'; '.join(where)}: {reason}")
    out += hashers(records) if module == "cache" else []
    means = []
    for crate in crates:
        middles = rival_ratios(records, module, crate)
        if middles:
            means.append(f"{crate} {ratio(geometric_mean(middles))} ({len(middles)})")
    out.append(f"* Geometric mean of all rows, and their number: {', '.join(means)}.")
    return out + [""]


def hashers(records):
    """What the default hasher costs: the caches as they come, and ours with the one of `cache::fast`."""
    def named(row):
        found = records.known.get(("peers", "bench", False, row, None))
        return ", ".join(f"{rival['name']} {ratio(rival['ratio'][1])}" for rival in found["rivals"]) if found else ""
    shipped, fast = named("cache/lru/shipped-mixed/50k"), named("cache/lru/fast-mixed/50k")
    text = f"LRU requests with the hasher that each crate comes with, ours with SipHash: {shipped}"
    return [f"* {text}; ours with `cache::fast`: {fast}." if fast else f"* {text}."] if shipped else []


def rival_ratios(records, module, crate):
    return [rival["ratio"][1] for row in records.rows("peers", module) if row["unit"] == "s"
            for rival in row["rivals"] if rival["ratio"][1] and records.crate(rival["name"]) == crate]


def missing(records):
    """What the tables name and no record has."""
    named = [("std", row, name) for _, _, row, name, _ in tasks.STD]
    named += [("peers", row, name) for _, columns in tasks.TABLES.values() for _, row, rivals in columns for name in rivals.values()]
    return [f"{row}: {name}" for program, row, name in named if not records.rival(program, row, name)]


def std(records):
    out = ["## What you would write with std", "", "| to | you would write | its time / ours | what that leaves out |", "|---|---|---|---|"]
    for task, write, row, name, lacks in tasks.STD:
        rival = records.rival("std", row, name)
        if rival:
            out.append(f"| {task} | {write} | {cell('std', rival)} | {lacks} |")
    return out + [""]


def weight():
    path = ROOT / "benches/records/weight.tsv"
    if not path.exists():
        return []
    when, _, *rows = path.read_text(encoding="utf-8").splitlines()
    out = ["## What a dependency costs", "",
           "Crates in the tree, CPU seconds of `cargo build --release` from nothing, and what a program that does one thing grows by "
           f"({when.removeprefix('# ')}; `tools/dependency_cost.py`). README has the development profile.", "",
           "| dependency | crates | CPU seconds | KiB | what the program does |", "|---|--:|--:|--:|---|"]
    return [*out, *("| " + row.replace("\t", " | ") + " |" for row in rows), ""]


def profile(records):
    """The same rows, built as users build: a table of its own, and a sentence here."""
    pairs = [(row, records.known["peers", "bench", False, row["id"], None])
             for row in records.rows("peers", profile="default-release")
             if ("peers", "bench", False, row["id"], None) in records.known]
    if not pairs:
        return [], []
    table = ["# Benchmarks: cargo's default release profile", "",
             "The rows of the summary, built as most programs are: without link-time optimisation, in 16 codegen units. *fat LTO* is",
             "the ratio in the other tables, and the last column how much longer ours takes than there. Written by",
             "`tools/benchmarks.py`.", "", "| row | other | its time / ours | fat LTO | ours, longer |", "|---|---|---|--:|--:|"]
    longer = []
    for row, full in pairs:
        longer.append(row["ours"]["value"] / full["ours"]["value"])
        for rival in row["rivals"]:
            same = records.rival("peers", row["id"], rival["name"])
            if same:
                table.append(f"| {row['id']} | {rival['name']} | {cell(rival['name'], rival)} | {ratio(same['ratio'][1])} | {longer[-1]:.2f} |")
    wins = [sum(ahead(rival) > 0 for row in rows for rival in row["rivals"]) for rows in zip(*pairs)]
    text = (f"With [cargo's default release profile](docs/benchmarks/profile.md) the same rows take "
            f"{geometric_mean(longer):.2f} times as long in the geometric mean, and ours is ahead in {wins[0]} ratios instead of {wins[1]}.")
    return ["## As most programs are built", "", text, ""], [*table, ""]


def note(sweep):
    return f" {tasks.NOTES[sweep]}" if sweep in tasks.NOTES else ""


def grows(records):
    sweeps = records.sweeps()
    shown = {name: what for name, (what, on_page) in tasks.SWEEPS.items() if on_page and name in sweeps}
    if not shown:
        return []
    out = ["## How cost grows", "", "Time of one operation by the number of entries, from the nearest cache to memory.", ""]
    for name, what in shown.items():
        out.append(f"* {what[:1].upper()}{what[1:]}: {growth.leap(sweeps[name])}. {growth.crossings(sweeps[name])}.{note(name)}")
    out.append("")
    for name, what in shown.items():
        file = name.replace("/sweep/", "-").replace("/", "-").replace("_", "-")
        out.append(f"![{what}, by size](docs/benchmarks/{file}.svg)")
    if tasks.HIT_RATIO in sweeps:
        out.append("![Hit ratio by capacity, with the optimum](docs/benchmarks/cache-hit-ratio.svg)")
    out.append("![Bytes an entry](docs/benchmarks/bytes.svg)")
    return out + [""]


def measured(records):
    """Machine, commands and versions."""
    out = ["## How to run it", "", "```sh",
           "cargo bench -p boltons-bench                  # against std, five minutes; -- --quick takes one",
           "(cd benches/peers && cargo bench -- lru/get)  # against other crates: the rows whose id holds this",
           "```", "",
           "`-- --sweep` grows the structures, `-- --out FILE` writes a record. Nothing is skipped in a clone: small inputs are in",
           "[benches/data](benches/data/NOTES.md), the routing table and a long trace come from seeded generators unless the real",
           "ones lie beside the repository, which the pages say for each row.", "", "Recorded:", ""]
    for run in records.runs:
        note = " (quick)" if run.quick else ""
        note += f" ({run.note})" if hasattr(run, "note") else ""
        cores = f", {run.cores} cores" if hasattr(run, "cores") else ""
        out.append(f"* `{run.command}`: {run.processor}{cores}, {run.system}, {' '.join(run.compiler.split()[:2])}, {run.date}{note}")
    used = {records.crate(rival["name"]) for run in records.runs for row in run.rows for rival in row["rivals"]}
    versions = ", ".join(f"{name} {records.versions[name]}" for name in sorted(filter(None, used)))
    return [*out, "", f"Versions: {versions}.", ""]


def page(records):
    out = [HEAD, *std(records), "## Instead of other crates", ""]
    for module in MODULES:
        out += table(records, module)
    out += ["A geometric mean of the ratios of chosen rows says little about your program: look at the row that does what you do, "
            "and measure.", "", "".join(f"![{module}](docs/benchmarks/{module}-ratios.svg)\n" for module in MODULES)]
    out += [*grows(records), *profile(records)[0], *weight(), BIAS, *measured(records)]
    return "\n".join(out).rstrip() + "\n"
