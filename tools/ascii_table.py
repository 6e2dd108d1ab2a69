#!/usr/bin/env python3
"""Writes src/strings/ascii/table.rs: what a character is in ASCII, and the letters without marks.

Usage: python3 tools/ascii_table.py latin.tsv > src/strings/ascii/table.rs

The input, made by tools/unicode_data.py, lists code, category, name, NFD and NFKD of the blocks concerned, as the Unicode Character
Database 14.0 has them. What a letter becomes follows from its decomposition, or else from its name
(`LATIN SMALL LETTER O WITH STROKE` is an o), or else from the lists below: Cyrillic by BGN/PCGN
(1947) letter by letter and without marks, Greek by ELOT 743 letter by letter. What letters next to
one another make together (ου, γγ) is in src/strings/ascii/char.rs; such letters are marked here.
"""

import re
import sys

# What the last word of a name stands for, where it is not a letter or several letters itself.
LATIN = dict(
    ETH="d", THORN="th", KRA="k", ENG="ng", SCHWA="e", GAMMA="g", IOTA="i", LAMBDA="l", OI="gh",
    YR="r", ESH="sh", UPSILON="u", EZH="zh", WYNN="w", HWAIR="hv", YOGH="y", ALPHA="a", PHI="f",
    OMEGA="o", LEZH="lzh", DEZH="dzh", TESH="tsh", FENG="fng", HENG="h", DELTA="d", HORN="e",
    CHI="ch", BETA="b", VEND="v", SALTILLO="'", TRESILLO="'", CUATRILLO="'", ALEF="'", AIN="'",
    STOP="'", CLICK="!", PERCUSSIVE="!", FRICATIVE="'", SPIRANT="'", DOT=".", BAR="u", LOOP="sh",
    SIX="6", TWO="2", FIVE="5", DIGRAPH="", TURN="", YAT="e", LONGA="i", ROTUNDA="r",
)
GREEK = dict(
    ALPHA="a", BETA="v", GAMMA="g", DELTA="d", EPSILON="e", ZETA="z", ETA="i", THETA="th",
    IOTA="i", KAPPA="k", LAMDA="l", MU="m", NU="n", XI="x", OMICRON="o", PI="p", RHO="r",
    SIGMA="s", TAU="t", UPSILON="y", PHI="f", CHI="ch", PSI="ps", OMEGA="o", HETA="h", SAMPI="ss",
    DIGAMMA="w", YOT="j", KAI="kai", KOPPA="q", STIGMA="st", SHO="sh", SAN="s", SIGN=",",
)
CYRILLIC = dict(
    A="a", BE="b", VE="v", GHE="g", DE="d", IE="e", ZHE="zh", ZE="z", I="i", KA="k", EL="l",
    EM="m", EN="n", O="o", PE="p", ER="r", ES="s", TE="t", U="u", EF="f", HA="kh", TSE="ts",
    CHE="ch", SHA="sh", SHCHA="shch", SIGN="", YERU="y", E="e", YU="yu", YA="ya", DJE="dj",
    DZE="dz", JE="j", LJE="lj", NJE="nj", TSHE="c", DZHE="dzh", OMEGA="o", YAT="e", KSI="ks",
    PSI="ps", FITA="f", IZHITSA="y", UK="u", OT="ot", KOPPA="q", SCHWA="e", PALOCHKA="", SHHA="h",
    ZJE="z", DZJE="dz", SJE="s", TJE="t", LHA="lh", RHA="rh", YAE="ye", QA="q", WE="w",
    DZZHE="dzzh", DCHE="dch", ZEMLYA="z", DZELO="dz", IOTA="i", DJERV="dj", YER="", YN="yn",
    DWE="dw", DZWE="dzw", ZHWE="zhw", CCHE="cch", DZZE="dzz", TWE="tw", TSWE="tsw", TSSE="tss",
    TCHE="tch", HWE="hw", SHWE="shw", KAVYKA="", PAYEROK="",
)
PHRASES = {
    "UKRAINIAN IE": "ye", "IOTIFIED E": "ye", "LITTLE YUS": "e", "IOTIFIED LITTLE YUS": "ye",
    "BIG YUS": "u", "IOTIFIED BIG YUS": "yu", "CLOSED LITTLE YUS": "e", "BLENDED YUS": "u",
    "IOTIFIED CLOSED LITTLE YUS": "ye", "IOTIFIED YAT": "ye", "IOTIFIED A": "ya",
    "EN GHE": "ng", "TE TSE": "tts", "A IE": "ae", "SHORT I": "y",
    "DOUBLE THORN": "thth", "DOUBLE WYNN": "ww", "DOUBLE R": "rr", "DOUBLE O": "oo",
    "R ROTUNDA": "r", "RUM ROTUNDA": "rum", "SAKHA YAT": "ia",
    "REVERSED ESH LOOP": "sh", "GLOTTAL A": "a", "TWO": "2", "TURNED O OPEN-O": "oo",
    "A REVERSED-SCHWA": "ae", "MIDDLE-WELSH LL": "ll",
}
# Single characters: symbols, and letters that their decomposition would get wrong.
CHARS = {
    "¡": "!", "¢": "c", "£": "GBP", "¤": "$", "¥": "JPY", "¦": "|", "§": "SS", "¨": '"',
    "©": "(c)", "«": "<<", "¬": "!", "®": "(r)", "¯": "-", "°": "deg", "±": "+/-", "´": "'",
    "µ": "u", "¶": "P", "·": ".", "¸": ",", "»": ">>", "¿": "?", "×": "x", "÷": "/", "ŀ": "l",
    "Ŀ": "L", "ẞ": "SS", "ß": "ss",
    "й": "y", "Й": "Y", "ё": "e", "Ё": "E", "ї": "yi", "Ї": "Yi", "ў": "w", "Ў": "W",
    "ѓ": "gj", "Ѓ": "Gj", "ќ": "kj", "Ќ": "Kj",
    "ʹ": "'", "ʺ": '"', "ʻ": "'", "ʼ": "'", "ʽ": "'", "ʾ": "'", "ʿ": "'", "ˀ": "'", "ˁ": "'",
    "ˆ": "^", "ˇ": "", "ˈ": "'", "ˊ": "'", "ˋ": "`", "ˌ": ",", "ː": ":", "˜": "~", "ˍ": "_",
    "ˮ": '"', "˖": "+", "˗": "-", "˂": "<", "˃": ">", "˄": "^", "˅": "v", "˸": ":", "˷": "~",
    "ᴯ": "B", "ᴻ": "N", "ᵎ": "i", "꞉": ":", "꞊": "=", "ꞈ": "^", "꙳": "*",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "‖": "||", "‘": "'", "’": "'",
    "‚": ",", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "†": "+", "‡": "++", "•": "*",
    "‣": ">", "‧": "-", "‰": "o/oo", "‱": "o/ooo", "′": "'", "″": '"', "‵": "`", "‶": "``",
    "‸": "^", "‹": "<", "›": ">", "※": "*", "‽": "?!", "‿": "_", "⁀": "-", "⁁": "^", "⁂": "***",
    "⁃": "-", "⁄": "/", "⁅": "[", "⁆": "]", "⁊": "&", "⁎": "*", "⁏": ";", "⁑": "**", "⁒": "%",
    "⁓": "~", "⁔": "-", "⁖": ":.", "⁘": "::", "⁙": ":.:", "⁚": ":", "⁛": "::", "⁝": ":",
    "⁞": "::", "\u2028": "\n", "\u2029": "\n", "…": "...", "․": ".", "‥": "..",
    "₠": "ECU", "₡": "CRC", "₢": "BRC", "₣": "FRF", "₤": "ITL", "₥": "mill", "₦": "NGN",
    "₧": "ESP", "₨": "Rs", "₩": "KRW", "₪": "ILS", "₫": "VND", "€": "EUR", "₭": "LAK", "₮": "MNT",
    "₯": "GRD", "₰": "Pf", "₱": "PHP", "₲": "PYG", "₳": "ARA", "₴": "UAH", "₵": "GHS", "₸": "KZT",
    "₹": "INR", "₺": "TRY", "₼": "AZN", "₽": "RUB", "₾": "GEL", "₿": "BTC", "⃀": "KGS",
    "℗": "(p)", "℘": "P", "℞": "Rx", "℥": "oz", "℧": "mho", "℮": "e", "⅋": "&", "⅍": "A/S",
    "Ⅎ": "F", "ⅎ": "f", "℺": "Q", "⅁": "G", "⅂": "L", "⅃": "L", "⅄": "Y", "ↀ": "CD", "ↁ": "D",
    "ↂ": "CCIDD", "Ↄ": "C", "ↄ": "c", "ↅ": "VI", "ↆ": "L", "ↇ": "IDDD", "ↈ": "CCCIDDD",
    "↊": "2", "↋": "3", "℈": "scr", "℔": "lb", "℄": "CL",
    "←": "<-", "↑": "^", "→": "->", "↓": "v", "↔": "<->", "⇐": "<=", "⇒": "=>", "⇔": "<=>",
    "−": "-", "∓": "-/+", "∕": "/", "∖": "\\", "∗": "*", "∘": "o", "∙": ".", "√": "sqrt",
    "∞": "inf", "∣": "|", "∥": "||", "∧": "&&", "∨": "||", "∶": ":", "∷": "::", "∼": "~",
    "≈": "~=", "≅": "~=", "≔": ":=", "≕": "=:", "≠": "!=", "≡": "==", "≤": "<=", "≥": ">=",
    "≪": "<<", "≫": ">>", "≮": "!<", "≯": "!>", "⋅": ".", "⋆": "*", "⋘": "<<<", "⋙": ">>>",
    "∑": "sum", "∏": "prod", "∆": "D", "⋮": ":", "⋯": "...", "∂": "d", "∇": "V",
    "⸺": "--", "⸻": "---", "⸗": "=", "⸚": "-", "⸮": "?", "⸲": ",", "⸳": ".", "⸴": ",", "⸵": ";",
    "⸼": ".", "⹀": "=", "⹁": ",", "⹂": '"', "⹊": "/", "⹌": ",", "⸘": "!?", "⸨": "((", "⸩": "))",
    "⸢": "[", "⸣": "]", "⸤": "[", "⸥": "]", "⹕": "[", "⹖": "]", "⹗": "[", "⹘": "]", "⹝": "-",
}
# Letters that neighbours may change: their entries are not taken for a single character.
CONTEXT = "υΥύΎγΓμΜπΠ"
LETTER_NAME = re.compile(
    r"(?:TURNED )?(LATIN|GREEK|CYRILLIC)(?: EPIGRAPHIC)?(?: (SMALL|CAPITAL))?"
    r"(?: CAPITAL)?(?: LETTER| LIGATURE)?(?: SMALL CAPITAL| SMALL)? (.+)$"
)


def from_name(category, name):
    """What a letter is by its name, in small letters; None where the name does not say."""
    found = LETTER_NAME.match(name)
    if not found:
        return None
    script, _, rest = found.groups()
    rest = rest.split(" WITH ")[0].removesuffix(" SYMBOL").removesuffix(" DIGRAPH")
    rest = rest.removesuffix(" REVERSED").removesuffix(" WITHOUT HANDLE")
    if rest in PHRASES:
        return PHRASES[rest]
    word = rest.split()[-1]
    if script == "GREEK":
        return GREEK.get(word)
    if script == "CYRILLIC":
        return CYRILLIC.get(word)
    if word in LATIN:
        return LATIN[word]
    return word.lower() if re.fullmatch(r"[A-Z]{1,3}", word) else None


def main():
    rows = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            code, category, name, nfd, nfkd = line.rstrip("\n").split("\t")
            text = lambda codes: "".join(chr(int(c, 16)) for c in codes.split())
            rows[chr(int(code, 16))] = (category, name, text(nfd), text(nfkd))

    def is_mark(c):
        return 0x300 <= ord(c) <= 0x36F or (c in rows and rows[c][0][0] == "M")

    def ascii_of(c):
        """The ASCII of a character, and whether a capital that follows raises all of it."""
        if c in CHARS:
            text = CHARS[c]
            return text, c in rows and rows[c][0] == "Lu" and re.fullmatch("[A-Z][a-z]+", text)
        if ord(c) < 0x80:
            return c, False
        if is_mark(c) or (c in rows and rows[c][0] == "Cf"):
            return "", False
        if c not in rows:
            return None, False
        category, name, _, nfkd = rows[c]
        if nfkd:
            parts = [ascii_of(part)[0] for part in nfkd]
            return (None if None in parts else "".join(parts)), len(nfkd) > 1 and bool(
                ascii_of(nfkd[0])[1]
            )
        if category == "Zs":
            return " ", False
        number = re.search(r"(?:CIRCLED|FULL STOP) (?:DIGIT|NUMBER) (\w+)$", name)
        if number:
            words = "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN"
            words += " FOURTEEN FIFTEEN SIXTEEN SEVENTEEN EIGHTEEN NINETEEN TWENTY"
            return str(words.split().index(number[1])), False
        if not any(script in name for script in ("LATIN", "GREEK", "CYRILLIC")):
            return ("" if category in ("Sk", "Lm") else None), False
        text = from_name(category, name)
        if text is None:
            print(f"no entry: {c} {ord(c):04X} {category} {name}", file=sys.stderr)
        elif category == "Lu":
            text = text.capitalize()
            return text, len(text) > 1
        elif text and "SMALL CAPITAL" in name:
            return text.upper(), False
        return text, False

    pool = "".join(chr(c) for c in range(0x20, 0x7F)) + "\n"
    table = {}
    bases = []
    for c, (category, name, nfd, _) in sorted(rows.items()):
        if ord(c) >= 0x10000:
            continue
        text, raises = ascii_of(c)
        base = nfd[:1]
        composed = bool(
            category[0] == "L" and len(nfd) > 1 and all(is_mark(m) for m in nfd[1:])
        ) and c not in "йЙёЁїЇўЎѓЃќЌ"
        if composed and text != base:
            bases.append((ord(c), ord(base)))
        if text is not None:
            table[ord(c)] = (text, bool(raises), composed)
        else:
            assert not composed, c
    for text in sorted({text for text, _, _ in table.values()}, key=lambda t: (-len(t), t)):
        if text not in pool:
            pool += text
    assert len(pool) < 2048, len(pool)

    pages, entries = [0] * 1024, [0] * 64
    for page in range(1024):
        values = []
        for code in range(page * 64, page * 64 + 64):
            if code not in table:
                values.append(0)
                continue
            text, raises, composed = table[code]
            assert len(text) < 8, text
            at = pool.index(text, 0x60 if chr(code) in CONTEXT else 0) if text else 1
            values.append(at | len(text) << 11 | raises << 14 | composed << 15)
        if any(values):
            pages[page] = len(entries) // 64
            entries += values
    size = len(pages) + 2 * len(entries) + len(pool) + 4 * len(bases)
    assert size <= 12 * 1024, size
    print(f"{len(table)} characters, {size} bytes", file=sys.stderr)

    print("// Generated by tools/ascii_table.py from the Unicode Character Database 14.0")
    print("// (`unicode_latin.tsv`) and the lists in that program; not to be edited by hand.")
    print(f"//! What characters are in ASCII, Unicode 14.0: {size} bytes of tables.")

    def array(doc, name, kind, items):
        print(f"\n/// {doc}\n#[rustfmt::skip]")
        print(f"pub(crate) static {name}: [{kind}; {len(items)}] = [")
        line = "   "
        for item in items:
            if len(line) + len(item) + 2 > 99:
                print(line)
                line = "   "
            line += f" {item},"
        print(line + "\n];")

    array("The page of [`ENTRIES`] for each 64 characters of the BMP; page 0 is empty.", "PAGES", "u8",
          [str(p) for p in pages])
    array("Offset in [`TEXT`] (11 bits), length (3), raised by a capital, composed; 0 for none.",
          "ENTRIES", "u16", [str(e) for e in entries])
    array("Letters with marks whose letter is not what they are in ASCII, and that letter.", "BASES",
          "(u16, u16)", [f"({c}, {b})" for c, b in bases])
    text = pool.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    print("\n/// The texts of all entries, one inside another where they can be.")
    print("#[rustfmt::skip]")
    print(f'pub(crate) static TEXT: &str = "{text}";')


main()
