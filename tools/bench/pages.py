"""docs/benchmarks/MODULE.md: every row of a module."""

from bench import growth, tasks
from bench.page import cell
from bench.records import quantity


def rows_of(rows):
    out = ["| row | ours | other | | other / ours |", "|---|--:|---|--:|---|"]
    for row in rows:
        ours = quantity(row["ours"]["value"], row["unit"])
        for rival in row["rivals"] or [None]:
            if rival is None:
                out.append(f"| {row['id']} | {ours} | | | |")
            else:
                theirs = quantity(rival["value"], row["unit"])
                shown = cell(rival["name"], rival) if rival["ratio"][1] is not None else ""
                out.append(f"| {row['id']} | {ours} | {rival['name']} | {theirs} | {shown} |")
    return out


def reasons(rows):
    """Each reason once, with the rows that it is for; of the rows where another is ahead."""
    known = {}
    for row in rows:
        if row.get("reason") and any((rival["ratio"][1] or 1) < 1 for rival in row["rivals"]):
            known.setdefault(row["reason"], []).append(row["id"])
    if not known:
        return []
    return ["", "Where another is ahead, and why:", ""] + [
        f"* `{'`, `'.join(ids)}`: {reason}" for reason, ids in known.items()]


def inputs(rows):
    known = {}
    for row in rows:
        if row.get("input"):
            known.setdefault(row["input"], []).append(row["id"])
    return ["", "Inputs that are not made by the rows themselves:", ""] + [
        f"* {source}: {len(ids)} rows, from `{ids[0]}` to `{ids[-1]}`" for source, ids in known.items()] if known else []


def page(records, module, charts):
    """`charts` are the names of the module's pictures."""
    out = [f"# Benchmarks: {module}", "",
           "All rows, written by `tools/benchmarks.py`. [BENCHMARKS.md](../../BENCHMARKS.md) has the summary and says how to read them.", ""]
    out += [f"![{name}]({name}.svg)" for name in charts]
    for program, heading in (("std", "Against std"), ("peers", "Against other crates")):
        rows = records.rows(program, module)
        if rows:
            out += ["", f"## {heading}", "", *rows_of(rows), *reasons(rows), *inputs(rows)]
    sweep = records.rows("peers", module, sweep=True)
    if sweep:
        out += ["", "## By size", ""]
        for name, rows in records.sweeps().items():
            if name.startswith(module + "/") and name in tasks.SWEEPS:
                out.append(growth.sentence(name, rows))
        out += ["", "| sweep | entries | ours | others |", "|---|--:|--:|---|"]
        for row in sweep:
            def per(figure, row=row):
                return quantity(figure["value"] / row["operations"], row["unit"])
            others = ", ".join(f"{rival['name']} {per(rival)}" for rival in row["rivals"])
            out.append(f"| {row['id']} | {row['size']:,} | {per(row['ours'])} | {others} |")
    return "\n".join(out) + "\n"
