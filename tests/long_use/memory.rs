//! An allocator that counts the bytes of all threads.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn add(bytes: usize) {
    let live = LIVE.fetch_add(bytes, Relaxed) + bytes;
    if live > PEAK.load(Relaxed) {
        PEAK.fetch_max(live, Relaxed);
    }
}

// SAFETY: every call goes to the system's allocator unchanged; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size());
        // SAFETY: the caller's promise is passed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.dealloc(ptr, layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        // As where the bytes move: both are there at once.
        add(new_size);
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise is passed on.
        unsafe { System.realloc(ptr, layout, new_size) }
    }
}

/// The bytes that are there beyond those of the start.
pub struct Memory {
    start: usize,
}

impl Memory {
    pub fn start() -> Self {
        Self { start: LIVE.load(Relaxed) }
    }

    pub fn live(&self) -> usize {
        LIVE.load(Relaxed).saturating_sub(self.start)
    }

    /// The most that was there since the last call of `forget_peak`.
    pub fn peak(&self) -> usize {
        PEAK.load(Relaxed).saturating_sub(self.start)
    }

    pub fn forget_peak(&self) {
        PEAK.store(LIVE.load(Relaxed), Relaxed);
    }
}
