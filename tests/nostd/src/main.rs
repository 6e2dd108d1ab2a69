//! A program without std that calls each module of boltons: if the crate, or anything it brings
//! in, needed std, this would not link (its panic handler and allocator would be there twice).

#![no_std]
#![no_main]

extern crate alloc;

use alloc::string::ToString;
use core::alloc::{GlobalAlloc, Layout};
use core::cell::UnsafeCell;
use core::hash::{BuildHasherDefault, Hasher};
use core::panic::PanicInfo;
use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use core::time::Duration;

use boltons::cache::LruCache;
use boltons::ip::{Guard, Ipv4Prefix, ParseOptions};
use boltons::iter::IterExt;
use boltons::multimap::OrderedMultiMap;
use boltons::strings::format_bytes;

/// An arena that only grows: enough for one run.
struct Arena {
    bytes: UnsafeCell<[u8; Self::SIZE]>,
    used: AtomicUsize,
}

impl Arena {
    const SIZE: usize = 1 << 20;
}

// SAFETY: `used` hands each byte out once.
unsafe impl Sync for Arena {}

// SAFETY: blocks are aligned, inside the arena, and never overlap.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let base = self.bytes.get() as usize;
        let mut at = 0;
        let taken = self.used.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |used| {
            at = (base + used).checked_next_multiple_of(layout.align())? - base;
            at.checked_add(layout.size()).filter(|end| *end <= Self::SIZE)
        });
        match taken {
            Ok(_) => (base + at) as *mut u8,
            Err(_) => core::ptr::null_mut(),
        }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[global_allocator]
static ARENA: Arena = Arena { bytes: UnsafeCell::new([0; Arena::SIZE]), used: AtomicUsize::new(0) };

/// Whether what comes next shall panic.
static PANICS: AtomicBool = AtomicBool::new(false);

unsafe extern "C" {
    fn _exit(code: i32) -> !;
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    let code = if PANICS.load(Ordering::Relaxed) { 0 } else { 2 };
    // SAFETY: it ends the program and touches nothing of it.
    unsafe { _exit(code) }
}

/// The time, in seconds: a program without std has a clock of its own, here this number.
static TIME: AtomicUsize = AtomicUsize::new(0);

fn clock() -> Duration {
    Duration::from_secs(TIME.load(Ordering::Relaxed) as u64)
}

/// Whether entries die by that clock.
fn expires() -> bool {
    let builder = LruCache::<u32, u32, Build>::builder_with_hasher(Build::default());
    let mut cache = builder.ttl(Duration::from_secs(5)).clock(clock).build();
    cache.insert(1, 10);
    TIME.store(4, Ordering::Relaxed);
    let young = cache.get(&1) == Some(&10);
    TIME.store(5, Ordering::Relaxed);
    young && cache.get(&1).is_none() && cache.stats().expirations == 1
}

/// Whether the guard and lists work without std.
fn guarded() -> bool {
    let guard = Guard::new().ports([443]);
    let inside = ([127, 0, 0, 1], 443).into();
    let outside = ([1, 1, 1, 1], 443).into();
    let list = ParseOptions::lenient().set("10.0.0.0/8 ; ours\n::1 - ::9");
    guard.check_all([outside]).is_ok()
        && guard.check_all([outside, inside]).is_err_and(|error| error.is_denied())
        && guard.check_host("localhost.").is_err()
        && list.is_ok_and(|set| set.range_count() == 2)
}

/// FNV-1a: without std there is no seed, so a program brings its own hasher.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

type Build = BuildHasherDefault<Fnv>;

/// The C library calls this; 0 is success.
#[unsafe(no_mangle)]
pub extern "C" fn main(_: i32, _: *const *const u8) -> i32 {
    let mut cache: LruCache<u32, u32, Build> = LruCache::with_hasher(2, Build::default());
    cache.insert(1, 10);
    let mut map: OrderedMultiMap<&str, u32, Build> = OrderedMultiMap::with_hasher(Build::default());
    map.append("a", 1);
    map.append("a", 2);
    let prefix: Result<Ipv4Prefix, _> = "10.0.0.0/33".parse();
    let pairs = [1, 2, 3].into_iter().pairwise().count();
    let good = cache.get(&1) == Some(&10)
        && map.get_all("a").count() == 2
        && prefix.is_err_and(|error| error.to_string().ends_with("at byte 9"))
        && pairs == 2
        && format_bytes(1536_u64).to_string() == "1.5 KiB"
        && guarded()
        && expires();
    if good {
        // A bound in time without a clock is refused, by a panic.
        PANICS.store(true, Ordering::Relaxed);
        let builder = LruCache::<u32, u32, Build>::builder_with_hasher(Build::default());
        drop(builder.ttl(Duration::from_secs(5)).build());
    }
    1
}

// The compiled `alloc` of the toolchain names these two; nothing unwinds here.
#[unsafe(no_mangle)]
pub extern "C" fn rust_eh_personality() {}

#[unsafe(no_mangle)]
pub extern "C" fn _Unwind_Resume() -> ! {
    loop {}
}

#[link(name = "c")]
unsafe extern "C" {}
