//~ `cached!` needs its cache first: a line `static NAME: LruCache<Key, Value> = LruCache::new(100);` before the function
use boltons::cache::cached;

cached! {
    fn fib(n: u64) -> u64 {
        if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
    }
}

fn main() {
    fib(1);
}
