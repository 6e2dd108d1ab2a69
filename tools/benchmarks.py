#!/usr/bin/env python3
"""Writes BENCHMARKS.md, docs/benchmarks and an HTML report from the records of the bench programs.

    cargo bench -p boltons-bench -- --out ../records/std.json
    (cd benches/peers && cargo bench -- --out ../records/peers.json)
    (cd benches/peers && cargo bench -- --sweep --quick --out ../records/sweep.json)
    (cd benches/peers && cargo bench --profile default-release -- --only ../everyday.txt --out ../records/default-release.json)
    python3 tools/benchmarks.py              # writes the pages, and target/benchmarks.html
    python3 tools/benchmarks.py --check      # compares the pages
    python3 tools/benchmarks.py --report FILE      # writes the report there, and nothing else
    python3 tools/benchmarks.py --targets    # prints the rows that are short of what was promised
    python3 tools/benchmarks.py --pool OUT FILE…   # one record of several runs
    python3 tools/benchmarks.py --compare FOLDER   # other records of the same rows: do they agree?

Records are in benches/records, a file a run; a program that was run a module at a time has several.
Nothing else should run on the machine meanwhile.
"""

import pathlib
import sys

from bench import drawn, growth, method, page, pages, report, tasks
from bench.records import MODULES, ROOT, Records, pool

FOLDER = ROOT / "docs/benchmarks"


def files(records):
    """All files that are written, by path."""
    charts = list(drawn.all_charts(records))
    out = {ROOT / "BENCHMARKS.md": page.page(records), ROOT / "benches/everyday.txt": tasks.everyday()}
    for module in MODULES:
        names = [name for of, name, _ in charts if of == module]
        out[FOLDER / f"{module}.md"] = pages.page(records, module, names)
    out[FOLDER / "growth.md"] = growth.page(records)
    out[FOLDER / "method.md"] = method.page(records)
    if profile := page.profile(records)[1]:
        out[FOLDER / "profile.md"] = "\n".join(profile)
    texts = [text for path, text in out.items() if path.suffix == ".md"]
    for _, name, svg in charts:
        out[FOLDER / f"{name}.svg"] = svg
    return out, report.report(texts, {name: svg for _, name, svg in charts})


def check(out):
    stale = [path for path, text in out.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    left = [path for path in FOLDER.glob("*") if path not in out]
    for path in stale + left:
        print(f"{path.relative_to(ROOT)} is not what tools/benchmarks.py writes from the records")
    if stale or left:
        sys.exit(1)
    print(f"{len(out)} files are what the records give")


def targets(records):
    for program in ("std", "peers"):
        for row in records.rows(program):
            for rival in row["rivals"]:
                if rival.get("target", 0) > (rival["ratio"][1] or 0):
                    print(f"{row['id']}: {rival['name']} {rival['ratio'][1]}, promised {rival['target']}: {row.get('reason', 'no reason known')}")


def compare(records, others):
    """Rows whose quartiles in one run do not meet those of the other."""
    apart = rows = 0
    for key, row in records.known.items():
        for rival in row["rivals"]:
            other = next((r for r in others.known.get(key, {"rivals": []})["rivals"] if r["name"] == rival["name"]), None)
            if other is None or row["unit"] != "s":
                continue
            rows += 1
            (low, middle, high), (other_low, other_middle, other_high) = rival["ratio"], other["ratio"]
            if high < other_low or other_high < low:
                apart += 1
                print(f"{row['id']}: {rival['name']} {middle} ({low}–{high}) and {other_middle} ({other_low}–{other_high})")
    print(f"{rows} ratios, {apart} of them apart")


def main():
    if "--pool" in sys.argv:
        out, *paths = map(pathlib.Path, sys.argv[sys.argv.index("--pool") + 1:])
        return out.write_text(pool(paths), encoding="utf-8")
    records = Records()
    if "--targets" in sys.argv:
        return targets(records)
    if "--compare" in sys.argv:
        return compare(records, Records(pathlib.Path(sys.argv[sys.argv.index("--compare") + 1])))
    for row in page.missing(records):
        print(f"no record has {row}")
    out, html = files(records)
    if "--check" in sys.argv:
        return check(out)
    if "--report" in sys.argv:
        return pathlib.Path(sys.argv[sys.argv.index("--report") + 1]).write_text(html, encoding="utf-8")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*"):
        if path not in out:
            path.unlink()
    for path, text in out.items():
        path.write_text(text, encoding="utf-8")
    target = ROOT / "target/benchmarks.html"
    target.parent.mkdir(exist_ok=True)
    target.write_text(html, encoding="utf-8")
    print(f"{len(out)} files, and {target.relative_to(ROOT)}")


main()
