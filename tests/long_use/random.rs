//! Numbers that look random and are the same in every run.

/// SplitMix64, of Steele, Lea and Flood.
#[derive(Clone)]
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ mixed >> 31
    }

    /// A number below `n`, which is at most 2³².
    pub fn below(&mut self, n: u64) -> u64 {
        ((self.next() >> 32) * n) >> 32
    }

    /// A number below `n`, the small ones more often: half of them are below `n / 4`.
    pub fn skewed(&mut self, n: u64) -> u64 {
        self.below(n) * self.below(n) / n
    }

    /// Whether to do what takes time for all entries.
    pub fn rarely(&mut self) -> bool {
        self.below(1 << 13) == 0
    }

    /// A box of up to 47 bytes.
    pub fn bytes(&mut self) -> Box<[u8]> {
        vec![0; self.below(48) as usize].into()
    }
}
