#!/usr/bin/env python3
"""Prints what tools/ascii_table.py reads: characters as Python's own copy of Unicode's database has them.

    python3 tools/unicode_data.py > latin.tsv

Python 3.11 has Unicode 14.0, the version of that table.
"""

import unicodedata

# The blocks of Latin, Greek and Cyrillic, of punctuation and of what is compatible with them.
BLOCKS = [
    (0xA0, 0x2FF), (0x370, 0x52F), (0x1C80, 0x1C8F), (0x1D00, 0x1DBF), (0x1E00, 0x20CF), (0x2100, 0x22FF),
    (0x2460, 0x24FF), (0x2C60, 0x2C7F), (0x2DE0, 0x2E5F), (0xA640, 0xA69F), (0xA720, 0xA7FF), (0xAB30, 0xAB6F),
    (0xFB00, 0xFB06), (0xFF01, 0xFFEF), (0x1D400, 0x1D7FF),
]


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


latin()
