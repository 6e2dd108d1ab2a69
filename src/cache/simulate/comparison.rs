//! The hits of the policies on a trace at one capacity.

use core::fmt;

/// The hits of every policy on a trace at one capacity, returned by
/// [`Trace::compare`](super::Trace::compare).
///
/// It is a function of the trace and the capacity: the same in every run. With the feature `serde`
/// it is written as a map of its fields.
///
/// # Examples
///
/// ```
/// use boltons::cache::simulate::Trace;
///
/// let rows = Trace::new("abcabcabc".chars()).compare([2, 3]);
/// assert_eq!((rows[0].lru, rows[0].opt), (0, 3));
/// assert_eq!((rows[1].lru, rows[1].opt), (6, 6));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
#[non_exhaustive]
pub struct Comparison {
    /// The number of entries that each cache may hold.
    pub capacity: usize,
    /// The length of the trace.
    pub requests: usize,
    /// The hits of [`Lru`](crate::cache::Lru).
    pub lru: usize,
    /// The hits of [`Lri`](crate::cache::Lri), where reading renews nothing.
    pub lri: usize,
    /// The hits of [`Sieve`](crate::cache::Sieve).
    pub sieve: usize,
    /// The hits of [`S3Fifo`](crate::cache::S3Fifo).
    pub s3_fifo: usize,
    /// The hits of Belady's MIN, which no policy can surpass.
    pub opt: usize,
}

impl Comparison {
    /// Returns the names and the hits of the policies and, last, of the optimum.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::simulate::Trace;
    ///
    /// let row = Trace::new([1, 1, 2]).compare([1])[0];
    /// assert!(row.rows().map(|(name, _)| name).eq(["lru", "lri", "sieve", "s3_fifo", "opt"]));
    /// assert!(row.rows().all(|(_, hits)| hits == 1));
    /// ```
    pub fn rows(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let Self { lru, lri, sieve, s3_fifo, opt, .. } = *self;
        [("lru", lru), ("lri", lri), ("sieve", sieve), ("s3_fifo", s3_fifo), ("opt", opt)]
            .into_iter()
    }

    /// Returns the name and the hits of the best policy, the first one among equals.
    ///
    /// The optimum is not considered, as it knows the future.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::cache::simulate::Trace;
    ///
    /// assert_eq!(Trace::new([1, 1, 2]).compare([1])[0].best(), ("lru", 1));
    /// // A loop that is longer than the cache.
    /// let row = Trace::new((0..1000).map(|i| i % 50)).compare([40])[0];
    /// assert_eq!(row.lru, 0);
    /// assert_eq!(row.best().0, "s3_fifo");
    /// ```
    #[must_use]
    pub fn best(&self) -> (&'static str, usize) {
        let others = self.rows().filter(|&(name, _)| name != "opt").skip(1);
        others.fold(("lru", self.lru), |best, row| if row.1 > best.1 { row } else { best })
    }
}

/// One line: the capacity and the hit ratios in per cent, in columns that are aligned over rows.
impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>10}", self.capacity)?;
        for (name, hits) in self.rows() {
            // Of no requests none was a hit.
            let percent = 100.0 * hits as f64 / self.requests.max(1) as f64;
            write!(f, "  {name} {percent:>6.2} %")?;
        }
        Ok(())
    }
}
