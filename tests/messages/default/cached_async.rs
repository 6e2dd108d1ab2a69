//~ `cached!` takes no `async fn`: use `ShardedCache::get_or_insert_async`
use boltons::cache::{LruCache, cached};

cached! {
    static PAGES: LruCache<u64, String> = LruCache::new(10);

    async fn page(n: u64) -> String {
        n.to_string()
    }
}

fn main() {}
