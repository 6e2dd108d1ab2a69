"""What the page shows: everyday tasks, by module, and the rows that measure them."""

# module: what its table is about, tasks as (column, row, {crate: name in the row})
TABLES = {
    "cache": (
        "50,000 entries; keys are numbers, and all caches of a column have the same hasher. *requests* are lookups after "
        "Zipf with an insertion on each miss.",
        [
            ("LRU hits", "cache/lru/get-hit/50k", {"lru": "lru", "hashlink": "hashlink", "schnellru": "schnellru"}),
            ("LRU evictions", "cache/lru/put-evict/50k", {"lru": "lru", "hashlink": "hashlink", "schnellru": "schnellru"}),
            ("LRU requests", "cache/lru/mixed/50k", {"lru": "lru", "hashlink": "hashlink", "schnellru": "schnellru"}),
            ("S3-FIFO requests", "cache/s3_fifo/mixed/50k",
             {"lru": "lru", "quick_cache": "quick_cache", "mini-moka": "mini-moka"}),
            ("2 threads, hits", "cache/sharded/s3_fifo-get-2-threads/50k", {"quick_cache": "quick_cache", "moka": "moka"}),
            ("2 threads, requests", "cache/sharded/s3_fifo-mixed-2-threads/50k",
             {"quick_cache": "quick_cache", "moka": "moka"}),
        ],
    ),
    "ip": (
        "A full routing table of 900,000 prefixes of IPv4; addresses are looked up in the frozen map, prefixes inserted into "
        "the one that changes.",
        [
            ("parse prefixes", "ip/parse_prefix/v4/100k",
             {"ipnet": "ipnet", "cidr": "cidr", "ipnetwork": "ipnetwork", "ip_network": "ip_network"}),
            ("longest match", "ip/map/v4_frozen/prefix_random/400k", {"prefix-trie": "prefix-trie"}),
            ("longest match", "ip/map/v4_frozen_peers/prefix_random/400k",
             {"iptrie": "iptrie", "ip_network_table": "ip_network_table"}),
            ("insert", "ip/map/v4_build/insert", {"prefix-trie": "prefix-trie"}),
            ("union of sets", "ip/set/v4_union/halves", {"range-set-blaze": "RangeSetBlaze", "rangemap": "rangemap"}),
            ("union of sets", "ip/set/v4_union_iprange/halves", {"iprange": "iprange"}),
            ("is it in the set", "ip/set/v4_contains/91k", {"range-set-blaze": "RangeSetBlaze", "iprange": "iprange"}),
            ("aggregate", "ip/set/v4_aggregate/table",
             {"ipnet": "ipnet::aggregate", "range-set-blaze": "RangeSetBlaze", "prefix-trie": "prefix-trie"}),
        ],
    ),
    "iter": (
        "Numbers, in pieces of 64 or windows of 3, grouped by 64 keys with std's hasher.",
        [
            ("chunks", "iter/chunked/map/64", {"itertools": "itertools chunks"}),
            ("arrays", "iter/chunked_array/max/8", {"itermore": "itermore array_chunks"}),
            ("windows", "iter/windowed/max/3",
             {"itertools": "itertools array_windows", "itermore": "itermore array_windows"}),
            ("sums by key", "iter/fold_by_key/sum, std hasher/64", {"itertools": "itertools into_grouping_map_by"}),
            ("groups, ordered", "iter/groups_by/std hasher/64", {"itertools": "itertools into_group_map_by"}),
            ("combinations", "iter/combin/combinations/26 of 5", {"itertools": "itertools combinations"}),
            ("other", "iter/backoff/ten delays, full jitter, seeded/10000", {"backon": "backon"}),
            ("other", "iter/ids/generate/1000", {"uuid": "uuid v4"}),
            ("other", "iter/tree/research id with paths/200000",
             {"serde_json_path": "serde_json_path", "jsonpath-rust": "jsonpath-rust"}),
        ],
    ),
    "multimap": (
        "Lists of headers of requests, 11 entries with `String` keys; 1,000 pairs for the two-way map.",
        [
            ("build", "multimap/ordered/build/headers-string/11", {"ordered-multimap": "ordered-multimap"}),
            ("get", "multimap/ordered/get/headers-string/11", {"ordered-multimap": "ordered-multimap"}),
            ("iterate", "multimap/ordered/iterate/headers-string/11", {"ordered-multimap": "ordered-multimap"}),
            ("clone", "multimap/ordered/clone/headers-string/11", {"ordered-multimap": "ordered-multimap"}),
            ("build", "multimap/ordered/build/headers-name/10", {"http": "HeaderMap"}),
            ("get", "multimap/ordered/get/headers-name/10", {"http": "HeaderMap"}),
            ("iterate", "multimap/ordered/iterate/headers-name/10", {"http": "HeaderMap"}),
            ("clone", "multimap/ordered/clone/headers-name/10", {"http": "HeaderMap"}),
            ("build", "multimap/bimap/insert/u64-string/1000", {"bimap": "bimap"}),
            ("get", "multimap/bimap/get_by_left/u64-string/1000", {"bimap": "bimap"}),
        ],
    ),
    "strings": (
        "Logs, identifiers, prose in several scripts.",
        [
            ("escapes", "strings/strip_ansi/dense/4433140",
             {"anstream": "anstream", "strip-ansi-escapes": "strip-ansi-escapes"}),
            ("case", "strings/to_snake_case/pascal/4000", {"heck": "heck", "stringcase": "stringcase"}),
            ("wrap, width", "strings/wrap/mixed_columns/182000", {"textwrap": "textwrap"}),
            ("wrap, width", "strings/display_width/mixed/182075", {"unicode-width": "unicode-width"}),
            ("slugs, ASCII", "strings/slugify/accented/260", {"slug": "slug"}),
            ("slugs, ASCII", "strings/asciify/accented/48000", {"deunicode": "deunicode"}),
            ("plurals, sizes", "strings/pluralize/npm/664", {"pluralizer": "pluralizer"}),
            ("plurals, sizes", "strings/format_bytes/to_string/4000", {"bytesize": "bytesize"}),
            ("quoting", "strings/sh_quote/arguments/2402", {"shlex": "shlex"}),
            ("quoting", "strings/html_escape/html-escape/570010", {"html-escape": "html-escape"}),
        ],
    ),
}

# what you do, what you would write, row, its name there, what that leaves out
STD = [
    ("look a key up in an LRU cache", "`HashMap`", "cache/lru/get-hit/50k", "HashMap",
     "a bound, the order of use, statistics: a map is not a cache"),
    ("keep the last 50,000", "`HashMap` and `VecDeque`", "cache/lri/put-evict/50k", "HashMap and VecDeque",
     "hits do not count, so that this is FIFO"),
    ("parse addresses", "`str::parse`", "ip/parse/mixed/100k", "std", ""),
    ("longest-prefix match", "`BTreeMap` of boundaries", "ip/map/lookup/100k", "BTreeMap of boundaries",
     "prefixes cannot be inserted afterwards"),
    ("is an address in a set", "`BTreeMap` of ranges", "ip/set/contains/100k", "BTreeMap", ""),
    ("chunks of 64", "`by_ref().take(64).collect()`", "iter/chunked/map/64", "collect of take", ""),
    ("count and rank", "`HashMap::entry` and a sort", "iter/most_common/ten/64", "HashMap and sort", "the order of equals"),
    ("union of sorted lists", "`BTreeSet::union`", "iter/sorted_union/half shared/300000", "BTreeSet::union", ""),
    ("headers by name", "`Vec` of pairs", "multimap/ordered/get/headers-str-list/11", "Vec",
     "beyond some 20 names it has to compare them all"),
    ("a map of vectors", "`IndexMap<K, Vec<V>>`", "multimap/ordered/build/headers-string-grouped/11", "IndexMap",
     "the order of entries of different keys"),
    ("look up both ways", "two `HashMap`s", "multimap/bimap/get_by_left/u64-string/1000", "two HashMaps",
     "that both agree is up to you"),
    ("escape HTML", "a chain of `str::replace`", "strings/html_escape/chain/570012", "str::replace", ""),
]

# sweep, what an operation is, whether the page shows its chart
SWEEPS = {
    "cache/sweep/lru/get": ("lookup in an LRU cache", True),
    "cache/sweep/sieve/get": ("lookup under SIEVE", False),
    "cache/sweep/lru/evict": ("insertion that evicts, LRU", True),
    "cache/sweep/s3_fifo/mixed": ("request, S3-FIFO", False),
    "cache/sweep/sharded/get": ("lookup in a cache for threads, by one thread", True),
    "cache/sweep/id_pool/release_and_allocate": ("release or allocation of an id", False),
    "cache/sweep/threshold_counter/add": ("count of a key, the frequent ones kept", False),
    "cache/sweep/frequent_items/add": ("count of a key in 1,000 counters", False),
    "ip/sweep/frozen_prefix_map/lookup": ("longest-prefix match, frozen map", True),
    "ip/sweep/prefix_map/lookup": ("longest-prefix match, mutable map", False),
    "ip/sweep/prefix_map/insert": ("insertion of a prefix", False),
    "ip/sweep/set/contains": ("membership in a set", False),
    "ip/sweep/range_map/lookup": ("lookup in a map of ranges", False),
    "ip/sweep/prefix_pool/release_and_allocate": ("release and allocation of a block of addresses", False),
    "iter/sweep/tally/item": ("item of a tally, by keys", True),
    "iter/sweep/groups_by/item": ("item of a grouping, by keys", False),
    "iter/sweep/sorted_union/item": ("item of a union of sorted lists", False),
    "multimap/sweep/ordered/build": ("insertion into a multimap", True),
    "multimap/sweep/ordered/get": ("lookup in a multimap", False),
    "multimap/sweep/ordered/get_all": ("all values of a key", False),
    "multimap/sweep/ordered/iterate": ("step of an iteration", False),
    "multimap/sweep/bimap/get_by_left": ("lookup in a two-way map", False),
    "multimap/sweep/relation/rights_of": ("lookup in a relation", False),
    "multimap/sweep/frozen_map/get": ("lookup in a frozen map", False),
    "strings/sweep/strip_ansi/byte": ("byte of a text that loses its escapes", True),
    "strings/sweep/wrap/byte": ("byte of a text that is wrapped", False),
    "strings/sweep/html_escape/byte": ("byte of a text that is escaped for HTML", False),
    "strings/sweep/int_ranges/contains": ("membership in a set of integers, by ranges", False),
}

# what a reader of a sweep must know
NOTES = {
    "ip/sweep/frozen_prefix_map/lookup":
        "A full table is the best case: the size of the index's blocks is chosen so that its /24s need no step below a block. "
        "The smaller tables are every n-th prefix of it, spread more thinly than a real table of their size, and need such steps.",
}

# sweep of bytes, what has them
BYTES = {
    "cache/sweep/lru/bytes": "LRU cache, full",
    "ip/sweep/prefix_map/bytes": "map of prefixes",
    "multimap/sweep/ordered/bytes": "ordered multimap",
}
HIT_RATIO = "cache/sweep/hit-ratio/web07"


def everyday():
    """The rows of the tables against other crates, for `--only`."""
    rows = dict.fromkeys(row for _, columns in TABLES.values() for _, row, _ in columns)
    return "\n".join(["# The rows of BENCHMARKS.md against other crates; written by tools/benchmarks.py.", *rows]) + "\n"
