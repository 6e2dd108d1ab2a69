"""Checks the rendered documentation: a type's page starts with how to create a value of it.

    RUSTDOCFLAGS="-D warnings" cargo doc -p boltons --no-deps --features full
    python3 tools/docs_order.py target/doc/boltons

The first method of a type that has a constructor of one of the usual names is a constructor. Prints
each page where it is not, and fails then.
"""

import pathlib
import re
import sys

CONSTRUCTORS = {"new", "with_capacity", "builder", "with_hasher", "unbounded", "literal"}


def methods(page):
    """The names of the inherent methods, in the page's order."""
    start = page.find('id="implementations"')
    if start < 0:
        return []
    ends = [page.find(f'id="{name}"', start) for name in
            ("trait-implementations", "synthetic-implementations", "blanket-implementations", "deref-methods")]
    end = min((e for e in ends if e > 0), default=len(page))
    # A second `impl` block with the same method gets a number: `method.new-1`.
    return [re.sub(r"-\d+$", "", name) for name in re.findall(r'id="(?:method|tymethod)\.([^"]+)"', page[start:end])]


def main():
    root = pathlib.Path(sys.argv[1])
    checked, late = 0, []
    for path in sorted(root.rglob("*.html")):
        if not path.name.startswith(("struct.", "enum.")):
            continue
        names = methods(path.read_text(encoding="utf-8"))
        places = [at for at, name in enumerate(names) if name in CONSTRUCTORS]
        if not places:
            continue
        checked += 1
        if places[0] > 0:
            late.append(f"{path.relative_to(root)}: {names[places[0]]} is method {places[0] + 1} of {len(names)}, after {names[0]}")
    print(f"{checked} pages of types with a constructor")
    if checked < 30:
        sys.exit("that is too few: are these the pages?")
    if late:
        sys.exit("\n".join(late))


main()
