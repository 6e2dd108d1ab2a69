"""Pictures as SVG, readable on white and on black pages."""

import html
import math

from bench.records import ratio

STYLE = (
    "<style>svg.chart{background:none}svg.chart text{font:12px system-ui,sans-serif;fill:#57606a}svg.chart .t{font-weight:600;font-size:13px}"
    "svg.chart .g{stroke:#8b949e;stroke-width:.4}svg.chart .a{stroke:#8b949e;stroke-width:1.2}"
    "svg.chart .w{fill:#2f81f7}svg.chart .l{fill:#bc6c25}svg.chart .i{stroke:#8b949e;stroke-width:2}"
    "svg.chart .c{fill:none;stroke-width:2}"
    "@media(prefers-color-scheme:dark){svg.chart text{fill:#a8b1bb}}</style>"
)
COLOURS = ("#2f81f7", "#bc6c25", "#2da44e", "#bf3989", "#8250df", "#9a6700", "#6e7781")


def svg(name, width, height, title, marks, rest):
    """`marks` is what the figures are drawn with: a browser is asked whether it has drawn them all."""
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" id="{name}" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-label="{html.escape(title)}">', STYLE,
        f'<text x="12" y="18" class="t">{html.escape(title)}</text>', *rest,
        f'<g class="marks" data-marks="{len(marks)}">', *marks, "</g>", "</svg>"]) + "\n"


def ticks(low, high):
    """1, 2 and 5 times the powers of ten between the ends; powers alone where that would be many."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    fine = (1, 2, 5) if len(powers) <= 4 else (1,)
    return [step * 10.0 ** power for power in powers for step in fine if low * 0.999 <= step * 10.0 ** power <= high * 1.001]


def bars(name, title, rows):
    """Ratios with their quartiles on a logarithmic scale. `rows`: label, (first quartile, median, third)."""
    left, width, step, top = 250, 400, 20, 44
    lowest = min(0.5, min(low for _, (low, _, _) in rows))
    highest = max(2.0, max(high for _, (_, _, high) in rows))
    def at(value):
        return left + width * math.log(value / lowest) / math.log(highest / lowest)
    height = top + step * len(rows) + 28
    rest, marks = [], []
    for tick in ticks(lowest, highest):
        kind = "a" if abs(tick - 1) < 1e-9 else "g"
        rest.append(f'<line x1="{at(tick):.1f}" x2="{at(tick):.1f}" y1="{top - 8}" y2="{height - 22}" class="{kind}"/>')
        rest.append(f'<text x="{at(tick):.1f}" y="{height - 8}" text-anchor="middle">{tick:g}</text>')
    for n, (label, (low, middle, high)) in enumerate(rows):
        y = top + n * step
        a, b = sorted((at(1), at(middle)))
        rest.append(f'<text x="{left - 10}" y="{y + 12}" text-anchor="end">{html.escape(label)}</text>')
        marks.append(f'<rect x="{a:.1f}" y="{y + 2}" width="{max(b - a, 1.5):.1f}" height="12" rx="2" class="{"w" if middle >= 1 else "l"}"/>')
        rest.append(f'<line x1="{at(low):.1f}" x2="{at(high):.1f}" y1="{y + 8}" y2="{y + 8}" class="i"/>')
        rest.append(f'<text x="{max(b, at(1), at(high)) + 6:.1f}" y="{y + 12}">{ratio(middle)}</text>')
    # Intervals lie on the bars.
    bodies = marks + [line for line in rest if 'class="i"' in line]
    return svg(name, left + width + 60, height, title, bodies, [line for line in rest if 'class="i"' not in line])


def curves(name, title, across, up, series, log_up=True):
    """Lines over a logarithmic axis. `series`: label, [(x, y)]."""
    left, width, top, height = 64, 420, 40, 240
    xs = [x for _, points in series for x, _ in points]
    ys = [y for _, points in series for _, y in points]
    x0, x1 = min(xs), max(xs) if max(xs) > min(xs) else min(xs) * 10
    y0, y1 = (min(ys) / 1.2, max(ys) * 1.2) if log_up else (0.0, max(ys) * 1.05)
    def at_x(x):
        return left + width * math.log(x / x0) / math.log(x1 / x0)
    def at_y(y):
        return top + height - height * (math.log(y / y0) / math.log(y1 / y0) if log_up else (y - y0) / (y1 - y0))
    rest, marks = [], []
    for tick in [tick for tick in ticks(x0, x1) if math.log10(tick) % 1 < 1e-9] or [x0]:
        rest.append(f'<line x1="{at_x(tick):.1f}" x2="{at_x(tick):.1f}" y1="{top}" y2="{top + height}" class="g"/>')
        rest.append(f'<text x="{at_x(tick):.1f}" y="{top + height + 16}" text-anchor="middle">{tick:,.0f}</text>')
    linear = [step * 10 for step in range(0, 11) if step * 10 <= y1]
    for tick in ticks(y0, y1) if log_up else linear:
        rest.append(f'<line x1="{left}" x2="{left + width}" y1="{at_y(tick):.1f}" y2="{at_y(tick):.1f}" class="g"/>')
        rest.append(f'<text x="{left - 6}" y="{at_y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>')
    rest.append(f'<text x="{left + width / 2}" y="{top + height + 34}" text-anchor="middle">{html.escape(across)}</text>')
    rest.append(f'<text x="12" y="34">{html.escape(up)}</text>')
    for n, (label, points) in enumerate(series):
        colour = COLOURS[n % len(COLOURS)]
        dash = ' stroke-dasharray="5 3"' if label in ("optimum", "HashMap") else ""
        line = " ".join(f"{at_x(x):.1f},{at_y(y):.1f}" for x, y in points)
        marks.append(f'<polyline points="{line}" class="c" stroke="{colour}"{dash}/>')
        marks += [f'<circle cx="{at_x(x):.1f}" cy="{at_y(y):.1f}" r="2.5" fill="{colour}"/>' for x, y in points]
        y = top + 14 + n * 18
        rest.append(f'<line x1="{left + width + 14}" x2="{left + width + 34}" y1="{y - 4}" y2="{y - 4}" stroke="{colour}" stroke-width="2"{dash}/>')
        rest.append(f'<text x="{left + width + 40}" y="{y}">{html.escape(label)}</text>')
    return svg(name, left + width + 170, top + height + 46, title, marks, rest)


def lengths(name, title, groups):
    """Bars of lengths that start at nothing. `groups`: heading, [(label, value)]."""
    left, width, step, top = 190, 420, 18, 34
    most = max(value for _, rows in groups for _, value in rows)
    rest, marks, y = [], [], top
    for heading, rows in groups:
        rest.append(f'<text x="12" y="{y + 13}" class="t">{html.escape(heading)}</text>')
        y += step + 2
        for n, (label, value) in enumerate(rows):
            rest.append(f'<text x="{left - 10}" y="{y + 12}" text-anchor="end">{html.escape(label)}</text>')
            marks.append(f'<rect x="{left}" y="{y + 1}" width="{max(width * value / most, 1):.1f}" height="13" rx="2" class="{"w" if n == 0 else "l"}"/>')
            rest.append(f'<text x="{left + width * value / most + 6:.1f}" y="{y + 12}">{value:.0f}</text>')
            y += step
        y += 8
    return svg(name, left + width + 60, y + 4, title, marks, rest)
