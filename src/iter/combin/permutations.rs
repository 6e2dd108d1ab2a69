//! Permutations: k of n items, each at most once, in every order.

use alloc::vec::Vec;

use super::engine::{Engine, Lend, Map, Order, gather, lending};

/// Creates the iterator over the arrangements of `k` items of `pool`, in lexicographic order.
///
/// With `k` greater than the number of items there are none; with `k == 0` there is one, which is
/// empty. The pool is read at once.
///
/// # Examples
///
/// ```
/// use boltons::iter::combin::permutations;
///
/// let words: Vec<String> = permutations("abc".chars(), 2).map(|p| p.iter().collect()).collect();
/// assert_eq!(words, ["ab", "ac", "ba", "bc", "ca", "cb"]);
/// assert_eq!(permutations([1, 2], 3).next(), None);
/// ```
pub fn permutations<T: Clone>(pool: impl IntoIterator<Item = T>, k: usize) -> Permutations<T> {
    let pool = gather(pool);
    let order = Arranged { k, all: (0..pool.len()).collect(), choices: Vec::new() };
    Permutations(Engine::new(pool, order))
}

/// A lending iterator over permutations, from [`permutations`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Permutations<T>(Engine<T, Arranged>);

lending!(
    Permutations,
    "let mut items = boltons::iter::combin::permutations('a'..='d', 2);",
    "Computes in **O(n·k)** time for n items in the pool."
);

/// Vectors of k different indices.
///
/// `all` is a permutation of 0..n whose first k are the vector, and `all[p + 1..]` without the
/// later choices would ascend: position p holds the `choices[p]`-th of the indices that the
/// positions before it left, in ascending order. So `choices` is the vector's rank in the
/// factorial base.
#[derive(Clone, Debug)]
struct Arranged {
    k: usize,
    all: Vec<usize>,
    choices: Vec<usize>,
}

impl Arranged {
    /// Position p takes choice c of what is left to it, where it and all behind it are in
    /// ascending order.
    fn choose(&mut self, p: usize, c: usize) {
        self.all[p..=p + c].rotate_right(1);
        self.choices[p] = c;
    }

    /// How many arrangements there are of the positions from p on.
    fn below(&self, p: usize) -> Option<u128> {
        falling(self.all.len() - p, self.k - p)
    }
}

impl Order for Arranged {
    fn first(&mut self) -> bool {
        if self.k > self.all.len() {
            return false;
        }
        for (i, index) in self.all.iter_mut().enumerate() {
            *index = i;
        }
        self.choices.clear();
        self.choices.resize(self.k, 0);
        true
    }

    #[inline]
    fn advance(&mut self) -> Option<usize> {
        let n = self.all.len();
        let p = (0..self.k).rev().find(|&p| self.choices[p] + 1 < n - p)?;
        // The positions behind were at their last choice: [a₂ a₀ a₁] becomes [a₀ a₁ a₂] again.
        for q in (p + 1..self.k).rev() {
            self.all[q..].rotate_left(1);
            self.choices[q] = 0;
        }
        // [a₁ a₀ a₂ a₃] becomes [a₂ a₀ a₁ a₃]: the rest stays in ascending order.
        let c = self.choices[p] + 1;
        self.all.swap(p, p + c);
        self.choices[p] = c;
        Some(p)
    }

    #[inline]
    fn indices(&self) -> &[usize] {
        // Only vectors that were set are asked for, and they have k places.
        self.all.get(..self.k).unwrap_or(&[])
    }

    #[inline]
    fn place(&self, _: usize, index: usize) -> usize {
        index
    }

    fn total(&self) -> Option<u128> {
        falling(self.all.len(), self.k)
    }

    fn unrank(&mut self, rank: u128) -> bool {
        if self.total().is_some_and(|total| rank >= total) || !self.first() {
            return false;
        }
        let mut left = rank;
        for p in 0..self.k {
            // A count that does not fit is greater than any rank: choice 0, which stands.
            if let Some(count) = self.below(p + 1) {
                // Below n - p, because the rank is below the count of all positions from p on.
                let c = (left / count) as usize;
                left %= count;
                self.choose(p, c);
            }
        }
        true
    }

    fn rank(&self, indices: &[usize]) -> Option<u128> {
        let n = self.all.len();
        if indices.len() != self.k || self.k > n || indices.iter().any(|&i| i >= n) {
            return None;
        }
        let mut used = alloc::vec![false; n];
        let mut rank = 0_u128;
        for (p, &index) in indices.iter().enumerate() {
            if core::mem::replace(&mut used[index], true) {
                return None;
            }
            let choice = used[..index].iter().filter(|used| !**used).count();
            if choice > 0 {
                rank = rank.checked_add(self.below(p + 1)?.checked_mul(choice as u128)?)?;
            }
        }
        Some(rank)
    }
}

/// n·(n−1)·…, k factors; 0 when k > n; `None` when it is more than a `u128` holds.
fn falling(n: usize, k: usize) -> Option<u128> {
    if k > n {
        return Some(0);
    }
    (n - k + 1..=n).try_fold(1_u128, |product, factor| product.checked_mul(factor as u128))
}
