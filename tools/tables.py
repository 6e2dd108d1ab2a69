#!/usr/bin/env python3
"""Writes tools/README.md: the tables that age, each with its version, and the scripts of this folder.

    python3 tools/tables.py             # writes the page
    python3 tools/tables.py --check     # compares it, and makes the tables again where it can

The versions are read from the tables themselves, so that the page cannot promise others.
"""

import ast
import pathlib
import re
import subprocess
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "tools/README.md"

# what, file, how its version stands there, where it comes from, the command that renews it
TABLES = [
    ("IANA special-purpose address registries", "src/ip/special_table.rs", r'SPECIAL_BLOCKS_DATE: &str = "([^"]+)"',
     "[IPv4](https://www.iana.org/assignments/iana-ipv4-special-registry), [IPv6](https://www.iana.org/assignments/iana-ipv6-special-registry)",
     "by hand, row by row, with the date"),
    ("Metadata services of clouds", "src/ip/cloud.rs", r'CLOUD_ENDPOINTS_DATE: &str = "([^"]+)"',
     "the documentation of each vendor, named in the rows", "by hand, row by row, with the date"),
    ("HTML character references", "src/strings/html/entities.rs", r"named character\s+(?:// )?references \((\d+ names)",
     "[WHATWG](https://html.spec.whatwg.org/entities.json), as Python has it in `html.entities`",
     "python3 -c 'import html.entities, json; print(json.dumps(html.entities.html5))' > entities.json && "
     "python3 tools/html5_entities.py entities.json > src/strings/html/entities.rs"),
    ("Marks, punctuation, format characters", "src/strings/util/unicode_ranges.rs", r"(Unicode [\d.]+)\.",
     "Unicode Character Database, as the crate regex-syntax has it",
     "python3 tools/unicode_ranges.py > src/strings/util/unicode_ranges.rs"),
    ("Latin, Greek and Cyrillic to ASCII", "src/strings/ascii/table.rs", r"(Unicode [\d.]+):",
     "the same, as Python 3.11 has it; lists in the script",
     "python3 tools/unicode_data.py > latin.tsv && python3 tools/ascii_table.py latin.tsv > src/strings/ascii/table.rs"),
    ("Line breaks between ideographs", "src/strings/layout/breaks.rs", r"(Unicode [\d.]+)\)",
     "[UAX #14](https://www.unicode.org/reports/tr14/)", "by hand"),
    ("English plurals", "src/strings/english/table.rs", r"(\d+ words and \d+ suffix rules)",
     "lists in the script", "python3 tools/english_inflection.py > src/strings/english/table.rs"),
]

# What users of a table see when it is old.
OLD = {
    "IANA special-purpose address registries": "a block assigned later is judged as ordinary",
    "Metadata services of clouds": "a later service on a public address is not denied",
    "HTML character references": "the list is frozen",
    "Marks, punctuation, format characters": "later characters count as letters",
    "Latin, Greek and Cyrillic to ASCII": "later letters are left as they are, or dropped",
    "Line breaks between ideographs": "later ideographs are not broken apart",
    "English plurals": "a new irregular noun gets a regular plural",
}


def version(file, pattern):
    found = re.search(pattern, (ROOT / file).read_text(encoding="utf-8"))
    return found.group(1) if found else sys.exit(f"{file}: no version like {pattern}")


def first_line(script):
    """The first sentence of a script's description."""
    text = script.read_text(encoding="utf-8")
    if script.suffix == ".py":
        doc = ast.get_docstring(ast.parse(text)) or ""
    else:
        doc = "\n".join(line[2:].lstrip("!").strip() for line in text.splitlines() if line.startswith("//"))
    sentence = re.split(r"(?<=[.])\s|\n\n", doc.strip())[0].replace("\n", " ").rstrip(".:")
    return sentence or sys.exit(f"{script.name} does not say what it is")


def page():
    out = ["# Tables that age, and the scripts here", "", "Written by `tools/tables.py`; `.ci/run tables` compares it.", "",
           "## Tables", "", "| table | version | where it comes from | if it is old |", "|---|---|---|---|"]
    for what, file, pattern, source, _ in TABLES:
        out.append(f"| [{what}](../{file}) | {version(file, pattern)} | {source} | {OLD[what]} |")
    out += ["", "Renewed by:", "", "```sh"]
    for what, file, _, _, command in TABLES:
        out.append(f"# {what}")
        out.append(f"# {file}: {command}" if command.startswith("by hand") else command)
    out += ["```", "", "## Scripts", "", "Each says at its head how it is called; those in `bench` are parts of `benchmarks.py`.", "", "| script | what it does |", "|---|---|"]
    for script in sorted([*ROOT.glob("tools/*"), *ROOT.glob("tools/bench/*")]):
        if script.suffix in (".py", ".mjs"):
            name = script.relative_to(PAGE.parent)
            out.append(f"| [`{name}`]({name}) | {first_line(script)} |")
    for program in sorted(ROOT.glob("tools/*/src/main.rs")):
        name = program.parent.parent.relative_to(PAGE.parent)
        out.append(f"| [`{name}`]({name}) | {first_line(program)} |")
    return "\n".join(out) + "\n"


def again(command):
    """The table that a command of the page would write."""
    parts, text = command.split(" && "), ""
    for part in parts:
        run, target = part.rsplit(" > ", 1)
        run = run.replace(" latin.tsv", " /dev/stdin").replace(" entities.json", " /dev/stdin")
        text = subprocess.run(["bash", "-c", run], input=text, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return target, text


def main():
    text = page()
    if "--check" not in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        return
    if PAGE.read_text(encoding="utf-8") != text:
        sys.exit("tools/README.md is not what tools/tables.py writes")
    made = 0
    for what, _, pattern, _, command in TABLES:
        if not command.startswith("python3"):
            continue
        if "unicode_data" in command and unicodedata.unidata_version != "14.0.0":
            print(f"skipped: {what}: this Python has Unicode {unicodedata.unidata_version}")
            continue
        target, table = again(command)
        if (ROOT / target).read_text(encoding="utf-8") != table:
            sys.exit(f"{target} is not what its command makes")
        made += 1
    print(f"{len(TABLES)} tables, {made} made again without a difference")


main()
