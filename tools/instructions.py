#!/usr/bin/env python3
"""Counts the instructions of fixed cases, and compares them with benches/instructions.tsv.

    python3 tools/instructions.py [TARGET-FOLDER]             # fails where a count differs by more than 2 %
    python3 tools/instructions.py --renew [TARGET-FOLDER]     # writes the table
    python3 tools/instructions.py --growth [TARGET-FOLDER]    # shows as well how much each task grows

Tasks that run at n, 2n and 4n items are not in the table: with any compiler, 4n items may take at
most 7 times the instructions of n, which the power 1.5 of n does not keep, and 3.5 times those of
2n, which n log n keeps where a sort begins another pass as well.

Needs valgrind. Counts depend on the compiler and on the processor's vector instructions, so that the
table names both; with another compiler the counts are shown and nothing fails.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "benches/instructions.tsv"
MOST = 0.02
SIZES = ("::once", "::twice", "::four_times")
MOST_OF_ONCE, MOST_OF_TWICE = 7, 3.5
# Quadratic, so that the comparison is seen to work.
CONTROL = "control"


def compiler():
    return " ".join(subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[:2])


def program(name, target):
    subprocess.run(["cargo", "build", "-q", "--locked", "-p", "boltons-bench", "--bin", name, "--profile",
                    "instructions", "--target-dir", target], cwd=ROOT, check=True)
    return pathlib.Path(target) / "instructions" / name


def count(binary):
    """Instructions within each case, its callees included."""
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder) / "callgrind.out"
        run = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", "--compress-strings=no",
                              "--compress-pos=no", str(binary)], capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"valgrind ended with {run.returncode}: {run.stderr[-500:]}")
        names = [line.split(":  ")[0].rsplit(": ", 1)[0] for line in run.stdout.splitlines()]
        found, callee = {}, None
        for line in out.read_text(encoding="utf-8").splitlines():
            if line.startswith("cfn="):
                callee = re.sub(r"::h[0-9a-f]{16}$|'\d+$", "", line[4:])
            elif line.startswith("calls="):
                called = callee
            elif callee and re.match(r"\d+ \d+$", line):
                if called == callee:
                    found[callee] = found.get(callee, 0) + int(line.split()[1])
                callee = called = None
    missing = [name for name in names if name not in found]
    if missing:
        sys.exit(f"callgrind does not name {', '.join(missing)}")
    return {name.removeprefix(f"{binary.name}::"): found[name] for name in names}


def growth(counts):
    """Compares the sizes of each task."""
    once, twice, four_times = SIZES
    tasks = sorted(name.removesuffix(once) for name in counts if name.endswith(once))
    bad, ratios = [], {}
    for task in tasks:
        small, medium, large = (counts[task + size] for size in SIZES)
        ratios[task] = large / small
        grows = large > MOST_OF_ONCE * small or large > MOST_OF_TWICE * medium
        if grows != task.endswith(f"::{CONTROL}"):
            bad.append(f"{task}: {small:,}, {medium:,} and {large:,} instructions at n, 2n and 4n items")
    if "--growth" in sys.argv:
        print("\n".join(f"{ratios[task]:5.2f} {task}" for task in sorted(tasks, key=ratios.get)))
    if bad:
        sys.exit("\n".join(bad))
    print(f"{len(tasks) - 1} tasks take at most {MOST_OF_ONCE} times the instructions for four times the items")


def main():
    args = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    target = args[0] if args else os.environ.get("CARGO_TARGET_DIR", "target")
    growth(count(program("growth", target)))
    counts = count(program("instructions", target))
    if "--renew" in sys.argv:
        lines = [f"# {compiler()}, x86-64; written by tools/instructions.py", *(f"{name}\t{n}" for name, n in counts.items())]
        TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{len(counts)} cases")
        return
    head, *lines = TABLE.read_text(encoding="utf-8").splitlines()
    known = {name: int(n) for name, n in (line.split("\t") for line in lines)}
    bad = [f"{name} is in one of the two only" for name in known.keys() ^ counts.keys()]
    for name in known.keys() & counts.keys():
        change = counts[name] / known[name] - 1
        if abs(change) > MOST:
            bad.append(f"{name}: {counts[name]:,} instructions, {change:+.1%} beside the table's {known[name]:,}")
    print("\n".join(sorted(bad)) or f"{len(counts)} cases within {MOST:.0%} of the table")
    if bad and compiler() in head:
        sys.exit("if that is meant: python3 tools/instructions.py --renew")
    if bad:
        print(f"not judged: the table is of another compiler than {compiler()}")


main()
