//! Sets against bitmaps of a small world that lies at either end of the space.

#[cfg(not(feature = "__audit"))]
use crate::unaudited::Unaudited as _;
use boltons::ip::{Family, Ipv6Set, Prefix, PrefixPool, Range, Set, V4, V6};
use proptest::collection::vec;
use proptest::prelude::*;
use std::net::{Ipv4Addr, Ipv6Addr};

const WIDTH: u8 = 100;

/// A change of a set, or of another that is combined with it.
#[derive(Clone, Debug)]
pub enum Op {
    Insert(u8, u8),
    Remove(u8, u8),
    Extend(Vec<(u8, u8)>),
    PopFirst,
    PopLast,
    ShrinkToFit,
    Or(Vec<(u8, u8)>),
    And(Vec<(u8, u8)>),
    Sub(Vec<(u8, u8)>),
    Xor(Vec<(u8, u8)>),
    Not,
}

fn span() -> impl Strategy<Value = (u8, u8)> {
    (0..WIDTH, 0..12_u8).prop_map(|(first, len)| (first, (first + len).min(WIDTH - 1)))
}

pub fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => span().prop_map(|(a, b)| Op::Insert(a, b)),
        4 => span().prop_map(|(a, b)| Op::Remove(a, b)),
        1 => vec(span(), 0..8).prop_map(Op::Extend),
        1 => Just(Op::PopFirst),
        1 => Just(Op::PopLast),
        1 => Just(Op::ShrinkToFit),
        1 => vec(span(), 0..8).prop_map(Op::Or),
        1 => vec(span(), 0..20).prop_map(Op::And),
        1 => vec(span(), 0..8).prop_map(Op::Sub),
        1 => vec(span(), 0..8).prop_map(Op::Xor),
        1 => Just(Op::Not),
    ]
}

/// A family with a window of `WIDTH` addresses that ends with the last of all.
pub trait Window: Family {
    fn at(i: u8) -> Self::Addr;
    fn outside() -> Range<Self>;
}

impl Window for V4 {
    fn at(i: u8) -> Ipv4Addr {
        Ipv4Addr::from_bits(u32::MAX - u32::from(WIDTH - 1 - i))
    }
    fn outside() -> Range<Self> {
        Range::new(Self::MIN, Ipv4Addr::from_bits(u32::MAX - u32::from(WIDTH))).unwrap()
    }
}

impl Window for V6 {
    fn at(i: u8) -> Ipv6Addr {
        Ipv6Addr::from_bits(u128::MAX - u128::from(WIDTH - 1 - i))
    }
    fn outside() -> Range<Self> {
        Range::new(Self::MIN, Ipv6Addr::from_bits(u128::MAX - u128::from(WIDTH))).unwrap()
    }
}

fn range<F: Window>((a, b): (u8, u8)) -> Range<F> {
    Range::new(F::at(a), F::at(b)).unwrap()
}

fn set<F: Window>(spans: &[(u8, u8)]) -> Set<F> {
    spans.iter().map(|s| range::<F>(*s)).collect()
}

fn mask(spans: &[(u8, u8)]) -> u128 {
    spans.iter().fold(0, |mask, (a, b)| mask | (u128::MAX >> (127 - (b - a))) << a)
}

pub fn run<F: Window>(ops: Vec<Op>) {
    const ALL: u128 = u128::MAX >> (128 - WIDTH as u32);
    let mut subject = Set::<F>::new();
    let mut model = 0_u128;
    for op in ops {
        match op {
            Op::Insert(a, b) => {
                assert_eq!(
                    subject.insert(range::<F>((a, b))),
                    model & mask(&[(a, b)]) != mask(&[(a, b)])
                );
                model |= mask(&[(a, b)]);
            }
            Op::Remove(a, b) => {
                assert_eq!(subject.remove(range::<F>((a, b))), model & mask(&[(a, b)]) != 0);
                model &= !mask(&[(a, b)]);
            }
            Op::Extend(spans) => {
                subject.extend(spans.iter().map(|s| range::<F>(*s)));
                model |= mask(&spans);
            }
            Op::PopFirst => {
                let run = model.trailing_zeros();
                if let Some(popped) = subject.pop_first() {
                    let len = (model >> run).trailing_ones();
                    assert_eq!(popped, range((run as u8, (run + len - 1) as u8)));
                    model &= !mask(&[(run as u8, (run + len - 1) as u8)]);
                } else {
                    assert_eq!(model, 0);
                }
            }
            Op::PopLast => {
                if let Some(popped) = subject.pop_last() {
                    let last = model.ilog2();
                    let len = (model << (127 - last)).leading_ones();
                    let run = ((last + 1 - len) as u8, last as u8);
                    assert_eq!(popped, range(run));
                    model &= !mask(&[run]);
                } else {
                    assert_eq!(model, 0);
                }
            }
            Op::ShrinkToFit => {
                subject.shrink_to_fit();
                assert_eq!(subject.capacity(), subject.range_count());
            }
            Op::Or(spans) => {
                subject |= &set(&spans);
                model |= mask(&spans);
            }
            Op::And(spans) => {
                subject &= &set(&spans);
                model &= mask(&spans);
            }
            Op::Sub(spans) => {
                subject -= &set(&spans);
                model &= !mask(&spans);
            }
            Op::Xor(spans) => {
                subject ^= &set(&spans);
                model ^= mask(&spans);
            }
            Op::Not => {
                subject = !&subject;
                assert!(subject.remove(F::outside()));
                model = !model & ALL;
            }
        }
        subject.check();
        let frozen = subject.freeze();
        for i in 0..WIDTH {
            assert_eq!(subject.contains(F::at(i)), model >> i & 1 != 0, "{i} in {subject:?}");
            assert_eq!(frozen.contains(F::at(i)), model >> i & 1 != 0);
        }
        assert_eq!(subject.size(), u128::from(model.count_ones()));
        assert_eq!(subject.prefixes().collect::<Set<F>>(), subject);
        assert_eq!(subject.gaps().collect::<Set<F>>(), !&subject);
    }
}

proptest! {
    #[test]
    fn v4_set_is_a_bitmap(ops in vec(op(), 0..40)) {
        run::<V4>(ops);
    }

    #[test]
    fn v6_set_is_a_bitmap(ops in vec(op(), 0..40)) {
        run::<V6>(ops);
    }

    /// The laws of sets at full width.
    #[test]
    fn laws(a in vec(any::<(u128, u128)>(), 0..20), b in vec(any::<(u128, u128)>(), 0..20)) {
        let make = |ends: &[(u128, u128)]| -> Ipv6Set {
            let addr = Ipv6Addr::from_bits;
            ends.iter().map(|(x, y)| Range::new(addr(*x.min(y)), addr(*x.max(y))).unwrap()).collect()
        };
        // All of them are wide; half of them narrow.
        let narrow = |(i, (x, y)): (usize, &(u128, u128))| if i % 2 == 0 { (*x, *y) } else { (*x, x.saturating_add(y >> 20)) };
        let a = make(&a.iter().enumerate().map(narrow).collect::<Vec<_>>());
        let b = make(&b.iter().enumerate().map(narrow).collect::<Vec<_>>());
        for set in [&a, &b, &(&a | &b), &(&a & &b), &(&a - &b), &(&a ^ &b), &!&a] {
            set.check();
        }
        prop_assert_eq!(&(&a | &b), &!&(&!&a & &!&b));
        prop_assert_eq!(&(&a - &b), &(&a & &!&b));
        prop_assert_eq!(&(&a ^ &b), &(&(&a | &b) - &(&a & &b)));
        prop_assert_eq!(&!&!&a, &a);
        prop_assert_eq!(a.is_subset(&b), (&a - &b).is_empty());
        prop_assert_eq!(a.is_disjoint(&b), (&a & &b).is_empty());
        prop_assert_eq!(a.cmp(&b).is_eq(), a == b);
    }

    /// A pool is the set of what is free.
    #[test]
    fn pool_is_a_set(ops in vec((0..3_u8, any::<u8>(), 24..=32_u8), 0..60)) {
        let block = Prefix::<V4>::literal("192.0.2.0/24");
        let mut pool = PrefixPool::new(block);
        let mut free = Set::from(block);
        for (kind, at, len) in ops {
            let what = Prefix::truncated(Ipv4Addr::new(192, 0, 2, at), len).unwrap();
            match kind {
                0 => match pool.allocate(len) {
                    Some(got) => {
                        prop_assert!(free.contains_range(got));
                        free.remove(got);
                    }
                    None => prop_assert!(free.prefixes().all(|p| p.prefix_len() > len)),
                },
                1 => {
                    let whole = free.contains_range(what);
                    prop_assert_eq!(pool.allocate_exact(what).is_ok(), whole);
                    if whole {
                        free.remove(what);
                    }
                }
                _ => {
                    let taken = !free.overlaps(what);
                    prop_assert_eq!(pool.release(what).is_ok(), taken);
                    if taken {
                        free.insert(what);
                    }
                }
            }
            pool.check();
            prop_assert!(pool.free().eq(free.prefixes()));
        }
    }
}
