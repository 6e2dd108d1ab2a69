// Without `self`, the compiler speaks before the macro can.
//~ associated `static` items are not allowed
use boltons::cache::{LruCache, cached};

struct Table;

impl Table {
    cached! {
        static ROWS: LruCache<u64, u64> = LruCache::new(10);

        fn row(n: u64) -> u64 {
            n
        }
    }
}

fn main() {}
