"""BENCHMARKS.md: the page to decide by."""

from bench import tasks
from bench.records import MODULES, ROOT, ahead, first_sentence, geometric_mean, ratio, spread

HEAD = """# Benchmarks

A figure is the time of what you may be using over ours, with its spread: above 1, ours is faster. The faster one is
**bold**: a bold figure is ours, a bold name is the other; where the spread holds 1, neither is.

The authors chose the rows, wrote the programs and tuned the code until the rows pleased them:
[how it is measured](docs/benchmarks/method.md) says what that favours, what is not measured, and how to run it. All rows:
"""


def cell(crate, rival):
    where, quartiles = ahead(rival), spread(rival)
    figure = ratio(rival["ratio"][1])
    text = f"**{figure}**" if where > 0 else f"**{crate}** {figure}" if where < 0 else figure
    return f"{text} <sub>{quartiles}</sub>" if quartiles else text


def lines(crates, cells):
    """The crates of each line: those that do one and the same task share it."""
    out, tasks_of = [], {crate: tuple(name for of, name in cells if of == crate) for crate in crates}
    for crate in crates:
        same = next((line for line in out if len(tasks_of[crate]) == 1 and tasks_of[line[0]] == tasks_of[crate]), None)
        if same is None:
            out.append([crate])
        else:
            same.append(crate)
    return out


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
    out = [f"## Instead of other crates: {module}", "", f"![{module}](docs/benchmarks/{module}-ratios.svg)", about, ""]
    out += ["| instead of | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for together in lines(crates, cells):
        joined = (" · ".join(filter(None, (cells.get((crate, name)) for crate in together))) for name in names)
        out.append(f"| {' · '.join(together)} | " + " | ".join(joined) + " |")
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
    """What ours costs beside what it replaces, a line for each program."""
    path = ROOT / "benches/records/weight.tsv"
    if not path.exists():
        return []
    when, _, *rows = path.read_text(encoding="utf-8").splitlines()
    out = ["## What a dependency costs", "",
           "Crates in the tree, CPU seconds of `cargo build --release` from nothing, and KiB that a program grows by "
           f"({when.removeprefix('# ')}; `tools/dependency_cost.py`). README has the development profile.", "",
           "| a program that has | with boltons | instead of |", "|---|---|---|"]
    programs = {}
    for row in rows:
        name, crates, seconds, size, what = row.split("\t")
        figures = f"{crates} crates, {seconds} s, {size} KiB"
        programs.setdefault(what, []).append(figures if name.startswith("boltons") else f"{name}: {figures}")
    return [*out, *(f"| {what} | {ours} | {'; '.join(others)} |" for what, (ours, *others) in programs.items()), ""]


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
    return [text, ""], [*table, ""]


def links(records):
    """The pages behind this one."""
    modules = [f"[{module}](docs/benchmarks/{module}.md)" for module in MODULES]
    more = ["[how cost grows with size](docs/benchmarks/growth.md)"] * bool(records.sweeps())
    return ", ".join(modules + more) + ". `tools/benchmarks.py` writes these pages from `benches/records`."


def page(records):
    out = [HEAD + links(records), "", *std(records)]
    for module in MODULES:
        out += table(records, module)
    out += ["A geometric mean of the ratios of chosen rows says little about your program: look at the row that does what you do, "
            "and measure.", ""]
    out += [*profile(records)[0], *weight()]
    return "\n".join(out).rstrip() + "\n"
