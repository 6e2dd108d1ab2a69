#!/usr/bin/env python3
"""Writes the table of figures in README.md and the picture beside it, from the records of the benchmarks.

    python3 tools/headline.py            # writes README.md between its marks, and docs/figures.svg
    python3 tools/headline.py --check    # compares both

A line names what is replaced, what takes its place, and rows of benches/records with the rival whose
figure is shown. A row that is lost is shown as well where it is what people do most.
"""

import html
import math
import sys

from bench.records import ROOT, Records, spread

PICTURE = ROOT / "docs/figures.svg"
START, END = "<!-- figures: written by tools/headline.py -->", "<!-- end of figures -->"

# instead of, you get, [(what was measured, as the table says it and as the picture does, row, rival)]
LINES = [
    ("lru", "`cache::LruCache`: no `unsafe`, weights, times to live",
     [("lookups and evictions", "lru: lookups and evictions", "cache/lru/mixed/50k", "lru"),
      ("hits alone", "lru: hits alone", "cache/lru/get-hit/50k", "lru")]),
    ("moka, quick_cache", "`cache::sync::ShardedCache`: no background thread",
     [("two threads, against moka", "moka: two threads", "cache/sharded/s3_fifo-mixed-2-threads/50k", "moka"),
      ("quick_cache", "quick_cache: two threads", "cache/sharded/s3_fifo-mixed-2-threads/50k", "quick_cache"),
      ("quick_cache, hits alone", "quick_cache: hits alone", "cache/sharded/s3_fifo-get-2-threads/50k", "quick_cache")]),
    ("`chunks` of itertools", "`iter::chunked`: pieces that can be kept and sent",
     [("pieces of 64", "itertools: chunks of 64", "iter/chunked/map/64", "itertools chunks")]),
    ("`combinations` of itertools", "`iter::combin`: lent items, ranks",
     [("5 of 26", "itertools: combinations, 5 of 26", "iter/combin/combinations/26 of 5", "itertools combinations")]),
    ("heck", "`strings::to_snake_case` and 12 more cases",
     [("4,000 identifiers", "heck: snake case", "strings/to_snake_case/pascal/4000", "heck")]),
    ("textwrap", "`strings::wrap`: escape sequences cost no width",
     [("ASCII", "textwrap: ASCII", "strings/wrap/ascii/96000", "textwrap"),
      ("mixed scripts", "textwrap: mixed scripts", "strings/wrap/mixed_columns/182000", "textwrap")]),
    ("strip-ansi-escapes", "`strings::strip_ansi`, whole and from streams",
     [("coloured output", "strip-ansi-escapes: coloured output", "strings/strip_ansi/dense/4433140", "strip-ansi-escapes")]),
    ("ipnet", "`ip::IpPrefix`: equal networks are equal values; lists, sets, guard",
     [("parsing", "ipnet: parsing", "ip/parse_prefix/v4/100k", "ipnet")]),
    ("prefix-trie, ip_network_table", "`ip::IpPrefixMap` and its frozen form: longest-prefix match in a full routing table",
     [("frozen, against ip_network_table", "ip_network_table: longest match, frozen",
       "ip/map/v4_frozen_peers/prefix_random/400k", "ip_network_table"),
      ("prefix-trie", "prefix-trie: longest match, frozen", "ip/map/v4_frozen/prefix_random/400k", "prefix-trie"),
      ("prefix-trie, mutable", "prefix-trie: longest match, mutable", "ip/map/v4_mutable/prefix_random/400k", "prefix-trie")]),
    ("ordered-multimap", "`multimap::OrderedMultiMap`: up to 16 entries without hashing",
     [("headers, built", "ordered-multimap: headers, built", "multimap/ordered/build/headers-string/11", "ordered-multimap"),
      ("looked up", "ordered-multimap: headers, looked up", "multimap/ordered/get/headers-string/11", "ordered-multimap")]),
]


def rows():
    """(id, rival): (ratio, quartiles) of the rows against other crates."""
    return {(row["id"], rival["name"]): (rival["ratio"][1], spread(rival))
            for row in Records().rows("peers") for rival in row["rivals"] if rival["ratio"][1]}


def short(ratio):
    return f"{ratio:.0f}" if ratio >= 10 else f"{ratio:.1f}" if ratio >= 1.95 else f"{ratio:.2f}"


def table(found):
    out = ["| instead of | you get | its time / ours |", "|---|---|---|"]
    for instead, get, measured in LINES:
        cells = []
        for what, _, row, rival in measured:
            if (row, rival) not in found:
                sys.exit(f"the records have no row {row} against {rival}: choose another in tools/headline.py")
            cells.append(f"{what} **{short(found[row, rival][0])}**")
        out.append(f"| {instead} | {get} | {', '.join(cells)} |")
    return "\n".join(out)


def picture(found):
    """Bars on a logarithmic scale; the colours are readable on white and on black."""
    bars = [(label, *found[row, rival]) for _, _, measured in LINES for _, label, row, rival in measured]
    left, width, step, top = 280, 400, 22, 40
    ends = (0.5, 40)
    at = lambda ratio: left + width * math.log(ratio / ends[0]) / math.log(ends[1] / ends[0])
    height = top + step * len(bars) + 30
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 {height}" width="760" height="{height}" role="img" '
           'aria-label="Time of other crates by the time of boltons, on a logarithmic scale">',
           "<style>text{font:13px system-ui,sans-serif;fill:#57606a}.n{font-weight:600}.w{fill:#2f81f7}.l{fill:#bc6c25}"
           ".a{stroke:#8b949e;stroke-width:1}.g{stroke:#8b949e;stroke-width:.3}"
           "@media(prefers-color-scheme:dark){text{fill:#a8b1bb}}</style>",
           '<text x="12" y="18" class="n">Time of the other crate / time of boltons; right of 1, boltons is faster</text>']
    for tick in (0.5, 1, 2, 5, 10, 20, 40):
        out.append(f'<line x1="{at(tick):.1f}" x2="{at(tick):.1f}" y1="{top - 8}" y2="{height - 24}" class="{"a" if tick == 1 else "g"}"/>')
        out.append(f'<text x="{at(tick):.1f}" y="{height - 8}" text-anchor="middle">{tick:g}</text>')
    for n, (label, ratio, quartiles) in enumerate(bars):
        y = top + n * step
        a, b = sorted((at(1), at(ratio)))
        out.append(f'<text x="{left - 12}" y="{y + 13}" text-anchor="end">{html.escape(label)}</text>')
        out.append(f'<rect x="{a:.1f}" y="{y + 2}" width="{max(b - a, 1.5):.1f}" height="14" rx="2" class="{"w" if ratio >= 1 else "l"}">'
                   f"<title>quartiles {quartiles}</title></rect>")
        out.append(f'<text x="{max(b, at(1)) + 6:.1f}" y="{y + 13}" class="n">{short(ratio)}</text>')
    return "\n".join(out + ["</svg>"]) + "\n"


def main():
    found = rows()
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start, end = readme.index(START) + len(START), readme.index(END)
    text = f"{readme[:start]}\n{table(found)}\n{readme[end:]}"
    svg = picture(found)
    if "--check" in sys.argv:
        if readme != text or PICTURE.read_text(encoding="utf-8") != svg:
            sys.exit("README.md or docs/figures.svg is not what tools/headline.py writes from the records")
        print(f"{len(LINES)} lines of figures")
        return
    (ROOT / "README.md").write_text(text, encoding="utf-8")
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg, encoding="utf-8")


main()
