"""Writes tests/data/cache/cacheutils.tsv: what boltons' caches, counter and ids make of sequences of operations.

    pip install boltons==26.2.0
    python tools/cache_vectors.py > tests/data/cache/cacheutils.tsv

A line is a kind with its parameter, the operations each with its result, and the state they lead
to. Where the crate differs on purpose, the test that reads the lines names it.

    LRU 3      get a -; set a 1; …     items in the order of eviction, oldest first; hits misses soft
    LRI 3      the same
    LRU+ 3     the same with `on_miss`, which returns ten times the key; `LRI+` likewise
    cached 3   call a 10 miss; …       the calls of a function behind `cached(LRU(3))`
    threshold 0.25   keys              total common; key:count in order of arrival; most common first
    ids        get a 0; drop a; …      key:id in the order of the ids
"""

import contextlib
import random
import sys

from boltons.cacheutils import LRI, LRU, MinIDMap, ThresholdCounter, cached

KEYS = "abcdef"


def oldest_first(cache):
    """The order of the list inside, which is that of eviction; a dict's own order is another."""
    return [(k, v) for k, v in cache._get_flattened_ll() if isinstance(k, str)]


def shown(value):
    return "-" if value is None else str(value)


def on_miss(key):
    return 10 * (KEYS.index(key) + 1)


def caches(rng, kind, loads):
    size = rng.randrange(1, 5)
    cache = kind(max_size=size, on_miss=on_miss if loads else None)
    ops = []
    for value in range(1, rng.randrange(2, 40)):
        key = rng.choice(KEYS)
        op = rng.choice("ggggssssdpicux")
        if op == "g":
            ops.append(f"get {key} {shown(cache.get(key))}")
        elif op == "s":
            cache[key] = value
            ops.append(f"set {key} {value}")
        elif op == "d" and not loads:
            ops.append(f"default {key} {value} {cache.setdefault(key, value)}")
        elif op == "p":
            ops.append(f"pop {key} {shown(cache.pop(key, None))}")
        elif op == "i":
            ops.append(f"in {key} {int(key in cache)} {len(cache)}")
        elif op == "u":
            new = rng.sample(KEYS, 3)
            cache.update([(k, value + i * 100) for i, k in enumerate(new)])
            ops.append("update " + " ".join(f"{k} {value + i * 100}" for i, k in enumerate(new)))
        elif op == "x" and rng.random() < 0.2:
            cache.clear()
            ops.append("clear")
    items = " ".join(f"{k}:{v}" for k, v in oldest_first(cache))
    assert dict(oldest_first(cache)) == dict(cache)
    counts = f"{cache.hit_count} {cache.miss_count} {cache.soft_miss_count}"
    return "\t".join([f"{kind.__name__}{'+' if loads else ''} {size}", "; ".join(ops), items, counts])


def memoized(rng):
    size = rng.randrange(1, 5)
    cache, calls = LRU(size), []

    @cached(cache)
    def function(key):
        calls.append(key)
        return on_miss(key)

    ops = []
    for _ in range(rng.randrange(1, 30)):
        key, before = rng.choice(KEYS), len(calls)
        result = function(key)
        ops.append(f"call {key} {result} {'miss' if len(calls) > before else 'hit'}")
    items = " ".join(f"{k}:{v}" for k, v in oldest_first(cache))
    return "\t".join([f"cached {size}", "; ".join(ops), items, f"{cache.hit_count} {cache.miss_count} 0"])


def threshold(rng):
    # One over an integer: elsewhere the original rounds the width down, and the crate up.
    width = rng.choice([2, 4, 5, 8])
    counter = ThresholdCounter(threshold=1 / width)
    keys = "".join(rng.choice(KEYS[: rng.randrange(1, 7)]) for _ in range(rng.randrange(1, 80)))
    counter.update(keys)
    pairs = lambda items: " ".join(f"{k}:{v}" for k, v in items)
    state = f"{counter.total} {counter.get_common_count()} {counter.get_uncommon_count()}"
    return "\t".join(
        [
            f"threshold {1 / width}",
            keys,
            pairs(counter.items()),
            f"{state} {pairs(counter.most_common())}".strip(),
        ]
    )


class Key:
    def __init__(self, name):
        self.name = name


def ids(rng):
    keys = {name: Key(name) for name in KEYS}
    mapping, ops = MinIDMap(), []
    for _ in range(rng.randrange(1, 40)):
        name = rng.choice(KEYS)
        if rng.random() < 0.6:
            ops.append(f"get {name} {mapping.get(keys[name])}")
        elif keys[name] in mapping:
            mapping.drop(keys[name])
            ops.append(f"drop {name}")
        else:
            ops.append(f"in {name} 0")
    items = sorted((i, key.name) for key, i in mapping.iteritems())
    return "\t".join(["ids -", "; ".join(ops), " ".join(f"{k}:{i}" for i, k in items), str(len(mapping))])


rng = random.Random(26)
lines = []
# MinIDMap prints a number when a key dies.
with contextlib.redirect_stdout(sys.stderr):
    for _ in range(60):
        for kind in (LRU, LRI):
            lines.append(caches(rng, kind, False))
            lines.append(caches(rng, kind, True))
        lines.append(memoized(rng))
        lines.append(threshold(rng))
        lines.append(ids(rng))
print("\n".join(lines))
