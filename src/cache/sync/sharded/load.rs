//! Computing what is missing, once for all threads that ask for it.

use core::convert::Infallible;
use core::hash::{BuildHasher, Hash};
use core::sync::atomic::Ordering::Relaxed;

use alloc::sync::Arc;

use super::ShardedCache;
use super::shard::Shard;
use crate::cache::sync::flight::{Field, Flight, Flights, fly};
use crate::cache::{Equivalent, Policy, ToKey};

impl<K: Hash + Eq, V, P: Policy, S: BuildHasher> ShardedCache<K, V, P, S> {
    /// Returns a clone of a key's value, which `f` computes if there is none.
    ///
    /// Among the threads that miss the same key at once, one runs its function, with no lock held.
    /// The others wait and get a clone of that very value, even if it was refused or evicted at
    /// once. If the function panics, one of those who wait runs its own.
    ///
    /// The function may use the cache, but threads that wait for each other's keys wait for ever.
    ///
    /// Computes in **O(1)** time (amortized average), clones, and what `f` takes.
    ///
    /// # Panics
    ///
    /// Panics if `f` asks for the value of the key that it computes, instead of waiting for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// let lengths = boltons::cache::sync::ShardedCache::<String, usize>::new(9);
    /// assert_eq!(lengths.get_or_insert_with("abc", || 3), 3);
    /// assert_eq!(lengths.get_or_insert_with("abc", || unreachable!()), 3);
    /// ```
    #[inline]
    #[track_caller]
    pub fn get_or_insert_with<Q>(&self, key: &Q, f: impl FnOnce() -> V) -> V
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        V: Clone,
    {
        match self.get_or_try_insert_with(key, || Ok::<_, Infallible>(f())) {
            Ok(value) => value,
            Err(never) => match never {},
        }
    }

    /// Returns a clone of a key's value, which `f` computes if there is none; its error is not
    /// kept.
    ///
    /// As [`get_or_insert_with`](Self::get_or_insert_with), but the caller whose function fails
    /// gets the error, and one of those who wait runs its own function then.
    ///
    /// Computes in **O(1)** time (amortized average), clones, and what `f` takes.
    ///
    /// # Errors
    ///
    /// Returns the error of `f`.
    ///
    /// # Panics
    ///
    /// Panics if `f` asks for the value of the key that it computes, instead of waiting for itself.
    ///
    /// # Examples
    ///
    /// ```
    /// let numbers = boltons::cache::sync::ShardedCache::<String, i32>::new(9);
    /// assert!(numbers.get_or_try_insert_with("x", || "x".parse()).is_err());
    /// assert_eq!(numbers.get_or_try_insert_with("7", || "7".parse())?, 7);
    /// assert_eq!(numbers.len(), 1);
    /// # Ok::<(), std::num::ParseIntError>(())
    /// ```
    #[inline]
    #[track_caller]
    pub fn get_or_try_insert_with<Q, E>(
        &self,
        key: &Q,
        f: impl FnOnce() -> Result<V, E>,
    ) -> Result<V, E>
    where
        Q: ?Sized + Hash + Equivalent<K> + ToKey<K>,
        V: Clone,
    {
        let (hash, shard) = self.locate(key);
        if let Some(value) = self.look_up(hash, shard, key, V::clone) {
            return Ok(value);
        }
        // Before the lock is taken, as it may be anybody's code.
        let owned = key.to_key();
        let place = Place { cache: self, shard, hash, key };
        let role = match place.look_again(|flights| flights.join(hash, &mut Some(owned))) {
            Ok(value) => return Ok(value),
            Err(role) => role,
        };
        let (value, _) = fly(&place, hash, role, || f().map(|value| (value, ())))?;
        shard.soft_misses.fetch_add(1, Relaxed);
        Ok(value)
    }
}

/// Where a key belongs.
struct Place<'a, Q: ?Sized, K, V, P: Policy, S> {
    cache: &'a ShardedCache<K, V, P, S>,
    shard: &'a Shard<K, V, P>,
    hash: u64,
    key: &'a Q,
}

impl<Q, K, V, P, S> Place<'_, Q, K, V, P, S>
where
    Q: ?Sized + Equivalent<K>,
    K: Hash + Eq,
    V: Clone,
    P: Policy,
    S: BuildHasher,
{
    fn look_again<R>(&self, f: impl FnOnce(&mut Flights<K, V>) -> R) -> Result<V, R> {
        let mut writing = self.cache.writing(self.shard);
        match writing.inner.find_live(self.hash, self.key) {
            Some(at) => Ok(writing.inner.entry(at).1.clone()),
            None => Err(f(&mut writing.flights)),
        }
    }
}

impl<Q, K, V, P, S> Field<K, V> for Place<'_, Q, K, V, P, S>
where
    Q: ?Sized + Equivalent<K>,
    K: Hash + Eq,
    V: Clone,
    P: Policy,
    S: BuildHasher,
{
    type Note = ();
    type Left = ();

    fn flights<R>(&self, f: impl FnOnce(&mut Flights<K, V>) -> R) -> R {
        f(&mut self.cache.writing(self.shard).flights)
    }

    fn see_off(&self, (): ()) {}

    fn land(&self, flight: &Arc<Flight<V>>, value: V, (): ()) {
        let mut writing = self.cache.writing(self.shard);
        match writing.flights.land(self.hash, flight) {
            Some(key) => drop(self.cache.put(self.shard, writing, self.hash, key, value, None)),
            None => {
                drop(writing);
                drop(value);
            }
        }
    }
}
