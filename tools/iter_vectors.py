"""Writes tests/data/iter/vectors.json: what boltons.iterutils and more-itertools give.

    pip install boltons==26.2.0 more-itertools==11.2.1
    python3 tools/iter_vectors.py

One JSON object: the name of a function to its cases, each `[arguments…, result]`. The inputs are
ours and pseudo-random with a fixed seed. Randomness in the originals (jitter, ids) has no vectors.
An argument that is a function in Python is named by what it computes; `null` is None. What raises
has the result `{"error": type}`.
"""

import itertools
import json
import random
from pathlib import Path

import more_itertools as more
from boltons import iterutils as it

rng = random.Random(26)
cases = {}


def case(name, call, *args):
    try:
        result = call()
    except Exception as error:  # the type is the fact
        result = {"error": type(error).__name__}
    cases.setdefault(name, []).append([*args, result])


def numbers(most=9, below=4):
    return [rng.randrange(below) for _ in range(rng.randrange(most + 1))]


for _ in range(60):
    src = numbers()
    n = rng.choice([None, 0, 1, 2, 3])
    case("split", lambda: it.split(src, 0, n), src, [0], n)
    case("split", lambda: it.split(src, {0, 1}, n), src, [0, 1], n)
    words = [x or None for x in src]
    case("split_none", lambda: it.split(words, None, n), words, n)
    case("strip", lambda: [it.lstrip(src, 0), it.rstrip(src, 0), it.strip(src, 0)], src)

for _ in range(40):
    src, size, count = numbers(), rng.randrange(1, 5), rng.choice([None, 1, 2])
    case("chunked", lambda: it.chunked(src, size, count), src, size, count)
    case("chunked_fill", lambda: it.chunked(src, size, fill=9), src, size)
    case("windowed", lambda: it.windowed(src, size), src, size)
    case("windowed_fill", lambda: it.windowed(src, size, fill=9), src, size)
    case("pairwise", lambda: [it.pairwise(src), it.pairwise(src, end=9)], src)

for _ in range(120):
    start, length, size = rng.randrange(12), rng.randrange(20), rng.randrange(1, 9)
    overlap, align = rng.randrange(size), rng.random() < 0.5
    case("chunk_ranges", lambda: list(it.chunk_ranges(length, size, start, overlap, align)),
         start, length, size, overlap, align)

for start, stop, step in [(0, 5, 1), (0, 1, 0.25), (1, 0, -0.25), (2, 2, 1), (-3, 3, 1.5), (0, 1, 0.1),
                          (10, 0, -2.5), (0, 2.4000000000000004, 0.1), (0, 1, 0.3), (5, 0, 1)]:
    case("frange", lambda: it.frange(start, stop, step), start, stop, step)

for start, stop, count, factor in [(1, 10, None, 2), (1, 8, None, 2), (0.25, 100, None, 3), (1, 10, 4, 2),
                                   (1, 10, 9, 2), (0, 8, None, 2), (0, 4, 6, 2), (1, 1000, None, 10),
                                   (5, 5, None, 2), (2, 100, 9, 1.5)]:
    case("backoff", lambda: it.backoff(start, stop, count, factor), start, stop, count, factor)
case("backoff_repeat", lambda: list(itertools.islice(it.backoff_iter(1, 10, "repeat"), 8)), 1, 10, 8)

for _ in range(30):
    src = numbers(12, 10)
    keys = [x % 3 for x in src]
    pairs = lambda d: [[k, v] for k, v in d.items()]
    case("bucketize", lambda: pairs(it.bucketize(src, lambda x: x % 3)), src)
    case("bucketize_keys", lambda: pairs(it.bucketize(src, keys)), src, keys)
    case("bucketize_squares_of_not_1",
         lambda: pairs(it.bucketize(src, lambda x: x % 3, lambda x: x * x, lambda k: k != 1)), src)
    case("partition_by_below_3_and_even",
         lambda: it.partition(src, lambda x: x < 3, lambda x: x % 2 == 0), src)
    case("unique", lambda: it.unique(src, lambda x: x % 5), src)
    case("redundant", lambda: it.redundant(src, lambda x: x % 5), src)
    case("redundant_groups", lambda: it.redundant(src, lambda x: x % 5, groups=True), src)
    few = src[:rng.randrange(3)]
    case("one_truthy", lambda: it.one(few), few)
    case("first_truthy", lambda: it.first(src), src)
    case("same", lambda: it.same(few), few)
    first, last = numbers(3, 10), numbers(3, 10)
    case("soft_sorted", lambda: it.soft_sorted(src, first, last), src, first, last)
    case("soft_sorted_reverse", lambda: it.soft_sorted(src, first, last, reverse=True), src, first, last)
    mixed = [rng.choice([x, x / 2, f"w{x}"]) for x in src]
    case("untyped_sorted", lambda: it.untyped_sorted(mixed), mixed)


def tree(depth):
    kind = rng.random()
    if depth == 0 or kind < 0.35:
        return rng.choice([None, 0, 1, 2, "t"])
    if kind < 0.7:
        return [tree(depth - 1) for _ in range(rng.randrange(4))]
    return {key: tree(depth - 1) for key in rng.sample(["a", "b", "a.b", "", "0"], rng.randrange(4))}


def container(depth):
    while not isinstance(root := tree(depth), (list, dict)):
        pass
    return root


def drop_null(path, key, value):
    return value is not None


def rename_a_and_add_one(path, key, value):
    if key == "a":
        return "z", value
    return (key, value + 1) if isinstance(value, int) else True


def not_into_lists(path, key, value):
    return (value, False) if isinstance(value, list) and key is not None else it.default_enter(path, key, value)


for _ in range(60):
    root = container(4)
    case("remap_drop_null", lambda: it.remap(root, drop_null), root)
    case("remap_rename_a_and_add_one", lambda: it.remap(root, rename_a_and_add_one), root)
    case("remap_drop_null_not_into_lists", lambda: it.remap(root, drop_null, not_into_lists), root)
    case("research_of_2", lambda: it.research(root, lambda p, k, v: v == 2 and not isinstance(v, bool)), root)
    case("flatten_lists", lambda: it.flatten(lists), lists := [tree(0), [tree(0), [[tree(0)], []]]])
    paths = [list(p) for p, _ in it.research(root)][1:]
    path = rng.choice(paths) if paths and rng.random() < 0.7 else rng.choice([["a"], ["a", 0], [0, "a"], [9], ["0"]])
    case("get_path", lambda: it.get_path(root, tuple(path)), root, path)
case("remap_drop_null", lambda: it.remap(1, drop_null), 1)
case("research_of_2", lambda: it.research(2, lambda p, k, v: True), 2)

for _ in range(40):
    src, n = numbers(), rng.randrange(1, 5)
    case("divide", lambda: [list(part) for part in more.divide(n, src)], n, src)
    sources = [numbers(4) for _ in range(rng.randrange(4))]
    case("interleave_longest", lambda: list(more.interleave_longest(*sources)), sources)
    case("sliding_window", lambda: list(more.sliding_window(src, n)), src, n)
    case("windowed_complete_step", lambda: [list(w) for w in more.windowed(src, 3, step=n) if None not in w], src, n)
    case("constrained_batches",
         lambda: [list(b) for b in more.constrained_batches(src, 4, get_len=lambda x: x)], src)
    case("split_at_0", lambda: list(more.split_at(src, lambda x: x == 0)), src)
    case("split_before_0", lambda: list(more.split_before(src, lambda x: x == 0)), src)
    case("split_after_0", lambda: list(more.split_after(src, lambda x: x == 0)), src)
    case("split_when_descends", lambda: list(more.split_when(src, lambda a, b: a > b)), src)
    case("consecutive_groups", lambda: [list(g) for g in more.consecutive_groups(src)], src)
    case("run_length", lambda: [[k, n] for k, n in more.run_length.encode(src)], src)
    case("map_reduce_sums", lambda: [[k, v] for k, v in more.map_reduce(src, lambda x: x % 2, reducefunc=sum).items()], src)
    case("distinct_permutations", lambda: [list(p) for p in more.distinct_permutations(sorted(src[:4]))], sorted(src[:4]))

for n in range(7):
    for k in range(n + 2):
        pool = list(range(n))
        combos = list(itertools.combinations(pool, k))
        perms = list(itertools.permutations(pool, k))
        for rank in sorted({rng.randrange(len(combos)) for _ in range(3)}) if combos else []:
            chosen = list(more.nth_combination(pool, k, rank))
            case("nth_combination", lambda: chosen, n, k, rank)
            case("combination_index", lambda: more.combination_index(chosen, pool), n, chosen)
        for rank in sorted({rng.randrange(len(perms)) for _ in range(3)}) if perms else []:
            placed = list(more.nth_permutation(pool, k, rank))
            case("nth_permutation", lambda: placed, n, k, rank)
            case("permutation_index", lambda: more.permutation_index(placed, pool) if k == n else perms.index(tuple(placed)), n, placed)
    if n < 6:
        case("powerset", lambda: [list(s) for s in more.powerset(range(n))], n)
for _ in range(12):
    lens = [rng.randrange(1, 5) for _ in range(rng.randrange(4))]
    total = 1
    for length in lens:
        total *= length
    rank = rng.randrange(total)
    chosen = list(more.nth_product(rank, *map(range, lens)))
    case("nth_product", lambda: chosen, lens, rank)
    case("product_index", lambda: more.product_index(chosen, *map(range, lens)), lens, chosen)

# Once each: short inputs repeat.
for name, rows in cases.items():
    seen = {json.dumps(row): row for row in rows}
    cases[name] = list(seen.values())
to = Path(__file__).parent.parent / "tests/data/iter/vectors.json"
lines = (
    f"{json.dumps(name)}:[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "]"
    for name, rows in cases.items()
)
to.write_text("{" + ",\n".join(lines) + "}\n")
