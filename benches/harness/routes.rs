//! A routing table like the real one, from a seed.
//!
//! It has as many prefixes of each length as the table of a router in the default-free zone had
//! (901,899 of IPv4 and 160,147 of IPv6), half of them within a shorter one, and six of ten directly
//! after another of the same length, as there. Which addresses they have is chance.

use std::collections::HashSet;
use std::hash::BuildHasherDefault;

use super::random::Rng;

/// Prefixes of a length, for each length that there is.
const V4: [(u8, u32); 25] = [
    (8, 16),
    (9, 13),
    (10, 38),
    (11, 103),
    (12, 299),
    (13, 581),
    (14, 1_203),
    (15, 2_100),
    (16, 13_490),
    (17, 8_235),
    (18, 13_798),
    (19, 24_870),
    (20, 42_611),
    (21, 50_750),
    (22, 108_623),
    (23, 96_510),
    (24, 537_698),
    (25, 20),
    (26, 3),
    (27, 11),
    (28, 18),
    (29, 17),
    (30, 3),
    (31, 3),
    (32, 886),
];

const V6: [(u8, u32); 44] = [
    (20, 18),
    (21, 3),
    (22, 7),
    (23, 8),
    (24, 30),
    (25, 8),
    (26, 15),
    (27, 20),
    (28, 193),
    (29, 4_371),
    (30, 650),
    (31, 284),
    (32, 22_548),
    (33, 2_926),
    (34, 2_603),
    (35, 1_043),
    (36, 5_996),
    (37, 880),
    (38, 1_617),
    (39, 1_377),
    (40, 13_418),
    (41, 903),
    (42, 2_301),
    (43, 1_001),
    (44, 14_365),
    (45, 1_553),
    (46, 3_039),
    (47, 3_153),
    (48, 75_488),
    (49, 11),
    (50, 3),
    (52, 1),
    (55, 1),
    (56, 24),
    (58, 20),
    (60, 2),
    (64, 184),
    (112, 2),
    (122, 1),
    (124, 4),
    (125, 9),
    (126, 19),
    (127, 42),
    (128, 6),
];

/// The blocks of 12 bits that IPv6 addresses are given out of, each as often as prefixes lie there.
const REGISTRIES: [u128; 16] = [
    0x240, 0x240, 0x240, 0x240, 0x240, 0x2a0, 0x2a0, 0x2a0, 0x2a0, 0x280, 0x280, 0x280, 0x260,
    0x260, 0x200, 0x200,
];

/// Prefixes as their first address and their length.
type Prefixes<B> = Vec<(B, u8)>;

/// IPv4 prefixes in order, a `part`th of those of each length.
pub fn v4(part: u32) -> Prefixes<u32> {
    // Unicast: 1.0.0.0 to 223.255.255.255.
    let anywhere = |rng: &mut Rng| u128::from(0x0100_0000 + rng.below(0xdf00_0000)) << 96;
    let prefixes = table(&V4, part, 21, anywhere);
    prefixes.into_iter().map(|(bits, len)| ((bits >> 96) as u32, len)).collect()
}

/// IPv6 prefixes in order, a `part`th of those of each length.
pub fn v6(part: u32) -> Prefixes<u128> {
    // Most of what is not within a stored prefix lies in a /32 with others of its kind.
    let mut rng = Rng(22);
    let blocks: Vec<u128> = (0..12_000 / part + 1)
        .map(|_| {
            let registry = REGISTRIES[rng.below(REGISTRIES.len() as u64) as usize];
            registry << 116 | u128::from(rng.below(1 << 20)) << 96
        })
        .collect();
    table(&V6, part, 23, |rng| {
        let block = blocks[rng.below(blocks.len() as u64) as usize];
        block | u128::from(rng.next()) << 32 | u128::from(rng.next())
    })
}

/// Addresses stand at the top of their 128 bits.
fn table(
    counts: &[(u8, u32)],
    part: u32,
    seed: u64,
    anywhere: impl Fn(&mut Rng) -> u128,
) -> Prefixes<u128> {
    type Hasher = BuildHasherDefault<std::hash::DefaultHasher>;
    let mut rng = Rng(seed);
    let mut stored: HashSet<(u128, u8), Hasher> = HashSet::default();
    let mut list: Prefixes<u128> = Vec::new();
    for &(len, count) in counts {
        // Shorter ones, within which others may lie.
        let shorter = list.len();
        let until = shorter + count.div_ceil(part) as usize;
        let step = 1_u128 << (128 - u32::from(len));
        let mut at = 0_u128;
        while list.len() < until {
            at = match rng.below(100) {
                0..62 if at != 0 => at.wrapping_add(step),
                62..81 if shorter > 0 => {
                    let (first, outer) = list[rng.below(shorter as u64) as usize];
                    let host = u128::from(rng.next()) << 64 | u128::from(rng.next());
                    first | host & (u128::MAX >> outer)
                }
                _ => anywhere(&mut rng),
            } & !(step - 1);
            if stored.insert((at, len)) {
                list.push((at, len));
            }
        }
    }
    list.sort_unstable();
    list
}
