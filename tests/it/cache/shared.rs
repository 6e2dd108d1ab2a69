//! The shared cache of a server: loads in tasks and threads, changes of one key in one step, stale
//! values, bounds that move. Futures are polled by hand, so that each test is one schedule.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::Cell;
use std::convert::Infallible;
use std::future::{Future, pending, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use boltons::cache::sync::{Computed, Op, Origin, ShardedCache};
use boltons::cache::{
    Cause, Equivalent, Lru, LruCache, ManualClock, S3FifoCache, SieveCache, ToKey, cached,
};

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A waker that counts.
#[derive(Default)]
pub(super) struct Wakes(AtomicUsize);

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

/// A future and how often it was woken.
pub(super) struct Task<'a, T> {
    future: Pin<Box<dyn Future<Output = T> + 'a>>,
    wakes: Arc<Wakes>,
}

impl<'a, T> Task<'a, T> {
    pub(super) fn new(future: impl Future<Output = T> + 'a) -> Self {
        Self { future: Box::pin(future), wakes: Arc::default() }
    }

    pub(super) fn poll(&mut self) -> Poll<T> {
        let waker = Waker::from(self.wakes.clone());
        self.future.as_mut().poll(&mut Context::from_waker(&waker))
    }

    #[track_caller]
    pub(super) fn pends(&mut self) {
        assert!(self.poll().is_pending());
    }

    #[track_caller]
    pub(super) fn ready(&mut self) -> T {
        match self.poll() {
            Poll::Ready(value) => value,
            Poll::Pending => panic!("it is not ready"),
        }
    }

    pub(super) fn woken(&self) -> usize {
        self.wakes.0.load(SeqCst)
    }
}

/// A gate for loading futures, which opens when told.
#[derive(Default)]
pub(super) struct Gate(Cell<Option<Result<u32, u32>>>);

impl Gate {
    pub(super) fn open(&self, output: Result<u32, u32>) {
        self.0.set(Some(output));
    }

    pub(super) async fn pass(&self) -> Result<u32, u32> {
        poll_fn(|_| self.0.get().map_or(Poll::Pending, Poll::Ready)).await
    }
}

pub(super) fn load<'a>(
    cache: &'a ShardedCache<u32, u32>,
    gate: &'a Gate,
) -> Task<'a, Result<u32, u32>> {
    Task::new(cache.get_or_try_insert_async(&7, || gate.pass()))
}

#[test]
fn nothing_happens_before_the_first_poll_and_a_hit_is_ready_then() {
    let cache = ShardedCache::<u32, u32>::new(9);
    let called = Cell::new(0);
    let get = || {
        Task::new(cache.get_or_insert_async(&7, || {
            called.set(called.get() + 1);
            async { 1 }
        }))
    };
    drop(get());
    assert_eq!((cache.stats().lookups(), called.get()), (0, 0));
    let (mut first, mut second) = (get(), get());
    assert_eq!((first.ready(), second.ready(), called.get()), (1, 1, 1));
    assert_eq!(Arc::strong_count(&second.wakes), 1, "a hit keeps no waker");
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.soft_misses, stats.loads), (1, 1, 1, 1));
    cache.check();
}

#[test]
fn all_who_wait_share_one_load() {
    let cache = ShardedCache::<u32, u32>::new(9);
    let (gate, other) = (Gate::default(), Gate::default());
    let mut tasks: Vec<_> = (0..4).map(|_| load(&cache, &gate)).collect();
    tasks.iter_mut().for_each(Task::pends);
    // A waiter that was polled often has one waker, and is woken once.
    tasks[1].pends();
    gate.open(Ok(5));
    assert_eq!(tasks[0].ready(), Ok(5));
    assert!(tasks[1..].iter().all(|task| task.woken() == 1));
    assert!(tasks[1..].iter_mut().all(|task| task.ready() == Ok(5)));
    let stats = cache.stats();
    assert_eq!((stats.misses, stats.soft_misses, stats.loads, stats.failed_loads), (4, 4, 1, 0));
    assert_eq!(load(&cache, &other).ready(), Ok(5));
    cache.check();
}

/// moka #43, #59: a leader that is dropped or panics, any number of times.
#[test]
fn a_dropped_leader_wakes_all_and_whoever_polls_first_leads() {
    let cache = ShardedCache::<u32, u32>::new(9);
    let gates: Vec<Gate> = (0..6).map(|_| Gate::default()).collect();
    let mut tasks: Vec<_> = gates.iter().map(|gate| load(&cache, gate)).collect();
    tasks.iter_mut().for_each(Task::pends);
    // The leader goes; the waiter that is never polled again holds up nobody.
    drop(tasks.remove(0));
    assert!(tasks.iter().all(|task| task.woken() == 1));
    tasks[2].pends();
    // A newcomer waits for the new leader.
    let late = Gate::default();
    let mut newcomer = load(&cache, &late);
    newcomer.pends();
    drop(tasks.remove(2));
    assert_eq!(newcomer.woken(), 1);
    // Now the newcomer leads, before any of those who waited longer.
    newcomer.pends();
    late.open(Err(3));
    assert_eq!(newcomer.ready(), Err(3), "an error goes to its own caller");
    gates[4].open(Ok(4));
    assert_eq!(tasks.iter_mut().rev().nth(1).unwrap().ready(), Ok(4));
    assert!(tasks.iter_mut().enumerate().all(|(i, task)| i == 2 || task.ready() == Ok(4)));
    assert_eq!((cache.stats().loads, cache.stats().failed_loads), (1, 3));
    cache.check();
}

#[test]
fn nobody_left_leaves_no_flight() {
    let cache = ShardedCache::<u32, u32>::new(9);
    for round in 0..300 {
        let gate = Gate::default();
        let mut tasks: Vec<_> = (0..3).map(|_| load(&cache, &gate)).collect();
        tasks.iter_mut().for_each(Task::pends);
        let first = tasks.remove(round % 3);
        drop(first);
        drop(tasks);
        cache.check();
    }
}

#[test]
fn a_panic_reaches_its_caller_and_the_others_go_on() {
    let cache = ShardedCache::<u32, u32>::new(9);
    let open = Cell::new(false);
    let mut leader = Task::new(cache.get_or_insert_async(&7, || async {
        poll_fn(|_| if open.get() { panic!("unlucky") } else { Poll::<u32>::Pending }).await
    }));
    let mut waiter = Task::new(cache.get_or_insert_async(&7, || async { 2 }));
    leader.pends();
    waiter.pends();
    open.set(true);
    assert!(catch_unwind(AssertUnwindSafe(|| leader.poll())).is_err());
    assert_eq!((waiter.woken(), waiter.ready()), (1, 2));
    drop(leader);
    // A panic of the function itself, before there is a future.
    let mut early = Task::new(
        cache.get_or_insert_async(&8, || -> std::future::Ready<u32> { panic!("unlucky") }),
    );
    assert!(catch_unwind(AssertUnwindSafe(|| early.poll())).is_err());
    drop(early);
    assert_eq!(cache.stats().failed_loads, 2);
    cache.check();
}

/// Threads and tasks, whatever their error types, share loads.
#[test]
fn a_thread_waits_for_a_task() {
    let cache = ShardedCache::<u32, u32>::new(9);
    let gate = Mutex::new(None);
    let loading = || poll_fn(|_| gate.lock().unwrap().map_or(Poll::Pending, Poll::Ready));
    let mut leader = Task::new(cache.get_or_insert_async(&7, loading));
    leader.pends();
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| cache.get_or_try_insert_with(&7, || Err::<u32, _>("no")));
        // It is in flight or about to be, or it will find the value.
        *gate.lock().unwrap() = Some(5);
        assert_eq!(leader.ready(), 5);
        assert_eq!(thread.join().unwrap(), Ok(5));
    });
    cache.check();
}

#[test]
fn asking_for_the_key_that_one_computes_panics_in_a_task_too() {
    let cache = ShardedCache::<u32, u32>::new(9);
    let inner = || cache.get_or_insert_async(&7, || async { 1 });
    // Before an await, after one, and by the method that blocks.
    let mut before = Task::new(cache.get_or_insert_async(&7, || async { inner().await }));
    let paused = Cell::new(false);
    let mut after = Task::new(cache.get_or_insert_async(&7, || async {
        poll_fn(|_| if paused.replace(true) { Poll::Ready(()) } else { Poll::Pending }).await;
        inner().await
    }));
    let mut blocking =
        Task::new(cache.get_or_insert_async(&7, || async { cache.get_or_insert_with(&7, || 1) }));
    let mut eager = Task::new(
        cache.get_or_insert_async(&7, || std::future::ready(cache.get_or_insert_with(&7, || 1))),
    );
    let message = |task: &mut Task<'_, u32>| {
        let panic = catch_unwind(AssertUnwindSafe(|| task.poll())).unwrap_err();
        panic.downcast_ref::<&str>().unwrap().starts_with("deadlock: ")
    };
    assert!(message(&mut before));
    drop(before);
    after.pends();
    assert!(message(&mut after));
    drop(after);
    assert!(message(&mut blocking));
    drop(blocking);
    assert!(message(&mut eager));
    drop(eager);
    // Other keys are no harm.
    let mut other = Task::new(cache.get_or_insert_async(&8, || async { inner().await + 1 }));
    assert_eq!(other.ready(), 2);
    cache.check();
}

/// Every write in the meantime: what the callers get, and what is kept.
#[test]
fn writes_in_the_meantime() {
    type Meddle = fn(&ShardedCache<u32, u32>);
    let cases: [(Meddle, Option<u32>); 17] = [
        (|cache| assert_eq!(cache.insert(7, 2), None), Some(2)),
        (|cache| assert_eq!(cache.insert_with_ttl(7, 2, secs(60)), None), Some(2)),
        (|cache| assert_eq!(cache.remove(&7), None), None),
        (ShardedCache::clear, None),
        (|cache| cache.retain(|_, _| true), None),
        (|cache| assert_eq!(cache.compute(&7, |_| Op::Put(2)), Computed::Inserted), Some(2)),
        (|cache| assert_eq!(cache.compute(&7, |_| Op::Remove), Computed::Absent), None),
        (|cache| assert_eq!(cache.upsert(&7, || 2, |n| *n), 2), Some(2)),
        // These detach nothing.
        (|cache| assert_eq!(cache.compute(&7, |_| Op::Keep), Computed::Absent), Some(5)),
        (|cache| assert_eq!(cache.update(&7, |_| ()), None), Some(5)),
        (|cache| assert_eq!(cache.purge_expired(), 0), Some(5)),
        (|cache| assert_eq!(cache.purge_expired_some(9), 0), Some(5)),
        (|cache| assert_eq!(cache.evict(), None), Some(5)),
        (|cache| assert_eq!(cache.evict_weight(9), 0), Some(5)),
        (|cache| cache.set_capacity(5), Some(5)),
        (|cache| cache.set_ttl(Some(secs(60))), Some(5)),
        (|cache| assert!(!cache.renew(&7, secs(60))), Some(5)),
    ];
    for (i, (meddle, kept)) in cases.into_iter().enumerate() {
        let cache = ShardedCache::<u32, u32>::new(9);
        let gate = Gate::default();
        let (mut leader, mut waiter) = (load(&cache, &gate), load(&cache, &gate));
        leader.pends();
        waiter.pends();
        meddle(&cache);
        gate.open(Ok(5));
        assert_eq!((leader.ready(), waiter.ready()), (Ok(5), Ok(5)), "case {i}");
        assert_eq!(cache.peek(&7), kept, "case {i}");
        cache.check();
    }
}

/// All sequences of steps with three callers: at most one load unless a write detached one, and
/// whoever sleeps unwoken has somebody at work.
#[test]
fn all_short_schedules() {
    const DEPTH: usize = if cfg!(debug_assertions) { 4 } else { 6 };
    for all_boarded in [false, true] {
        let mut program = [0; DEPTH];
        let mut run = 0;
        while let Some(next) = {
            let told = short_schedule(&program, all_boarded);
            run += 1;
            next_program(program, told)
        } {
            program = next;
        }
        assert!(run > 2_000, "{run} programs");
    }
}

/// Poll or drop caller i; let the loads land or fail; write.
const STEPS: usize = 2 * CALLERS + 4;
const CALLERS: usize = 3;

/// The next program in the order of numbers, of those that differ in the first `told` steps.
fn next_program<const N: usize>(mut program: [usize; N], told: usize) -> Option<[usize; N]> {
    let (head, tail) = program.split_at_mut(told);
    tail.fill(0);
    for step in head.iter_mut().rev() {
        *step += 1;
        if *step < STEPS {
            return Some(program);
        }
        *step = 0;
    }
    None
}

/// Runs a program and returns how many of its steps tell something: it ends behind a step that does
/// nothing, and behind one that another order of the callers, who are alike, has as well.
fn short_schedule(program: &[usize], all_boarded: bool) -> usize {
    let cache = ShardedCache::<u32, u32>::new(9);
    let (gate, running) = (Gate::default(), Cell::new(0_u32));
    let mut detached = 0;
    let load = || {
        Task::new(cache.get_or_try_insert_async(&7, || async {
            struct Running<'a>(&'a Cell<u32>);
            impl Drop for Running<'_> {
                fn drop(&mut self) {
                    self.0.set(self.0.get() - 1);
                }
            }
            running.set(running.get() + 1);
            let _running = Running(&running);
            gate.pass().await
        }))
    };
    let mut callers: Vec<_> = (0..CALLERS).map(|_| Some(load())).collect();
    // The wakes that a caller has seen, if it sleeps.
    let mut asleep = [None; CALLERS];
    let mut poll = |callers: &mut Vec<Option<Task<'_, _>>>, i: usize| {
        let Some(task) = &mut callers[i] else { return };
        match task.poll() {
            Poll::Pending => asleep[i] = Some(task.woken()),
            Poll::Ready(_) => callers[i] = None,
        }
        // Nobody sleeps unless somebody works.
        let sleeps = (0..CALLERS)
            .any(|i| callers[i].as_ref().is_some_and(|task| asleep[i] == Some(task.woken())));
        assert!(!sleeps || running.get() > 0, "a lost wake in program {program:?}");
    };
    // How many callers have a part already.
    let mut known = 0;
    if all_boarded {
        (0..CALLERS).for_each(|i| poll(&mut callers, i));
        known = CALLERS;
    }
    let mut told = 0;
    for &step in program {
        told += 1;
        let caller = step % CALLERS;
        match step {
            0..6 if caller > known || callers[caller].is_none() => break,
            0..CALLERS => poll(&mut callers, caller),
            CALLERS..6 => callers[caller] = None,
            6 => gate.open(Ok(5)),
            7 => gate.open(Err(5)),
            8 => {
                detached += 1;
                cache.insert(7, 1);
            }
            _ => {
                detached += 1;
                cache.remove(&7);
            }
        }
        if step < 6 {
            known = known.max(caller + 1);
        }
        assert!(running.get() <= 1 + detached, "two loads in program {program:?}");
    }
    gate.open(Ok(5));
    // Each is polled once more, those who were woken; then all are through.
    for _ in 0..2 * CALLERS {
        (0..CALLERS).for_each(|i| poll(&mut callers, i));
    }
    assert!(callers.iter().all(Option::is_none), "program {program:?} hangs");
    cache.check();
    told
}

#[test]
fn the_future_is_sent_and_small() {
    fn sent<T: Send>(future: T) -> T {
        future
    }
    let cache = ShardedCache::<String, u32>::new(9);
    let big = || async {
        let buffer = [0_u8; 4096];
        pending::<()>().await;
        u32::from(buffer[0])
    };
    let (own, whole) =
        (size_of_val(&big()), size_of_val(&sent(cache.get_or_insert_async("a", big))));
    assert!(whole <= own + 512, "{whole} B over {own} B");
    let failing = || async { Ok::<_, Infallible>((big().await, None)) };
    let own = size_of_val(&failing());
    let whole = size_of_val(&sent(cache.load("a").try_run_with_ttl_async(failing)));
    assert!(whole <= own + 512, "{whole} B over {own} B");
    // One that is not `Send` serves one thread.
    let local = std::rc::Rc::new(3);
    let mut task = Task::new(cache.get_or_insert_async("b", || async { *local }));
    assert_eq!(task.ready(), 3);
}

/// Each row of the table of `compute`.
#[test]
fn c10_compute_and_upsert() {
    type Events = Arc<Mutex<Vec<(u32, u64, Cause)>>>;
    let (clock, events) = (ManualClock::new(), Events::default());
    let log = events.clone();
    let cache = LruCache::<u32, u64>::builder()
        .max_weight(10, |_, weight| *weight)
        .ttl(secs(10))
        .clock(clock.clone())
        .shards(2)
        .on_removal(move |key, value, cause| log.lock().unwrap().push((key, value, cause)))
        .build_sharded();
    let heard = || std::mem::take(&mut *events.lock().unwrap());
    // Absent.
    assert_eq!(
        cache.compute(&1, |v| {
            assert!(v.is_none());
            Op::Keep
        }),
        Computed::Absent
    );
    assert_eq!(cache.compute(&1, |_| Op::Remove), Computed::Absent);
    assert_eq!(cache.compute(&1, |_| Op::Put(3)), Computed::Inserted);
    assert_eq!(cache.compute(&2, |_| Op::PutWithTtl(4, secs(5))), Computed::Inserted);
    assert_eq!(cache.compute(&3, |_| Op::Put(11)), Computed::Refused);
    assert_eq!(heard(), [(3, 11, Cause::Rejected)]);
    assert_eq!(cache.expires_in(&2), Some(secs(5)));
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.soft_misses), (0, 5, 3));
    // There. `Keep` renews no time to live, a write does.
    clock.advance(secs(4));
    assert_eq!(
        cache.compute(&1, |v| {
            *v.unwrap() += 1;
            Op::Keep
        }),
        Computed::Kept
    );
    assert_eq!((cache.peek(&1), cache.expires_in(&1), cache.weight()), (Some(4), Some(secs(6)), 8));
    assert_eq!(cache.compute(&1, |_| Op::Put(5)), Computed::Replaced(4));
    assert_eq!((cache.expires_in(&1), heard().len()), (Some(secs(10)), 0));
    // It grows: the other goes for it, never itself.
    assert_eq!(
        cache.compute(&1, |v| {
            *v.unwrap() = 9;
            Op::Keep
        }),
        Computed::Kept
    );
    assert_eq!(heard(), [(2, 4, Cause::Evicted)]);
    assert_eq!(
        cache.compute(&1, |v| {
            *v.unwrap() = 12;
            Op::Keep
        }),
        Computed::Refused
    );
    assert_eq!(heard(), [(1, 12, Cause::Rejected)]);
    assert_eq!((cache.len(), cache.weight()), (0, 0));
    assert_eq!(cache.insert(1, 2), None);
    assert_eq!(cache.compute(&1, |_| Op::Put(11)), Computed::Refused);
    // One value is refused, and that is counted; the other one was kept until now.
    assert_eq!(heard(), [(1, 11, Cause::Rejected), (1, 2, Cause::Replaced)]);
    assert_eq!(cache.stats().rejections, 3);
    cache.insert(1, 2);
    assert_eq!(cache.compute(&1, |_| Op::Remove), Computed::Removed(2));
    assert!(heard().is_empty());
    // The dead are absent, and the listener hears of them first.
    cache.insert(1, 2);
    clock.advance(secs(10));
    assert_eq!(
        cache.compute(&1, |v| {
            assert!(v.is_none());
            Op::Put(3)
        }),
        Computed::Inserted
    );
    assert_eq!(heard(), [(1, 2, Cause::Expired)]);
    // A counter, in a fixed window.
    assert_eq!(
        cache.upsert(
            &4,
            || 0,
            |n| {
                *n += 1;
                *n
            }
        ),
        1
    );
    clock.advance(secs(9));
    assert_eq!(
        cache.upsert(
            &4,
            || 0,
            |n| {
                *n += 1;
                *n
            }
        ),
        2
    );
    clock.advance(secs(1));
    assert_eq!(
        cache.upsert(
            &4,
            || 0,
            |n| {
                *n += 1;
                *n
            }
        ),
        1
    );
    assert_eq!(cache.upsert(&5, || 99, |n| *n), 99, "it runs on what is refused, too");
    cache.check();
    // A panic leaves what it has changed, which the next write to the shard weighs.
    heard();
    let one = LruCache::<u32, u64>::builder().max_weight(10, |_, w| *w).shards(1).build_sharded();
    one.insert(1, 1);
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        one.compute(&1, |v| {
            *v.unwrap() = 100;
            panic!("unlucky")
        })
    }));
    assert!(panicked.is_err());
    one.insert(2, 1);
    one.check();
    assert_eq!((one.peek(&1), one.peek(&2)), (None, Some(1)));
}

/// c9: loading by a borrowed key, whatever the key is; the key is made where one is needed.
#[test]
fn c9_loading_by_a_borrowed_key() {
    let shared = ShardedCache::<Arc<str>, u32>::new(9);
    assert_eq!(shared.get_or_insert_with("a", || 1), 1);
    assert_eq!(shared.get_or_insert_with("a", || unreachable!()), 1);
    let boxed = ShardedCache::<Box<str>, u32>::new(9);
    assert_eq!(boxed.get_or_try_insert_with("a", || "1".parse()), Ok(1));
    assert_eq!(
        boxed.upsert(
            "a",
            || 0,
            |n| {
                *n += 1;
                *n
            }
        ),
        2
    );
    let slices = ShardedCache::<Arc<[u8]>, u32>::new(9);
    assert_eq!(slices.load(&[1_u8, 2][..]).run(|| 3).value, 3);

    thread_local! { static MADE: Cell<u32> = const { Cell::new(0) }; }
    #[derive(Hash)]
    struct Pair<'a>(&'a str, u32);
    impl Equivalent<(String, u32)> for Pair<'_> {
        fn equivalent(&self, key: &(String, u32)) -> bool {
            self.0 == key.0 && self.1 == key.1
        }
    }
    impl ToKey<(String, u32)> for Pair<'_> {
        fn to_key(&self) -> (String, u32) {
            MADE.set(MADE.get() + 1);
            (self.0.to_owned(), self.1)
        }
    }
    let pairs = ShardedCache::<(String, u32), u32>::new(9);
    for _ in 0..3 {
        assert_eq!(pairs.get_or_insert_with(&Pair("a", 1), || 7), 7);
    }
    assert_eq!(MADE.get(), 1);
    let mut task = Task::new(pairs.get_or_insert_async(&Pair("a", 1), || async { 8 }));
    assert_eq!((task.ready(), MADE.get()), (7, 1));
    assert_eq!(pairs.compute(&Pair("a", 1), |_| Op::Keep), Computed::Kept);
    assert_eq!(MADE.get(), 1);
}

fn graced(clock: &ManualClock) -> ShardedCache<u32, u32> {
    let builder = S3FifoCache::builder().capacity(9).ttl(secs(10)).grace(secs(5));
    builder.clock(clock.clone()).build_sharded()
}

/// c12: a stale value while it is loaded again, and when that fails.
#[test]
fn c12_stale_values() {
    let clock = ManualClock::new();
    let cache = graced(&clock);
    assert_eq!(cache.load(&7).run(|| 1).origin, Origin::Computed);
    assert_eq!(cache.load(&7).run(|| 2).origin, Origin::Cached);
    clock.advance(secs(12));
    assert_eq!((cache.peek(&7), cache.peek_stale(&7), cache.expires_in(&7)), (None, Some(1), None));
    assert_eq!((cache.purge_expired(), cache.len()), (0, 1), "its grace keeps it");
    // One loads, and whoever comes meanwhile gets the old value at once.
    let gate = Gate::default();
    let mut leader = Task::new(cache.load(&7).try_run_async(|| gate.pass()));
    leader.pends();
    let served = cache.load(&7).run(|| unreachable!());
    assert_eq!((served.value, served.origin), (1, Origin::Stale));
    // A failure: the old value, as long as it is in its grace.
    gate.open(Err(3));
    let served = leader.ready().unwrap();
    assert_eq!((served.value, served.origin), (1, Origin::Stale));
    assert_eq!(cache.stats().stale, 2);
    // A leader that is dropped leaves it, and the next one leads.
    let closed = Gate::default();
    let mut leader = Task::new(cache.load(&7).try_run_async(|| closed.pass()));
    leader.pends();
    drop(leader);
    assert_eq!(cache.peek_stale(&7), Some(1));
    let loaded = cache.load(&7).run(|| 4);
    assert_eq!((loaded.value, loaded.origin), (4, Origin::Computed));
    assert_eq!(cache.expires_in(&7), Some(secs(10)), "a whole life");
    // The grace is over: the error, and callers wait.
    clock.advance(secs(15));
    assert_eq!(cache.load(&7).try_run(|| Err::<u32, _>(9)).unwrap_err(), 9);
    let gate = Gate::default();
    let mut leader = Task::new(cache.load(&7).try_run_async(|| gate.pass()));
    leader.pends();
    let mut waiter = Task::new(cache.load(&7).run_async(|| async { 6 }));
    waiter.pends();
    gate.open(Ok(5));
    assert_eq!(leader.ready().unwrap().origin, Origin::Computed);
    assert_eq!(waiter.ready().origin, Origin::Shared);
    cache.check();
}

/// quick_cache #73: a refresh ahead of time, without a gap; caffeine #193: a removal wins.
#[test]
fn loading_ahead() {
    let (clock, heard) = (ManualClock::new(), Arc::new(Mutex::new(Vec::new())));
    let log = heard.clone();
    let cache: ShardedCache<u32, u32, Lru> = LruCache::builder()
        .capacity(9)
        .ttl(secs(10))
        .clock(clock.clone())
        .on_removal(move |key, value, cause| log.lock().unwrap().push((key, value, cause)))
        .build_sharded();
    cache.insert(7, 1);
    assert_eq!(cache.load(&7).ahead(secs(3)).run(|| unreachable!()).origin, Origin::Cached);
    clock.advance(secs(8));
    let gate = Gate::default();
    let mut leader = Task::new(cache.load(&7).ahead(secs(3)).try_run_async(|| gate.pass()));
    leader.pends();
    assert_eq!(cache.load(&7).ahead(secs(3)).run(|| unreachable!()).origin, Origin::Cached);
    assert_eq!(cache.get(&7), Some(1));
    gate.open(Ok(2));
    assert_eq!(leader.ready().unwrap().origin, Origin::Computed);
    assert_eq!((cache.peek(&7), cache.expires_in(&7)), (Some(2), Some(secs(10))));
    assert_eq!(*heard.lock().unwrap(), [(7, 1, Cause::Replaced)]);
    // It fails, and the living value is served.
    let served = cache.load(&7).ahead(Duration::MAX).try_run(|| Err::<u32, _>(3)).unwrap();
    assert_eq!((served.value, served.origin), (2, Origin::Cached));
    // A removal in the meantime wins.
    let gate = Gate::default();
    let mut leader = Task::new(cache.load(&7).ahead(Duration::MAX).try_run_async(|| gate.pass()));
    leader.pends();
    cache.remove(&7);
    gate.open(Ok(4));
    assert_eq!(leader.ready().unwrap().value, 4);
    assert_eq!(cache.peek(&7), None);
    cache.check();
}

/// What happens to a living value while it is loaded again: a write wins, a look does not.
#[test]
fn writes_while_a_value_is_loaded_ahead() {
    type Meddle = fn(&ShardedCache<u32, u32>);
    let cases: [(Meddle, Option<u32>); 12] = [
        (|cache| assert_eq!(cache.update(&7, |n| *n += 1), Some(())), Some(2)),
        (|cache| assert_eq!(cache.upsert(&7, || 8, |n| *n + 1), 2), Some(1)),
        (|cache| assert_eq!(cache.compute(&7, |_| Op::Keep), Computed::Kept), Some(1)),
        (|cache| assert_eq!(cache.compute(&7, |_| Op::Put(2)), Computed::Replaced(1)), Some(2)),
        (|cache| assert_eq!(cache.compute(&7, |_| Op::Remove), Computed::Removed(1)), None),
        (|cache| assert_eq!(cache.insert(7, 2), Some(1)), Some(2)),
        (|cache| assert_eq!(cache.remove(&7), Some(1)), None),
        (|cache| cache.retain(|_, _| true), Some(1)),
        // These write nothing.
        (|cache| assert_eq!(cache.update(&8, |n| *n += 1), None), Some(9)),
        (|cache| assert_eq!(cache.get(&7), Some(1)), Some(9)),
        (|cache| assert_eq!(cache.peek(&7), Some(1)), Some(9)),
        (|cache| assert!(cache.renew(&7, secs(60))), Some(9)),
    ];
    for (i, (meddle, kept)) in cases.into_iter().enumerate() {
        let cache = graced(&ManualClock::new());
        cache.insert(7, 1);
        let loaded = cache.load(&7).ahead(secs(10)).run(|| {
            meddle(&cache);
            9
        });
        assert_eq!((loaded.value, loaded.origin), (9, Origin::Computed), "case {i}");
        assert_eq!(cache.peek(&7), kept, "case {i}");
        cache.check();
    }
}

/// A load that may serve a stale value joins no wait: where the leader has left, it leads.
#[test]
fn a_stale_load_leads_a_flight_that_nobody_leads() {
    let clock = ManualClock::new();
    let cache = graced(&clock);
    cache.insert(7, 1);
    clock.advance(secs(12));
    let (closed, open) = (Gate::default(), Gate::default());
    let (mut leader, mut waiter) = (load(&cache, &closed), load(&cache, &open));
    leader.pends();
    waiter.pends();
    assert_eq!(cache.load(&7).run(|| unreachable!()).origin, Origin::Stale, "another leads");
    drop(leader);
    let loaded = cache.load(&7).run(|| 2);
    assert_eq!((loaded.value, loaded.origin), (2, Origin::Computed));
    assert_eq!(waiter.ready(), Ok(2), "the one who waited gets that value");
    assert_eq!((cache.stats().loads, cache.stats().failed_loads), (1, 1));
    cache.check();
}

/// A load that comes to a due value while another refreshes it counts as one hit, and a value that
/// another caller has stored meanwhile as a soft miss.
#[test]
fn loads_of_due_values_count_once() {
    let clock = ManualClock::new();
    let cache = graced(&clock);
    cache.insert(7, 1);
    clock.advance(secs(8));
    let gate = Gate::default();
    let mut leader = Task::new(cache.load(&7).ahead(secs(3)).try_run_async(|| gate.pass()));
    leader.pends();
    for hits in 2..5 {
        let served = cache.load(&7).ahead(secs(3)).run(|| unreachable!());
        assert_eq!((served.value, served.origin), (1, Origin::Cached));
        let stats = cache.stats();
        assert_eq!((stats.hits, stats.misses, stats.soft_misses, stats.stale), (hits, 0, 0, 0));
    }
    gate.open(Ok(2));
    assert_eq!(leader.ready().unwrap().origin, Origin::Computed);
    let stats = cache.stats();
    assert_eq!((stats.hits, stats.misses, stats.soft_misses, stats.loads), (4, 0, 0, 1));
    cache.check();
}

/// A value is due when no more than that is left of its life, by the shared lock and by the other.
#[test]
fn a_value_is_due_at_the_very_moment() {
    for tti in [None, Some(secs(60))] {
        let clock = ManualClock::new();
        let cache = graced(&clock);
        cache.set_tti(tti);
        cache.insert(7, 1);
        let origin = || cache.load(&7).ahead(secs(3)).run(|| 2).origin;
        clock.advance(secs(7) - Duration::from_nanos(1));
        assert_eq!(origin(), Origin::Cached, "{tti:?}");
        clock.advance(Duration::from_nanos(1));
        assert_eq!(origin(), Origin::Computed, "{tti:?}");
        assert_eq!(origin(), Origin::Cached, "{tti:?}");
        cache.check();
    }
}

/// One entry in one of several shards.
#[test]
fn a_cache_with_one_entry_is_not_empty() {
    let cache = S3FifoCache::<u32, u32>::builder().capacity(64).shards(8).build_sharded();
    assert!(cache.shards() == 8 && cache.is_empty());
    for key in 0..20 {
        cache.insert(key, key);
        assert!(!cache.is_empty() && cache.len() == 1, "{key}");
        cache.remove(&key);
        assert!(cache.is_empty());
    }
}

/// c13: a time to live that the load has found out; c11: what is left of it.
#[test]
fn c11_c13_times_of_single_entries_in_a_shared_cache() {
    let clock = ManualClock::new();
    let cache = graced(&clock);
    let load = |ttl| {
        // The time counts from the landing, however long the load takes.
        cache.load(&7).try_run_with_ttl(|| {
            clock.advance(secs(100));
            Ok::<_, Infallible>((1, ttl))
        })
    };
    let Ok(loaded) = load(Some(secs(3)));
    assert_eq!((loaded.origin, cache.expires_in(&7)), (Origin::Computed, Some(secs(3))));
    cache.remove(&7);
    let Ok(_) = load(None);
    assert_eq!(cache.expires_in(&7), Some(secs(10)));
    assert!(cache.renew(&7, Duration::MAX));
    assert_eq!(cache.expires_in(&7), Some(Duration::MAX));
    cache.insert_with_ttl(7, 2, secs(1));
    assert_eq!(cache.expires_in(&7), Some(secs(1)));
    clock.advance(secs(1));
    assert!(!cache.renew(&7, secs(5)), "the dead stay dead");
    // A cache without a clock gets one.
    let plain = ShardedCache::<u32, u32>::new(9);
    plain.insert(1, 1);
    plain.insert_with_ttl(2, 2, Duration::ZERO);
    assert_eq!((plain.get(&1), plain.get(&2)), (Some(1), None));
    plain.check();
}

/// c14: bounds of a living cache; c15: room given back.
#[test]
fn c14_c15_bounds_that_move() {
    let (clock, heard) = (ManualClock::new(), Arc::new(AtomicUsize::new(0)));
    let count = heard.clone();
    let cache = SieveCache::<u32, u64>::builder()
        .max_weight(1_000, |_, weight| *weight)
        .clock(clock.clone())
        .shards(4)
        .on_removal(move |_, _, _| _ = count.fetch_add(1, SeqCst))
        .build_sharded();
    for key in 0..500 {
        cache.insert(key, 1);
    }
    for key in 500..600 {
        cache.insert_with_ttl(key, 1, secs(1));
    }
    clock.advance(secs(1));
    // The dead of all shards go before the living of any.
    assert_eq!(cache.set_max_weight(500), Some(1_000));
    assert_eq!((cache.len(), cache.stats().expirations, cache.stats().evictions), (500, 100, 0));
    cache.check();
    assert_eq!(cache.set_max_weight(200), Some(500));
    assert_eq!((cache.weight(), cache.max_weight(), heard.load(SeqCst)), (200, Some(200), 400));
    cache.check();
    assert_eq!(cache.evict_weight(50), 50);
    assert_eq!(cache.weight(), 150);
    assert_eq!(cache.evict_weight(u64::MAX), 150);
    assert_eq!((cache.evict(), cache.len()), (None, 0));
    cache.insert(1, 200);
    assert_eq!(cache.evict(), Some((1, 200)));
    cache.check();
    let plain = ShardedCache::<u32, u32>::new(200);
    (0..200).for_each(|n| _ = plain.insert(n, n));
    assert_eq!(plain.set_max_weight(5), None);
    plain.set_capacity(21);
    plain.check();
    assert_eq!((plain.capacity(), plain.len() <= 21), (21, true));
    plain.set_capacity(0);
    assert_eq!((plain.len(), plain.get_or_insert_with(&1, || 2), plain.len()), (0, 2, 0));
    plain.set_capacity(50);
    plain.insert(1, 1);
    plain.shrink_to_fit();
    assert_eq!((plain.keys(), plain.snapshot()), (vec![1], vec![(1, 1)]));
    plain.set_ttl(Some(Duration::ZERO));
    assert!(plain.keys().is_empty() && plain.snapshot().is_empty());
    plain.set_ttl(None);
    plain.set_tti(Some(Duration::ZERO));
    assert_eq!(plain.get(&1), None);
    plain.check();
}

/// c21: distinct keys fit the capacity of a small cache, and any capacity by weight.
#[test]
fn c21_as_many_keys_as_the_capacity() {
    for capacity in [0, 1, 2, 31, 64, 100, 127] {
        let cache = ShardedCache::<u32, u32>::new(capacity);
        (0..capacity as u32).for_each(|n| _ = cache.insert(n, n));
        assert_eq!((cache.len(), cache.capacity()), (capacity, capacity));
    }
    let cache = S3FifoCache::builder().max_weight(1_000, |_, _| 1).build_sharded();
    (0..1_000).for_each(|n| _ = cache.insert(n, n));
    assert_eq!(cache.len(), 1_000);
}

/// c28: callers share a load also where nothing is kept.
#[test]
fn c28_a_load_is_shared_where_nothing_is_kept() {
    for cache in [ShardedCache::<u32, u32>::new(0), {
        let cache = ShardedCache::new(9);
        cache.set_ttl(Some(Duration::ZERO));
        cache
    }] {
        let gate = Gate::default();
        let (mut leader, mut waiter) = (load(&cache, &gate), load(&cache, &gate));
        leader.pends();
        waiter.pends();
        gate.open(Ok(5));
        assert_eq!((leader.ready(), waiter.ready()), (Ok(5), Ok(5)));
        assert_eq!((cache.peek(&7), cache.stats().loads), (None, 1));
        cache.check();
    }
}

/// A partial sweep removes so many, and successive calls reach all shards.
#[test]
fn dead_entries_leave_in_portions() {
    let clock = ManualClock::new();
    let builder = S3FifoCache::builder().ttl(secs(1)).clock(clock.clone()).shards(4);
    let cache = builder.build_sharded();
    (0..1_000).for_each(|n| _ = cache.insert(n, n));
    clock.advance(secs(1));
    let mut left = 1_000;
    while left > 0 {
        let purged = cache.purge_expired_some(70);
        assert_eq!(purged, 70.min(left));
        left -= purged;
        assert_eq!(cache.len(), left);
    }
    assert_eq!(cache.purge_expired_some(70), 0);
    cache.check();
}

/// A listener that panics: the bound holds at once, and it hears of the rest later.
#[test]
fn a_panicking_listener_leaves_the_shared_bound_right() {
    static BOOM: AtomicUsize = AtomicUsize::new(0);
    static HEARD: Mutex<Vec<u64>> = Mutex::new(Vec::new());
    let cache = S3FifoCache::<u64, u64>::builder()
        .max_weight(1_000, |_, weight| *weight)
        .shards(4)
        .on_removal(|key, _, _| {
            assert_eq!(BOOM.load(SeqCst), 0, "touchy");
            HEARD.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(key);
        })
        .build_sharded();
    (0..1_000).for_each(|n| _ = cache.insert(n, 1));
    BOOM.store(1, SeqCst);
    for n in 0..3 {
        assert!(catch_unwind(AssertUnwindSafe(|| cache.insert(10_000 + n, 600))).is_err());
        cache.check();
        assert!(
            catch_unwind(AssertUnwindSafe(|| cache.update(&(10_000 + n), |w| *w = 900))).is_err()
        );
        cache.check();
    }
    BOOM.store(0, SeqCst);
    (0..2_000).for_each(|n| _ = cache.insert(20_000 + n, 1));
    cache.clear();
    cache.check();
    let mut heard = HEARD.lock().unwrap().clone();
    let all = heard.len();
    heard.sort_unstable();
    heard.dedup();
    assert_eq!(heard.len(), all, "each is heard of once");
    // All that ever came in, but for the six in the hands of the listener when it panicked.
    assert_eq!(all, 1_000 + 3 + 2_000 - 6);
}

/// The leader's listener panics while its value is stored: that is its own affair.
#[test]
fn a_panicking_listener_of_a_leader_costs_no_second_load() {
    let cache = LruCache::<u32, u32>::builder()
        .capacity(1)
        .shards(1)
        .on_removal(|_, _, _| panic!("touchy"))
        .build_sharded();
    cache.insert(1, 1);
    let gate = Gate::default();
    let mut leader = Task::new(cache.get_or_try_insert_async(&7, || gate.pass()));
    let mut waiter = Task::new(cache.get_or_insert_async(&7, || async { unreachable!() }));
    leader.pends();
    waiter.pends();
    gate.open(Ok(7));
    assert!(catch_unwind(AssertUnwindSafe(|| leader.poll())).is_err());
    assert_eq!((waiter.ready(), cache.peek(&7)), (7, Some(7)));
    assert_eq!((cache.stats().loads, cache.stats().failed_loads), (1, 0));
    cache.check();
}

static HEARD: Mutex<Vec<(u32, u32, Cause)>> = Mutex::new(Vec::new());

cached! {
    static LISTENED: LruCache<u32, u32> = LruCache::builder()
        .max_weight(10, |_: &u32, value: &u32| u64::from(*value))
        .on_removal(|key: u32, value: u32, cause| {
            HEARD.lock().unwrap().push((key, value, cause));
            // It may call the function and enter the lock.
            if key < 100 {
                listened(100);
                assert!(LISTENED.lock().unwrap().weight() <= 10);
            }
        })
        .build();
    uncached = unheard;
    refresh = refreshed;
    fn listened(n: u32) -> u32 { n % 100 }
}

/// Faults 5 and 6: the listener of a `cached!` cache hears everything, and never under the lock.
#[test]
fn the_listener_of_a_cached_function_hears_everything() {
    let heard = || std::mem::take(&mut *HEARD.lock().unwrap());
    assert_eq!((listened(4), listened(5), listened(6)), (4, 5, 6));
    // Two go for the third, and the listener hears of both.
    assert_eq!(heard(), [(4, 4, Cause::Evicted), (5, 5, Cause::Evicted)]);
    assert_eq!(listened(11), 11);
    assert_eq!(heard(), [(11, 11, Cause::Rejected)]);
    assert_eq!((refreshed(6), unheard(6)), (6, 6));
    assert_eq!(heard(), [(6, 6, Cause::Replaced)]);
}
