//! The eight-bit worlds: parts of the real families so small that every prefix and range in them
//! is compared with a set of 256 bits.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::ip::{Family, Prefix, Range, V4, V6, aggregate};

/// A set of the addresses of a /24 (or its IPv6 like).
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
struct Mask([u128; 2]);

impl Mask {
    fn of_range<F: Family>(world: Prefix<F>, range: Range<F>) -> Self {
        assert!(world.range().contains_range(range));
        let place = |addr: F::Addr| (F::to_bits(addr).into() & 255) as u32;
        Self::below(place(range.last()) + 1).without(Self::below(place(range.first())))
    }

    fn below(count: u32) -> Self {
        let ones = |count| u128::MAX.checked_shr(128 - count).unwrap_or(0);
        Self([ones(count.min(128)), ones(count.saturating_sub(128))])
    }

    fn of<F: Family>(world: Prefix<F>, prefixes: impl IntoIterator<Item = Prefix<F>>) -> Self {
        prefixes.into_iter().fold(Self([0; 2]), |mask, prefix| {
            let more = Self::of_range(world, prefix.range());
            assert_eq!(mask.and(more), Self([0; 2]), "prefixes overlap");
            mask.or(more)
        })
    }

    fn and(self, other: Self) -> Self {
        Self([self.0[0] & other.0[0], self.0[1] & other.0[1]])
    }

    fn or(self, other: Self) -> Self {
        Self([self.0[0] | other.0[0], self.0[1] | other.0[1]])
    }

    fn without(self, other: Self) -> Self {
        Self([self.0[0] & !other.0[0], self.0[1] & !other.0[1]])
    }

    fn is_empty(self) -> bool {
        self.0 == [0; 2]
    }

    fn len(self) -> u128 {
        u128::from(self.0[0].count_ones() + self.0[1].count_ones())
    }
}

fn prefixes<F: Family>(world: Prefix<F>) -> Vec<Prefix<F>> {
    (world.prefix_len()..=F::BITS).flat_map(|len| world.subnets(len).unwrap()).collect()
}

fn worlds<F: Family>() -> [Prefix<F>; 3] {
    let len = F::BITS - 8;
    let top = Prefix::<F>::truncated(F::MAX, len).unwrap();
    [Prefix::truncated(F::MIN, len).unwrap(), top.offset(-1000).unwrap(), top]
}

fn pairs_of_prefixes<F: Family>(world: Prefix<F>) {
    let all: Vec<(Prefix<F>, Mask)> = prefixes(world)
        .into_iter()
        .map(|prefix| (prefix, Mask::of_range(world, prefix.range())))
        .collect();
    assert_eq!(all.len(), 511);
    for &(a, mask) in &all {
        a.check();
        assert_eq!(a.size(), mask.len());
        assert_eq!(Mask::of(world, a.range().prefixes()), mask);
        assert_eq!(a.range().as_prefix(), Some(a));
        assert_eq!(a.range().spanning_prefix(), a);
        for &(b, other) in &all {
            assert_eq!(a.overlaps(b), !mask.and(other).is_empty());
            assert_eq!(a.contains_prefix(b), other.without(mask).is_empty());
            let common = a.common_supernet(b);
            assert!(common.contains_prefix(a) && common.contains_prefix(b));
            assert!(
                common == a || common == b || {
                    let (low, high) = common.halves().unwrap();
                    low.overlaps(a) != low.overlaps(b) && high.overlaps(a) != high.overlaps(b)
                }
            );
            assert_eq!(a.cmp(&b), (a.first(), a.prefix_len()).cmp(&(b.first(), b.prefix_len())));
            if a.prefix_len() % 3 == b.prefix_len() % 3 {
                assert_eq!(Mask::of(world, a.exclude(b)), mask.without(other));
                let parts = a.partition(b);
                let inside = parts.inside.map(|p| Mask::of_range(world, p.range()));
                assert_eq!(inside.unwrap_or(Mask([0; 2])), mask.and(other));
                assert!(parts.before.clone().all(|p| p.last() < b.first()));
                assert!(parts.after.clone().all(|p| p.first() > b.last()));
                assert_eq!(Mask::of(world, parts.before.chain(parts.after)), mask.without(other));
            }
        }
    }
}

#[test]
fn all_pairs_of_prefixes() {
    for world in worlds::<V4>() {
        pairs_of_prefixes(world);
    }
    pairs_of_prefixes(worlds::<V6>()[2]);
}

fn all_ranges<F: Family>(world: Prefix<F>) {
    for (i, first) in world.addrs().enumerate() {
        for last in world.addrs().skip(i) {
            let range = Range::<F>::new(first, last).unwrap();
            range.check();
            let cover: Vec<Prefix<F>> = range.prefixes().collect();
            // Exact and disjoint, in order, and minimal: no two are halves of one.
            assert_eq!(cover[0].first(), first);
            assert_eq!(cover[cover.len() - 1].last(), last);
            for pair in cover.windows(2) {
                assert_eq!(
                    Range::<F>::from(pair[0]).union(pair[1].into()),
                    Range::new(pair[0].first(), pair[1].last()).ok(),
                );
                assert!(pair[0].range().is_adjacent(pair[1].range()));
                assert_ne!(pair[0].sibling(), Some(pair[1]));
            }
            let spanning = range.spanning_prefix();
            assert!(spanning.range().contains_range(range));
            assert!(spanning.halves().is_none_or(|(low, high)| {
                !low.range().contains_range(range) && !high.range().contains_range(range)
            }));
            let mut back: Vec<Prefix<F>> = range.prefixes().rev().collect();
            back.reverse();
            assert_eq!(back, cover);
            assert_eq!(range.prefixes().size_hint(), (cover.len(), Some(cover.len())));
            assert_eq!(aggregate(cover.iter().rev().copied()), cover);
        }
    }
}

#[test]
fn all_ranges_to_prefixes() {
    for world in worlds::<V4>() {
        all_ranges(world);
    }
    all_ranges(worlds::<V6>()[0]);
    all_ranges(worlds::<V6>()[2]);
}

fn pairs_of_ranges<F: Family>(world: Prefix<F>) {
    // Every 7th end, with all that is near the ends of the world.
    let ends: Vec<F::Addr> = world
        .addrs()
        .enumerate()
        .filter(|(i, _)| i % 17 == 0 || *i < 3 || *i > 252)
        .map(|(_, addr)| addr)
        .collect();
    let mut ranges = Vec::new();
    for (i, &first) in ends.iter().enumerate() {
        for &last in &ends[i..] {
            let range = Range::<F>::new(first, last).unwrap();
            ranges.push((range, Mask::of_range(world, range)));
        }
    }
    for &(a, mask) in &ranges {
        assert_eq!(a.size(), mask.len());
        for &(b, other) in &ranges {
            let of = |range: Option<Range<F>>| {
                range.map_or(Mask([0; 2]), |range| Mask::of_range(world, range))
            };
            assert_eq!(a.overlaps(b), !mask.and(other).is_empty());
            assert_eq!(a.contains_range(b), other.without(mask).is_empty());
            assert_eq!(of(a.intersection(b)), mask.and(other));
            let (below, above) = a.difference(b);
            assert_eq!(of(below).or(of(above)), mask.without(other));
            assert!(below.is_none_or(|below| below.last() < b.first()));
            assert!(above.is_none_or(|above| above.first() > b.last()));
            let hull = a.hull(b);
            assert!(hull.contains_range(a) && hull.contains_range(b));
            let joined = mask.or(other).len() == hull.size();
            assert_eq!(a.union(b), joined.then_some(hull));
            assert_eq!(a.is_adjacent(b), joined && !a.overlaps(b));
        }
    }
}

#[test]
fn pairs_of_ranges_in_all_worlds() {
    for world in worlds::<V4>() {
        pairs_of_ranges(world);
    }
    pairs_of_ranges(worlds::<V6>()[2]);
}
