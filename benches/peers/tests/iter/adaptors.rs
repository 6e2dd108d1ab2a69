//! Adaptors and grouping against what itertools and itermore give.

use boltons::iter::{IterExt, round_robin};
use itermore::IterArrayChunks;
use itertools::Itertools;
use proptest::prelude::*;

proptest! {
    #[test]
    fn as_itertools(items in prop::collection::vec(0..6u8, 0..80), size in 1..9usize, k in 0..7usize) {
        let source = || items.iter().copied();

        let chunks = source().chunks(size);
        prop_assert!(source().chunked(size).eq(chunks.into_iter().map(Itertools::collect_vec)));
        prop_assert!(source().windowed::<3>().eq(Itertools::array_windows::<3>(source())));
        prop_assert!(source().pairwise().eq(source().tuple_windows()));
        let windows = source().sliding_windows(4).map(<[u8]>::to_vec);
        prop_assert!(windows.eq(Itertools::array_windows::<4>(source()).map(|w| w.to_vec())));
        let runs = source().chunk_by(|n| n / 2);
        let runs = runs.into_iter().map(|(key, run)| (key, run.collect_vec()));
        prop_assert!(source().fold_runs_by_key(|n| n / 2, |_| Vec::new(), Vec::push).eq(runs));

        let groups = source().into_group_map_by(|n| n % 4);
        let ours = source().groups_by(|n| n % 4);
        prop_assert_eq!(ours.len(), groups.len());
        prop_assert!(groups.iter().all(|(key, group)| ours.get(key) == Some(&group[..])));
        prop_assert!(source().bucketize(|n| n % 4).into_iter().all(|(k, group)| groups[&k] == group));
        let counts = source().counts();
        prop_assert!(source().tally().iter().all(|(item, n)| counts[item] == *n));
        prop_assert_eq!(source().tally().len(), counts.len());
        let top = source().most_common(k);
        let largest = counts.into_values().k_largest(k);
        prop_assert!(top.iter().map(|(_, n)| *n).eq(largest));
        let sums = source().into_grouping_map_by(|n| n % 4).fold(0u32, |sum, _, n| sum + u32::from(n));
        let ours = source().fold_by_key(|n| n % 4, |_| 0, |sum, n| *sum += u32::from(n));
        prop_assert!(ours.len() == sums.len() && ours.iter().all(|(key, sum)| sums[key] == *sum));
        let repeated = source().redundant_groups(|n| *n).into_iter().map(|group| group[0]);
        prop_assert!(repeated.eq(source().duplicates()));
        prop_assert_eq!(source().one().ok(), source().exactly_one().ok());

        prop_assert_eq!(
            round_robin([source().collect_vec(), vec![9; k]]).collect_vec(),
            source().interleave(vec![9; k]).collect_vec(),
        );
        let (left, right) = (source().sorted().collect_vec(), source().map(|n| n / 2 * 3).sorted());
        let right = right.collect_vec();
        let union = left.iter().merge_join_by(&right, |l, r| l.cmp(r)).map(|side| side.reduce(|l, _| l));
        prop_assert!(left.iter().sorted_union(&right).eq(union));

        let mut peek = itertools::peek_nth(source());
        let mut ours = source().lookahead::<3>();
        loop {
            prop_assert_eq!(ours.peek(2), peek.peek_nth(2));
            prop_assert_eq!(ours.peek(0), peek.peek_nth(0));
            let (a, b) = (ours.next(), peek.next());
            prop_assert_eq!(a, b);
            if a.is_none() {
                break;
            }
        }
    }

    #[test]
    fn as_itermore(items in prop::collection::vec(any::<u8>(), 0..80)) {
        let source = || items.iter().copied();
        let theirs = IterArrayChunks::array_chunks::<7>(source());
        prop_assert!(source().chunked_array::<7>().eq(theirs));
    }
}
