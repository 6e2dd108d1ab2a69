//! The switch of the mutants: which one is on, if any.
//!
//! `BOLTONS_MUTANT` says it: a number, or `record` to write down the number of each mutant whose
//! place is reached into the file that `BOLTONS_MUTANT_REACHED` names.

extern crate std;

use std::fs::File;
use std::io::Write;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};

const RECORD: u32 = u32::MAX - 1;
const UNKNOWN: u32 = u32::MAX;

static CHOSEN: AtomicU32 = AtomicU32::new(UNKNOWN);
static REACHED: [AtomicBool; COUNT] = [const { AtomicBool::new(false) }; COUNT];
static FILE: OnceLock<File> = OnceLock::new();

/// Whether this mutant is on; never where a constant is computed.
#[inline]
pub const fn is(number: u32) -> bool {
    core::intrinsics::const_eval_select((number,), never, now)
}

const fn never(_: u32) -> bool {
    false
}

#[inline]
fn now(number: u32) -> bool {
    let chosen = CHOSEN.load(Relaxed);
    if chosen >= RECORD { rare(number) } else { chosen == number }
}

#[cold]
#[inline(never)]
fn rare(number: u32) -> bool {
    if CHOSEN.load(Relaxed) == UNKNOWN {
        let wanted = std::env::var("BOLTONS_MUTANT").unwrap_or_default();
        if wanted == "record" {
            let path = std::env::var_os("BOLTONS_MUTANT_REACHED").expect("a file to write to");
            let file = File::options().append(true).create(true).open(path);
            FILE.get_or_init(|| file.expect("a file that can be written"));
            CHOSEN.store(RECORD, Relaxed);
        } else {
            CHOSEN.store(wanted.parse().unwrap_or(0), Relaxed);
        }
        return now(number);
    }
    if !REACHED[number as usize].swap(true, Relaxed) {
        let mut line = *b"000000\n";
        let mut rest = number;
        for digit in line[..6].iter_mut().rev() {
            *digit += (rest % 10) as u8;
            rest /= 10;
        }
        if let Some(mut file) = FILE.get() {
            file.write_all(&line).expect("a file that can be written");
        }
    }
    false
}

/// An integer, which a mutant makes one greater or less.
pub trait Int: Copy {
    fn more(self) -> Self;
    fn less(self) -> Self;
}

macro_rules! ints {
    ($($int:ty)*) => {$(
        impl Int for $int {
            fn more(self) -> Self { self.saturating_add(1) }
            fn less(self) -> Self { self.saturating_sub(1) }
        }
    )*};
}
ints!(u8 u16 u32 u64 u128 usize i8 i16 i32 i64 i128 isize);

#[inline]
pub fn more<T: Int>(number: u32, value: T) -> T {
    if is(number) { value.more() } else { value }
}

#[inline]
pub fn less<T: Int>(number: u32, value: T) -> T {
    if is(number) { value.less() } else { value }
}
