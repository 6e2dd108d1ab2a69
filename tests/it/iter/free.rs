//! Every function at the module's root does what its method does.

use std::collections::HashMap;

use boltons::iter::{self, IndexMap, IterExt};

const ITEMS: [u8; 9] = [1, 2, 2, 0, 3, 3, 3, 0, 1];

/// What goes in is anything that can be made an iterator: here an array by value.
#[test]
fn every_function_is_its_method() {
    let it = || ITEMS.into_iter();
    let odd = |n: &u8| n % 2 == 1;
    let zero = |n: &u8| *n == 0;

    assert!(iter::chunked(ITEMS, 2).eq(it().chunked(2)));
    assert!(iter::chunked_array::<_, 4>(ITEMS).eq(it().chunked_array::<4>()));
    assert_eq!(iter::chunked_array::<_, 9>(ITEMS).next(), Some(ITEMS));
    let while_ = |chunk: &[u8], next: &u8| chunk.len() < 3 && *next > 0;
    assert!(iter::chunked_while(ITEMS, while_).eq(it().chunked_while(while_)));
    assert!(iter::windowed::<_, 3>(ITEMS).eq(it().windowed::<3>()));
    assert!(iter::pairwise(ITEMS).eq(it().pairwise()));
    let sums = |window: &[u8]| window.iter().sum::<u8>();
    assert!(iter::sliding_windows(ITEMS, 4).map(sums).eq(it().sliding_windows(4).map(sums)));
    assert!(iter::split_on(ITEMS, zero).eq(it().split_on(zero)));
    assert!(iter::splitn_on(ITEMS, 2, zero).eq(it().splitn_on(2, zero)));
    assert!(iter::trim_while(ITEMS, odd).eq(it().trim_while(odd)));
    assert!(iter::trim_while(ITEMS, odd).eq([2, 2, 0, 3, 3, 3, 0]));

    assert_eq!(iter::groups_by(ITEMS, |n| *n), it().groups_by(|n| *n));
    assert_eq!(iter::bucketize(ITEMS, |n| *n), it().bucketize(|n| *n));
    assert_eq!(iter::bucketize(ITEMS, odd)[&true], [1, 3, 3, 3, 1]);
    let add = |sum: &mut u8, n: u8| *sum += n;
    assert_eq!(iter::fold_by_key(ITEMS, odd, |_| 1, add), IndexMap::from([(true, 12), (false, 5)]),);
    assert_eq!(iter::tally(ITEMS), it().tally());
    assert_eq!(iter::tally(ITEMS), IndexMap::from([(1, 2), (2, 2), (0, 2), (3, 3)]));
    assert_eq!(iter::most_common(ITEMS, 2), [(3, 3), (1, 2)]);
    assert_eq!(iter::redundant_groups(ITEMS, |n| *n), it().redundant_groups(|n| *n));
    let parts = |n: &u8| usize::from(*n);
    assert_eq!(iter::partition_n::<_, 3>(ITEMS, parts), it().partition_n::<3>(parts));
    assert_eq!(iter::one([7]).ok(), Some(7));
    assert!(iter::one(ITEMS).unwrap_err().is_conflict());
    assert!(iter::one(None::<u8>).unwrap_err().is_not_found());

    // A map with entries is folded into, whatever the map.
    let map = HashMap::from([(true, 100)]);
    let folded = it().fold_by_key_in(map, odd, |_| 0, add);
    assert_eq!(folded, HashMap::from([(true, 111), (false, 4)]));
}

#[test]
#[should_panic(expected = "must not be zero")]
fn a_zero_size_panics_here_too() {
    let _ = iter::chunked(ITEMS, 0);
}
