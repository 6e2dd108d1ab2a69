//~ `cached!` takes arguments that are plain names, with or without `mut`: take a pattern apart in the body
use boltons::cache::{LruCache, cached};

cached! {
    static SUMS: LruCache<(u64, u64), u64> = LruCache::new(10);

    fn sum((a, b): (u64, u64)) -> u64 {
        a + b
    }
}

fn main() {}
