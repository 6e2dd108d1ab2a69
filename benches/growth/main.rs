//! Tasks whose instructions are counted at n, 2n and 4n items: `python3 tools/instructions.py` runs
//! this program under callgrind and fails where one grows too fast.
//!
//! A program of its own: what else is in a program changes what the compiler inlines, and merges,
//! and so the counts of the fixed cases.

#![allow(missing_docs, unreachable_pub, reason = "a program, not an API")]

#[path = "../harness/random.rs"]
#[allow(dead_code, reason = "the other programs draw more")]
mod random;

mod ip;

fn main() {
    ip::run();
}
