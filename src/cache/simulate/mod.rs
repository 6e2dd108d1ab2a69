//! Simulates caches on a stream of requests, to find the policy and the capacity that fit it.
//!
//! Which policy is best depends on the requests, as does what a larger cache gains; both are
//! cheaper to measure than to guess. Log the keys that a service asks for, create a [`Trace`] from
//! them and compare:
//!
//! ```
//! use boltons::cache::simulate::Trace;
//!
//! // A loop over five keys, each asked for twice in a row.
//! let trace = Trace::new((0..50).map(|i| i / 2 % 5));
//! for row in trace.compare([1, 4]) {
//!     println!("{row}");
//! }
//! let row = trace.compare([4])[0];
//! assert_eq!((row.requests, row.lru, row.opt), (50, 25, 40));
//! ```
//!
//! [`Trace::opt_hits`] is the ceiling: where a policy is close to it, only more capacity can gain
//! anything. [`Trace::lru_curve`] returns the hits at every capacity.

mod comparison;
mod opt;
mod stack_distance;
mod trace;

pub use self::comparison::Comparison;
pub use self::trace::Trace;
