//! `fold_by_key_in`, which every other helper that groups by key is made of.

use super::FoldMap;

/// Folds each item into the value that `map` holds for its key.
#[inline]
pub(crate) fn fold_by_key_in<I, M, K, A>(
    items: I,
    mut map: M,
    mut key: impl FnMut(&I::Item) -> K,
    mut init: impl FnMut(&K) -> A,
    mut fold: impl FnMut(&mut A, I::Item),
) -> M
where
    I: Iterator,
    M: FoldMap<K, A>,
{
    let mut memory = M::Memory::default();
    items.for_each(|item| fold(map.slot(&mut memory, key(&item), &mut init), item));
    map
}
