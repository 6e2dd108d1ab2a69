//! The power set: all subsets, the smallest first.

use alloc::vec::Vec;

use super::combinations::{advance, binomial, first, rank, run, unrank};
use super::engine::{Engine, Lend, Map, Order, gather, lending};

/// Creates the iterator over the subsets of `pool`: by size, then as
/// [`combinations`](super::combinations).
///
/// The first is the empty one. The pool is read at once.
///
/// # Examples
///
/// ```
/// use boltons::iter::combin::powerset;
///
/// let subsets: Vec<Vec<i32>> = powerset([1, 2, 3]).map(<[i32]>::to_vec).collect();
/// assert_eq!(
///     subsets,
///     [vec![], vec![1], vec![2], vec![3], vec![1, 2], vec![1, 3], vec![2, 3], vec![1, 2, 3]],
/// );
/// ```
#[doc(alias = "subsets")]
pub fn powerset<T: Clone>(pool: impl IntoIterator<Item = T>) -> Powerset<T> {
    let pool = gather(pool);
    let order = Sizes { n: pool.len(), indices: Vec::new() };
    Powerset(Engine::new(pool, order))
}

/// A lending iterator over subsets, to loop over with `while let Some(item) = items.next()` or its
/// `for_each`, `fold` and `map`; from [`powerset`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Powerset<T>(Engine<T, Sizes>);

lending!(
    Powerset,
    "let mut items = boltons::iter::combin::powerset('a'..='c');",
    "Computes in **O(n·k)** time for n items in the pool and a subset of k."
);

/// Vectors of 0 to n indices that ascend strictly.
#[derive(Clone, Debug)]
struct Sizes {
    n: usize,
    indices: Vec<usize>,
}

impl Order for Sizes {
    fn first(&mut self) -> bool {
        first(&mut self.indices, self.n, 0)
    }

    #[inline]
    fn advance(&mut self) -> Option<usize> {
        let size = self.indices.len();
        match advance(&mut self.indices, self.n) {
            Some(from) => Some(from),
            None if size < self.n => first(&mut self.indices, self.n, size + 1).then_some(0),
            None => None,
        }
    }

    #[inline]
    fn run<T: Clone, B>(
        &mut self,
        pool: &[T],
        items: &mut [T],
        value: B,
        f: impl FnMut(B, &[T]) -> B,
    ) -> B {
        run(&mut self.indices, pool, items, value, f)
    }

    #[inline]
    fn indices(&self) -> &[usize] {
        &self.indices
    }

    #[inline]
    fn place(&self, _: usize, index: usize) -> usize {
        index
    }

    fn total(&self) -> Option<u128> {
        u32::try_from(self.n).ok().and_then(|n| 1_u128.checked_shl(n))
    }

    fn unrank(&mut self, rank: u128) -> bool {
        let mut left = rank;
        for size in 0..=self.n {
            match binomial(self.n, size) {
                Some(count) if count <= left => left -= count,
                _ => return unrank(&mut self.indices, self.n, size, left),
            }
        }
        false
    }

    fn rank(&self, indices: &[usize]) -> Option<u128> {
        let mut below = 0_u128;
        for size in 0..indices.len().min(self.n) {
            below = below.checked_add(binomial(self.n, size)?)?;
        }
        below.checked_add(rank(indices, self.n)?)
    }
}
