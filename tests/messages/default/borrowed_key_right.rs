use boltons::cache::LruCache;

fn main() {
    let mut pages: LruCache<String, usize> = LruCache::new(10);
    pages.entry_ref("index").or_insert_with(|| 1);
}
