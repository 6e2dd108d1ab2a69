#!/usr/bin/env python3
"""Writes what boltons 26.2.0 (Python) makes of sequences of operations, for tests/it/multimap.

    pip install boltons==26.2.0
    python tools/multimap_vectors.py            # writes tests/data/multimap/*.tsv

Inputs are ours, from a fixed seed; outputs are facts about the original. Where it is wrong, or the
Rust map differs on purpose, the sequences leave the call out, and `differences.tsv` has one line
for it: a name and what the original gives. The tests say what is right and why.
"""

import pathlib
import random

from boltons.dictutils import OMD, FrozenDict, ManyToMany, OneToOne, subdict

DATA = pathlib.Path(__file__).resolve().parent.parent / "tests/data/multimap"
KEYS = "abcd"


def pairs(items):
    return " ".join(f"{k}:{v}" for k, v in items)


def words(*values):
    return " ".join(map(str, values))


def write(name, lines):
    (DATA / name).write_text("".join(line + "\n" for line in lines))


def omd(rng):
    """Operations; items, unique keys, items sorted by key, items with values sorted within each
    key, inverted items, counts, the last value of each key, the items of a and b, those of the
    rest."""
    omd, ops, value = OMD(), [], 0
    for _ in range(rng.randrange(1, 30)):
        key = rng.choice(KEYS)
        value += 1
        op = rng.choice("aaaaaalsdAPpuex")
        if op == "a":
            omd.add(key, value)
            ops.append(words("append", key, value))
        elif op == "l":
            values = [value + i * 1000 for i in range(rng.randrange(4))]
            omd.addlist(key, values)
            ops.append(words("append_all", key, *values))
        elif op == "s":
            omd[key] = value
            ops.append(words("reinsert", key, value))
        elif op == "d":
            omd.setdefault(key, value)
            ops.append(words("or_insert", key, value))
        elif op == "A":
            ops.append(words("remove_all", key, *omd.popall(key, [])))
        elif op == "x":
            if key in omd:
                ops.append(words("remove_all", key, *omd.getlist(key)))
                del omd[key]
        elif op == "P":
            got = omd.poplast(key, None)
            ops.append(words("remove_last", key, *([] if got is None else [got])))
        elif op == "p":
            if len(omd):
                last = list(omd.items(multi=True))[-1]
                assert omd.poplast() == last[1]
                ops.append(words("pop", *last))
        elif op == "u":
            new = [(k, value + i * 1000) for i, k in enumerate(rng.sample(KEYS, 2))]
            omd.update(new)
            ops.append(words("update", *(x for pair in new for x in pair)))
        else:
            new = [(rng.choice(KEYS), value + i * 1000) for i in range(3)]
            omd.update_extend(new)
            ops.append(words("extend", *(x for pair in new for x in pair)))
    assert list(reversed(omd)) == list(omd.keys())[::-1] and len(omd) == len(list(omd.keys()))
    counts = omd.counts()
    return "\t".join(
        [
            "; ".join(ops),
            pairs(omd.items(multi=True)),
            words(*omd.keys()),
            pairs(omd.sorted(key=lambda item: item[0]).items(multi=True)),
            pairs(omd.sortedvalues().items(multi=True)),
            pairs(omd.inverted().items(multi=True)),
            pairs((key, counts[key]) for key in omd.keys()),
            pairs(omd.todict().items()),
        ]
    )


def one_to_one(rng):
    """Operations; the pairs in order; the pairs of the inverse, sorted."""
    oto, ops = OneToOne(), []
    for _ in range(rng.randrange(1, 25)):
        left, right = rng.choice("abcde"), rng.randrange(5)
        op = rng.choice("iiiiidrpsu")
        if op == "i":
            oto[left] = right
            ops.append(words("insert", left, right))
        elif op == "d":
            ops.append(words("remove_by_left", left, *([oto[left]] if left in oto else [])))
            oto.pop(left, None)
        elif op == "r":
            ops.append(words("remove_by_right", right, *([oto.inv[right]] if right in oto.inv else [])))
            oto.inv.pop(right, None)
        elif op == "p":
            if oto:
                ops.append(words("pop", *oto.popitem()))
        elif op == "s":
            oto.setdefault(left, right)
            ops.append(words("set_default", left, right))
        else:
            new = [(rng.choice("abcde"), rng.randrange(5)) for _ in range(3)]
            oto.update(new)
            ops.append(words("extend", *(x for pair in new for x in pair)))
    return "\t".join(["; ".join(ops), pairs(oto.items()), pairs(sorted(oto.inv.items()))])


def many_to_many(rng):
    """Operations; all pairs, sorted; the lefts of each right, sorted."""
    m2m, ops = ManyToMany(), []
    for _ in range(rng.randrange(1, 25)):
        left, right = rng.choice("abcde"), rng.randrange(5)
        op = rng.choice("aaaaardsnu")
        if op == "a":
            m2m.add(left, right)
            ops.append(words("insert", left, right))
        elif op == "r":
            if left in m2m and right in m2m[left]:
                m2m.remove(left, right)
                ops.append(words("remove", left, right))
        elif op == "d":
            if left in m2m:
                ops.append(words("remove_left", left, len(m2m[left])))
                del m2m[left]
        elif op == "s":
            new = sorted({right, (right + 1) % 5})
            m2m[left] = new
            ops.append(words("set", left, *new))
        elif op == "n":
            free = [name for name in "abcde" if name not in m2m]
            if left in m2m and free:
                m2m.replace(left, free[0])
                ops.append(words("replace_left", left, free[0]))
        else:
            new = [(rng.choice("abcde"), rng.randrange(5)) for _ in range(3)]
            m2m.update(new)
            ops.append(words("extend", *(x for pair in new for x in pair)))
    return "\t".join(
        [
            "; ".join(ops),
            pairs(sorted(m2m.iteritems())),
            pairs(sorted((right, left) for right in m2m.inv.keys() for left in m2m.inv[right])),
        ]
    )


def frozen(rng):
    """Pairs; changes; the sorted items after both; whether a map of the reversed items is equal,
    with an equal hash; `subdict` of the items: only a, b and c; without b; both."""
    old = [(rng.choice("abcde"), rng.randrange(9)) for _ in range(rng.randrange(8))]
    new = [(rng.choice("abcde"), rng.randrange(9)) for _ in range(rng.randrange(4))]
    plain = FrozenDict(old)
    map = plain.updated(new)
    turned = FrozenDict(list(map.items())[::-1])
    return "\t".join(
        [
            pairs(old),
            pairs(new),
            pairs(sorted(map.items())),
            str(map == turned and hash(map) == hash(turned)),
            pairs(sorted(subdict(dict(map), keep="abc").items())),
            pairs(sorted(subdict(dict(map), drop="b").items())),
            pairs(sorted(subdict(dict(map), keep="abc", drop="b").items())),
        ]
    )


def difference(run):
    """What the original gives, an exception by its name."""
    try:
        return run()
    except Exception as error:
        return type(error).__name__


def differences():
    def update_new_key():
        omd = OMD()
        omd.update([("z", 1), ("z", 2), ("z", 3)])
        return pairs(omd.items(multi=True))

    def extend_with_itself():
        omd = OMD([("a", 1), ("b", 2), ("a", 3)])
        omd.update_extend(omd)
        return pairs(omd.items(multi=True))

    def union_keeps_values():
        return pairs((OMD([("a", 1), ("b", 2), ("a", 3)]) | OMD([("c", 1)])).items())

    def popitem():
        omd = OMD([("a", 1), ("b", 2)])
        omd.popitem()
        return pairs(omd.items(multi=True))

    def sort_values_ties():
        omd = OMD([("k", "b1"), ("k", "a1"), ("k", "b2"), ("k", "a2")])
        return pairs(omd.sortedvalues(key=lambda value: value[0]).items(multi=True))

    def equality_of_tails():
        one, two = OMD([("a", 1), (None, None)]), OMD([("a", 1), (None, None), (None, None)])
        return str(one == two)

    def subset_of_repeats():
        return pairs(subdict(OMD([("a", 1), ("b", 2), ("a", 3)]), keep=["a"]).items(multi=True))

    def bimap_extend_one_shot():
        oto = OneToOne()
        oto.update(pair for pair in [("a", 1), ("b", 2)])
        return pairs(oto.items())

    def bimap_from_iter():
        return pairs(OneToOne([("a", 1), ("b", 2), ("a", 2)]).items())

    def relation_replace_existing():
        m2m = ManyToMany([("a", 1), ("b", 2)])
        m2m.replace("a", "b")
        there = sorted((right, left) for right in m2m.inv.keys() for left in m2m.inv[right])
        return pairs(sorted(m2m.iteritems())) + " / " + pairs(there)

    def relation_aliases():
        one = ManyToMany([("a", 1)])
        two = ManyToMany()
        two.update(one)
        two.add("a", 2)
        return pairs(sorted(one.iteritems()))

    return [f"{run.__name__}\t{difference(run)}" for run in locals().values() if callable(run)]


for name, make, count in [
    ("omd", omd, 150),
    ("one_to_one", one_to_one, 120),
    ("many_to_many", many_to_many, 120),
    ("frozen", frozen, 80),
]:
    rng = random.Random(26)
    write(f"{name}.tsv", [make(rng) for _ in range(count)])
write("differences.tsv", differences())
