#!/usr/bin/env python3
"""Writes benches/records/weight.tsv: what a dependency costs to build, and what it adds to a program.

    python3 tools/dependency_cost.py     # builds each program in an empty folder; some minutes

A program does one everyday thing, with this crate and with the crates that it replaces. Counted are the
crates in its tree, user and system time of `cargo build --release` from nothing, and the size of the
stripped program less that of one that does nothing. Sources must have been fetched: versions are those
of benches/peers/Cargo.lock.
"""

import datetime
import os
import pathlib
import resource
import shutil
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TABLE = ROOT / "benches/records/weight.tsv"


def ours(module):
    return f'boltons = {{ path = "{ROOT}", default-features = false, features = ["std", "{module}"] }}'


# what it does, [(name, lines of [dependencies], body of main; `input` is a String that the compiler does not know)]
PROGRAMS = [
    ("an LRU cache, filled and asked", [
        ("boltons, `cache`", ours("cache"),
         "let mut c = boltons::cache::LruCache::new(9); c.insert(input.clone(), 1); println!(\"{:?}\", c.get(&input));"),
        ("lru", 'lru = "0.19"',
         "let mut c = lru::LruCache::new(std::num::NonZeroUsize::new(9).unwrap()); c.put(input.clone(), 1); println!(\"{:?}\", c.get(&input));"),
    ]),
    ("a cache for threads", [
        ("boltons, `cache`", ours("cache"),
         "let c = boltons::cache::sync::ShardedCache::new(9); c.insert(input.clone(), 1); println!(\"{:?}\", c.get(&input));"),
        ("quick_cache", 'quick_cache = "0.7"',
         "let c = quick_cache::sync::Cache::new(9); c.insert(input.clone(), 1); println!(\"{:?}\", c.get(&input));"),
        ("moka", 'moka = { version = "0.12", features = ["sync"] }',
         "let c = moka::sync::Cache::new(9); c.insert(input.clone(), 1); println!(\"{:?}\", c.get(&input));"),
    ]),
    ("networks parsed, one looked up", [
        ("boltons, `ip`", ours("ip"),
         "let mut m = boltons::ip::Ipv4PrefixMap::new(); m.insert(input.parse().unwrap(), 1); println!(\"{:?}\", m.lookup([10, 0, 0, 1].into()));"),
        ("ipnet and prefix-trie", 'ipnet = "2"\nprefix-trie = { version = "0.10", features = ["ipnet"] }',
         "let mut m = prefix_trie::PrefixMap::<ipnet::Ipv4Net, i32>::new(); m.insert(input.parse().unwrap(), 1); "
         "println!(\"{:?}\", m.get_lpm(&\"10.0.0.1/32\".parse().unwrap()));"),
    ]),
    ("words counted", [
        ("boltons, `iter`", ours("iter"),
         "use boltons::iter::IterExt; println!(\"{:?}\", input.split(' ').most_common(2));"),
        ("itertools", 'itertools = "0.15"',
         "use itertools::Itertools; println!(\"{:?}\", input.split(' ').counts().into_iter().sorted_by_key(|e| std::cmp::Reverse(e.1)).take(2).collect::<Vec<_>>());"),
    ]),
    ("snake case, and text wrapped", [
        ("boltons, `strings`", ours("strings"),
         "println!(\"{} {}\", boltons::strings::to_snake_case(&input), boltons::strings::wrap(&input, 9).count());"),
        ("heck and textwrap", 'heck = "0.5"\ntextwrap = "0.16"',
         "use heck::ToSnakeCase; println!(\"{} {}\", input.to_snake_case(), textwrap::wrap(&input, 9).len());"),
    ]),
    ("headers kept in order", [
        ("boltons, `multimap`", ours("multimap"),
         "let mut m = boltons::multimap::OrderedMultiMap::new(); m.append(input.clone(), 1); println!(\"{:?}\", m.get(&input));"),
        ("ordered-multimap", 'ordered-multimap = "0.7"',
         "let mut m = ordered_multimap::ListOrderedMultimap::new(); m.append(input.clone(), 1); println!(\"{:?}\", m.get(&input));"),
    ]),
]


def build(dependencies, body):
    """Crates, CPU seconds, bytes of the program."""
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "src").mkdir()
        (folder / "Cargo.toml").write_text(
            f'[package]\nname = "program"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n[dependencies]\n{dependencies}\n[profile.release]\nstrip = true\n')
        (folder / "src/main.rs").write_text(
            f"fn main() {{ let input = std::env::args().next().unwrap_or_default(); println!(\"{{}}\", input.len()); {body} }}\n")
        shutil.copy(ROOT / "benches/peers/Cargo.lock", folder / "Cargo.lock")
        tree = subprocess.run(["cargo", "tree", "-q", "--offline", "-e", "normal,build", "--prefix", "none"], cwd=folder,
                              capture_output=True, text=True, check=True).stdout
        crates = len({line.split()[0] for line in tree.splitlines() if line.strip()}) - 1
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(["cargo", "build", "-q", "--release", "--offline", "--target-dir", folder / "target"], cwd=folder,
                       check=True, env={**os.environ, "CARGO_INCREMENTAL": "0"})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return crates, seconds, (folder / "target/release/program").stat().st_size


def main():
    _, _, nothing = build("", "")
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.split()[:2]
    lines = [f"# {' '.join(rustc)}, {datetime.date.today()}", "dependency\tcrates\tCPU seconds\tKiB\twhat the program does"]
    for what, programs in PROGRAMS:
        for name, dependencies, body in programs:
            crates, seconds, size = build(dependencies, body)
            lines.append(f"{name}\t{crates}\t{seconds:.1f}\t{(size - nothing) / 1024:.0f}\t{what}")
            print(lines[-1])
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


main()
