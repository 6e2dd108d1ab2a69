//! Fixed cases whose instructions are counted: `python3 tools/instructions.py` runs this program
//! under callgrind and compares the counts with `benches/instructions.tsv`.
//!
//! A case is a function of its own that is never inlined, so that callgrind can tell what was spent
//! within it; what it works on is made before. No two cases are the same function, which the
//! compiler would merge. Hash tables are seeded with constants.

#![allow(missing_docs, unreachable_pub, reason = "a program, not an API")]

#[path = "../harness/random.rs"]
#[allow(dead_code, reason = "the other programs draw more")]
mod random;

mod cache;
mod ip;
mod iter;
mod multimap;
mod strings;

use std::hash::{BuildHasherDefault, DefaultHasher};

/// The same hashes in each run.
pub type Hasher = BuildHasherDefault<DefaultHasher>;

/// Defines cases: the input is made by the first expression and lent to the second, which returns
/// anything that can be read.
macro_rules! cases {
    ($($name:ident: $input:expr => |$lent:ident: $type:ty| $run:expr;)+) => {
        $(
            #[inline(never)]
            #[allow(clippy::ptr_arg, reason = "the input is made as it is")]
            fn $name($lent: &mut $type) -> u64 {
                $run
            }
        )+

        /// Runs all cases once.
        pub fn run() {
            $(
                let mut input: $type = $input;
                let sum = $name(std::hint::black_box(&mut input));
                println!("{}: {sum}", concat!(module_path!(), "::", stringify!($name)));
            )+
        }
    };
}
use cases;

fn main() {
    cache::run();
    ip::run();
    iter::run();
    multimap::run();
    strings::run();
}
