//! Batches of addresses of both families: each family's are gathered until there are enough to
//! advance together.

use core::net::IpAddr;

use super::poptrie::LANES;
use crate::ip::family::Word;

/// Addresses of one family, each with its place in the batch.
pub(super) struct Lanes<W> {
    addrs: [W; LANES],
    places: [usize; LANES],
    len: usize,
}

impl<W: Word> Lanes<W> {
    fn new() -> Self {
        Self { addrs: [W::ZERO; LANES], places: [0; LANES], len: 0 }
    }

    /// Adds an address, and returns whether the batch is full.
    fn push(&mut self, addr: W, place: usize) -> bool {
        self.addrs[self.len] = addr;
        self.places[self.len] = place;
        self.len += 1;
        self.len == LANES
    }

    pub(super) fn addrs(&self) -> &[W] {
        &self.addrs[..self.len]
    }

    pub(super) fn places(&self) -> &[usize] {
        &self.places[..self.len]
    }
}

/// Calls the lookup of each family with its addresses of a batch.
pub(super) fn each_family<T>(
    addrs: &[IpAddr],
    out: &mut [T],
    v4: impl Fn(&Lanes<u32>, &mut [T]),
    v6: impl Fn(&Lanes<u128>, &mut [T]),
) {
    let (mut fours, mut sixes) = (Lanes::new(), Lanes::new());
    for (place, addr) in addrs.iter().enumerate() {
        match addr {
            IpAddr::V4(addr) => {
                if fours.push(addr.to_bits(), place) {
                    v4(&fours, out);
                    fours.len = 0;
                }
            }
            IpAddr::V6(addr) => {
                if sixes.push(addr.to_bits(), place) {
                    v6(&sixes, out);
                    sixes.len = 0;
                }
            }
        }
    }
    v4(&fours, out);
    v6(&sixes, out);
}
