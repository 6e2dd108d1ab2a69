"""What the sweeps say: where cost leaps, and where one implementation overtakes another."""

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
    text = f"{first} at {size(rows[0]['size'])} entries, {last} at {size(rows[-1]['size'])}"
    if most >= 1.5:
        text += f"; the largest step, {ratio(most)} times, lies between {size(before['size'])} and {size(after['size'])}"
    peak = max(rows, key=lambda row: cost(row, row["ours"]))
    if cost(peak, peak["ours"]) > 1.1 * cost(rows[-1], rows[-1]["ours"]):
        text += f"; the most, {quantity(cost(peak, peak['ours']), 's')}, at {size(peak['size'])}"
    return text


def crossings(rows):
    """Which rivals ours is ahead of, with the least and the greatest ratio, and at which sizes another is ahead."""
    ahead, behind, crossed = [], [], []
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
    return "Ours is " + "; ".join(parts + crossed)
