#!/usr/bin/env python3
"""Writes tests/data/strings/strutils.jsonl: what `boltons.strutils` 26.2.0 (Python) makes of our inputs.

    pip install boltons==26.2.0
    tools/strings_vectors.py > tests/data/strings/strutils.jsonl

And what CPython's own `list2cmdline` does, which `args2cmd` follows. One array a line: the function, its input, its result. The inputs are ours. Where `boltons::strings`
differs on purpose, tests/it/strings/vectors.rs names the case and the reason.
"""

import itertools
import json
import subprocess

from boltons import strutils as su

assert su.is_uuid and su.unwrap_text

IDENTIFIERS = """
    foo fooBar FooBar HTTPServer XMLHttpRequest getHTTPResponseCode a aB AB ABc aBc userID
    already_snake Already_Snake _private __dunder__ foo__bar x2 a1B2 snake_case_word BasicParseTest
""".split() + [""]
TEXTS = [
    "", "abc", "Hello, World!", "  spaces  ", "First post! Hi!!!!~1    ", "Kurt Gödel's pretty cool.",
    "naïve café", "don't", "a_b-c", "100% of “it”", "tab\tand\nline", "ï ë ÿ", "Ångström", "ﬁn",
    "C'est la vie", "x = y + 1;", "e\u0301tude", "日本 text", "A\u00a0B",
]
NOUNS = """
    cat box bus city day quiz millennium person people child children sheep series fish movie movies
    house houses database databases church churches dish class address leaf knife wife man woman foot
    tooth goose mouse ox datum medium analysis axis crisis index vertex hero potato photo piano life
    status virus alias key boxes buses cities statuses is s elf thief proof cliff FEET Foot BOX
    address addresses kiss kisses record records result results search searches
""".split() + [""]
NUMBERS = list(range(0, 30)) + [99, 100, 101, 111, 112, 113, 121, 1001, 1011, 1000000]
SIZES = [0, 1, 5, 999, 1000, 1023, 1024, 1025, 1536, 10240, 128991, 100001221, 1048575, 1048576,
         2**30, 2**40 - 1, 2**40, 2**50, 2**60, 2**63]
UUIDS = [
    "e682ccca-5a4c-4ef2-9711-73f9ad1e15ea", "E682CCCA-5A4C-4EF2-9711-73F9AD1E15EA",
    "e682ccca5a4c4ef2971173f9ad1e15ea", "{e682ccca-5a4c-4ef2-9711-73f9ad1e15ea}",
    "urn:uuid:e682ccca-5a4c-4ef2-9711-73f9ad1e15ea", "0221f0d9-d4b9-11e5-a478-10ddb1c2feb9",
    "e682ccca-5a4c-4ef2-9711-73f9ad1e15e", "g682ccca-5a4c-4ef2-9711-73f9ad1e15ea", "",
    "e6-82cc-ca5a4c4ef2971173f9ad1e15ea", "00000000-0000-0000-0000-000000000000",
]
ANSI = [
    "", "plain", "\x1b[0m\x1b[1;36mart\x1b[46;34m", "\x1b[2K\rdone", "a\x1b[31mb\x1b[0m c",
    "\x1b]0;title\x07x", "\x1b(Bx", "\x1b[38:2::255:0:0mX", "\x1b]8;;http://a\x1b\\l\x1b]8;;\x1b\\",
    "\x1b[?25l\x1b[1Ax", "tab\tstays\x1bM",
]
LINES = [
    "", "a", "a\nb", "a\r\nb\r\n", "\n\n", "a\rb", "a\x0bb\x0cc", "a\u2028b\u2029c\u0085d", "\x1d", "x\n",
]
PARAGRAPHS = [
    "a b\nc\n\nd\ne", "  x  \n y\n\n\nz\n", "one", "", "Short \n lines  \nwrapped\nsmall.\n\nText",
]
HTML = [
    "", "plain", "<a href='/x'>Test &amp; <em>it</em></a>", "a &lt; b", "&eacute;t&#233; &#xe9;",
    "<b>bold</b><i>it</i>", "x &", "trailing &amp", "<p>a</p><p>b</p>", "<script>x()</script>y", "a < b",
]
TAGS = ["#a", "hi #there #you", "a#b", "(#x)", ",#y", "#1", "/#x", "#under_score", "none", "#café", "#hé #日本"]
SHELL = [
    [], ["ls"], ["a b"], ["it's"], ["$HOME", "x=1"], [""], ["a", "", "b c"], ["-o", "x.y/z:@%+,_"],
    ["é"], ['"', "\\"], ["a\\\\b c\\"], ["tab\there"], ['a "b" c', "\\\\server\\x", 'x\\"y'],
]
INT_LISTS = ["1,2,3", "1,3,5-8,10-11,15", "", " 1 , 2 - 4 ", "5-5", "8-5", "1,1,1", "3,1,2", "7"]
INTS = [[1, 3, 5, 6, 7, 8, 10, 11, 15], [], [1], [1, 2], [3, 1, 2, 2], [0, 5, 6, 9]]
LISTS = [[], ["a"], ["a", "b"], ["a", "b", "c"], ["x", "y", "z", "w"]]
INDENTS = ["a\nb", "a\n\n  b\n", "", "\n", "x\n   \ny"]
WORDS = ["", "a", "ab", "abc", "abbreviation", "internationalization", "localization"]


def vectors():
    for s in IDENTIFIERS:
        yield "camel2under", s, su.camel2under(s)
        yield "under2camel", s, su.under2camel(s)
    for s in TEXTS:
        yield "slugify", s, su.slugify(s, ascii=True).decode()
        yield "slugify_minus", s, su.slugify(s, delim="-", ascii=True).decode()
        yield "slugify_case", s, su.slugify(s, lower=False, ascii=True).decode()
        yield "split_punct_ws", s, su.split_punct_ws(s)
        yield "asciify_ignore", s, su.asciify(s, ignore=True).decode()
    for s in NOUNS:
        yield "pluralize", s, su.pluralize(s)
        yield "singularize", s, su.singularize(s)
        for count in (0, 1, 2):
            yield "cardinalize", [s, count], su.cardinalize(s, count)
    for count in range(4):
        yield "unit_len", ["item"] * count, su.unit_len(["x"] * count, "item")
    for n in NUMBERS:
        yield "ordinalize", n, su.ordinalize(n)
        yield "ordinal_suffix", n, su.ordinalize(n, ext_only=True)
    for n in SIZES:
        for digits in (0, 1, 2):
            yield "bytes2human", [n, digits], su.bytes2human(n, digits)
    for s in UUIDS:
        yield "is_uuid", s, su.is_uuid(s, version=0)
        yield "is_uuid4", s, su.is_uuid(s, version=4)
    for s in ANSI:
        yield "strip_ansi", s, su.strip_ansi(s)
    for s in LINES:
        yield "iter_splitlines", s, list(su.iter_splitlines(s))
    for s in PARAGRAPHS:
        yield "unwrap_text", s, su.unwrap_text(s)
        yield "unwrap_text_list", s, su.unwrap_text(s, ending=None)
    for s in HTML:
        yield "html2text", s, su.html2text(s)
    for s in TAGS:
        yield "find_hashtags", s, su.find_hashtags(s)
    for args in SHELL:
        yield "args2sh", args, su.args2sh(args)
        yield "args2cmd", args, su.args2cmd(args)
    for s in INT_LISTS:
        yield "parse_int_list", s, su.parse_int_list(s)
    for s in INT_LISTS[:4]:
        yield "complement_int_list", s, su.complement_int_list(s, range_start=0, range_end=12)
        yield "int_ranges_from_int_list", s, [list(r) for r in su.int_ranges_from_int_list(s)]
    for ints in INTS:
        yield "format_int_list", ints, su.format_int_list(ints)
        yield "format_int_list_space", ints, su.format_int_list(ints, delim_space=True)
    for items in LISTS:
        yield "human_readable_list", items, su.human_readable_list(items)
        yield "human_readable_list_or", items, su.human_readable_list(items, conjunction="or", oxford=False)
    for s in INDENTS:
        yield "indent", s, su.indent(s, "  ")
    for s in WORDS:
        yield "a10n", s, su.a10n(s)
    for s in ("a cat and a dog", "", "aaa", "xyz"):
        yield "multi_replace", s, su.multi_replace(s, {"cat": "dog", "dog": "cat", "a": "the"})
    for length in range(6):
        for letters in itertools.product('a "\\', repeat=length):
            arg = "".join(letters)
            yield "list2cmdline", arg, subprocess.list2cmdline([arg])
    for s in ("short", "a longer text than that", "word " * 6):
        yield "ellipsize", s, su.ellipsize(s, 12)


for vector in vectors():
    print(json.dumps(vector, ensure_ascii=False))
