"""One HTML file with all charts and tables, which needs nothing beside it."""

import html
import re

HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>boltons: benchmarks</title>
<style>
body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid #8b949e66;padding:.2rem .5rem;text-align:left}
svg.chart{max-width:100%;height:auto;display:block;margin:1rem 0}code,pre{font-size:.9em}
</style>
</head>
<body>
"""

# Says of each chart how many of its marks have a size on the page.
TAIL = """<script>
for (const chart of document.querySelectorAll("svg.chart")) {
  const marks = [...chart.querySelectorAll(".marks > *")];
  const drawn = marks.filter((mark) => { const box = mark.getBoundingClientRect(); return box.width > 0 || box.height > 0; });
  chart.setAttribute("data-drawn", drawn.length);
}
document.body.setAttribute("data-charts", document.querySelectorAll("svg.chart").length);
</script>
</body>
</html>
"""


def inline(text):
    """Bold, code, links and subscripts of a line."""
    text = html.escape(text, quote=False).replace("&lt;sub&gt;", "<small>").replace("&lt;/sub&gt;", "</small>")
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    text = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)
    # Other files are not there.
    return re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)


def markdown(text, charts):
    """The part of Markdown that the pages use; pictures are taken from `charts`."""
    out, lines, at = [], text.splitlines(), 0
    while at < len(lines):
        line = lines[at]
        at += 1
        if picture := re.match(r"!\[[^\]]*\]\((?:.*/)?([\w-]+)\.svg\)", line):
            out.append(charts.pop(picture[1], ""))
        elif heading := re.match(r"(#+) (.*)", line):
            out.append(f"<h{len(heading[1])}>{inline(heading[2])}</h{len(heading[1])}>")
        elif line.startswith("|"):
            out.append("<table>")
            rows = [line]
            while at < len(lines) and lines[at].startswith("|"):
                rows.append(lines[at])
                at += 1
            for n, row in enumerate(row for row in rows if not re.fullmatch(r"[|:\-]+", row)):
                kind = "th" if n == 0 else "td"
                cells = "".join(f"<{kind}>{inline(cell.strip())}</{kind}>" for cell in row.strip().strip("|").split("|"))
                out.append(f"<tr>{cells}</tr>")
            out.append("</table>")
        elif line.startswith("* "):
            while at < len(lines) and lines[at].startswith("  "):
                line += lines[at][1:]
                at += 1
            out.append(f"<li>{inline(line[2:])}</li>")
        elif line.startswith("```"):
            end = lines.index("```", at)
            out.append("<pre>" + html.escape("\n".join(lines[at:end])) + "</pre>")
            at = end + 1
        elif line.strip():
            while at < len(lines) and re.match(r"[^\s|#*!`]", lines[at]):
                line += " " + lines[at]
                at += 1
            out.append(f"<p>{inline(line)}</p>")
    return "\n".join(out)


def report(texts, charts):
    """`texts` are the pages in order, `charts` the pictures by name; each is shown once."""
    charts = dict(charts)
    body = [markdown(text, charts) for text in texts]
    return HEAD + "\n".join([*body, *charts.values()]) + TAIL
