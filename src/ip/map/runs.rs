//! Runs of links: short arrays of `u32` in one vector, of 1, 2, 4, … 64 words.
//!
//! A node's links are a run, in slot order; its size is the number of links rounded up to a power
//! of two, so that it need not be stored. Runs that are given back wait in a list a size, threaded
//! through their first words.

use alloc::vec::Vec;

/// No link, no run.
pub(super) const NONE: u32 = u32::MAX;

/// See the module's head.
#[derive(Clone, Debug)]
pub(super) struct Runs {
    words: Vec<u32>,
    /// The first free run of each size.
    free: [u32; 7],
}

/// The size class of a number of links.
fn class(count: u32) -> usize {
    count.next_power_of_two().trailing_zeros() as usize
}

impl Runs {
    pub(super) const fn new() -> Self {
        Self { words: Vec::new(), free: [NONE; 7] }
    }

    #[inline]
    pub(super) fn get(&self, base: u32, rank: u32) -> u32 {
        self.words[(base + rank) as usize]
    }

    #[inline]
    pub(super) fn set(&mut self, base: u32, rank: u32, link: u32) {
        self.words[(base + rank) as usize] = link;
    }

    fn allocate(&mut self, class: usize) -> u32 {
        let base = self.free[class];
        if base != NONE {
            self.free[class] = self.words[base as usize];
            return base;
        }
        let base = self.words.len();
        self.words.resize(base + (1 << class), NONE);
        assert!(self.words.len() < NONE as usize, "capacity overflow");
        base as u32
    }

    fn release(&mut self, base: u32, class: usize) {
        self.words[base as usize] = self.free[class];
        self.free[class] = base;
    }

    /// Adds a link to a run of `count` before the `rank`-th; returns where the run is now.
    pub(super) fn insert(&mut self, base: u32, count: u32, rank: u32, link: u32) -> u32 {
        let (at, end) = ((base.wrapping_add(rank)) as usize, (base.wrapping_add(count)) as usize);
        if count != 0 && class(count + 1) == class(count) {
            self.words.copy_within(at..end, at + 1);
            self.words[at] = link;
            return base;
        }
        let new = self.allocate(class(count + 1));
        let place = (new + rank) as usize;
        if count != 0 {
            self.words.copy_within(base as usize..at, new as usize);
            self.words.copy_within(at..end, place + 1);
            self.release(base, class(count));
        }
        self.words[place] = link;
        new
    }

    /// Takes the `rank`-th link out of a run of `count`; returns where the run is now.
    pub(super) fn remove(&mut self, base: u32, count: u32, rank: u32) -> u32 {
        let (at, end) = ((base + rank) as usize, (base + count) as usize);
        self.words.copy_within(at + 1..end, at);
        if count == 1 {
            self.release(base, 0);
            return NONE;
        }
        if class(count - 1) == class(count) {
            return base;
        }
        let new = self.allocate(class(count - 1));
        self.words.copy_within(base as usize..end - 1, new as usize);
        self.release(base, class(count));
        new
    }

    /// Gives a run of `count` links back.
    pub(super) fn drop_run(&mut self, base: u32, count: u32) {
        if count != 0 {
            self.release(base, class(count));
        }
    }
}
