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
#[doc(alias = "arrangements")]
#[doc(alias = "nth_permutation")]
pub fn permutations<T: Clone>(pool: impl IntoIterator<Item = T>, k: usize) -> Permutations<T> {
    let pool = gather(pool);
    let order = Arranged { k, all: (0..pool.len()).collect(), choices: Vec::new() };
    Permutations(Engine::new(pool, order))
}

/// A lending iterator over permutations, to loop over with `while let Some(item) = items.next()` or its
/// `for_each`, `fold` and `map`; from [`permutations`].
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
    /// Position p takes choice c of what is left to it, where it and all positions after it are in
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
        // The positions after it were at their last choice: [a₄ a₃ | a₀ a₁ a₂] becomes ascending
        // again.
        let behind = self.k - (p + 1);
        self.all[p + 1..self.k].reverse();
        if self.k < n && behind > 0 {
            self.all[p + 1..].rotate_left(behind);
        }
        self.choices[p + 1..].fill(0);
        // [a₁ a₀ a₂ a₃] becomes [a₂ a₀ a₁ a₃]: the rest stays in ascending order.
        let c = self.choices[p] + 1;
        self.all.swap(p, p + c);
        self.choices[p] = c;
        Some(p)
    }

    #[inline]
    fn run<T: Clone, B>(
        &mut self,
        pool: &[T],
        items: &mut [T],
        init: B,
        mut f: impl FnMut(B, &[T]) -> B,
    ) -> B {
        let mut value = init;
        if self.k < self.all.len() {
            // The last place takes the items that are left, in turn.
            let (Some(choice), Some(at)) = (self.choices.last_mut(), self.k.checked_sub(1)) else {
                return value;
            };
            for &index in &self.all[self.k + *choice..] {
                items[at].clone_from(&pool[index]);
                value = f(value, items);
            }
            // [a₁ | a₀ a₂ a₃] ends as [a₃ | a₀ a₁ a₂].
            self.all[at..=at + *choice].rotate_left(1);
            self.all[at..].rotate_right(1);
            *choice = self.all.len() - self.k;
        } else if let ([.., a, b, c, 0], Some(at)) = (&mut *self.choices, self.k.checked_sub(4)) {
            // The 23 other arrangements of the last four, each made of the one before.
            if (*a, *b, *c) == (0, 0, 0) {
                value = turn_three(items, at + 1, value, &mut f);
                for choice in 1..4 {
                    // [a₁ | a₃ a₂ a₀] becomes [a₂ | a₀ a₁ a₃].
                    items.swap(at + 1, at + 3);
                    items.swap(at, at + choice);
                    value = f(value, items);
                    value = turn_three(items, at + 1, value, &mut f);
                }
                self.all[at..].reverse();
                (*a, *b, *c) = (3, 2, 1);
            }
        }
        value
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

/// The five arrangements after the first of the three items at a place.
#[inline]
fn turn_three<T, B>(items: &mut [T], at: usize, init: B, f: &mut impl FnMut(B, &[T]) -> B) -> B {
    let mut value = init;
    for first in [None, Some(at + 2), None, Some(at + 1), None] {
        if let Some(other) = first {
            items.swap(at, other);
        }
        items.swap(at + 1, at + 2);
        value = f(value, items);
    }
    value
}

/// n·(n−1)·…, k factors; 0 when k > n; `None` when it is more than a `u128` holds.
fn falling(n: usize, k: usize) -> Option<u128> {
    if k > n {
        return Some(0);
    }
    (n - k + 1..=n).try_fold(1_u128, |product, factor| product.checked_mul(factor as u128))
}
