//! Eight bytes at a time in one integer, without vector intrinsics.
//!
//! A *mask* has the high bit of a byte set where the byte at that place is of interest, the first
//! byte of the text in the lowest place, so that `trailing_zeros() / 8` is the first place of
//! interest. All masks here are exact: no byte's answer depends on its neighbours.

const LOW: u64 = 0x0101_0101_0101_0101;
/// The high bit of every byte.
pub(crate) const HIGH: u64 = 0x8080_8080_8080_8080;

/// Returns a word of eight equal bytes.
pub(crate) const fn splat(byte: u8) -> u64 {
    byte as u64 * LOW
}

/// Marks the bytes equal to `byte`.
pub(crate) const fn eq(word: u64, byte: u8) -> u64 {
    below(word ^ splat(byte), 1)
}

/// Marks the bytes less than `bound`, which is at most 128.
pub(crate) const fn below(word: u64, bound: u8) -> u64 {
    // Adding 128 - bound to the low seven bits carries into the high bit unless they are less.
    !(((word & !HIGH) + splat(128 - bound)) | word) & HIGH
}

/// Marks the bytes above 0x7F.
pub(crate) const fn non_ascii(word: u64) -> u64 {
    word & HIGH
}

/// The mask of the bytes from `low` to `high`, both below 128.
pub(crate) const fn within(word: u64, low: u8, high: u8) -> u64 {
    let seven = word & !HIGH;
    // Each carries into the high bit where the byte is not less.
    let (from, past) = (seven + splat(128 - low), seven + splat(127 - high));
    from & !past & !word & HIGH
}

/// The bits of eight bytes as a square of eight times eight, with rows and columns exchanged: bit
/// *k* of byte *i* becomes bit *i* of byte *k*.
pub(crate) const fn transpose(square: u64) -> u64 {
    // Squares of one, of two times two and of four times four bits are exchanged with their
    // counterparts across the diagonal.
    let mut all = square;
    let moved = (all ^ all >> 7) & 0x00AA_00AA_00AA_00AA;
    all ^= moved ^ moved << 7;
    let moved = (all ^ all >> 14) & 0x0000_CCCC_0000_CCCC;
    all ^= moved ^ moved << 14;
    let moved = (all ^ all >> 28) & 0x0000_0000_F0F0_F0F0;
    all ^ moved ^ moved << 28
}

/// Gathers a mask into eight bits, the first byte's lowest.
pub(crate) const fn bits(mask: u64) -> u64 {
    // Each product of the sum moves one byte's bit to its place in the highest byte.
    (mask >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// Returns the place of the first byte at or after `from` that is of interest, or the length.
///
/// `mask` and `test` say the same of eight bytes and of one.
#[inline(always)]
pub(crate) fn find(
    bytes: &[u8],
    from: usize,
    mask: impl Fn(u64) -> u64,
    test: impl Fn(u8) -> bool,
) -> usize {
    let mut at = from;
    while let Some(word) = load(bytes, at) {
        let hits = mask(word);
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while at < bytes.len() && !test(bytes[at]) {
        at += 1;
    }
    at
}

/// Returns the eight bytes from `at` on, if there are as many.
#[inline(always)]
pub(crate) fn load(bytes: &[u8], at: usize) -> Option<u64> {
    let chunk = bytes.get(at..)?.first_chunk::<8>()?;
    Some(u64::from_le_bytes(*chunk))
}

/// Up to 16 bytes as an integer, the first byte lowest, zeros after the last.
#[inline]
pub(crate) fn pack(bytes: &[u8]) -> u128 {
    if let Some(all) = bytes.first_chunk::<16>() {
        return u128::from_le_bytes(*all);
    }
    match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
            // Where the two overlap, they say the same.
            u128::from(first) | u128::from(last) << (8 * (bytes.len() - 8))
        }
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => {
                let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
                u128::from(first) | u128::from(last) << (8 * (bytes.len() - 4))
            }
            _ => bytes.iter().rev().fold(0, |all, &byte| all << 8 | u128::from(byte)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks_are_exact_for_every_byte_beside_every_byte() {
        for a in 0..=255_u8 {
            for b in 0..=255_u8 {
                let word = u64::from_le_bytes([a, b, a, a, b, b, a, b]);
                let bytes = word.to_le_bytes();
                for probe in [0, 1, 0x1B, 0x20, 0x7F, 0x80, 0xC2, 0xFF] {
                    let naive = collect(&bytes, |x| x == probe);
                    assert_eq!(eq(word, probe), naive, "{a} {b} = {probe}");
                }
                for bound in [1, 0x20, 0x7F, 0x80] {
                    let naive = collect(&bytes, |x| x < bound);
                    assert_eq!(below(word, bound), naive, "{a} {b} < {bound}");
                }
            }
        }
    }

    #[test]
    fn ranges_are_exact_for_every_byte() {
        for a in 0..=255_u8 {
            let bytes = [a, 0, 255, a, 128, 127, a, a];
            let word = u64::from_le_bytes(bytes);
            for (low, high) in [(0x0A, 0x0D), (0, 0x7F), (b'a', b'f'), (0, 0), (0x7F, 0x7F)] {
                let naive = collect(&bytes, |x| (low..=high).contains(&x));
                assert_eq!(within(word, low, high), naive, "{a} in {low}..={high}");
            }
        }
    }

    #[test]
    fn every_bit_is_transposed() {
        for (byte, bit) in (0..8).flat_map(|byte| (0..8).map(move |bit| (byte, bit))) {
            assert_eq!(transpose(1 << (8 * byte + bit)), 1 << (8 * bit + byte));
        }
        assert_eq!(transpose(transpose(0x0123_4567_89AB_CDEF)), 0x0123_4567_89AB_CDEF);
    }

    #[test]
    fn bits_are_gathered_in_order() {
        for bits in 0..=255_u64 {
            let bytes = core::array::from_fn(|i| if bits >> i & 1 == 1 { 0x80 } else { 0 });
            assert_eq!(super::bits(u64::from_le_bytes(bytes)), bits);
        }
    }

    fn collect(bytes: &[u8; 8], test: impl Fn(u8) -> bool) -> u64 {
        u64::from_le_bytes(bytes.map(|b| if test(b) { 0x80 } else { 0 }))
    }
}
