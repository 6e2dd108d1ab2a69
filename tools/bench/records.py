"""The records of the bench programs: what `cargo bench -- --out FILE` wrote into benches/records."""

import datetime
import json
import math
import pathlib
import re
import statistics

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
MODULES = ("cache", "ip", "iter", "multimap", "strings")
# Crates whose types go by other names, and crates of the programs that are not compared.
TYPES = {"HeaderMap": "http"}
NOT_COMPARED = {"boltons", "cpu-time", "serde", "flate2", "foldhash"}


class Run:
    """One record. Its rows keep the order in which they were measured."""

    def __init__(self, path):
        self.__dict__.update(json.loads(path.read_text(encoding="utf-8")))
        self.file = path.name
        self.date = datetime.datetime.fromtimestamp(self.time, datetime.timezone.utc).date().isoformat()

    def where(self):
        return (self.program, self.profile, self.sweep)


def pooled(rows):
    """One row of several runs: the medians' median, between the least first quartile and the greatest third."""
    out = rows[0]
    out["ours"]["value"] = statistics.median(row["ours"]["value"] for row in rows)
    for at, rival in enumerate(out["rivals"]):
        same = [row["rivals"][at] for row in rows]
        if {one["name"] for one in same} != {rival["name"]}:
            raise SystemExit(f"the runs have other contenders in {out['id']}")
        rival["value"] = statistics.median(one["value"] for one in same)
        if rival["ratio"][1] is not None:
            low, middle, high = zip(*(one["ratio"] for one in same))
            rival["ratio"] = [min(low), round(statistics.median(middle), 3), max(high)]
    return out


def pool(paths):
    """One record of several runs of the same program on the same machine."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in paths]
    same = ("program", "profile", "sweep", "processor", "compiler", "versions")
    for path, record in zip(paths, records):
        if other := [name for name in same if record[name] != records[0][name]]:
            raise SystemExit(f"{path} and {paths[0]} are not of the same {', '.join(other)}")
        if [row["id"] for row in record["rows"]] != [row["id"] for row in records[0]["rows"]]:
            raise SystemExit(f"{path} and {paths[0]} have other rows")
    first = records[0]
    out = re.compile(r"--out \S+")
    commands = [out.sub(f"--out ../records/{first['program']}.json", record["command"]) for record in records]
    first["command"] = "`, `".join(dict.fromkeys(commands))
    first["runs"] = sum(record.get("runs", 1) for record in records)
    first["time"] = max(record["time"] for record in records)
    first["rows"] = [pooled(rows) for rows in zip(*(record["rows"] for record in records))]
    return json.dumps(first, indent=None, ensure_ascii=False).replace('{"id"', '\n{"id"') + "\n"


class Records:
    def __init__(self, folder=ROOT / "benches/records"):
        self.runs = [Run(path) for path in sorted(folder.glob("*.json"))]
        self.known, files = {}, {}
        for run in self.runs:
            for row in run.rows:
                key = (*run.where(), row["id"], row.get("size"))
                if key in self.known:
                    raise SystemExit(f"{files[key]} and {run.file} both have the row {row['id']}: remove the older record")
                self.known[key], files[key] = row, run.file
        self.versions = {}
        for run in self.runs:
            self.versions.update({name: version for name, version in run.versions.items() if name not in NOT_COMPARED})

    def rows(self, program, module=None, profile="bench", sweep=False):
        return [row for key, row in self.known.items() if key[:3] == (program, profile, sweep)
                and (module is None or row["id"].startswith(module + "/"))]

    def sweeps(self):
        """The rows of each sweep by size: id, and what was measured at each size."""
        found = {}
        for row in self.rows("peers", sweep=True):
            found.setdefault(row["id"], []).append(row)
        return {name: sorted(rows, key=lambda row: row["size"]) for name, rows in found.items()}

    def rival(self, program, row, name, profile="bench"):
        """A rival's figure in a row, or nothing."""
        row = self.known.get((program, profile, False, row, None))
        return row and next((rival for rival in row["rivals"] if rival["name"] == name), None)

    def crate(self, name):
        """The crate that a contender is of, or nothing for what std has or what is our own."""
        if name in TYPES:
            return TYPES[name]
        return next((word for word in re.findall(r"[A-Za-z0-9_-]+", name) if word in self.versions), None)


def ratio(value):
    return f"{value:.0f}" if value >= 10 else f"{value:.1f}" if value >= 1.95 else f"{value:.2f}"


def spread(rival):
    low, _, high = rival["ratio"]
    return "" if low == high else f"{ratio(low)}–{ratio(high)}"


def quantity(value, unit):
    if unit != "s":
        return f"{value:,.1f} {unit}".strip()
    for factor, name in ((1e9, "ns"), (1e6, "µs"), (1e3, "ms")):
        if value * factor < 1000:
            return f"{value * factor:.3g} {name}"
    return f"{value:.2f} s"


def ahead(rival):
    """1 where ours is ahead, -1 where the other is, 0 where the quartiles leave it open."""
    low, middle, high = rival["ratio"]
    if middle is None:
        return 0
    return 1 if low > 1 else -1 if high < 1 else 0


def geometric_mean(values):
    return math.exp(sum(map(math.log, values)) / len(values))


def first_sentence(text):
    return re.split(r"(?<=[.;])\s", text)[0].rstrip(".;") + "."


def size(n):
    return f"{n // 1_000_000}M" if n >= 1_000_000 else f"{n // 1000}k" if n >= 1000 else str(n)
