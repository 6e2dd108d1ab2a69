//! Combinations: k of n items, each at most once, in the pool's order.

use alloc::vec::Vec;

use super::engine::{Engine, Lend, Map, Order, gather, lending, run_last};

/// Creates the iterator over the combinations of `k` items of `pool`.
///
/// With `k` greater than the number of items there are none; with `k == 0` there is one, which is
/// empty. The pool is read at once.
///
/// # Examples
///
/// ```
/// use boltons::iter::combin::combinations;
///
/// // A search taken up again at rank 1000 of the C(49, 6) tickets of a lottery.
/// let mut tickets = combinations(1..=49, 6);
/// assert_eq!(tickets.total(), Some(13_983_816));
/// assert!(tickets.seek(1000));
/// assert_eq!(tickets.next(), Some([1, 2, 3, 5, 6, 17].as_slice()));
/// ```
#[doc(alias = "choose")]
#[doc(alias = "subsequences")]
#[doc(alias = "nth_combination")]
pub fn combinations<T: Clone>(pool: impl IntoIterator<Item = T>, k: usize) -> Combinations<T> {
    let pool = gather(pool);
    let order = Chosen { n: pool.len(), k, indices: Vec::new() };
    Combinations(Engine::new(pool, order))
}

/// A lending iterator over combinations, to loop over with `while let Some(item) = items.next()` or its
/// `for_each`, `fold` and `map`; from [`combinations`].
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Combinations<T>(Engine<T, Chosen>);

lending!(
    Combinations,
    "let mut items = boltons::iter::combin::combinations('a'..='d', 2);",
    "Computes in **O(n·k)** time for n items in the pool."
);

/// Vectors of k indices that ascend strictly.
#[derive(Clone, Debug)]
struct Chosen {
    n: usize,
    k: usize,
    indices: Vec<usize>,
}

impl Order for Chosen {
    fn first(&mut self) -> bool {
        first(&mut self.indices, self.n, self.k)
    }

    #[inline]
    fn advance(&mut self) -> Option<usize> {
        advance(&mut self.indices, self.n)
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
        binomial(self.n, self.k)
    }

    fn unrank(&mut self, rank: u128) -> bool {
        unrank(&mut self.indices, self.n, self.k, rank)
    }

    fn rank(&self, indices: &[usize]) -> Option<u128> {
        (indices.len() == self.k).then(|| rank(indices, self.n))?
    }
}

/// Sets the first k of n; false when k > n.
pub(super) fn first(indices: &mut Vec<usize>, n: usize, k: usize) -> bool {
    indices.clear();
    if k > n {
        return false;
    }
    indices.extend(0..k);
    true
}

/// Goes to the next vector of the same length: the last index that can grow, grows.
#[inline]
pub(super) fn advance(indices: &mut [usize], n: usize) -> Option<usize> {
    let k = indices.len();
    // The greatest index of position p is n - k + p.
    let room = n - k;
    let p = (0..k).rev().find(|&p| indices[p] < room + p)?;
    let mut next = indices[p];
    for index in &mut indices[p..] {
        next += 1;
        *index = next;
    }
    Some(p)
}

/// Lets the last index grow to its greatest, again and again while the one before it can grow.
#[inline]
pub(super) fn run<T: Clone, B>(
    indices: &mut [usize],
    pool: &[T],
    items: &mut [T],
    init: B,
    mut f: impl FnMut(B, &[T]) -> B,
) -> B {
    let mut value = init;
    if let [.., before, last] = indices {
        let mut rest = pool.get(*last + 1..).unwrap_or(&[]);
        loop {
            value = run_last(rest, items, value, &mut f);
            // One more for the index before the last, if that leaves one for the last.
            let Some([next, later @ ..]) = pool.get(*before + 1..) else { break };
            let [.., item, _] = items else { break };
            if later.is_empty() {
                break;
            }
            item.clone_from(next);
            *before += 1;
            rest = later;
        }
        *last = pool.len() - 1;
    } else if let [last] = indices {
        let rest = pool.get(*last + 1..).unwrap_or(&[]);
        *last += rest.len();
        value = run_last(rest, items, value, f);
    }
    value
}

/// Sets the vector of a rank among those of length k; false past the end.
pub(super) fn unrank(indices: &mut Vec<usize>, n: usize, k: usize, rank: u128) -> bool {
    indices.clear();
    if binomial(n, k).is_some_and(|total| rank >= total) {
        return false;
    }
    let (mut left, mut index) = (rank, 0);
    for p in 0..k {
        // Skip the indices whose vectors all come before; a count that does not fit is greater
        // than any rank.
        while let Some(count) = binomial(n - index - 1, k - p - 1).filter(|count| *count <= left) {
            left -= count;
            index += 1;
        }
        indices.push(index);
        index += 1;
    }
    true
}

/// The rank of a vector among those of its length.
pub(super) fn rank(indices: &[usize], n: usize) -> Option<u128> {
    let k = indices.len();
    let (mut rank, mut next) = (0_u128, 0);
    for (p, &index) in indices.iter().enumerate() {
        if index < next || index >= n {
            return None;
        }
        for skipped in next..index {
            rank = rank.checked_add(binomial(n - skipped - 1, k - p - 1)?)?;
        }
        next = index + 1;
    }
    Some(rank)
}

/// The number of ways to choose k of n; `None` when it is more than a `u128` holds.
///
/// From C(m, i) to C(m+1, i+1) the factor is (m+1)/(i+1), taken after cancelling, so that only the
/// result can overflow. The values on the way rise, hence an overflow is one of the result too.
pub(super) fn binomial(n: usize, k: usize) -> Option<u128> {
    if k > n {
        return Some(0);
    }
    let k = k.min(n - k);
    let mut value = 1_u128;
    for i in 1..=k as u128 {
        let common = gcd(value, i);
        value = (value / common).checked_mul(((n - k) as u128 + i) / (i / common))?;
    }
    Some(value)
}

fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
