//~ `cached!` reads its clauses once each and in this order
use boltons::cache::{LruCache, cached};

cached! {
    static SQUARES: LruCache<u64, u64> = LruCache::new(10);
    refresh = square_again;

    fn square(n: u64) -> u64 {
        n * n
    }
}

fn main() {}
