//! What holds for all of the small maps and their iterators: auto traits, variance, sizes, and the
//! laws of iterators, which other tests here call.

use std::fmt::Debug;
use std::hash::{BuildHasherDefault, DefaultHasher};
use std::panic::{RefUnwindSafe, UnwindSafe};

use boltons::multimap::{
    BiMap, CaseInsensitive, FrozenMap, IgnoreCase, Overwritten, Relation, bimap, frozen, relation,
    subset,
};

/// Takes items from both ends in every possible way and compares them with those of `all`; checks
/// lengths, hints, fusing and the specialised methods after each step.
pub fn iterator_laws<I>(make: impl Fn() -> I)
where
    I: DoubleEndedIterator + ExactSizeIterator,
    I::Item: PartialEq + Debug,
{
    let all: Vec<I::Item> = make().collect();
    let n = all.len();
    for steps in 0..=n + 1 {
        // Bit i: whether step i takes from the back.
        for sides in 0_u32..1 << steps {
            let started = || {
                let (mut iter, mut front, mut back) = (make(), 0, n);
                for step in 0..steps {
                    let there = front < back;
                    if sides >> step & 1 == 1 {
                        back -= usize::from(there);
                        let item = iter.next_back();
                        assert_eq!(item.as_ref(), there.then(|| &all[back]));
                    } else {
                        let item = iter.next();
                        assert_eq!(item.as_ref(), there.then(|| &all[front]));
                        front += usize::from(there);
                    }
                    assert_eq!(iter.len(), back - front);
                    assert_eq!(iter.size_hint(), (back - front, Some(back - front)));
                }
                (iter, &all[front..back])
            };
            let (iter, rest) = started();
            assert_eq!(iter.count(), rest.len());
            let (iter, rest) = started();
            assert_eq!(iter.last().as_ref(), rest.last());
            let (iter, rest) = started();
            let mut folded = Vec::new();
            iter.for_each(|item| folded.push(item));
            assert!(folded.iter().eq(rest));
            let (iter, rest) = started();
            assert!(iter.rev().collect::<Vec<_>>().iter().eq(rest.iter().rev()));
            for k in 0..=rest.len() {
                let (mut iter, rest) = started();
                assert_eq!(iter.nth(k).as_ref(), rest.get(k));
                assert_eq!(iter.len(), rest.len().saturating_sub(k + 1));
                let (mut iter, rest) = started();
                assert_eq!(iter.nth_back(k).as_ref(), rest.iter().rev().nth(k));
            }
        }
    }
}

fn plain<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe + Debug>() {}
fn cloned<T: Clone>() {}

#[test]
fn auto_traits_hold() {
    type B = BiMap<String, u32>;
    type R = Relation<String, u32>;
    type F = FrozenMap<String, u32>;
    plain::<B>();
    plain::<R>();
    plain::<F>();
    plain::<Overwritten<String, u32>>();
    plain::<CaseInsensitive<String>>();
    plain::<IgnoreCase<'_>>();
    plain::<bimap::Iter<'_, String, u32>>();
    plain::<bimap::LeftValues<'_, String, u32>>();
    plain::<bimap::RightValues<'_, String, u32>>();
    plain::<bimap::IntoIter<String, u32>>();
    plain::<relation::Iter<'_, String, u32>>();
    plain::<relation::RightsOf<'_, String, u32>>();
    plain::<relation::LeftsOf<'_, String, u32>>();
    plain::<relation::Lefts<'_, String, u32>>();
    plain::<relation::Rights<'_, String, u32>>();
    plain::<relation::IntoIter<String, u32>>();
    plain::<frozen::Iter<'_, String, u32>>();
    plain::<frozen::Keys<'_, String, u32>>();
    plain::<frozen::Values<'_, String, u32>>();
    plain::<frozen::IntoIter<String, u32>>();
    plain::<subset::OnlyKeys<'_, std::vec::IntoIter<(String, u32)>, str>>();
    plain::<subset::WithoutKeys<'_, std::vec::IntoIter<(String, u32)>, str>>();
}

#[test]
fn shared_iterators_are_clone_whatever_they_yield() {
    struct NotClone;
    cloned::<bimap::Iter<'_, NotClone, NotClone>>();
    cloned::<bimap::LeftValues<'_, NotClone, NotClone>>();
    cloned::<bimap::RightValues<'_, NotClone, NotClone>>();
    cloned::<relation::Iter<'_, NotClone, NotClone>>();
    cloned::<relation::RightsOf<'_, NotClone, NotClone>>();
    cloned::<relation::LeftsOf<'_, NotClone, NotClone>>();
    cloned::<relation::Lefts<'_, NotClone, NotClone>>();
    cloned::<relation::Rights<'_, NotClone, NotClone>>();
    cloned::<frozen::Iter<'_, NotClone, NotClone>>();
    cloned::<frozen::Keys<'_, NotClone, NotClone>>();
    cloned::<frozen::Values<'_, NotClone, NotClone>>();
    cloned::<subset::OnlyKeys<'_, std::slice::Iter<'_, NotClone>, str>>();
}

#[test]
fn maps_are_covariant() {
    fn bimap<'a>(map: BiMap<&'static str, &'static str>) -> BiMap<&'a str, &'a str> {
        map
    }
    fn relation<'a>(map: Relation<&'static str, &'static str>) -> Relation<&'a str, &'a str> {
        map
    }
    fn frozen<'a>(map: FrozenMap<&'static str, &'static str>) -> FrozenMap<&'a str, &'a str> {
        map
    }
    assert_eq!(bimap(BiMap::from([("a", "b")])).len(), 1);
    assert_eq!(relation(Relation::from([("a", "b")])).len(), 1);
    assert_eq!(frozen(FrozenMap::from([("a", "b")])).len(), 1);
}

#[test]
fn sizes_are_small() {
    #[cfg(target_pointer_width = "64")]
    type Zero = BuildHasherDefault<DefaultHasher>;
    const WORD: usize = size_of::<usize>();
    // Counters for tests, which what ships has not.
    #[cfg(target_pointer_width = "64")]
    let counters = |n| if cfg!(feature = "__audit") { n } else { 0 };
    assert_eq!(size_of::<FrozenMap<String, u32>>(), 2 * WORD);
    assert_eq!(size_of::<CaseInsensitive<String>>(), size_of::<String>());
    assert_eq!(size_of::<IgnoreCase<'_>>(), 2 * WORD);
    // Three vectors, two tables and a word of two numbers, each of which is a word of 32 bits.
    #[cfg(target_pointer_width = "64")]
    assert_eq!(size_of::<BiMap<u64, u64, Zero>>(), (3 * 3 + 2 * 4 + 1 + counters(2)) * WORD);
    // Three vectors, three tables, and six words.
    #[cfg(target_pointer_width = "64")]
    assert_eq!(size_of::<Relation<u64, u64, Zero>>(), (3 * 3 + 3 * 4 + 6 + counters(1)) * WORD);
}

#[test]
fn const_construction_needs_no_std_hasher() {
    static HASHER: BuildHasherDefault<DefaultHasher> = BuildHasherDefault::new();
    const EMPTY: BiMap<u8, u8, BuildHasherDefault<DefaultHasher>> =
        BiMap::with_hasher(BuildHasherDefault::new());
    const NONE: Relation<u8, u8, BuildHasherDefault<DefaultHasher>> =
        Relation::with_hasher(BuildHasherDefault::new());
    let mut map = EMPTY;
    map.insert(1, 2);
    assert_eq!(map.get_by_right(&2), Some(&1));
    let mut relation = NONE;
    assert!(relation.insert(1, 2));
    assert_eq!(BiMap::<u8, u8, _>::with_hasher(&HASHER).len(), 0);
}
