//~ `cached!` takes no method: a static cannot depend on `self`; place the macro outside the `impl` block
use boltons::cache::{LruCache, cached};

struct Table(u64);

impl Table {
    cached! {
        static ROWS: LruCache<u64, u64> = LruCache::new(10);

        fn row(&self, n: u64) -> u64 {
            self.0 + n
        }
    }
}

fn main() {}
