#!/usr/bin/env python3
"""Writes BENCHMARKS.md from the tables of the bench programs.

    cargo bench -- --out std.md
    (cd benches/peers && cargo bench -- --out peers.md)
    python3 tools/benchmarks.py std.md benches/peers/peers.md > BENCHMARKS.md

Each file may also be a comma-separated list, if the rows were run a module at a time. Nothing else
should run on the machine meanwhile.
"""

import datetime
import pathlib
import subprocess
import sys

HEAD = """# Benchmarks

Written by `tools/benchmarks.py`; the commands are in its first lines. {machine}, {rustc}, {date}.

A row is a claim: all contenders do the same work and must give the same result before anything is
timed; then they run interleaved, in an order that is reversed every other round, on the thread's
CPU time. The quoted ratio, the rival's time over ours, is the median of the rounds' ratios, with
its quartiles; "at least" is the ratio that was set as the target before the code was tuned. Rows
that fall short stay, with the reason below the table. Figures in bytes, hit ratios and the like are
exact.

Rivals are at their best settings: where a hasher can be chosen, all contenders of a row have the
same. The machine is a small virtual one whose memory others use, too, so that rows that wait for
memory differ by tens of percents between runs.
"""


def machine():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return "unknown processor"


def tables(files):
    rows, rest = [], []
    for name in files.split(","):
        lines = pathlib.Path(name).read_text().splitlines()
        table = [line for line in lines if line.startswith("|")]
        head, rows = table[:2], rows + table[2:]
        rest += [line for line in lines if line.startswith("- ")]
    text = "\n".join(head + rows)
    return text + ("\n\nRows short of their target, and why:\n\n" + "\n".join(rest) if rest else "")


def main():
    std, peers = sys.argv[1:]
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout
    rustc = " ".join(rustc.split()[:2])
    print(HEAD.format(machine=machine(), rustc=rustc, date=datetime.date.today()))
    print("## Against std (`cargo bench`)\n")
    print(tables(std))
    print("\n## Against the crates people use (`benches/peers`)\n")
    print(tables(peers))


main()
