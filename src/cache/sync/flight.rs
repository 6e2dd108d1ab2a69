//! Single flight: of the threads that miss a key at once, one computes and the others wait.
//!
//! ```text
//! Field    a store with its table of flights, under one lock
//! Flights  key → Flight             those that a newcomer may still join: "attached"
//! Flight   state, waiters           under a lock of its own, taken after the field's
//!
//!            f fails, nobody waits: detached and gone
//!           ╭───────────────────────────────────────▶
//! Running ──┤ f fails, somebody waits     takes over, with its own f
//!    ▲      ├────────────────────────▶ Vacant ──╮
//!    │      │ f returns: detached, stored       │
//!    │      ╰────────────────────────▶ Landed   │
//!    ╰──────────────────────────────────────────╯
//! ```
//!
//! Invariants. A key has at most one attached flight. Only its leader, the thread whose function
//! runs, lands or abandons a flight. A flight gets no new waiters once it is detached, so what a
//! leader sees of `waiters` after landing is final. A waiter never leaves before the flight has
//! landed or it leads itself; so a `Vacant` flight with waiters finds its leader.
//!
//! A flight is detached by whoever writes its key in the meantime: its callers get the value, but
//! the store does not. Whatever of the user's may panic on the way (the function, `Clone`, the
//! weigher) counts as a failure of the leader: the guard [`Leading`] hands the flight on.
//!
//! This file knows no cache and takes its locks from `super::locks`, so that a scheduler which
//! tries many interleavings can run it.

use core::marker::PhantomData;
use core::mem;

use hashbrown::{Equivalent, HashTable};

use super::locks::thread::{self, ThreadId};
use super::locks::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// One computation of a value that others may wait for.
#[derive(Debug)]
pub(super) struct Flight<V> {
    progress: Mutex<Progress<V>>,
    changed: Condvar,
}

#[derive(Debug)]
struct Progress<V> {
    state: State<V>,
    /// The threads that wait in [`Flight::wait`] or are about to.
    waiters: usize,
}

#[derive(Debug)]
enum State<V> {
    /// The thread with this id computes.
    Running(ThreadId),
    /// The leader has failed and a waiter shall lead.
    Vacant,
    Landed(V),
}

/// What a waiter is told.
#[derive(Debug)]
enum Outcome<V> {
    Landed(V),
    /// The caller leads now.
    Lead,
}

impl<V> Flight<V> {
    fn new() -> Self {
        let progress = Progress { state: State::Running(thread::current().id()), waiters: 0 };
        Self { progress: Mutex::new(progress), changed: Condvar::new() }
    }

    fn progress(&self) -> MutexGuard<'_, Progress<V>> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Announces a waiter, unless it would wait for itself.
    fn board(&self) -> bool {
        let mut progress = self.progress();
        let own = matches!(progress.state, State::Running(id) if id == thread::current().id());
        progress.waiters += usize::from(!own);
        !own
    }

    /// Waits for the value or for the lead.
    fn wait(&self) -> Outcome<V>
    where
        V: Clone,
    {
        let mut progress = self.progress();
        loop {
            match &progress.state {
                State::Running(_) => {}
                State::Vacant => {
                    progress.waiters -= 1;
                    progress.state = State::Running(thread::current().id());
                    return Outcome::Lead;
                }
                State::Landed(value) if progress.waiters > 1 => {
                    // A panic of `Clone` leaves a count too high: the last one clones in vain.
                    let value = value.clone();
                    progress.waiters -= 1;
                    return Outcome::Landed(value);
                }
                State::Landed(_) => {
                    progress.waiters -= 1;
                    if let State::Landed(value) = mem::replace(&mut progress.state, State::Vacant) {
                        return Outcome::Landed(value);
                    }
                }
            }
            progress = self.changed.wait(progress).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Gives the value to those who wait, if any do; the flight has been detached.
    fn publish(&self, value: &V)
    where
        V: Clone,
    {
        if self.progress().waiters > 0 {
            let value = value.clone();
            self.progress().state = State::Landed(value);
            self.changed.notify_all();
        }
    }

    /// Hands the lead on; tells whether there was somebody to take it.
    fn resign(&self) -> bool {
        let mut progress = self.progress();
        let handed = progress.waiters > 0;
        if handed {
            progress.state = State::Vacant;
            self.changed.notify_one();
        }
        handed
    }
}

/// A key in flight and its hash.
#[derive(Debug)]
struct Attached<K, V> {
    hash: u64,
    key: K,
    flight: Arc<Flight<V>>,
}

/// The flights that a newcomer may join.
#[derive(Debug)]
pub(super) struct Flights<K, V>(HashTable<Attached<K, V>>);

/// What became of a key and its flight that are attached no more. To be dropped without a lock.
pub(super) type Detached<K, V> = (K, Arc<Flight<V>>);

impl<K, V> Flights<K, V> {
    pub(super) const fn new() -> Self {
        Self(HashTable::new())
    }

    /// Lets a key's flight go on without the store.
    #[inline]
    pub(super) fn detach<Q>(&mut self, hash: u64, key: &Q) -> Option<Detached<K, V>>
    where
        Q: ?Sized + Equivalent<K>,
    {
        if self.0.is_empty() {
            return None;
        }
        self.take(hash, |attached| key.equivalent(&attached.key))
    }

    /// The same for all.
    pub(super) fn detach_all(&mut self) -> impl Sized + use<K, V> {
        mem::replace(self, Self::new())
    }

    /// Detaches a flight that has landed and returns its key, if it still was attached.
    pub(super) fn land(&mut self, hash: u64, flight: &Arc<Flight<V>>) -> Option<K> {
        self.take(hash, |attached| Arc::ptr_eq(&attached.flight, flight)).map(|(key, _)| key)
    }

    #[cfg(feature = "__audit")]
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn take(
        &mut self,
        hash: u64,
        same: impl Fn(&Attached<K, V>) -> bool,
    ) -> Option<Detached<K, V>> {
        let found = self.0.find_entry(hash, |item| item.hash == hash && same(item)).ok()?;
        let (Attached { key, flight, .. }, _) = found.remove();
        Some((key, flight))
    }

    /// Joins the flight of a key, or starts one, for which it takes the key.
    fn join(&mut self, hash: u64, key: &mut Option<K>) -> Option<Role<V>>
    where
        K: Eq,
    {
        let wanted = key.as_ref()?;
        let same = |item: &Attached<K, V>| item.hash == hash && item.key == *wanted;
        if let Some(Attached { flight, .. }) = self.0.find(hash, same) {
            let waits = flight.board();
            return Some(if waits { Role::Wait(flight.clone()) } else { Role::Own });
        }
        let flight = Arc::new(Flight::new());
        let attached = Attached { hash, key: key.take()?, flight: flight.clone() };
        self.0.insert_unique(hash, attached, |attached| attached.hash);
        Some(Role::Lead(flight))
    }
}

/// What a caller shall do.
#[derive(Debug)]
enum Role<V> {
    Lead(Arc<Flight<V>>),
    Wait(Arc<Flight<V>>),
    /// The caller computes this very key further up its stack.
    Own,
}

/// A store with its table of flights, under one lock.
pub(super) trait Field<K, V> {
    /// Runs `f` under the lock: if the store has the value, `f` gets no flights.
    ///
    /// Also returns the value that was found.
    fn look_again<R>(&self, f: impl FnOnce(&mut Flights<K, V>) -> R) -> Result<V, R>;

    /// Runs `f` under the lock.
    fn flights<R>(&self, f: impl FnOnce(&mut Flights<K, V>) -> R) -> R;

    /// Lands the flight and, if it was attached, stores the value under its key: all under one
    /// lock.
    fn land(&self, flight: &Arc<Flight<V>>, value: V);
}

/// A leader at work. Dropped before it has landed, it hands the flight on.
struct Leading<'a, K, V, F: Field<K, V>> {
    field: &'a F,
    hash: u64,
    flight: &'a Arc<Flight<V>>,
    key: PhantomData<fn() -> K>,
}

impl<K, V, F: Field<K, V>> Drop for Leading<'_, K, V, F> {
    fn drop(&mut self) {
        // Under the lock, so that nobody boards between the count and the farewell.
        let gone = self.field.flights(|flights| {
            let handed = self.flight.resign();
            if handed { None } else { flights.land(self.hash, self.flight) }
        });
        drop(gone);
    }
}

/// Returns the value of a key that the store was found to lack: the store's, if it has come in the
/// meantime, or that of `f`, which of all threads here at once one runs.
///
/// # Panics
///
/// Panics if the calling thread is the one that computes this key.
#[track_caller]
pub(super) fn fly<K, V, E, F>(
    field: &F,
    hash: u64,
    key: K,
    f: impl FnOnce() -> Result<V, E>,
) -> Result<V, E>
where
    K: Eq,
    V: Clone,
    F: Field<K, V>,
{
    let mut key = Some(key);
    let role = match field.look_again(|flights| flights.join(hash, &mut key)) {
        Ok(value) => return Ok(value),
        Err(role) => role,
    };
    drop(key);
    let flight = match role {
        Some(Role::Lead(flight)) => flight,
        Some(Role::Wait(flight)) => match flight.wait() {
            Outcome::Landed(value) => return Ok(value),
            Outcome::Lead => flight,
        },
        // There was a key.
        Some(Role::Own) | None => panic!(
            "deadlock: the function that computes a key's value asks for the value of this key"
        ),
    };
    let leading = Leading { field, hash, flight: &flight, key: PhantomData };
    let value = f()?;
    field.land(&flight, value.clone());
    flight.publish(&value);
    mem::forget(leading);
    Ok(value)
}
