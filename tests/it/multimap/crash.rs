//! Crash-test dummies for the small maps: values that panic on demand, hashers that lie, and the
//! loop that sets off a panic at every call.

use std::cell::Cell;
use std::cmp::Ordering;
use std::hash::{BuildHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Call {
    Hash,
    Eq,
    Cmp,
    Clone,
    Drop,
    /// Whatever a test passes to [`burn`] itself: a closure, a source.
    Other,
}

thread_local! {
    /// The call that panics, and how many of it still pass.
    static FUSE: Cell<Option<(Call, usize)>> = const { Cell::new(None) };
    /// Dummies made and not dropped yet.
    static LIVE: Cell<isize> = const { Cell::new(0) };
    /// Calls of `Hash` and `Eq`.
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// Panics, without a message on the terminal, when it is this call's turn.
pub fn burn(call: Call) {
    STEPS.set(STEPS.get() + usize::from(matches!(call, Call::Hash | Call::Eq)));
    match FUSE.get() {
        Some((fused, 0)) if fused == call => {
            FUSE.set(None);
            resume_unwind(Box::new("the fuse"));
        }
        Some((fused, left)) if fused == call => FUSE.set(Some((fused, left - 1))),
        _ => {}
    }
}

/// Counts the calls of `Hash` and `Eq` that `run` makes.
pub fn steps(run: impl FnOnce()) -> usize {
    let before = STEPS.get();
    run();
    STEPS.get() - before
}

/// Equal by `id` alone, so that a test can tell spellings apart.
#[derive(Debug)]
pub struct Dummy {
    pub id: u32,
    pub spelling: u32,
}

pub fn dummy(id: u32) -> Dummy {
    spelled(id, 0)
}

pub fn spelled(id: u32, spelling: u32) -> Dummy {
    LIVE.set(LIVE.get() + 1);
    Dummy { id, spelling }
}

impl Default for Dummy {
    fn default() -> Self {
        dummy(0)
    }
}

impl Clone for Dummy {
    fn clone(&self) -> Self {
        burn(Call::Clone);
        spelled(self.id, self.spelling)
    }
}

impl Drop for Dummy {
    fn drop(&mut self) {
        LIVE.set(LIVE.get() - 1);
        burn(Call::Drop);
    }
}

impl Hash for Dummy {
    fn hash<H: Hasher>(&self, state: &mut H) {
        burn(Call::Hash);
        self.id.hash(state);
    }
}

impl PartialEq for Dummy {
    fn eq(&self, other: &Self) -> bool {
        burn(Call::Eq);
        self.id == other.id
    }
}

impl Eq for Dummy {}

impl PartialOrd for Dummy {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Dummy {
    fn cmp(&self, other: &Self) -> Ordering {
        burn(Call::Cmp);
        self.id.cmp(&other.id)
    }
}

/// Runs `act` on a value that `make` makes, once for every call of each of `calls` that it makes,
/// and panics at that call; then runs `check` on what is left, and sees to it that every dummy was
/// dropped exactly once.
pub fn at_every_call<T>(
    calls: &[Call],
    make: impl Fn() -> T,
    act: impl Fn(&mut T),
    check: impl Fn(&T),
) {
    assert_eq!(LIVE.get(), 0, "a clean start");
    for &call in calls {
        for k in 0.. {
            let mut value = make();
            FUSE.set(Some((call, k)));
            let outcome = catch_unwind(AssertUnwindSafe(|| act(&mut value)));
            let fired = FUSE.take().is_none();
            assert_eq!(outcome.is_err(), fired, "only the fuse panics ({call:?} {k})");
            check(&value);
            drop(value);
            assert_eq!(LIVE.get(), 0, "each value is dropped once ({call:?} {k})");
            if !fired {
                break;
            }
        }
    }
}

/// Like [`at_every_call`], at the first calls and at ever fewer of those after; `check` is told
/// whether there was a panic.
pub fn at_some_calls<T>(
    calls: &[Call],
    make: impl Fn() -> T,
    act: impl Fn(&mut T),
    check: impl Fn(&T, bool),
) {
    assert_eq!(LIVE.get(), 0, "a clean start");
    for &call in calls {
        let mut k = 0;
        loop {
            let mut value = make();
            FUSE.set(Some((call, k)));
            let outcome = catch_unwind(AssertUnwindSafe(|| act(&mut value)));
            let fired = FUSE.take().is_none();
            if let Err(payload) = outcome {
                let fuse = payload.downcast_ref() == Some(&"the fuse");
                assert!(fuse && fired, "only the fuse panics ({call:?} {k})");
            } else {
                assert!(!fired, "a panic was caught ({call:?} {k})");
            }
            check(&value, fired);
            drop(value);
            assert_eq!(LIVE.get(), 0, "each value is dropped once ({call:?} {k})");
            if !fired {
                break;
            }
            k += 1 + k / 4;
        }
    }
}

/// A hasher that gives a fixed state, and so the same hash for whatever is alike.
#[derive(Clone, Copy, Default)]
pub struct Steady;

/// Gives every value the same hash.
#[derive(Clone, Copy, Default)]
pub struct Constant;

/// Gives a value another hash at every call.
#[derive(Clone, Default)]
pub struct Fickle(Cell<u64>);

pub struct Sum(u64, bool);

impl Hasher for Sum {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            if self.1 {
                self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(17);
            }
        }
    }
}

impl BuildHasher for Steady {
    type Hasher = Sum;

    fn build_hasher(&self) -> Sum {
        Sum(0xcbf2_9ce4_8422_2325, true)
    }
}

impl BuildHasher for Constant {
    type Hasher = Sum;

    fn build_hasher(&self) -> Sum {
        Sum(7, false)
    }
}

impl BuildHasher for Fickle {
    type Hasher = Sum;

    fn build_hasher(&self) -> Sum {
        self.0.set(self.0.get().wrapping_add(1).wrapping_mul(0x5851_f42d_4c95_7f2d));
        // Few hashes, so that what is looked for is found now and then.
        Sum(self.0.get() >> 61, false)
    }
}

/// Equal to another one in a third of all cases, whatever they are.
#[derive(Clone, Debug)]
pub struct Moody(pub u32);

thread_local! {
    static MOOD: Cell<u32> = const { Cell::new(1) };
}

impl PartialEq for Moody {
    fn eq(&self, _: &Self) -> bool {
        MOOD.set(MOOD.get().wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
        (MOOD.get() >> 16) % 3 == 0
    }
}

impl Eq for Moody {}

impl Hash for Moody {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0 % 4).hash(state);
    }
}
