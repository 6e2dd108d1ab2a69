#!/usr/bin/env python3
"""Writes what each feature costs to build into README.md: crates, and CPU seconds from nothing.

    python3 tools/weight.py            # builds each set of features in an empty folder, and writes
    python3 tools/weight.py --crates   # writes the crates alone, without building anything
    python3 tools/weight.py --check    # counts the crates again and compares those

The seconds are user and system time of `cargo build` in the development profile; sources must have
been fetched. The crates are those of the build, with `boltons` and what its derives need.
"""

import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
START, END = "<!-- weight: written by tools/weight.py -->", "<!-- end of weight -->"
SETS = ["std,cache", "std,multimap", "std,iter", "std,strings", "std,ip", "default", "full"]


def arguments(features):
    return ["--locked", "-p", "boltons", "--no-default-features", "--features", features]


def crates(features):
    tree = subprocess.run(["cargo", "tree", "-q", "-e", "normal,build", "--prefix", "none", *arguments(features)],
                          cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return len({line.split()[0] for line in tree.splitlines() if line.strip()})


def seconds(features):
    with tempfile.TemporaryDirectory() as folder:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["cargo", "build", "-q", "--target-dir", folder, *arguments(features)], cwd=ROOT, check=True,
                       env={**os.environ, "CARGO_INCREMENTAL": "0"})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start, end = readme.index(START) + len(START), readme.index(END)
    if "--check" in sys.argv:
        had = {m[1]: int(m[2]) for m in re.finditer(r"\| `([^`]+)` \| (\d+) \|", readme[start:end])}
        got = {features: crates(features) for features in SETS}
        if had != got:
            sys.exit(f"README.md counts the crates {had}; there are {got}: `python3 tools/weight.py`")
        print(f"{len(got)} sets of features bring the crates that README.md says")
        return
    if "--crates" in sys.argv:
        lines = ["| features | crates |", "|---|--:|"] + [f"| `{features}` | {crates(features)} |" for features in SETS]
    else:
        lines = ["| features | crates | CPU seconds |", "|---|--:|--:|"]
        lines += [f"| `{features}` | {crates(features)} | {seconds(features):.1f} |" for features in SETS]
    print("\n".join(lines))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")  # building takes a while
    start, end = readme.index(START) + len(START), readme.index(END)
    (ROOT / "README.md").write_text(f"{readme[:start]}\n" + "\n".join(lines) + f"\n{readme[end:]}", encoding="utf-8")


main()
