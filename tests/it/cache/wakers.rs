//! Wakers whose `clone`, `wake` and `drop` are anybody's code: they panic, use the cache, poll and
//! drop other tasks.
//!
//! Each event (the leader lands, fails, panics, is dropped; a waiter is dropped or polled with
//! another waker) with each hook and each thing that it may do, at the first call, the second, …
//! until a run ends without that call. After each: nobody sleeps while nobody works, all callers
//! get a value, no flight and no waker is left.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::future::{Future, poll_fn};
use std::mem::ManuallyDrop;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::ptr::without_provenance;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

use boltons::cache::LruCache;
use boltons::cache::sync::ShardedCache;

/// Which function of a waker is called.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Hook {
    Clone,
    Wake,
    Drop,
}

/// What it does besides.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Act {
    Panic,
    /// Looks up, writes, removes and computes other keys.
    Use,
    /// Writes the very key, so that its flight is detached.
    Detach,
    /// Asks for the very key.
    Join,
    /// Polls the task that is woken.
    PollInline,
    /// Drops another task.
    DropOther,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Event {
    Land,
    Fail,
    Panic,
    DropLeader,
    DropWaiter,
    DropWaiterOfTheWoken,
}

#[derive(Clone, Copy)]
enum Gate {
    Closed,
    Open,
    /// Once.
    Fails,
    Panics,
}

type Load = Pin<Box<dyn Future<Output = Result<u32, u32>>>>;

enum Slot {
    Idle(Load),
    Busy,
    Dropped,
    Panicked,
    Done(Result<u32, u32>),
}

struct World {
    cache: ShardedCache<u32, u32>,
    slots: RefCell<Vec<Slot>>,
    gate: Cell<Gate>,
    /// The tasks whose loading function runs.
    running: RefCell<BTreeSet<usize>>,
    detached: Cell<usize>,
    hook: (Hook, Act),
    /// The calls of the hook until it acts; once, or each time from then on.
    countdown: Cell<usize>,
    acted: Cell<usize>,
    acting: Cell<bool>,
}

thread_local! {
    static WORLD: RefCell<Option<Rc<World>>> = const { RefCell::new(None) };
    static ALIVE: Cell<isize> = const { Cell::new(0) };
    static WOKEN: RefCell<BTreeSet<usize>> = const { RefCell::new(BTreeSet::new()) };
}

fn act(hook: Hook, task: usize) {
    let Some(world) = WORLD.with_borrow(Clone::clone) else { return };
    if world.hook.0 != hook || world.acting.get() {
        return;
    }
    if world.countdown.get() > 1 {
        world.countdown.set(world.countdown.get() - 1);
        return;
    }
    let acted = world.acted.get();
    match world.hook.1 {
        Act::Panic if acted > 0 || std::thread::panicking() => return,
        _ => world.acted.set(acted + 1),
    }
    world.acting.set(true);
    match world.hook.1 {
        Act::Panic => {
            world.acting.set(false);
            resume_unwind(Box::new("the waker"));
        }
        Act::Use => {
            world.cache.insert(1, 1);
            assert_eq!(world.cache.get(&1), Some(1));
            assert_eq!(world.cache.upsert(&2, || 1, |n| *n), 1);
            assert_eq!(world.cache.get_or_insert_with(&3, || 3), 3);
            world.cache.remove(&1);
            assert!(world.cache.keys().contains(&3));
            world.cache.purge_expired_some(1);
        }
        Act::Detach => {
            world.detached.set(world.detached.get() + 1);
            world.cache.remove(&7);
        }
        Act::Join if acted < 3 => {
            let new = world.slots.borrow().len();
            world.add();
            world.poll(new, 0);
        }
        Act::PollInline => world.poll(task, 0),
        Act::DropOther => world.drop_task(2),
        Act::Join => {}
    }
    world.acting.set(false);
}

fn clone(data: *const ()) -> RawWaker {
    act(Hook::Clone, data as usize / 10);
    ALIVE.set(ALIVE.get() + 1);
    RawWaker::new(data, &VTABLE)
}

fn wake(data: *const ()) {
    ALIVE.set(ALIVE.get() - 1);
    WOKEN.with_borrow_mut(|woken| woken.insert(data as usize / 10));
    act(Hook::Wake, data as usize / 10);
}

fn wake_by_ref(data: *const ()) {
    WOKEN.with_borrow_mut(|woken| woken.insert(data as usize / 10));
    act(Hook::Wake, data as usize / 10);
}

fn drop_waker(data: *const ()) {
    ALIVE.set(ALIVE.get() - 1);
    act(Hook::Drop, data as usize / 10);
}

static VTABLE: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, drop_waker);

/// The waker of a task, of which there are several. It is not dropped, as its clones are.
fn waker(task: usize, which: usize) -> ManuallyDrop<Waker> {
    let data = without_provenance(10 * task + which);
    // SAFETY: the functions take the pointer for a number, and are called by one thread.
    ManuallyDrop::new(unsafe { Waker::new(data, &VTABLE) })
}

/// A task at work, from the call of its function until it has ended or is dropped.
struct Running(Rc<World>, usize);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.borrow_mut().remove(&self.1);
    }
}

async fn load(world: Rc<World>, task: usize) -> Result<u32, u32> {
    let of_mine = world.clone();
    let loading = || async move {
        let world = of_mine;
        world.running.borrow_mut().insert(task);
        let _running = Running(world.clone(), task);
        let most = 1 + world.detached.get();
        assert!(world.running.borrow().len() <= most, "two loads of one key");
        poll_fn(|_| match world.gate.get() {
            Gate::Closed => Poll::Pending,
            Gate::Open => Poll::Ready(Ok(5)),
            Gate::Fails => {
                world.gate.set(Gate::Open);
                Poll::Ready(Err(9))
            }
            Gate::Panics => {
                world.gate.set(Gate::Open);
                resume_unwind(Box::new("the loader"))
            }
        })
        .await
    };
    world.cache.get_or_try_insert_async(&7, loading).await
}

impl World {
    fn add(self: &Rc<Self>) {
        let task = self.slots.borrow().len();
        self.slots.borrow_mut().push(Slot::Idle(Box::pin(load(self.clone(), task))));
    }

    fn poll(&self, task: usize, which: usize) {
        let slot = std::mem::replace(&mut self.slots.borrow_mut()[task], Slot::Busy);
        let Slot::Idle(mut future) = slot else {
            self.slots.borrow_mut()[task] = slot;
            return;
        };
        WOKEN.with_borrow_mut(|woken| woken.remove(&task));
        let waker = waker(task, which);
        let polled = catch_unwind(AssertUnwindSafe(|| {
            future.as_mut().poll(&mut Context::from_waker(&waker))
        }));
        let slot = match polled {
            Ok(Poll::Pending) => Slot::Idle(future),
            Ok(Poll::Ready(result)) => {
                dropped(future);
                Slot::Done(result)
            }
            Err(payload) => {
                let payload = payload.downcast_ref::<&str>().copied();
                assert!(matches!(payload, Some("the waker" | "the loader")), "{payload:?}");
                dropped(future);
                Slot::Panicked
            }
        };
        self.slots.borrow_mut()[task] = slot;
    }

    fn drop_task(&self, task: usize) {
        let slot = std::mem::replace(&mut self.slots.borrow_mut()[task], Slot::Busy);
        match slot {
            Slot::Idle(future) => {
                dropped(future);
                self.slots.borrow_mut()[task] = Slot::Dropped;
            }
            other => self.slots.borrow_mut()[task] = other,
        }
    }
}

fn dropped(future: Load) {
    if let Err(payload) = catch_unwind(AssertUnwindSafe(|| drop(future))) {
        assert_eq!(payload.downcast_ref(), Some(&"the waker"));
    }
}

/// Runs one case, and returns whether the hook was called so often.
fn run(event: Event, hook: (Hook, Act), countdown: usize) -> bool {
    let context = format!("{event:?}, {hook:?}, call {countdown}");
    let world = Rc::new(World {
        cache: ShardedCache::new(9),
        slots: RefCell::default(),
        gate: Cell::new(Gate::Closed),
        running: RefCell::default(),
        detached: Cell::new(0),
        hook,
        countdown: Cell::new(countdown),
        acted: Cell::new(0),
        acting: Cell::new(false),
    });
    WORLD.set(Some(world.clone()));
    WOKEN.take();
    (0..4).for_each(|_| world.add());
    (0..4).for_each(|task| world.poll(task, 0));
    // With another waker, and with the same once more.
    for which in [1, 1, 2] {
        world.poll(1, which);
    }
    match event {
        Event::Land => world.gate.set(Gate::Open),
        Event::Fail => world.gate.set(Gate::Fails),
        Event::Panic => world.gate.set(Gate::Panics),
        Event::DropLeader => world.drop_task(0),
        Event::DropWaiter => world.drop_task(1),
        Event::DropWaiterOfTheWoken => {
            world.drop_task(0);
            world.drop_task(1);
            world.drop_task(2);
            world.drop_task(3);
        }
    }
    // Each is polled once it was woken, and who loads may be at any time.
    if !matches!(event, Event::DropLeader | Event::DropWaiterOfTheWoken) {
        world.poll(0, 0);
    }
    if matches!(world.gate.get(), Gate::Closed) {
        world.gate.set(Gate::Open);
    }
    loop {
        let idle: Vec<usize> = (world.slots.borrow().iter().enumerate())
            .filter(|(_, slot)| matches!(slot, Slot::Idle(_)))
            .map(|(task, _)| task)
            .collect();
        if idle.is_empty() {
            break;
        }
        let ready = |task: &usize| {
            WOKEN.with_borrow(|woken| woken.contains(task)) || world.running.borrow().contains(task)
        };
        let next = idle.iter().copied().find(ready);
        world.poll(next.unwrap_or_else(|| panic!("{context}: {idle:?} sleep for ever")), 0);
    }
    assert_eq!(ALIVE.get(), 0, "{context}: wakers are left");
    world.cache.check();
    let mut panics = 0;
    for (task, slot) in world.slots.borrow().iter().enumerate() {
        match slot {
            Slot::Done(Ok(5)) | Slot::Dropped => {}
            Slot::Done(Err(9)) => assert_eq!(event, Event::Fail, "{context}"),
            Slot::Panicked => panics += 1,
            _ => panic!("{context}: task {task} got something else"),
        }
    }
    let most = usize::from(event == Event::Panic) + usize::from(hook.1 == Act::Panic);
    assert!(panics <= most, "{context}: {panics} panics");
    // One value was loaded; the panic of a waker makes no failure of it.
    let stats = world.cache.stats();
    if event == Event::Land && hook.1 == Act::Panic {
        assert_eq!((stats.loads, stats.failed_loads), (1, 0), "{context}");
        assert_eq!(world.cache.peek(&7), Some(5), "{context}");
    }
    WORLD.take();
    world.slots.take();
    world.acted.get() > 0
}

#[test]
fn every_hook_of_a_waker_may_do_anything() {
    let mut ran = 0;
    for event in [
        Event::Land,
        Event::Fail,
        Event::Panic,
        Event::DropLeader,
        Event::DropWaiter,
        Event::DropWaiterOfTheWoken,
    ] {
        for hook in [Hook::Clone, Hook::Wake, Hook::Drop] {
            for act in
                [Act::Panic, Act::Use, Act::Detach, Act::Join, Act::PollInline, Act::DropOther]
            {
                for countdown in 1.. {
                    if !run(event, (hook, act), countdown) {
                        break;
                    }
                    ran += 1;
                }
            }
        }
    }
    assert!(ran > 200, "only {ran} cases acted");
}

/// A waiter that is dropped alone, whose waker's drop panics, leaves no flight behind.
#[test]
fn a_waker_that_panics_when_dropped_leaves_no_flight() {
    assert!(run(Event::DropWaiterOfTheWoken, (Hook::Drop, Act::Panic), 1));
}

/// Between boarding and the first poll, or before the leader's function, the listener may panic
/// over what an earlier call left: the seat or the lead is given up.
#[cfg(feature = "__audit")]
#[test]
fn a_panic_while_boarding_gives_the_place_up() {
    static TOUCHY: AtomicBool = AtomicBool::new(false);
    let cache: ShardedCache<u32, u64, _> = LruCache::<u32, u64>::builder()
        .max_weight(10, |_, weight| *weight)
        .shards(1)
        .on_removal(|_, _, _| {
            if TOUCHY.load(SeqCst) {
                // Without the hook, which would print.
                resume_unwind(Box::new("the listener"));
            }
        })
        .build_sharded();
    let grow = || {
        cache.insert(1, 1);
        // The value is weighed again by the next writer, which is the call that boards.
        let grown = catch_unwind(AssertUnwindSafe(|| {
            cache.update(&1, |weight| {
                *weight = 100;
                resume_unwind(Box::new("the closure"))
            })
        }));
        assert!(grown.is_err());
        TOUCHY.store(true, SeqCst);
    };
    // A thread's call that would lead; `load` looks under the write lock, so it is not the first.
    grow();
    let led = catch_unwind(AssertUnwindSafe(|| cache.get_or_insert_with(&7, || 7)));
    TOUCHY.store(false, SeqCst);
    assert!(led.is_err());
    cache.check();
    // A task that would wait.
    let mut leader = Box::pin(cache.get_or_insert_async(&7, || async {
        let mut polled = false;
        poll_fn(
            |_| if std::mem::replace(&mut polled, true) { Poll::Ready(7) } else { Poll::Pending },
        )
        .await
    }));
    let mut context = Context::from_waker(Waker::noop());
    assert!(leader.as_mut().poll(&mut context).is_pending());
    grow();
    let mut waiter = Box::pin(cache.get_or_insert_async(&7, || async { 8 }));
    let waited = catch_unwind(AssertUnwindSafe(|| {
        waiter.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }));
    TOUCHY.store(false, SeqCst);
    assert!(waited.is_err());
    assert_eq!(cache.waiting(), 0, "a seat is lost");
    assert_eq!(leader.as_mut().poll(&mut context), Poll::Ready(7));
    drop((leader, waiter));
    cache.check();
}

/// The key made for a call that found a flight is dropped before the caller waits, and may panic.
#[cfg(feature = "__audit")]
#[test]
fn a_key_that_panics_when_dropped_loses_no_seat() {
    #[derive(Clone, Debug, Eq, Hash, PartialEq)]
    struct Key(u32, Arc<()>);
    impl Drop for Key {
        fn drop(&mut self) {
            if TOUCHY.get() && !std::thread::panicking() {
                TOUCHY.set(false);
                resume_unwind(Box::new("the key"));
            }
        }
    }
    thread_local! { static TOUCHY: Cell<bool> = const { Cell::new(false) }; }
    let cache = ShardedCache::<Key, u32>::new(9);
    let key = Key(7, Arc::default());
    let open = Cell::new(false);
    let gate = || poll_fn(|_| if open.get() { Poll::Ready(5) } else { Poll::Pending });
    let mut leader = Box::pin(cache.get_or_insert_async(&key, gate));
    let mut context = Context::from_waker(Waker::noop());
    assert!(leader.as_mut().poll(&mut context).is_pending());
    let mut waiter = Box::pin(cache.get_or_insert_async(&key, || async { 8 }));
    TOUCHY.set(true);
    let polled = catch_unwind(AssertUnwindSafe(|| {
        waiter.as_mut().poll(&mut Context::from_waker(Waker::noop()))
    }));
    assert!(polled.is_err());
    assert_eq!(cache.waiting(), 0, "a seat is lost");
    open.set(true);
    assert_eq!(leader.as_mut().poll(&mut context), Poll::Ready(5));
    drop((leader, waiter));
    cache.check();
    assert_eq!(Arc::strong_count(&key.1), 2, "the stored key and this one");
}
