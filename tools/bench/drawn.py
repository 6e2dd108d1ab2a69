"""All charts that the records give: file name, SVG."""

from bench import charts, growth, tasks


def task_bars(records, module):
    """The table of a module's tasks as bars."""
    rows = []
    for column, row, rivals in tasks.TABLES[module][1]:
        for crate, name in rivals.items():
            rival = records.rival("peers", row, name)
            if rival:
                label = column if column != "other" else row.split("/")[1]
                rows.append((f"{crate}: {label}", rival["ratio"]))
    return sorted(rows, key=lambda row: row[0].split(":")[0])


def all_charts(records):
    """In the order of the pages: (module, name, svg)."""
    sweeps = records.sweeps()
    for module in tasks.TABLES:
        rows = task_bars(records, module)
        if rows:
            yield module, f"{module}-ratios", charts.bars(
                f"{module}-ratios", f"{module}: time of the other crate / ours; right of 1, ours is faster", rows)
        for sweep, (what, _) in tasks.SWEEPS.items():
            if sweep.startswith(module + "/") and sweep in sweeps:
                name, across = growth.picture(sweep), "bytes" if sweep.endswith("/byte") else "entries"
                yield module, name, charts.curves(name, f"{what[:1].upper()}{what[1:]}", across, "ns", growth.series(sweeps[sweep]))
        if module == "cache" and tasks.HIT_RATIO in sweeps:
            rows = sweeps[tasks.HIT_RATIO]
            lines = [("S3-FIFO", [(row["size"], row["ours"]["value"]) for row in rows])]
            for name in [rival["name"] for rival in rows[0]["rivals"]]:
                points = [(row["size"], rival["value"]) for row in rows for rival in row["rivals"] if rival["name"] == name]
                lines.append((name, points))
            yield module, "cache-hit-ratio", charts.curves(
                "cache-hit-ratio", "Hits of a trace of web requests, by capacity", "capacity", "hits in %", lines, log_up=False)
    groups = []
    for sweep, what in tasks.BYTES.items():
        for row in sweeps.get(sweep, [])[-1:]:
            rivals = [(rival["name"], rival["value"]) for rival in row["rivals"]]
            groups.append((f"{what}, {row['size']:,} entries", [("boltons", row["ours"]["value"]), *rivals]))
    if groups:
        yield None, "bytes", charts.lengths("bytes", "Bytes an entry", groups)
