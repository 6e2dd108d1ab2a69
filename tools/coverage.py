#!/usr/bin/env python3
"""Says how many lines of each module a test run entered, and compares with tests/docs/coverage.tsv.

    export RUSTC_WORKSPACE_WRAPPER=$PWD/tools/instrumented.sh LLVM_PROFILE_FILE=/tmp/counts/%4m.profraw
    cargo test --workspace --all-features
    python3 tools/coverage.py LLVM /tmp/counts            # fails where a module falls below its floor
    python3 tools/coverage.py LLVM /tmp/counts --renew    # raises the floors, takes out reasons that explain nothing
    python3 tools/coverage.py LLVM /tmp/counts --lines    # prints each line that did not run

LLVM is the folder of `llvm-profdata` and `llvm-cov` of the compiler's own version of LLVM. A line that did
not run must be in a function that tests/docs/uncovered.tsv lists with the reason; a function that it lists,
of which every line ran, must be taken out. Where threads or random hashes decide which lines run, the third
column says `sometimes`, and all of them may. Random tests get their seed from `.ci/run`, so that they enter
the same lines in each run. Without the data beside the repository, which some tests read, nobody asks for
reasons.
"""

import fnmatch
import json
import math
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tests/docs/coverage.tsv"
REASONS = ROOT / "tests/docs/uncovered.tsv"
DATA = ROOT.parent / "shared/data"
LEAST = 97.0
# Random tests do not enter the same lines in each run: a floor stays this far below what was measured.
SLACK = 0.2


def programs():
    """The test programs that `cargo test` ran."""
    said = subprocess.run(["cargo", "test", "-q", "--no-run", "--workspace", "--all-features", "--message-format=json"],
                          cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    return sorted({entry["executable"] for entry in map(json.loads, said.splitlines()) if entry.get("executable")})


def counts(llvm, profiles):
    """For each file of src, how often each of its lines ran."""
    with tempfile.TemporaryDirectory() as folder:
        merged = f"{folder}/all"
        subprocess.run([f"{llvm}/llvm-profdata", "merge", "-sparse", "-o", merged, *map(str, profiles)], check=True)
        first, *others = programs()
        objects = [part for other in others for part in ("-object", other)]
        text = subprocess.run([f"{llvm}/llvm-cov", "export", "-format=lcov", f"-instr-profile={merged}", first, *objects],
                              stdout=subprocess.PIPE, text=True, check=True).stdout
    found = {}
    for line in text.splitlines():
        if line.startswith("SF:"):
            path = pathlib.Path(line[3:]).resolve()
            lines = found.setdefault(path.relative_to(ROOT / "src").as_posix(), {}) if path.is_relative_to(ROOT / "src") else {}
        elif line.startswith("DA:"):
            number, count = map(int, line[3:].split(",")[:2])
            lines[number] = max(count, lines.get(number, 0))
    return found


def function(source, number):
    """The name of the function that a line is in."""
    for at in range(number - 1, -1, -1):
        match = re.match(r"\s*(?:[a-z()]+ )*?fn (\w+)", source[at])
        if match and (at == number - 1 or indent(source[at]) < indent(source[number - 1]) or source[number - 1].strip() in ("}", "{")):
            return match[1]
    return "-"


def indent(line):
    return len(line) - len(line.lstrip())


def read(path):
    """The lines of a table, split."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [tuple(line.split("\t")) for line in lines if line and not line.startswith("#")]


def main():
    llvm, folder = [arg for arg in sys.argv[1:] if not arg.startswith("--")]
    files = counts(llvm, sorted(pathlib.Path(folder).glob("*.profraw")))
    total, ran, red = {}, {}, {}
    for name, lines in sorted(files.items()):
        module = name.split("/")[0].removesuffix(".rs")
        total[module] = total.get(module, 0) + len(lines)
        ran[module] = ran.get(module, 0) + sum(count > 0 for count in lines.values())
        source = (ROOT / "src" / name).read_text(encoding="utf-8").splitlines()
        for number in sorted(n for n, count in lines.items() if not count):
            red.setdefault(f"{name}::{function(source, number)}", []).append((number, source[number - 1]))
    percent = {module: 100 * ran[module] / total[module] for module in total}
    reasons = {pattern: sometimes == ["sometimes"] for pattern, _, *sometimes in read(REASONS)}
    unexplained = {place: lines for place, lines in red.items() if not any(fnmatch.fnmatch(place, p) for p in reasons)}
    if "--lines" in sys.argv:
        for place, lines in red.items():
            print(place if place in unexplained else f"{place} (explained)")
            print("".join(f"  {number:5} {text}\n" for number, text in lines), end="")
    floors = {module: float(floor) for module, floor in read(FLOORS)}
    if "--renew" in sys.argv:
        floors = {m: max(LEAST, floors.get(m, 0), math.floor(10 * (percent[m] - SLACK)) / 10) for m in percent}
        head = "# Percent of a module's lines that `cargo test` runs at least; `tools/coverage.py --renew` raises it."
        FLOORS.write_text("\n".join([head, *(f"{m}\t{floor}" for m, floor in floors.items())]) + "\n", encoding="utf-8")
        idle = {pattern for pattern, sometimes in reasons.items() if not sometimes and not fnmatch.filter(red, pattern)}
        rows = REASONS.read_text(encoding="utf-8").splitlines(keepends=True)
        REASONS.write_text("".join(row for row in rows if row.split("\t")[0] not in idle), encoding="utf-8")
        reasons = {pattern: sometimes for pattern, sometimes in reasons.items() if pattern not in idle}
    bad = [f"{m} is in one of the two only" for m in floors.keys() ^ percent.keys()]
    for module in sorted(floors.keys() & percent.keys()):
        print(f"{module}: {percent[module]:.2f} % of {total[module]} lines; {total[module] - ran[module]} did not run")
        if percent[module] < floors[module]:
            bad.append(f"{module}: {percent[module]:.2f} % of its lines ran, and {floors[module]} % is the least")
    if not DATA.is_dir():
        print(f"skipped the reasons: no {DATA.name} beside the repository")
        sys.exit("\n".join(bad) or None)
    bad += [f"{place}, line {number} did not run, and {REASONS.name} has no reason: {text.strip()}"
            for place, lines in unexplained.items() for number, text in lines]
    bad += [f"{pattern}: every line ran, and {REASONS.name} has a reason why not"
            for pattern, sometimes in reasons.items() if not sometimes and not fnmatch.filter(red, pattern)]
    if bad:
        sys.exit("\n".join(bad))


main()
