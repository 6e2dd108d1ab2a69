//! The Cartesian product: one item of each pool, in every way.

use alloc::vec::Vec;

use super::engine::{Engine, Lend, Map, Order, gather, lending, run_last};

/// Creates the iterator over the Cartesian product of `pools`; the last pool turns fastest.
///
/// If a pool is empty, there are no items; an empty list of pools yields one empty item. The pools
/// are read at once.
///
/// # Examples
///
/// ```
/// use boltons::iter::combin::product;
///
/// let mut sizes = product([vec!["S", "M"], vec!["red", "blue"]]);
/// assert_eq!(sizes.next(), Some(["S", "red"].as_slice()));
/// assert_eq!(sizes.next(), Some(["S", "blue"].as_slice()));
/// assert_eq!(sizes.total(), Some(4));
/// ```
#[doc(alias = "cartesian_product")]
#[doc(alias = "multi_cartesian_product")]
pub fn product<T: Clone, P: IntoIterator<Item = T>>(
    pools: impl IntoIterator<Item = P>,
) -> Product<T> {
    let mut all = Vec::new();
    let mut starts = alloc::vec![0];
    for pool in pools {
        gather(pool).into_iter().for_each(|item| all.push(item));
        starts.push(all.len());
    }
    Product(Engine::new(all, Odometer { starts, indices: Vec::new() }))
}

/// A lending iterator over a Cartesian product, to loop over with `while let Some(item) = items.next()` or its
/// `for_each`, `fold` and `map`; from [`product`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Product<T>(Engine<T, Odometer>);

lending!(
    Product,
    "let mut items = boltons::iter::combin::product(['a'..='c', 'x'..='z']);",
    "Computes in **O(k)** time for k pools."
);

/// Vectors of one index for each pool.
#[derive(Clone, Debug)]
struct Odometer {
    /// Where each pool starts in the flat pool, and the end of the last.
    starts: Vec<usize>,
    indices: Vec<usize>,
}

impl Odometer {
    /// The lengths of the pools.
    #[inline]
    fn lens(&self) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + '_ {
        self.starts.windows(2).map(|ends| ends[1] - ends[0])
    }
}

impl Order for Odometer {
    fn first(&mut self) -> bool {
        self.indices.clear();
        self.indices.resize(self.starts.len() - 1, 0);
        self.lens().all(|len| len > 0)
    }

    #[inline]
    fn advance(&mut self) -> Option<usize> {
        let p = self.lens().zip(&self.indices).rposition(|(len, index)| index + 1 < len)?;
        self.indices[p] += 1;
        self.indices[p + 1..].fill(0);
        Some(p)
    }

    #[inline]
    fn run<T: Clone, B>(
        &mut self,
        pool: &[T],
        items: &mut [T],
        value: B,
        f: impl FnMut(B, &[T]) -> B,
    ) -> B {
        let (Some(last), [.., start, _]) = (self.indices.last_mut(), &*self.starts) else {
            return value;
        };
        // The last pool ends where the flat one does.
        let Some(rest) = pool.get(start + *last + 1..) else { return value };
        *last += rest.len();
        run_last(rest, items, value, f)
    }

    #[inline]
    fn indices(&self) -> &[usize] {
        &self.indices
    }

    #[inline]
    fn place(&self, position: usize, index: usize) -> usize {
        self.starts[position] + index
    }

    fn total(&self) -> Option<u128> {
        if self.lens().any(|len| len == 0) {
            return Some(0);
        }
        self.lens().try_fold(1_u128, |product, len| product.checked_mul(len as u128))
    }

    fn unrank(&mut self, rank: u128) -> bool {
        if !self.first() {
            return false;
        }
        let mut left = rank;
        for p in (0..self.indices.len()).rev() {
            let len = (self.starts[p + 1] - self.starts[p]) as u128;
            self.indices[p] = (left % len) as usize;
            left /= len;
        }
        left == 0
    }

    fn rank(&self, indices: &[usize]) -> Option<u128> {
        let lens = self.lens();
        if indices.len() != lens.len() {
            return None;
        }
        let mut rank = Some(0_u128);
        for (len, &index) in lens.zip(indices) {
            if index >= len {
                return None;
            }
            rank = rank.and_then(|r| r.checked_mul(len as u128)?.checked_add(index as u128));
        }
        rank
    }
}
