"""docs/benchmarks/growth.md: where cost leaps as structures grow, and where one implementation overtakes another."""

from bench import tasks
from bench.records import quantity, ratio, size


def cost(row, figure):
    """Seconds an operation."""
    return figure["value"] / row["operations"]


def series(rows):
    """(name, [(size, cost in nanoseconds)]) of all contenders of a sweep."""
    lines = {}
    for row in rows:
        for figure in (row["ours"], *row["rivals"]):
            lines.setdefault(figure["name"], []).append((row["size"], cost(row, figure) * 1e9))
    return list(lines.items())


def leap(rows):
    """The largest step of our cost from one size to the next, where it is one: the caches are left."""
    steps = []
    for before, after in zip(rows, rows[1:]):
        decades = max(after["size"] / before["size"], 1.0)
        steps.append((cost(after, after["ours"]) / cost(before, before["ours"]), decades, before, after))
    most, _, before, after = max(steps, key=lambda step: step[0])
    first, last = (quantity(cost(row, row["ours"]), "s") for row in (rows[0], rows[-1]))
    of = "bytes" if rows[0]["id"].endswith("/byte") else "entries"
    text = f"{first} at {size(rows[0]['size'])} {of}, {last} at {size(rows[-1]['size'])}"
    if most >= 1.5:
        text += f"; the largest step, {ratio(most)} times, lies between {size(before['size'])} and {size(after['size'])}"
    peak = max(rows, key=lambda row: cost(row, row["ours"]))
    if cost(peak, peak["ours"]) > 1.1 * cost(rows[-1], rows[-1]["ours"]):
        text += f"; the most, {quantity(cost(peak, peak['ours']), 's')}, at {size(peak['size'])}"
    return text


def crossings(rows):
    """Which rivals ours is ahead of, with the least and the greatest ratio, and at which sizes another is ahead."""
    ahead, behind, crossed = [], [], []
    if not rows[0]["rivals"]:
        return ""
    for name in [rival["name"] for rival in rows[0]["rivals"]]:
        known = [(row["size"], rival["ratio"][1]) for row in rows for rival in row["rivals"] if rival["name"] == name]
        lost = [n for n, middle in known if middle < 0.98]
        ends = f"{name} ({ratio(min(middle for _, middle in known))} to {ratio(max(middle for _, middle in known))} times)"
        if not lost:
            ahead.append(ends)
        elif len(lost) == len(known):
            behind.append(ends)
        else:
            crossed.append(f"behind {name} at {', '.join(size(n) for n in lost)}")
    parts = [f"ahead of {', '.join(ahead)} at every size"] * bool(ahead) + [f"behind {', '.join(behind)} at every size"] * bool(behind)
    return " Ours is " + "; ".join(parts + crossed) + "."


def sentence(name, rows):
    """What a sweep says."""
    what = tasks.SWEEPS[name][0]
    note = f" {tasks.NOTES[name]}" if name in tasks.NOTES else ""
    return f"* {what[:1].upper()}{what[1:]}: {leap(rows)}.{crossings(rows)}{note}"


def picture(name):
    """The file of a sweep's picture, without its ending."""
    return name.replace("/sweep/", "-").replace("/", "-").replace("_", "-")


def page(records):
    """docs/benchmarks/growth.md."""
    sweeps = records.sweeps()
    shown = [name for name, (_, on_page) in tasks.SWEEPS.items() if on_page and name in sweeps]
    out = ["# Benchmarks: how cost grows", "",
           "Time of one operation by the number of entries, from the nearest cache to memory; of a text, time of one byte by its",
           "length. The pages of the modules have every sweep. Written by `tools/benchmarks.py`.", ""]
    for name in shown:
        out += [sentence(name, sweeps[name]), "", f"![{tasks.SWEEPS[name][0]}, by size]({picture(name)}.svg)", ""]
    out += ["## Hit ratio", "", "Of a trace of web requests, by the capacity of the cache, with the optimum that no policy without",
            "knowledge of the future can have.", "", "![Hit ratio by capacity](cache-hit-ratio.svg)", ""] * (tasks.HIT_RATIO in sweeps)
    return "\n".join([*out, "## Bytes an entry", "", "![Bytes an entry](bytes.svg)", ""])
