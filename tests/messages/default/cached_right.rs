// `mut` arguments, no return type, a method that calls a cached function, one inside it.
use boltons::cache::{LruCache, cached};

cached! {
    static COLLATZ: LruCache<u64, u32> = LruCache::new(10);

    fn collatz(mut n: u64) -> u32 {
        let mut steps = 0;
        while n > 1 {
            n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
            steps += 1;
        }
        steps
    }
}

cached! {
    static SAID: LruCache<&'static str, ()> = LruCache::new(10);

    fn say_once(line: &'static str) {
        println!("{line}");
    }
}

struct Table(u64);

impl Table {
    fn row(&self, n: u64) -> u64 {
        cached! {
            static ROWS: LruCache<(u64, u64), u64> = LruCache::new(10);

            fn row(start: u64, n: u64) -> u64 {
                start + n
            }
        }
        row(self.0, n)
    }
}

fn main() {
    say_once("here");
    assert_eq!(u64::from(collatz(6)) + Table(1).row(2), 11);
}
