//~ mismatched types
use boltons::cache::LruCache;

fn main() {
    let mut pages: LruCache<String, usize> = LruCache::new(10);
    pages.get_or_insert_with("index", || 1);
}
