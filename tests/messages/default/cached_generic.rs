//~ `cached!` takes no generic function: a static cannot depend on a type
use boltons::cache::{LruCache, cached};

cached! {
    static TEXTS: LruCache<u64, String> = LruCache::new(10);

    fn text<T: ToString>(t: T) -> String {
        t.to_string()
    }
}

fn main() {}
