//! Permutations of a slice in place, equal arrangements once.
//!
//! Source of the step: Narayana Pandita, 14th century; Knuth, *The Art of Computer Programming*,
//! volume 4A, algorithm 7.2.1.2 L.

/// Rearranges `items` into the next permutation in lexicographic order.
///
/// After the last one, which descends, it makes the first, which ascends, and returns false. Equal
/// items are interchangeable, so that no arrangement is repeated.
///
/// Computes in **O(n)** time, **O(1)** amortized over all permutations.
///
/// # Examples
///
/// ```
/// use boltons::iter::combin::next_permutation;
///
/// let mut items = [1, 1, 2];
/// assert!(next_permutation(&mut items));
/// assert_eq!(items, [1, 2, 1]);
/// assert!(next_permutation(&mut items));
/// assert_eq!(items, [2, 1, 1]);
/// assert!(!next_permutation(&mut items));
/// assert_eq!(items, [1, 1, 2]);
/// ```
#[doc(alias = "permute")]
pub fn next_permutation<T: Ord>(items: &mut [T]) -> bool {
    step(items, |a, b| a < b)
}

/// Rearranges `items` into the previous permutation in lexicographic order.
///
/// Before the first one it makes the last, which descends, and returns false.
///
/// Computes in **O(n)** time, **O(1)** amortized over all permutations.
///
/// # Examples
///
/// ```
/// use boltons::iter::combin::prev_permutation;
///
/// let mut items = ['c', 'a', 'b'];
/// assert!(prev_permutation(&mut items));
/// assert_eq!(items, ['b', 'c', 'a']);
/// assert!(!prev_permutation(&mut ['a', 'b']));
/// ```
#[doc(alias = "previous_permutation")]
pub fn prev_permutation<T: Ord>(items: &mut [T]) -> bool {
    step(items, |a, b| a > b)
}

/// The step in the order in which `before` says what comes first.
fn step<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) -> bool {
    // The longest tail that cannot go on: no item in it comes before the one on its right.
    let Some(pivot) = items.windows(2).rposition(|pair| before(&pair[0], &pair[1])) else {
        items.reverse();
        return false;
    };
    // The last item of the tail that comes after the pivot; there is one next to it.
    let tail = &items[pivot + 1..];
    if let Some(after) = tail.iter().rposition(|item| before(&items[pivot], item)) {
        items.swap(pivot, pivot + 1 + after);
    }
    items[pivot + 1..].reverse();
    true
}
