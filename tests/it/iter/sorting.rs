//! `soft_sorted`, `untyped_sorted`.

use boltons::iter::{soft_sorted, soft_sorted_by_key, untyped_sorted};

use super::support::sequences;

/// boltons' way: a linear search for each item, and a stable sort.
fn naive(items: &[u8], first: &[u8], last: &[u8]) -> Vec<u8> {
    let mut sorted = items.to_vec();
    sorted.sort_by_key(|item| {
        let place = |list: &[u8]| list.iter().position(|other| other == item);
        match (place(first), place(last)) {
            (Some(place), _) => (0, place, 0),
            (None, Some(place)) => (2, place, 0),
            (None, None) => (1, 0, *item),
        }
    });
    sorted
}

#[test]
fn soft_sorted_exhaustively() {
    let ends = sequences(4, 2);
    for items in sequences(4, 4) {
        for (first, last) in ends.iter().flat_map(|f| ends.iter().map(move |l| (f, l))) {
            let expected = naive(&items, first, last);
            assert_eq!(soft_sorted(items.clone(), first, last), expected);
            let pairs = items.iter().copied().zip(0..);
            let by_key = soft_sorted_by_key(pairs, first, last, |pair| pair.0);
            assert!(by_key.iter().map(|pair| pair.0).eq(expected));
            assert!(by_key.windows(2).all(|w| w[0].0 != w[1].0 || w[0].1 < w[1].1), "stable");
        }
    }
}

#[test]
fn soft_sorted_computes_each_key_once() {
    let mut keys = 0;
    let sorted = soft_sorted_by_key(0..100, &[5], &[1], |n| {
        keys += 1;
        n % 7
    });
    assert_eq!(keys, 100);
    assert_eq!(sorted[0], 5);
    assert_eq!(sorted[99], 99);
}

#[test]
fn soft_sorted_searches_the_ends_by_halves() {
    // n · f comparisons would be 10⁸.
    use std::cell::Cell;
    thread_local!(static COMPARED: Cell<u64> = const { Cell::new(0) });
    #[derive(Clone, Eq, PartialEq)]
    struct Counted(u32);
    impl PartialOrd for Counted {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for Counted {
        fn cmp(&self, other: &Self) -> std::cmp::Ordering {
            COMPARED.set(COMPARED.get() + 1);
            self.0.cmp(&other.0)
        }
    }
    let items: Vec<_> = (0..10_000).map(|i| Counted(i * 7919 % 10_000)).collect();
    let sorted = soft_sorted(items.clone(), &items[..5000], &items[5000..]);
    assert!(sorted == items);
    assert!(COMPARED.get() < 20_000 * 2 * 16, "{}", COMPARED.get());
}

#[test]
fn untyped_sorted_is_stable_and_puts_nan_last() {
    let items = [(2.0, 'a'), (f64::NAN, 'b'), (1.0, 'c'), (2.0, 'd'), (-0.0, 'e'), (0.0, 'f')];
    #[derive(PartialEq)]
    struct Item(f64, char);
    impl PartialOrd for Item {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            self.0.partial_cmp(&other.0)
        }
    }
    let sorted = untyped_sorted(items.map(|(n, name)| Item(n, name)), |_| ());
    assert!(sorted.iter().map(|item| item.1).eq("efcadb".chars()));
    // A class before the value.
    let sorted = untyped_sorted(items.map(|(n, name)| Item(n, name)), |item| item.1 < 'd');
    assert!(sorted.iter().map(|item| item.1).eq("efdcab".chars()));
}

#[test]
fn untyped_sorted_agrees_with_a_stable_sort() {
    for items in sequences(3, 7) {
        let mut expected: Vec<(u8, usize)> = items.iter().copied().zip(0..).collect();
        expected.sort_by_key(|(item, _)| *item);
        #[derive(Debug, PartialEq)]
        struct Item(u8, usize);
        impl PartialOrd for Item {
            fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
                self.0.partial_cmp(&other.0)
            }
        }
        let sorted = untyped_sorted(items.iter().zip(0..).map(|(i, n)| Item(*i, n)), |_| ());
        assert!(sorted.iter().map(|item| (item.0, item.1)).eq(expected));
    }
}

/// std's sort may panic on an order that is none ("user-provided comparison function does not
/// correctly implement a total order").
#[test]
fn untyped_sorted_survives_orders_that_are_none() {
    #[derive(Clone, Debug)]
    struct Mad(u64);
    impl PartialEq for Mad {
        fn eq(&self, other: &Self) -> bool {
            (self.0 ^ other.0.rotate_left(3)) % 5 != 0
        }
    }
    impl PartialOrd for Mad {
        fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
            let mixed = (self.0 << 7).wrapping_add(other.0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            [None, Some(std::cmp::Ordering::Less), Some(std::cmp::Ordering::Greater)]
                [(mixed >> 60) as usize % 3]
        }
    }
    for n in [0, 1, 2, 3, 10, 100, 1000] {
        let mut sorted: Vec<u64> =
            untyped_sorted((0..n).map(Mad), |mad| mad.0 % 2).into_iter().map(|mad| mad.0).collect();
        assert!(sorted.is_sorted_by_key(|item| item % 2));
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..n), "nothing lost, nothing twice");
    }
}
