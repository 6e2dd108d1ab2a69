//! Combinations, permutations, products, subsets: against recursion, and their ranks.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;

use boltons::iter::combin::{
    Combinations, Permutations, Powerset, Product, combinations, next_permutation, permutations,
    powerset, prev_permutation, product,
};
use boltons::iter::itertools::Itertools;

/// All vectors over `0..n[i]` at place i that `keep` accepts at every prefix, in order.
fn vectors(n: &[usize], keep: impl Fn(&[usize]) -> bool) -> Vec<Vec<usize>> {
    let mut all = vec![vec![]];
    for &n in n {
        let longer = |v: &Vec<usize>| {
            (0..n).map(|i| v.iter().copied().chain([i]).collect()).collect::<Vec<Vec<usize>>>()
        };
        all = all.iter().flat_map(longer).filter(|v| keep(v)).collect();
    }
    all
}

/// Checks everything that an iterator promises against the list of what it must give.
macro_rules! check {
    ($make:expr, $expected:expr, $label:expr) => {{
        let expected: Vec<Vec<usize>> = $expected;
        let label = $label;
        assert_eq!($make.total(), Some(expected.len() as u128), "{label}");
        let mut items = $make;
        assert!(items.indices().is_empty(), "{label}");
        for want in &expected {
            let given = items.next().map(<[usize]>::to_vec);
            assert_eq!(given.as_ref(), Some(want), "{label}");
            assert_eq!(
                items.rank_of(want),
                expected.iter().position(|v| v == want).map(|r| r as u128)
            );
        }
        assert_eq!(items.next(), None, "{label}");
        assert_eq!(items.next(), None, "{label}");
        for (rank, _) in expected.iter().enumerate() {
            let mut sought = $make;
            if rank % 2 == 1 {
                sought.next();
            }
            assert!(sought.seek(rank as u128), "{label} at {rank}");
            assert!(sought.indices().is_empty());
            let rest: Vec<Vec<usize>> = sought.clone().fold(Vec::new(), |mut all, item| {
                all.push(item.to_vec());
                all
            });
            assert_eq!(rest, expected[rank..], "{label} from {rank}");
            let map = sought.map(<[usize]>::to_vec);
            let left = expected.len() - rank;
            assert_eq!(map.size_hint(), (left, Some(left)));
            assert_eq!(map.collect::<Vec<_>>(), expected[rank..]);
        }
        let mut past = $make;
        assert!(!past.seek(expected.len() as u128), "{label}");
        assert_eq!(past.next(), None, "{label}");
        // Another seek brings it back.
        assert_eq!(past.seek(0), !expected.is_empty(), "{label}");
        assert_eq!(past.next().map(<[usize]>::to_vec), expected.first().cloned(), "{label}");
    }};
}

#[test]
fn combinations_equal_recursion() {
    for n in 0..7 {
        for k in 0..9 {
            let expected = vectors(&vec![n; k], |v| v.windows(2).all(|w| w[0] < w[1]));
            check!(combinations(0..n, k), expected, format!("C({n}, {k})"));
        }
    }
}

#[test]
fn permutations_equal_recursion() {
    for n in 0..6 {
        for k in 0..8 {
            let expected = vectors(&vec![n; k], |v| v.iter().all_unique());
            check!(permutations(0..n, k), expected, format!("P({n}, {k})"));
        }
    }
}

#[test]
fn products_equal_recursion() {
    let lens: [&[usize]; 8] =
        [&[], &[0], &[3], &[2, 3], &[3, 0, 2], &[1, 1, 1], &[4, 1, 2, 3], &[2, 0]];
    for lens in lens {
        let expected = vectors(lens, |_| true);
        check!(product(lens.iter().map(|&n| 0..n)), expected, format!("{lens:?}"));
    }
}

#[test]
fn subsets_equal_the_sizes_of_combinations() {
    for n in 0..7 {
        let sizes = 0..=n;
        let expected = sizes
            .flat_map(|k| vectors(&vec![n; k], |v| v.windows(2).all(|w| w[0] < w[1])))
            .collect();
        check!(powerset(0..n), expected, format!("2^{n}"));
    }
}

#[test]
fn order_is_that_of_itertools() {
    let pool = ["a", "b", "c", "d", "e"];
    let texts = |items: &[&str]| items.concat();
    for k in 0..6 {
        let ours: Vec<String> = combinations(pool, k).map(texts).collect();
        assert_eq!(ours, pool.into_iter().combinations(k).map(|v| v.concat()).collect::<Vec<_>>());
        let ours: Vec<String> = permutations(pool, k).map(texts).collect();
        assert_eq!(ours, pool.into_iter().permutations(k).map(|v| v.concat()).collect::<Vec<_>>());
    }
    let ours: Vec<String> = powerset(pool).map(texts).collect();
    assert_eq!(ours, pool.into_iter().powerset().map(|v| v.concat()).collect::<Vec<_>>());
    let pools = || [0..3, 5..7, 1..4].into_iter();
    let ours: Vec<Vec<i32>> = product(pools()).map(<[i32]>::to_vec).collect();
    assert_eq!(ours, pools().multi_cartesian_product().collect::<Vec<_>>());
}

#[test]
fn itertools_159_empty_products() {
    let none: [Vec<u8>; 0] = [];
    assert_eq!(product(none).next(), Some([].as_slice()));
    assert_eq!(product([vec![1_u8], vec![]]).next(), None);
    assert_eq!(product([Vec::<u8>::new()]).total(), Some(0));
}

#[test]
fn totals_are_exact_or_nothing() {
    assert_eq!(
        combinations(0..128, 64).total(),
        Some(23_951_146_041_928_082_866_135_587_776_380_551_750)
    );
    assert_eq!(combinations(0..140, 70).total(), None);
    assert_eq!(combinations(0..100_000, 2).total(), Some(4_999_950_000));
    assert_eq!(combinations(0..10, 99).total(), Some(0));
    assert_eq!(permutations(0..34, 34).total(), Some((1..=34).product()));
    assert_eq!(permutations(0..35, 35).total(), None);
    assert_eq!(powerset(0..127).total(), Some(1 << 127));
    assert_eq!(powerset(0..128).total(), None);
    assert_eq!(product(vec![0..4; 63]).total(), Some(1 << 126));
    assert_eq!(product(vec![0..4; 64]).total(), None);
    let mut with_empty = vec![0..4; 70];
    with_empty.push(0..0);
    assert_eq!(product(with_empty).total(), Some(0));
}

#[test]
fn iteration_and_seek_work_where_the_total_does_not_fit() {
    let mut items = combinations(0..200, 100);
    assert!(items.next().is_some_and(|item| item.iter().copied().eq(0..100)));
    for rank in [0, 1, 12_345_678_901_234_567_890_u128, u128::MAX] {
        assert!(items.seek(rank));
        let indices = items.next().map(<[i32]>::to_vec).unwrap();
        assert!(indices.windows(2).all(|w| w[0] < w[1]));
        assert_eq!(items.rank_of(items.indices()), Some(rank));
    }
    assert_eq!(items.clone().map(|_| ()).size_hint(), (usize::MAX, None));
    let mut items = permutations(0..50, 50);
    for rank in [0, 1, 1 << 100, u128::MAX] {
        assert!(items.seek(rank));
        items.next();
        assert_eq!(items.rank_of(items.indices()), Some(rank));
    }
    let mut items = powerset(0..300);
    for rank in [0, 300, 301, 1 << 90, u128::MAX] {
        assert!(items.seek(rank));
        items.next();
        assert_eq!(items.rank_of(items.indices()), Some(rank));
    }
    let last: Vec<usize> = (100..200).collect();
    assert_eq!(combinations(0..200, 100).rank_of(&last), None);
}

#[test]
fn ranks_of_what_is_not_there() {
    assert_eq!(combinations(0..5, 2).rank_of(&[1]), None);
    assert_eq!(combinations(0..5, 2).rank_of(&[1, 1]), None);
    assert_eq!(combinations(0..5, 2).rank_of(&[2, 1]), None);
    assert_eq!(combinations(0..5, 2).rank_of(&[1, 5]), None);
    assert_eq!(combinations(0..5, 2).rank_of(&[1, usize::MAX]), None);
    assert_eq!(permutations(0..5, 2).rank_of(&[1, 1]), None);
    assert_eq!(permutations(0..5, 2).rank_of(&[5, 1]), None);
    assert_eq!(permutations(0..2, 5).rank_of(&[0, 1, 2, 3, 4]), None);
    assert_eq!(powerset(0..3).rank_of(&[0, 3]), None);
    assert_eq!(powerset(0..3).rank_of(&[0, 1, 2, 3]), None);
    assert_eq!(product([0..2, 0..3]).rank_of(&[1]), None);
    assert_eq!(product([0..2, 0..3]).rank_of(&[1, 3]), None);
}

#[test]
fn a_huge_k_costs_nothing() {
    assert_eq!(combinations(0..3, usize::MAX).next(), None);
    assert_eq!(permutations(0..3, usize::MAX).next(), None);
    assert!(!permutations(0..3, usize::MAX).seek(0));
}

#[test]
fn indices_stay_at_the_end() {
    let mut items = permutations(0..3, 2);
    while items.next().is_some() {}
    assert_eq!(items.indices(), [2, 1]);
    let mut items = combinations(0..3, 2);
    while items.next().is_some() {}
    assert_eq!(items.indices(), [1, 2]);
}

/// A value whose clone panics when the countdown says so.
#[derive(Debug)]
struct Bomb(u32, Rc<Cell<u32>>);

impl Clone for Bomb {
    fn clone(&self) -> Self {
        match self.1.get() {
            0 => panic!("clone"),
            n => self.1.set(n - 1),
        }
        Self(self.0, self.1.clone())
    }
}

#[test]
fn a_panicking_clone_loses_nothing() {
    let expected: Vec<Vec<u32>> = permutations(0..4_u32, 3).map(<[u32]>::to_vec).collect();
    for fuse in 0..60 {
        let countdown = Rc::new(Cell::new(u32::MAX));
        let mut items = permutations((0..4).map(|n| Bomb(n, countdown.clone())), 3);
        countdown.set(fuse);
        let mut given = Vec::new();
        loop {
            let step = catch_unwind(AssertUnwindSafe(|| {
                items.next().map(|item| item.iter().map(|b| b.0).collect::<Vec<_>>())
            }));
            match step {
                Ok(Some(item)) => given.push(item),
                Ok(None) => break,
                // Once is enough.
                Err(_) => countdown.set(u32::MAX),
            }
        }
        assert_eq!(given, expected, "after {fuse} clones");
    }
}

#[test]
fn next_permutation_walks_all_arrangements_once() {
    for items in [vec![], vec![1], vec![1, 1], vec![1, 2, 3, 4], vec![1, 1, 2, 2, 3], vec![2, 2, 2]]
    {
        let mut expected: Vec<Vec<i32>> = items.iter().copied().permutations(items.len()).collect();
        expected.sort();
        expected.dedup();
        let mut walk = items.clone();
        for (i, want) in expected.iter().enumerate() {
            assert_eq!(&walk, want);
            assert_eq!(next_permutation(&mut walk), i + 1 < expected.len());
        }
        assert_eq!(walk, items, "back at the first");
        for (i, want) in expected.iter().enumerate().rev() {
            assert_eq!(prev_permutation(&mut walk), i + 1 < expected.len());
            assert_eq!(&walk, want);
        }
    }
}

#[test]
fn travel_between_threads() {
    fn check<T: Send + Sync + Unpin + std::panic::UnwindSafe + Clone + std::fmt::Debug>() {}
    check::<Combinations<String>>();
    check::<Permutations<String>>();
    check::<Powerset<String>>();
    check::<Product<String>>();
}

#[test]
fn the_size_of_what_is_left_after_some_items() {
    macro_rules! check_left {
        ($make:expr) => {{
            let total = usize::try_from($make.total().unwrap()).unwrap();
            for taken in 0..=total + 1 {
                let mut items = $make;
                for _ in 0..taken {
                    items.next();
                }
                let left = total.saturating_sub(taken);
                let map = items.map(<[u8]>::len);
                assert_eq!(map.size_hint(), (left, Some(left)), "{left} of {total}");
                assert_eq!(map.count(), left);
            }
        }};
    }
    check_left!(combinations([1, 2, 3, 4, 5], 3));
    check_left!(permutations([1, 2, 3, 4], 3));
    check_left!(product([vec![1, 2], vec![3], vec![4, 5, 6]]));
    check_left!(powerset([1, 2, 3, 4]));
    check_left!(combinations([1, 2], 3));
    check_left!(product([vec![1], vec![]]));
    // More than a `usize` counts: advanced, too.
    let mut many = combinations(0..128_u8, 64);
    many.next();
    assert_eq!(many.map(<[u8]>::len).size_hint(), (usize::MAX, None));
}

#[test]
fn sources_that_lie_about_their_size() {
    use super::support::{Hint, Source};

    for (lower, upper) in
        [(usize::MAX, None), (usize::MAX, Some(usize::MAX)), (0, Some(0)), (9, Some(1))]
    {
        let source = || Source::new(&[1_u8, 2, 3], Hint::Lie(lower, upper));
        assert_eq!(combinations(source(), 2).total(), Some(3));
        assert_eq!(combinations(source(), 2).map(<[u8]>::to_vec).count(), 3);
        assert_eq!(permutations(source(), 2).map(<[u8]>::to_vec).count(), 6);
        assert_eq!(powerset(source()).map(<[u8]>::to_vec).count(), 8);
        assert_eq!(product([source(), source()]).map(<[u8]>::to_vec).count(), 9);
        let pools = Source::new(&[vec![1_u8, 2], vec![3]], Hint::Lie(lower, upper));
        assert_eq!(product(pools).map(<[u8]>::to_vec).count(), 2);
    }
}
