#!/usr/bin/env python3
"""Writes the index of the examples into README.md, from the table at each example's head.

    python3 tools/cookbook.py            # writes README.md between its marks
    python3 tools/cookbook.py --check    # compares it

Every recipe of a table is a function of the example, and `main` calls it.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
START, END = "<!-- examples: written by tools/cookbook.py -->", "<!-- end of examples -->"
MODULES = ["cache", "iter", "strings", "ip", "multimap"]


def recipes(name):
    lines = (ROOT / f"examples/{name}.rs").read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("fn main("))
    end = next(n for n in range(start, len(lines)) if lines[n] == "}")
    called = re.findall(r"^\s+(?:\w+::)?(\w+)\(", "\n".join(lines[start + 1:end]), flags=re.M)
    defined = {m[1] for line in lines if (m := re.match(r"\s*(?:pub(?:\([a-z]+\))? )?fn (\w+)\(", line))}
    called = [f for f in dict.fromkeys(called) if f in defined]
    listed = [m[1] for line in lines if (m := re.match(r"//! \|.*\| \[?`(\w+)`\]? \|$", line))]
    if listed and sorted(listed) != sorted(called):
        sys.exit(f"examples/{name}.rs: its table and its main differ in {sorted(set(listed) ^ set(called))}")
    return listed or called


def table():
    out = []
    for name in MODULES:
        found = ", ".join(f"`{f}`" for f in recipes(name))
        out.append(f"* [`{name}`](examples/{name}.rs){': ' if found else ''}{found}")
    return "\n".join(out)


def main():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start, end = readme.index(START) + len(START), readme.index(END)
    text = f"{readme[:start]}\n{table()}\n{readme[end:]}"
    if "--check" in sys.argv:
        if readme != text:
            sys.exit("README.md's index of examples is not what tools/cookbook.py writes")
        return
    (ROOT / "README.md").write_text(text, encoding="utf-8")


main()
