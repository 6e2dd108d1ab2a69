#!/usr/bin/env python3
"""Checks the licences of all crates that a user's build can bring in.

    cargo metadata --format-version 1 --locked | python3 tools/licences.py

A crate passes if one of the alternatives in its licence consists of licences that ask for no more
than a notice. Needs no network.
"""

import json
import re
import sys

ALLOWED = {"0BSD", "Apache-2.0", "BSL-1.0", "MIT", "Unicode-3.0", "Unlicense", "Zlib"}


def alternatives(expression):
    """Splits `(A OR B) AND C` into the sets {A, C} and {B, C}."""
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))

    def either():
        sets = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            sets = sets + both()
        return sets

    def both():
        sets = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            right = one()
            sets = [a | b for a in sets for b in right]
        return sets

    def one():
        token = tokens.pop(0)
        if token != "(":
            return [{token}]
        sets = either()
        tokens.pop(0)
        return sets

    return either()


def main():
    metadata = json.load(sys.stdin)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    todo = [package["id"] for package in packages.values() if package["name"] == "boltons"]
    seen = set()
    while todo:
        package = todo.pop()
        if package not in seen:
            seen.add(package)
            shipped = (d for d in nodes[package]["deps"] if any(k["kind"] != "dev" for k in d["dep_kinds"]))
            todo += [dependency["pkg"] for dependency in shipped]
    wrong = [
        f"{packages[i]['name']}: {packages[i]['license']}"
        for i in sorted(seen)
        if not any(licences <= ALLOWED for licences in alternatives(packages[i]["license"] or "none"))
    ]
    if wrong:
        sys.exit("licences that need a decision: " + ", ".join(wrong))
    print(f"{len(seen)} crates ask for no more than a notice")


if __name__ == "__main__":
    main()
