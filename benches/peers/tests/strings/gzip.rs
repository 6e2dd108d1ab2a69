//! `gunzip` against flate2's streaming decoder, and what both may allocate.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::io::Read;

use boltons::strings::{gunzip, gzip};
use flate2::read::MultiGzDecoder;
use proptest::prelude::*;

/// Keeps the bytes that this thread has, and the most it had, of the system's allocator.
struct Peak;

thread_local! {
    static LIVE: Cell<(isize, isize)> = const { Cell::new((0, 0)) };
}

fn count(bytes: isize) {
    let _ = LIVE.try_with(|live| {
        let (now, most) = live.get();
        live.set((now + bytes, most.max(now + bytes)));
    });
}

// SAFETY: every call goes to the system's allocator unchanged; counting allocates nothing.
unsafe impl GlobalAlloc for Peak {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size() as isize);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        count(-(layout.size() as isize));
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(ptr, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Peak = Peak;

/// The most bytes that `run` had allocated at any time, beside what was there before.
pub fn peak<T>(run: impl FnOnce() -> T) -> (T, usize) {
    let before = LIVE.get().0;
    LIVE.set((before, before));
    let value = run();
    (value, (LIVE.get().1 - before) as usize)
}

/// What the streaming decoder makes of all members.
fn streamed(data: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    MultiGzDecoder::new(data).read_to_end(&mut out).ok().map(|_| out)
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..3000),
        "[ab ]{0,20}".prop_map(|s| s.repeat(99).into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn members_are_read_as_the_streaming_decoder_does(
        parts in prop::collection::vec((text(), 0_u8..11), 1..4),
    ) {
        let packed: Vec<u8> = parts.iter().flat_map(|(part, level)| gzip(part, *level)).collect();
        let whole: Vec<u8> = parts.into_iter().flat_map(|(part, _)| part).collect();
        prop_assert_eq!(streamed(&packed), Some(whole.clone()));
        prop_assert_eq!(gunzip(&packed, whole.len()).unwrap(), whole);
    }

    #[test]
    fn damage_that_the_streaming_decoder_finds_is_found(
        part in text(),
        at in any::<prop::sample::Index>(),
        bit in 0_u32..8,
    ) {
        let mut packed = gzip(&part, 6);
        let at = at.index(packed.len());
        packed[at] ^= 1_u8 << bit;
        // A length that the damage changed may still be one, and then both read the same.
        match (gunzip(&packed, 1 << 20), streamed(&packed)) {
            (Ok(ours), theirs) => prop_assert_eq!(Some(ours), theirs),
            (Err(error), None) => prop_assert!(error.is_corrupt()),
            (Err(error), Some(_)) => prop_assert!(false, "{}", error),
        }
    }
}

#[test]
fn a_bomb_allocates_no_more_than_the_limit_and_64_kib() {
    let bomb = gzip(&vec![0; 50 << 20], 9);
    for limit in [0, 1, 1000, 1 << 16, 1 << 20, (50 << 20) - 1, 50 << 20] {
        let (result, most) = peak(|| gunzip(&bomb, limit).map(|out| out.len()));
        assert_eq!(result.is_ok(), limit == 50 << 20);
        assert!(most <= limit + (64 << 10), "{most} bytes for a limit of {limit}");
    }
    // The length in the last bytes is a claim like any other.
    let mut liar = gzip(b"abc", 6);
    let at = liar.len() - 4;
    liar[at..].copy_from_slice(&u32::MAX.to_le_bytes());
    let (result, most) = peak(|| gunzip(&liar, 1 << 30));
    assert!(result.unwrap_err().is_corrupt());
    assert!(most < 128 << 10, "{most}");
}
