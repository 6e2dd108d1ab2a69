#!/usr/bin/env python3
"""Times boltons' OrderedMultiDict (Python) on the work of the bench rows avg4-string-large.

    pip install boltons==26.2.0
    cargo run --release --bin peers ... -- --bench avg4-string-large --out figures.md
    python tools/multimap_python.py [figures.md]

100,000 entries whose keys (12 characters) are uniform over 25,000; the best of nine rounds. With
the table that the benches wrote on the same machine it shows their figures beside its own.
"""

import random
import re
import sys
import time

from boltons.dictutils import OMD

N = 100_000
ROUNDS = 9
UNITS = {"ns": 1e-9, "µs": 1e-6, "ms": 1e-3, "s": 1.0}


def build(entries):
    omd = OMD()
    for key, value in entries:
        omd.add(key, value)
    return omd


def best(run):
    times = []
    for _ in range(ROUNDS):
        start = time.thread_time()
        run()
        times.append(time.thread_time() - start)
    return min(times)


def ours(path):
    """The seconds of each task, from the table of the benches."""
    row = re.compile(r"\| multimap/ordered/(\w+)/avg4-string-large/\d+ \| ([\d.]+) (ns|µs|ms|s) \|")
    with open(path, encoding="utf-8") as table:
        rows = filter(None, map(row.match, table))
        return {task: float(time) * UNITS[unit] for task, time, unit in (r.groups() for r in rows)}


rng = random.Random(N)
entries = [(f"key-{rng.randrange(N // 4):08x}", value) for value in range(N)]
omd = build(entries)
keys = list(omd.keys())
rng.shuffle(keys)

tasks = {
    "build": lambda: build(entries),
    "iterate": lambda: sum(len(key) ^ value for key, value in omd.iteritems(multi=True)),
    "get_all": lambda: sum(sum(omd.getlist(key)) for key in keys),
    "clone": lambda: omd.copy(),
}
figures = ours(sys.argv[1]) if len(sys.argv) > 1 else {}
print("| task | Python | Rust | Python / Rust |\n|---|--:|--:|--:|")
for task, run in tasks.items():
    theirs = best(run)
    rust = figures.get(task)
    shown = f"{rust * 1e3:.2f} ms | {theirs / rust:.0f}" if rust else " | "
    print(f"| {task} | {theirs * 1e3:.1f} ms | {shown} |")
