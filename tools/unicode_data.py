#!/usr/bin/env python3
"""Prints what the tables of Unicode are made from, as Python's own copy of the database has it.

    python3 tools/unicode_data.py ranges > ranges.tsv    # for tools/unicode_ranges.py
    python3 tools/unicode_data.py latin > latin.tsv      # for tools/ascii_table.py

Python 3.11 has Unicode 14.0, the version of the tables in this repository.
"""

import sys
import unicodedata

# The blocks of Latin, Greek and Cyrillic, of punctuation and of what is compatible with them.
BLOCKS = [
    (0xA0, 0x2FF), (0x370, 0x52F), (0x1C80, 0x1C8F), (0x1D00, 0x1DBF), (0x1E00, 0x20CF), (0x2100, 0x22FF),
    (0x2460, 0x24FF), (0x2C60, 0x2C7F), (0x2DE0, 0x2E5F), (0xA640, 0xA69F), (0xA720, 0xA7FF), (0xAB30, 0xAB6F),
    (0xFB00, 0xFB06), (0xFF01, 0xFFEF), (0x1D400, 0x1D7FF),
]


def ranges():
    print("class\tfirst\tlast")
    for name in ("M", "P", "Cf"):
        first = None
        for code in range(sys.maxunicode + 2):
            inside = code <= sys.maxunicode and unicodedata.category(chr(code)).startswith(name)
            if inside and first is None:
                first = code
            elif not inside and first is not None:
                print(f"{name}\t{first:04X}\t{code - 1:04X}")
                first = None


def latin():
    print("code\tcategory\tname\tNFD\tNFKD")
    for start, end in BLOCKS:
        for code in range(start, end + 1):
            char = chr(code)
            name = unicodedata.name(char, "")
            if not name:
                continue
            forms = []
            for form in ("NFD", "NFKD"):
                text = unicodedata.normalize(form, char)
                forms.append("" if text == char else " ".join(f"{ord(c):04X}" for c in text))
            print(f"{code:04X}", unicodedata.category(char), name, *forms, sep="\t")


{"ranges": ranges, "latin": latin}[sys.argv[1]]()
