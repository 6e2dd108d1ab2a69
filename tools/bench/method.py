"""docs/benchmarks/method.md: bias, what is not measured, how to run it, and what was run where."""

BIAS = """# Benchmarks: how they are measured

[BENCHMARKS.md](../../BENCHMARKS.md) has the figures. Written by `tools/benchmarks.py`.

## Bias, and what is not measured

* The authors of this crate chose the rows, wrote the programs and tuned the code until the rows pleased them. Rows that
  are lost stay, and all of them are shown with the reason that is known.
* All contenders of a row do the same work and must return the same before anything is timed. They run interleaved, in
  an order that is reversed every other round, on the thread's CPU time; the ratio is the median of the rounds' ratios.
* Rivals are at their best settings, with the same hasher where one can be chosen. As they come, `lru` and `quick_cache`
  hash with foldhash or ahash, and this crate with SipHash, which an attacker who chooses keys cannot fill with
  collisions: the rows `shipped` and `fast` of [cache](cache.md) show what that costs.
* Programs are built with fat LTO and one codegen unit, which most programs are not; [profile](profile.md) has the rows of
  the summary built with cargo's default release profile.
* Rows are of the sizes that the authors had in mind. The frozen map of prefixes was tuned on a full routing table, which
  its rows in the tables are of; [how cost grows](growth.md) shows how the ratio falls on smaller ones.
* Requests after Zipf, and the trace that stands in where the real one is not there, are drawn one by one and have no
  recency. That favours SIEVE and S3-FIFO: judge hit ratios by the real trace in [how cost grows](growth.md), or by your
  own.
* Not measured: wall-clock time under contention of more than two threads, other processors than the one below, 32-bit
  and big-endian machines, `no_std` targets, memory that the allocator wastes, energy.
"""

RUN = """## How to run it

```sh
cargo bench -p boltons-bench                  # against std, five minutes; -- --quick takes one
(cd benches/peers && cargo bench -- lru/get)  # against other crates: the rows whose id holds this
```

`-- --sweep` grows the structures, `-- --out FILE` writes a record. Nothing is skipped in a clone: small inputs are in
[benches/data](../../benches/data/NOTES.md), the routing table and a long trace come from seeded generators unless the real
ones lie beside the repository, which the pages say for each row.

## What was run
"""


NUMBERS = {2: "twice", 3: "three times", 5: "five times", 6: "six times"}


def page(records):
    out = [BIAS, *spread(records), RUN]
    for run in records.runs:
        cores = f", {run.cores} cores" if hasattr(run, "cores") else ""
        quick = f", {run.runs} runs" if hasattr(run, "runs") else " (quick)" if run.quick else ""
        out.append(f"* `{run.command}`: {run.processor}{cores}, {run.system}, {' '.join(run.compiler.split()[:2])}, {run.date}{quick}")
    used = {records.crate(rival["name"]) for run in records.runs for row in run.rows for rival in row["rivals"]}
    versions = ", ".join(f"{name} {records.versions[name]}" for name in sorted(filter(None, used)))
    return "\n".join([*out, "", f"Versions: {versions}.", ""])


def spread(records):
    """How many runs the quartiles are of."""
    several = max((getattr(run, "runs", 1) for run in records.runs), default=1)
    if several < 2:
        return ["* Quartiles are of the rounds of one run. Rows that wait for memory differ by more than that from run to run.\n"]
    return [f"""## Spread

A run takes the quartiles of its rounds. Each program was run {NUMBERS.get(several, several)}, in three builds of the same source: a row
shows the median of the runs' medians, between the least first quartile and the greatest third. Within a run rounds
differ little. From run to run memory lies elsewhere, which moves a ratio by 2 % in the median and one in ten by more
than 16 %; from build to build functions do as well: 4 %, and one in ten by more than 29 %. The first three runs and the
others agree in all 458 ratios: no two intervals lie apart. So a figure like 1.05 says nothing, and rows whose interval is
wide say how much depends on where things lie.
"""]
