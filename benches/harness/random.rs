//! Numbers that are the same on every machine.

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    /// Shuffles in place (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u64 + 1) as usize);
        }
    }
}

/// Ranks below `n` after Zipf with θ = 1, from the seed of an [`Rng`].
pub fn zipf(seed: u64, n: usize) -> impl Iterator<Item = u64> {
    zipf_with(seed, n, 1.0)
}

/// Ranks below `n` after Zipf with the exponent `theta`.
pub fn zipf_with(seed: u64, n: usize, theta: f64) -> impl Iterator<Item = u64> {
    let mut sum = 0.0;
    let weights = (1..=n).map(|rank| {
        sum += (rank as f64).powf(theta).recip();
        sum
    });
    let weights: Vec<f64> = weights.collect();
    let mut rng = Rng(seed);
    std::iter::repeat_with(move || {
        let at = rng.next() as f64 / u64::MAX as f64 * sum;
        weights.partition_point(|&weight| weight < at) as u64
    })
}

/// Folds a value into a checksum that depends on order.
pub fn mix(sum: u64, value: u64) -> u64 {
    (sum.rotate_left(5) ^ value).wrapping_mul(0x517C_C1B7_2722_0A95)
}
