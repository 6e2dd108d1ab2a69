//! A set of prefix lengths, 0 to 128: the lengths of the stored prefixes that contain another.

/// Lengths below 128 as bits, and 128.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::ip) struct PrefixLenSet {
    short: u128,
    host: bool,
}

impl PrefixLenSet {
    #[inline]
    pub(in crate::ip) fn insert(&mut self, len: u8) {
        match 1_u128.checked_shl(u32::from(len)) {
            Some(bit) => self.short |= bit,
            None => self.host = true,
        }
    }

    pub(in crate::ip) fn len(self) -> usize {
        self.short.count_ones() as usize + usize::from(self.host)
    }

    /// Removes and returns the shortest.
    pub(in crate::ip) fn pop_first(&mut self) -> Option<u8> {
        if self.short == 0 {
            return core::mem::take(&mut self.host).then_some(128);
        }
        let len = self.short.trailing_zeros() as u8;
        self.short &= self.short - 1;
        Some(len)
    }

    /// Removes and returns the longest.
    pub(in crate::ip) fn pop_last(&mut self) -> Option<u8> {
        if core::mem::take(&mut self.host) {
            return Some(128);
        }
        let len = self.short.checked_ilog2()? as u8;
        self.short ^= 1 << len;
        Some(len)
    }
}
