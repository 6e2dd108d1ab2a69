//! Single flight: of the callers that miss a key at once, one computes and the others wait.
//!
//! ```text
//! Flights  key → Flight              those that a newcomer may join: "attached"; under the lock of
//!                                    the store
//! Flight   state, seats of wakers    under a lock of its own, taken after the store's, never before
//!
//! Running(thread) ── value ──▶ Landed(value)       thread: runs the leader's code at this moment
//!      ▲   ╰─── error, panic, drop; somebody boarded ───▶ Vacant ──╮  the first to poll, or a
//!      ╰───────────────────────────────────────────────────────────╯  newcomer, leads
//! ```
//!
//! A caller is a leader, whose function runs, or a [`Waiter`]: a future that is ready with the
//! value or with the lead. A thread that waits blocks on that future, so that threads and tasks
//! share one protocol. Invariants:
//!
//! * A key has at most one attached flight, and a flight at most one leader.
//! * A flight gets no new waiters once it is detached: boarding is under the store's lock, together
//!   with the lookup that found nothing, and so is detaching.
//! * A leader that fails makes the flight vacant and wakes *all* who wait. No lead is addressed to
//!   one waiter, so that none is lost in a task that is never polled again; waking one, as a
//!   semaphore does, would be cheaper and need a hand-over whenever a waiter is dropped.
//! * A vacant flight without waiters is detached, by its last leader or by its last waiter.
//!
//! A write of the key in the meantime detaches its flight: its callers get the value, but the store
//! does not. A panic of the user's code on the way (the function, `Clone`, the weigher) counts as a
//! failure of the leader: the guard [`Leading`] makes the flight vacant. Only the clone of a value
//! runs under a flight's own lock; wakers are woken, cloned and dropped without a lock.
//!
//! This file knows no cache and no clock, and takes its locks from `super::locks`, so that a
//! scheduler which tries many interleavings can run it.

use core::future::{Future, poll_fn};
use core::marker::PhantomData;
use core::mem;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};
use std::vec::{self, Vec};

use hashbrown::{Equivalent, HashTable};

use super::locks::thread::{self, ThreadId};
use super::locks::{Arc, Mutex, MutexGuard, PoisonError};
use super::park::block_on;

/// One computation of a value that others may wait for.
#[derive(Debug)]
pub(super) struct Flight<V>(Mutex<Progress<V>>);

#[derive(Debug)]
struct Progress<V> {
    state: State<V>,
    /// A place for each waiter, with its waker once it was polled.
    seats: Vec<Option<Waker>>,
    /// The free seats.
    free: Vec<usize>,
}

#[derive(Debug)]
enum State<V> {
    /// There is a leader, whose code this thread runs at the moment.
    Running(Option<ThreadId>),
    /// The leader has failed, and the first caller to come leads.
    Vacant,
    Landed(V),
}

impl<V> Progress<V> {
    fn boarded(&self) -> usize {
        self.seats.len() - self.free.len()
    }

    fn board(&mut self) -> usize {
        self.free.pop().unwrap_or_else(|| {
            self.seats.push(None);
            self.seats.len() - 1
        })
    }

    /// Frees a seat, and returns the waker to be dropped without the lock.
    fn leave(&mut self, seat: usize) -> Option<Waker> {
        self.free.push(seat);
        self.seats.get_mut(seat).and_then(Option::take)
    }

    fn wakers(&mut self) -> Wakers {
        let wakers: Vec<Waker> = self.seats.iter_mut().filter_map(Option::take).collect();
        Wakers(wakers.into_iter())
    }
}

/// Wakers of those who wait, to be dropped without a lock: each is woken, though another panics.
struct Wakers(vec::IntoIter<Waker>);

impl Wakers {
    fn wake(mut self) {
        self.0.by_ref().for_each(Waker::wake);
    }
}

impl Drop for Wakers {
    fn drop(&mut self) {
        self.0.by_ref().for_each(Waker::wake);
    }
}

impl<V> Flight<V> {
    fn new() -> Self {
        let state = State::Running(Some(thread::current().id()));
        Self(Mutex::new(Progress { state, seats: Vec::new(), free: Vec::new() }))
    }

    fn progress(&self) -> MutexGuard<'_, Progress<V>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes which thread runs the leader's code.
    fn mark(&self, thread: Option<ThreadId>) {
        self.progress().state = State::Running(thread);
    }

    /// Passes the value to those who wait, if any do, and returns their wakers; the flight has been
    /// detached.
    fn publish(&self, value: &V) -> Option<Wakers>
    where
        V: Clone,
    {
        let mut progress = self.progress();
        if progress.boarded() == 0 {
            return None;
        }
        progress.state = State::Landed(value.clone());
        Some(progress.wakers())
    }
}

/// A key in flight and its hash.
#[derive(Debug)]
struct Attached<K, V> {
    hash: u64,
    key: K,
    flight: Arc<Flight<V>>,
}

/// The flights that a newcomer may join, and how those ended that are no more.
#[derive(Debug)]
pub(super) struct Flights<K, V> {
    attached: HashTable<Attached<K, V>>,
    /// Functions that returned a value.
    pub(super) loads: u64,
    /// Functions that returned an error, panicked or were dropped.
    pub(super) failed: u64,
}

/// What became of a key and its flight that are attached no more. To be dropped without a lock.
pub(super) type Detached<K, V> = (K, Arc<Flight<V>>);

impl<K, V> Flights<K, V> {
    pub(super) const fn new() -> Self {
        Self { attached: HashTable::new(), loads: 0, failed: 0 }
    }

    /// Lets a key's flight go on without the store.
    #[inline]
    pub(super) fn detach<Q>(&mut self, hash: u64, key: &Q) -> Option<Detached<K, V>>
    where
        Q: ?Sized + Equivalent<K>,
    {
        if self.attached.is_empty() {
            return None;
        }
        self.take(hash, |attached| key.equivalent(&attached.key))
    }

    /// The same for all.
    pub(super) fn detach_all(&mut self) -> impl Sized + use<K, V> {
        mem::take(&mut self.attached)
    }

    /// Detaches a flight that has landed and returns its key, if it still was attached.
    pub(super) fn land(&mut self, hash: u64, flight: &Arc<Flight<V>>) -> Option<K> {
        self.loads = self.loads.wrapping_add(1);
        self.take_flight(hash, flight).map(|(key, _)| key)
    }

    /// Frees the memory that the flights under way do not need.
    pub(super) fn shrink_to_fit(&mut self) {
        self.attached.shrink_to_fit(|attached| attached.hash);
    }

    #[cfg(feature = "__audit")]
    pub(super) fn is_empty(&self) -> bool {
        self.attached.is_empty()
    }

    /// How many callers wait for the flights that are attached.
    #[cfg(feature = "__audit")]
    pub(super) fn waiting(&self) -> usize {
        self.attached.iter().map(|attached| attached.flight.progress().boarded()).sum()
    }

    fn take_flight(&mut self, hash: u64, flight: &Arc<Flight<V>>) -> Option<Detached<K, V>> {
        self.take(hash, |attached| Arc::ptr_eq(&attached.flight, flight))
    }

    fn take(
        &mut self,
        hash: u64,
        same: impl Fn(&Attached<K, V>) -> bool,
    ) -> Option<Detached<K, V>> {
        let found = self.attached.find_entry(hash, |item| item.hash == hash && same(item)).ok()?;
        let (Attached { key, flight, .. }, _) = found.remove();
        Some((key, flight))
    }

    /// Joins the flight of a key, or starts one, for which it takes the key.
    pub(super) fn join(&mut self, hash: u64, key: &mut Option<K>) -> Role<V>
    where
        K: Eq,
    {
        match self.find(hash, key) {
            Some(flight) => {
                let mut progress = flight.progress();
                match progress.state {
                    State::Running(Some(id)) if id == thread::current().id() => Role::Own,
                    State::Vacant => {
                        progress.state = State::Running(Some(thread::current().id()));
                        Role::Lead(flight.clone())
                    }
                    _ => Role::Wait(flight.clone(), progress.board()),
                }
            }
            None => Role::Lead(self.start(hash, key)),
        }
    }

    /// Leads the flight of a key, or starts one; `None` if another caller leads it.
    pub(super) fn lead(&mut self, hash: u64, key: &mut Option<K>) -> Option<Arc<Flight<V>>>
    where
        K: Eq,
    {
        match self.find(hash, key) {
            Some(flight) => {
                let mut progress = flight.progress();
                if !matches!(progress.state, State::Vacant) {
                    return None;
                }
                progress.state = State::Running(Some(thread::current().id()));
                Some(flight.clone())
            }
            None => Some(self.start(hash, key)),
        }
    }

    fn find(&self, hash: u64, key: &Option<K>) -> Option<&Arc<Flight<V>>>
    where
        K: Eq,
    {
        let key = key.as_ref()?;
        let same = |item: &Attached<K, V>| item.hash == hash && item.key == *key;
        self.attached.find(hash, same).map(|attached| &attached.flight)
    }

    fn start(&mut self, hash: u64, key: &mut Option<K>) -> Arc<Flight<V>> {
        let flight = Arc::new(Flight::new());
        if let Some(key) = key.take() {
            let attached = Attached { hash, key, flight: flight.clone() };
            self.attached.insert_unique(hash, attached, |attached| attached.hash);
        }
        flight
    }
}

/// What a caller shall do.
#[derive(Debug)]
pub(super) enum Role<V> {
    Lead(Arc<Flight<V>>),
    /// With the seat that the caller has now.
    Wait(Arc<Flight<V>>, usize),
    /// The caller runs in the code that computes this very key.
    Own,
}

/// A role that its caller has not begun yet. Dropped before that, as by a panic of the user's code
/// in between, it gives up the lead or frees the seat.
pub(super) struct Boarding<'a, K, V, F: Field<K, V>> {
    field: &'a F,
    hash: u64,
    role: Option<Role<V>>,
    key: PhantomData<fn() -> K>,
}

impl<'a, K, V, F: Field<K, V>> Boarding<'a, K, V, F> {
    pub(super) fn new(field: &'a F, hash: u64, role: Role<V>) -> Self {
        Self { field, hash, role: Some(role), key: PhantomData }
    }

    /// The role, which the caller begins at once.
    pub(super) fn begin(mut self) -> Role<V> {
        self.role.take().unwrap_or(Role::Own)
    }
}

impl<K, V, F: Field<K, V>> Drop for Boarding<'_, K, V, F> {
    fn drop(&mut self) {
        let (field, hash, key) = (self.field, self.hash, PhantomData);
        match self.role.take() {
            Some(Role::Lead(flight)) => {
                drop(Leading { field, hash, flight, landed: false, key });
            }
            Some(Role::Wait(flight, seat)) => {
                drop(Waiter { field, hash, flight, seat: Some(seat), key });
            }
            Some(Role::Own) | None => {}
        }
    }
}

/// A store with its table of flights, under one lock.
pub(super) trait Field<K, V> {
    /// What lands with a value.
    type Note;
    /// What a landing has pushed out of the store. If it is dropped, the store has it again.
    type Left;

    /// Runs `f` under the lock.
    fn flights<R>(&self, f: impl FnOnce(&mut Flights<K, V>) -> R) -> R;

    /// Lands the flight and, if it was attached, stores the value under its key: all under one
    /// lock.
    fn land(&self, flight: &Arc<Flight<V>>, value: V, note: Self::Note) -> Self::Left;

    /// Does with what was pushed out what is to be done, which may be anybody's code.
    fn see_off(&self, left: Self::Left);
}

/// How a wait ends.
enum Outcome<V> {
    Landed(V),
    /// The caller leads now.
    Lead(Arc<Flight<V>>),
}

/// A caller that waits. Dropped before it is ready, it frees its seat.
struct Waiter<'a, K, V, F: Field<K, V>> {
    field: &'a F,
    hash: u64,
    flight: Arc<Flight<V>>,
    /// `None` after the end.
    seat: Option<usize>,
    key: PhantomData<fn() -> K>,
}

impl<K, V: Clone, F: Field<K, V>> Future for Waiter<'_, K, V, F> {
    type Output = Outcome<V>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Outcome<V>> {
        let this = self.get_mut();
        let seat = this.seat.expect("a future is not polled after its end");
        let mut fresh: Option<Waker> = None;
        loop {
            let mut progress = this.flight.progress();
            if let State::Running(_) = progress.state {
                let Some(place) = progress.seats.get_mut(seat) else { return Poll::Pending };
                if place.as_ref().is_some_and(|waker| waker.will_wake(context.waker())) {
                    drop(progress);
                    return Poll::Pending;
                }
                if let Some(fresh) = fresh.take() {
                    let old = place.replace(fresh);
                    drop(progress);
                    drop(old);
                    return Poll::Pending;
                }
                // Cloned without the lock; then the state is read again.
                drop(progress);
                fresh = Some(context.waker().clone());
                continue;
            }
            // A waker's drop is anybody's code, which may panic: while it runs, this waiter still
            // has its seat and no lead.
            let old = progress.seats.get_mut(seat).and_then(Option::take);
            if old.is_some() || fresh.is_some() {
                drop(progress);
                drop((old, fresh.take()));
                continue;
            }
            let outcome = match &progress.state {
                // If the clone panics, this waiter's drop frees the seat.
                State::Landed(value) if progress.boarded() > 1 => Outcome::Landed(value.clone()),
                _ => match mem::replace(&mut progress.state, State::Vacant) {
                    State::Landed(value) => Outcome::Landed(value),
                    State::Running(_) | State::Vacant => {
                        progress.state = State::Running(None);
                        Outcome::Lead(this.flight.clone())
                    }
                },
            };
            progress.leave(seat);
            this.seat = None;
            return Poll::Ready(outcome);
        }
    }
}

impl<K, V, F: Field<K, V>> Drop for Waiter<'_, K, V, F> {
    fn drop(&mut self) {
        let Some(seat) = self.seat.take() else { return };
        let flight = &self.flight;
        let mut progress = flight.progress();
        let waker = progress.leave(seat);
        let last = progress.boarded() == 0;
        let vacant = last && matches!(progress.state, State::Vacant);
        // No waiter remains to take the value.
        let landed = last && matches!(progress.state, State::Landed(_));
        let value = landed.then(|| mem::replace(&mut progress.state, State::Vacant));
        drop(progress);
        let gone = vacant.then(|| {
            self.field.flights(|flights| {
                // A waiter may have come in the meantime.
                let progress = flight.progress();
                let still = progress.boarded() == 0 && matches!(progress.state, State::Vacant);
                drop(progress);
                if still { flights.take_flight(self.hash, flight) } else { None }
            })
        });
        // Anybody's code, which may panic, comes last.
        drop((waker, value, gone));
    }
}

/// A leader at work. Dropped before it has landed, it makes the flight vacant.
struct Leading<'a, K, V, F: Field<K, V>> {
    field: &'a F,
    hash: u64,
    flight: Arc<Flight<V>>,
    landed: bool,
    key: PhantomData<fn() -> K>,
}

impl<K, V, F: Field<K, V>> Leading<'_, K, V, F> {
    /// Runs the leader's code, in which this thread must not wait for the flight.
    fn run<R>(&self, f: impl FnOnce() -> R) -> R {
        self.flight.mark(Some(thread::current().id()));
        let out = f();
        self.flight.mark(None);
        out
    }

    /// Stores the value and passes it to those who wait; only then what was removed to the
    /// listener.
    fn land(mut self, value: V, note: F::Note) -> V
    where
        V: Clone,
    {
        let left = self.field.land(&self.flight, value.clone(), note);
        let wakers = self.flight.publish(&value);
        // From here on no panic, of a waker or of the listener, makes it a failure.
        self.landed = true;
        if let Some(wakers) = wakers {
            wakers.wake();
        }
        self.field.see_off(left);
        value
    }
}

impl<K, V, F: Field<K, V>> Drop for Leading<'_, K, V, F> {
    fn drop(&mut self) {
        if self.landed {
            return;
        }
        // Under the lock, so that nobody boards between the count and the farewell.
        let (gone, wakers) = self.field.flights(|flights| {
            flights.failed = flights.failed.wrapping_add(1);
            let mut progress = self.flight.progress();
            progress.state = State::Vacant;
            if progress.boarded() > 0 {
                return (None, Some(progress.wakers()));
            }
            drop(progress);
            (flights.take_flight(self.hash, &self.flight), None)
        });
        drop(gone);
        if let Some(wakers) = wakers {
            wakers.wake();
        }
    }
}

/// The value of a flight, and whether the caller has computed it.
pub(super) type Flown<V> = (V, bool);

#[cold]
#[track_caller]
fn own() -> ! {
    panic!("deadlock: the function that computes a key's value asks for the value of this key")
}

/// Does what a caller shall do, in this thread.
///
/// # Panics
///
/// Panics if the calling thread is the one that computes this key.
#[track_caller]
pub(super) fn fly<K, V, E, F>(
    field: &F,
    hash: u64,
    role: Role<V>,
    f: impl FnOnce() -> Result<(V, F::Note), E>,
) -> Result<Flown<V>, E>
where
    V: Clone,
    F: Field<K, V>,
{
    let flight = match role {
        Role::Lead(flight) => flight,
        Role::Wait(flight, seat) => {
            let seat = Some(seat);
            match block_on(Waiter { field, hash, flight, seat, key: PhantomData }) {
                Outcome::Landed(value) => return Ok((value, false)),
                Outcome::Lead(flight) => flight,
            }
        }
        Role::Own => own(),
    };
    let leading = Leading { field, hash, flight, landed: false, key: PhantomData };
    let (value, note) = leading.run(f)?;
    Ok((leading.land(value, note), true))
}

/// Tells what a loading future's output is: a value and what lands with it, or an error.
pub(super) type Split<O, V, N, E> = fn(O) -> Result<(V, N), E>;

/// Does what a caller shall do, as a future. `split` tells what the loading future's output is: a
/// function and not another future around it, which would take its space twice.
pub(super) async fn fly_async<K, V, O, E, F, Fut>(
    field: &F,
    hash: u64,
    role: Role<V>,
    f: impl FnOnce() -> Fut,
    split: Split<O, V, F::Note, E>,
) -> Result<Flown<V>, E>
where
    V: Clone,
    F: Field<K, V>,
    Fut: Future<Output = O>,
{
    let flight = match role {
        Role::Lead(flight) => flight,
        Role::Wait(flight, seat) => {
            let seat = Some(seat);
            match (Waiter { field, hash, flight, seat, key: PhantomData }).await {
                Outcome::Landed(value) => return Ok((value, false)),
                Outcome::Lead(flight) => flight,
            }
        }
        Role::Own => own(),
    };
    // Declared before the loading future, so that it is dropped after it.
    let leading = Leading { field, hash, flight, landed: false, key: PhantomData };
    let mut future = pin!(leading.run(f));
    let output = poll_fn(|context| leading.run(|| future.as_mut().poll(context))).await;
    let (value, note) = split(output)?;
    Ok((leading.land(value, note), true))
}
