//! `FoldRunsByKey`: one value for each run of equal keys.
//!
//! What itertools' `chunk_by` is mostly used for, without its shared buffer: the result is `Send`
//! and nothing is collected. The item that ends a run waits with its key in `pending`.

use core::fmt;
use core::iter::{Fuse, FusedIterator};

use super::collect::add_hint;

/// An iterator over the runs of equal keys; see
/// [`IterExt::fold_runs_by_key`](crate::iter::IterExt::fold_runs_by_key).
///
/// # Examples
///
/// ```
/// use boltons::iter::IterExt;
///
/// let runs = "aaabcc".chars().fold_runs_by_key(|c| *c, |_| 0, |count, _| *count += 1);
/// assert!(runs.eq([('a', 3), ('b', 1), ('c', 2)]));
/// ```
#[derive(Clone)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct FoldRunsByKey<I: Iterator, K, KF, N, F> {
    source: Fuse<I>,
    /// The item that starts the next run.
    pending: Option<(K, I::Item)>,
    key: KF,
    init: N,
    fold: F,
}

impl<I: Iterator, K, KF, N, F> FoldRunsByKey<I, K, KF, N, F> {
    pub(crate) fn new(source: I, key: KF, init: N, fold: F) -> Self {
        Self { source: source.fuse(), pending: None, key, init, fold }
    }
}

impl<I, K, A, KF, N, F> Iterator for FoldRunsByKey<I, K, KF, N, F>
where
    I: Iterator,
    K: PartialEq,
    KF: FnMut(&I::Item) -> K,
    N: FnMut(&K) -> A,
    F: FnMut(&mut A, I::Item),
{
    type Item = (K, A);

    #[inline]
    fn next(&mut self) -> Option<(K, A)> {
        let (run, first) = match self.pending.take() {
            Some(pending) => pending,
            None => {
                let first = self.source.next()?;
                ((self.key)(&first), first)
            }
        };
        let mut value = (self.init)(&run);
        (self.fold)(&mut value, first);
        for item in self.source.by_ref() {
            let key = (self.key)(&item);
            if run != key {
                self.pending = Some((key, item));
                break;
            }
            (self.fold)(&mut value, item);
        }
        Some((run, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let (lower, upper) = add_hint(self.source.size_hint(), usize::from(self.pending.is_some()));
        (lower.min(1), upper)
    }

    fn fold<B, G: FnMut(B, (K, A)) -> B>(self, folded: B, mut g: G) -> B {
        let Self { mut source, pending, mut key, mut init, mut fold } = self;
        let first = pending.or_else(|| {
            let first = source.next()?;
            Some((key(&first), first))
        });
        let Some((run, first)) = first else { return folded };
        let mut value = init(&run);
        fold(&mut value, first);
        let (folded, last) = source.fold((folded, (run, value)), |(folded, mut run), item| {
            let key = key(&item);
            if run.0 == key {
                fold(&mut run.1, item);
                return (folded, run);
            }
            let mut value = init(&key);
            fold(&mut value, item);
            (g(folded, run), (key, value))
        });
        g(folded, last)
    }
}

impl<I, K, A, KF, N, F> FusedIterator for FoldRunsByKey<I, K, KF, N, F>
where
    I: Iterator,
    K: PartialEq,
    KF: FnMut(&I::Item) -> K,
    N: FnMut(&K) -> A,
    F: FnMut(&mut A, I::Item),
{
}

impl<I, K, KF, N, F> fmt::Debug for FoldRunsByKey<I, K, KF, N, F>
where
    I: Iterator + fmt::Debug,
    I::Item: fmt::Debug,
    K: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FoldRunsByKey")
            .field("source", &self.source)
            .field("pending", &self.pending)
            .finish_non_exhaustive()
    }
}
