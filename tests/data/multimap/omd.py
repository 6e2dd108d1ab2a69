"""Writes omd.tsv: sequences of operations on boltons' OrderedMultiDict, with what they lead to.

    pip install boltons==26.2.0
    python omd.py > omd.tsv

Each line: the operations, then items, unique keys, items sorted by key, items with values sorted
within each key, inverted items. Values are distinct. Left out are calls on which boltons is known
to be wrong: `update` with a repeated new key, `update_extend` with itself, `popitem`, and
`sortedvalues` with ties.
"""

import random

from boltons.dictutils import OMD

KEYS = "abcd"


def pairs(items):
    return " ".join(f"{k}:{v}" for k, v in items)


def sequence(rng):
    omd, ops, value = OMD(), [], 0
    for _ in range(rng.randrange(1, 30)):
        key = rng.choice(KEYS)
        value += 1
        op = rng.choice("aaaaaalsdAPpue")
        if op == "a":
            omd.add(key, value)
            ops.append(f"append {key} {value}")
        elif op == "l":
            values = [value + i * 1000 for i in range(rng.randrange(4))]
            omd.addlist(key, values)
            ops.append(" ".join(["append_all", key, *map(str, values)]))
        elif op == "s":
            omd[key] = value
            ops.append(f"reinsert {key} {value}")
        elif op == "d":
            omd.setdefault(key, value)
            ops.append(f"or_insert {key} {value}")
        elif op == "A":
            got = omd.popall(key, [])
            ops.append(" ".join(["remove_all", key, *map(str, got)]))
        elif op == "P":
            got = omd.poplast(key, None)
            ops.append(f"remove_last {key}" + ("" if got is None else f" {got}"))
        elif op == "p":
            if len(omd):
                last = list(omd.items(multi=True))[-1]
                got = omd.poplast()
                assert got == last[1]
                ops.append(f"pop {last[0]} {got}")
        elif op == "u":
            new = [(k, value + i * 1000) for i, k in enumerate(rng.sample(KEYS, 2))]
            omd.update(new)
            ops.append("update " + " ".join(f"{k} {v}" for k, v in new))
        else:
            new = [(rng.choice(KEYS), value + i * 1000) for i in range(3)]
            omd.update_extend(new)
            ops.append("extend " + " ".join(f"{k} {v}" for k, v in new))
    by_key = OMD(sorted(omd.items(multi=True), key=lambda item: item[0]))
    columns = [
        "; ".join(ops),
        pairs(omd.items(multi=True)),
        " ".join(omd.keys()),
        pairs(omd.sorted(key=lambda item: item[0]).items(multi=True)),
        pairs(omd.sortedvalues().items(multi=True)),
        pairs(omd.inverted().items(multi=True)),
    ]
    assert list(by_key.items(multi=True)) == list(omd.sorted(key=lambda item: item[0]).items(multi=True))
    return "\t".join(columns)


rng = random.Random(26)
for _ in range(300):
    print(sequence(rng))
