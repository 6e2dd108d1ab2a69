//! The interface that servers build on, as it was agreed: each method with its types.

use std::borrow::Cow;
use std::convert::Infallible;
use std::ffi::{CStr, CString, OsStr, OsString};
use std::future::{Future, Ready, ready};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use boltons::cache::sync::{Computed, Load, Loaded, Op, Origin, ShardedCache};
use boltons::cache::{Cause, Entry, Lru, LruCache, S3Fifo, Stats, ToKey};

const SECOND: Duration = Duration::from_secs(1);

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("its loader is ready"),
    }
}

#[test]
fn keys_are_made_of_what_borrows_them() {
    fn made<K, Q: ?Sized + ToKey<K>>(from: &Q) -> K {
        from.to_key()
    }
    assert_eq!(made::<String, str>("a"), "a");
    assert_eq!(&*made::<Box<str>, str>("a"), "a");
    assert_eq!(&*made::<Arc<str>, str>("a"), "a");
    assert_eq!(&*made::<Rc<str>, str>("a"), "a");
    assert_eq!(made::<Cow<'static, str>, str>("a"), "a");
    assert_eq!(made::<Vec<u8>, [u8]>(b"a"), b"a");
    assert_eq!(&*made::<Box<[u8]>, [u8]>(b"a"), b"a");
    assert_eq!(&*made::<Arc<[u8]>, [u8]>(b"a"), b"a");
    assert_eq!(&*made::<Rc<[u8]>, [u8]>(b"a"), b"a");
    assert_eq!(made::<CString, CStr>(c"a").as_c_str(), c"a");
    assert_eq!(made::<PathBuf, Path>(Path::new("a")), Path::new("a"));
    assert_eq!(made::<OsString, OsStr>(OsStr::new("a")), OsStr::new("a"));
    assert_eq!(made::<(u8, String), (u8, String)>(&(1, "a".to_owned())), (1, "a".to_owned()));
}

#[test]
fn times_and_bounds_of_a_cache() {
    let mut cache: LruCache<String, u32> = LruCache::builder()
        .max_weight(9, |_: &String, weight: &u32| u64::from(*weight))
        .max_entry_weight(8)
        .grace(SECOND)
        .build();
    let made: Result<&mut u32, Infallible> =
        cache.entry("a".to_owned()).or_try_insert_with_key(|key: &String| Ok(key.len() as u32));
    assert_eq!(made, Ok(&mut 1));
    let made: &mut u32 = cache.entry_ref("bb").or_insert_with_key(|key: &str| key.len() as u32);
    assert_eq!(made, &mut 2);
    let made: Result<&mut u32, Infallible> =
        cache.entry_ref("ccc").or_try_insert_with_key(|key: &str| Ok(key.len() as u32));
    assert_eq!(made, Ok(&mut 3));
    if let Entry::Vacant(entry) = cache.entry("d".to_owned()) {
        let _: &mut u32 = entry.insert_with_ttl(1, SECOND);
    }
    if let Entry::Occupied(mut entry) = cache.entry("d".to_owned()) {
        let old: u32 = entry.insert_with_ttl(2, 60 * SECOND);
        let left: Duration = entry.expires_in();
        assert!(old == 1 && left <= 60 * SECOND);
    }
    let left: Option<Duration> = cache.expires_in("a");
    assert_eq!(left, Some(Duration::MAX));
    let renewed: bool = cache.renew("a", SECOND);
    let stale: Option<&u32> = cache.peek_stale("a");
    assert_eq!((renewed, stale), (true, Some(&1)));
    cache.set_ttl(None);
    cache.set_tti(None);
    let former: Option<u64> = cache.set_max_weight(20);
    let purged: usize = cache.purge_expired_some(1);
    let expired: Option<(String, u32)> = cache.pop_expired();
    assert_eq!((former, purged, expired), (Some(9), 0, None));
    let Stats { evicted_weight, stale, loads, failed_loads, .. } = cache.stats();
    assert_eq!([evicted_weight, stale, loads, failed_loads], [0; 4]);
    assert_eq!(Cause::Replaced.to_string(), "replaced");
}

#[test]
fn loads_changes_times_and_bounds_of_a_shared_cache() {
    let cache = ShardedCache::<String, u32>::new(9);
    assert_eq!(now(cache.get_or_insert_async("a", || ready(1))), 1);
    let loaded: Result<u32, ()> = now(cache.get_or_try_insert_async("a", || ready(Err(()))));
    assert_eq!(loaded, Ok(1));
    let load: Load<'_, '_, String, str, u32, S3Fifo, _> = cache.load("b");
    let loaded: Loaded<u32> = load.ahead(SECOND).run(|| 2);
    assert_eq!((loaded.origin, loaded.into_value()), (Origin::Computed, 2));
    let loaded: Result<Loaded<u32>, ()> = cache.load("b").try_run(|| Err(()));
    assert_eq!(loaded.map(|loaded| loaded.origin), Ok(Origin::Cached));
    let loaded: Result<Loaded<u32>, ()> =
        cache.load("c").try_run_with_ttl(|| Ok((3, Some(SECOND))));
    assert_eq!(loaded.map(Loaded::into_value), Ok(3));
    assert_eq!(now(cache.load("d").run_async(|| ready(4))).value, 4);
    let loaded: Result<Loaded<u32>, ()> = now(cache.load("e").try_run_async(|| ready(Ok(5))));
    assert_eq!(loaded.map(Loaded::into_value), Ok(5));
    let answer = || -> Ready<Result<(u32, Option<Duration>), ()>> { ready(Ok((6, None))) };
    let loaded: Result<Loaded<u32>, ()> = now(cache.load("f").try_run_with_ttl_async(answer));
    assert_eq!(loaded.map(Loaded::into_value), Ok(6));

    let computed: Computed<u32> = cache.compute("a", |value: Option<&mut u32>| match value {
        Some(value) => Op::PutWithTtl(*value + 1, SECOND),
        None => Op::Keep,
    });
    assert_eq!(computed, Computed::Replaced(1));
    let sum: u32 = cache.upsert("a", || 0, |value: &mut u32| *value + 1);
    assert_eq!(sum, 3);
    assert_eq!(cache.insert_with_ttl("g".to_owned(), 7, SECOND), None);
    assert!(cache.expires_in("g") <= Some(SECOND) && cache.renew("g", Duration::MAX));
    assert_eq!(cache.peek_stale("g"), Some(7));
    cache.set_ttl(None);
    cache.set_tti(None);
    assert_eq!(cache.purge_expired_some(0), 0);
    let keys: Vec<String> = cache.keys();
    let all: Vec<(String, u32)> = cache.snapshot();
    assert_eq!(keys.len(), all.len());
    cache.set_capacity(5);
    assert_eq!(cache.set_max_weight(1), None);
    let evicted: Option<(String, u32)> = cache.evict();
    let freed: u64 = cache.evict_weight(1);
    assert!(evicted.is_some() && freed == 1 && cache.len() == 3);
    cache.shrink_to_fit();
    let lru: ShardedCache<String, u32, Lru> = LruCache::builder().capacity(9).build_sharded();
    assert_eq!(lru.compute("a", |_| Op::Remove), Computed::Absent);
}

#[test]
fn rare_counts_are_shown_from_one_on() {
    let mut stats = Stats::default();
    assert!(stats.to_string().ends_with("rejections 0"));
    (stats.stale, stats.failed_loads) = (1, 1);
    assert!(stats.to_string().ends_with("rejections 0, stale 1, failed loads 1"));
    (stats.evicted_weight, stats.loads) = (1, 1);
    let shown = stats.to_string();
    assert!(shown.ends_with(", evicted weight 1, stale 1, loads 1, failed loads 1"), "{shown}");
}
