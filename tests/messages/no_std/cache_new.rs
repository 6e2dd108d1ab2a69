//~ type alias takes 3 generic arguments but 2 generic arguments were supplied
use boltons::cache::LruCache;

fn main() {
    let _: LruCache<u64, u64> = LruCache::new(10);
}
