//! Identifiers that do not repeat.
//!
//! * [`Guids`]: a counter sent through a keyed permutation of 128 bits, so that ids look random,
//!   tell nothing of each other, and still cannot repeat: no two counts have the same image.
//!   The permutation is a Feistel network of four rounds (Luby and Rackoff, 1988: four rounds of a
//!   good function are a good permutation). The first, whose input is always zero, is one key that
//!   is combined with the count; the others multiply to 128 bits and fold the halves, one
//!   multiplication where SplitMix64's mixer takes two. It is a mixer, not a cipher: the ids are
//!   **not secrets**.
//! * [`SequentialGuids`]: a random start below 2¹²⁷ and a counter on top.
//!
//! Both take 2⁶⁴ ids from an atomic counter, without a lock. The key comes from the operating
//! system by way of `RandomState`. After a `fork` without `exec` both processes hold the same key
//! and the same counter: create a new generator there.

use alloc::string::String;
use core::fmt;
use core::str::FromStr;
use core::sync::atomic::{AtomicU64, Ordering};

use super::backoff::rng::{SplitMix64, from_system};
use crate::Error;
use crate::error::{Kind, shown};

/// An identifier of 128 bits, written as 32 lower-case hexadecimal digits.
///
/// It orders as its number and as its text. It is not a UUID: all its bits are its own.
///
/// # Examples
///
/// ```
/// use boltons::iter::Guid;
///
/// let id: Guid = "00112233445566778899aabbccddeeff".parse()?;
/// assert_eq!(id.to_bytes()[1], 0x11);
/// assert_eq!(id.to_string(), "00112233445566778899aabbccddeeff");
///
/// let error = "00112233-4455".parse::<Guid>().unwrap_err();
/// assert_eq!(error.position(), Some(8));
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[doc(alias = "uuid")]
pub struct Guid([u8; 16]);

impl Guid {
    /// Creates an id from its bytes, the most significant first.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::Guid;
    ///
    /// assert_eq!(Guid::from_bytes([0; 16]).as_u128(), 0);
    /// ```
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Returns the bytes, the most significant first.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::{Guid, Guids};
    ///
    /// let id = Guids::new().generate();
    /// assert_eq!(Guid::from_bytes(id.to_bytes()), id);
    /// ```
    #[must_use]
    pub const fn to_bytes(self) -> [u8; 16] {
        self.0
    }

    /// Returns the id as a number.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::Guid;
    ///
    /// assert_eq!(Guid::from_bytes([1; 16]).as_u128(), 0x01010101_01010101_01010101_01010101);
    /// ```
    #[must_use]
    pub const fn as_u128(self) -> u128 {
        u128::from_be_bytes(self.0)
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let mut text = [0; 32];
        for (pair, byte) in text.chunks_exact_mut(2).zip(self.0) {
            pair[0] = DIGITS[usize::from(byte >> 4)];
            pair[1] = DIGITS[usize::from(byte & 15)];
        }
        f.pad(core::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Guid {
    type Err = Error;

    /// Reads 32 hexadecimal digits of either case, and nothing else.
    ///
    /// # Errors
    ///
    /// Returns an error for which [`Error::is_syntax`] holds, at the first byte that is not a
    /// digit, or at the end of a text that is too short.
    fn from_str(text: &str) -> Result<Self, Error> {
        let syntax = |message: fmt::Arguments<'_>, at| {
            Error::new(Kind::Syntax, message).parsing("id", text, at)
        };
        let mut value = 0;
        for (count, (at, c)) in text.char_indices().enumerate() {
            if count == 32 {
                return Err(syntax(format_args!("expected the end after 32 digits"), at));
            }
            let Some(digit) = c.to_digit(16) else {
                return Err(syntax(format_args!("unexpected character '{}'", shown(c)), at));
            };
            value = value << 4 | u128::from(digit);
        }
        if text.len() < 32 {
            return Err(syntax(
                format_args!("expected 32 hexadecimal digits, found {}", text.len()),
                text.len(),
            ));
        }
        Ok(Self(value.to_be_bytes()))
    }
}

impl From<Guid> for String {
    fn from(id: Guid) -> Self {
        alloc::format!("{id}")
    }
}

/// A generator of ids that look random and never repeat.
///
/// One generator yields 2⁶⁴ different ids; two generators share an id with the probability of a
/// collision of random 128-bit numbers. It is an endless [`Iterator`], also by reference, and can
/// be shared by threads. The ids are not secrets: from some of them others can be computed.
///
/// Generators need no merging: each process or thread has its own, or threads share one.
///
/// # Examples
///
/// ```
/// use boltons::iter::Guids;
///
/// static IDS: std::sync::LazyLock<Guids> = std::sync::LazyLock::new(Guids::new);
///
/// assert_ne!(IDS.generate(), IDS.generate());
///
/// // For tests: the same ids in every run.
/// assert!(Guids::from_seed(1).take(3).eq(Guids::from_seed(1).take(3)));
/// ```
#[derive(Debug)]
#[doc(alias = "GUIDerator")]
pub struct Guids {
    /// Of each round; in the first the value of its function.
    keys: [u64; ROUNDS],
    count: AtomicU64,
}

/// Rounds of the Feistel network.
const ROUNDS: usize = 4;

impl Guids {
    /// Creates a generator with a key from the operating system.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::Guids;
    ///
    /// assert_ne!(Guids::new().generate(), Guids::new().generate());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self { keys: core::array::from_fn(|_| from_system()), count: AtomicU64::new(0) }
    }

    /// Creates a generator whose ids are the same for the same seed, on every platform.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::Guids;
    ///
    /// assert_eq!(Guids::from_seed(7).generate(), Guids::from_seed(7).generate());
    /// assert_ne!(Guids::from_seed(7).generate(), Guids::from_seed(8).generate());
    /// ```
    #[must_use]
    pub fn from_seed(seed: u128) -> Self {
        let mut low = SplitMix64::new(seed as u64);
        let mut high = SplitMix64::new((seed >> 64) as u64);
        let keys = core::array::from_fn(|_| low.next() ^ high.next().rotate_left(32));
        Self { keys, count: AtomicU64::new(0) }
    }

    /// Returns an id that this generator has not returned before.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::Guids;
    ///
    /// let ids = Guids::new();
    /// let (a, b) = (ids.generate(), ids.generate());
    /// assert!(a != b && a.to_string().len() == 32);
    /// ```
    pub fn generate(&self) -> Guid {
        id(&self.keys, self.count.fetch_add(1, Ordering::Relaxed))
    }

    /// Returns an endless iterator over ids that takes 64 counts from the generator at once.
    ///
    /// Several times as fast as [`generate`](Self::generate), whose time is that of one atomic
    /// addition. Each thread should have its own. Ids that are left in a block when the iterator is
    /// dropped are never returned.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::Guids;
    ///
    /// let ids = Guids::new();
    /// std::thread::scope(|scope| {
    ///     for _ in 0..2 {
    ///         scope.spawn(|| assert_eq!(ids.blocks().take(1000).count(), 1000));
    ///     }
    /// });
    /// ```
    pub fn blocks(&self) -> GuidBlocks<'_> {
        GuidBlocks { ids: self, keys: self.keys, next: 0, left: 0 }
    }
}

/// The image of a count under the permutation with these keys.
#[inline]
fn id(keys: &[u64; ROUNDS], count: u64) -> Guid {
    let [first, rounds @ ..] = keys;
    let (mut left, mut right) = (0, count ^ first);
    for key in rounds {
        (left, right) = (right, left ^ fold(right ^ key));
    }
    Guid((u128::from(left) << 64 | u128::from(right)).to_be_bytes())
}

/// The function of a round: both halves of the product with 2⁶⁴ over the golden ratio, and the
/// input, without which zero would stay zero.
#[inline]
fn fold(n: u64) -> u64 {
    let product = u128::from(n) * 0x9E37_79B9_7F4A_7C15;
    n ^ product as u64 ^ (product >> 64) as u64
}

impl Default for Guids {
    fn default() -> Self {
        Self::new()
    }
}

/// A generator of ascending ids: each is greater than the one before, as a number and as text.
///
/// The start is random, below 2¹²⁷; then it counts. Such keys suit index structures: new ones
/// are added at the end. An id reveals the next one.
///
/// # Examples
///
/// ```
/// use boltons::iter::SequentialGuids;
///
/// let ids = SequentialGuids::new();
/// let (a, b) = (ids.generate(), ids.generate());
/// assert!(a < b && a.to_string() < b.to_string());
/// ```
#[derive(Debug)]
#[doc(alias = "SequentialGUIDerator")]
pub struct SequentialGuids {
    start: u128,
    count: AtomicU64,
}

impl SequentialGuids {
    /// Creates a generator that starts at a number from the operating system.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::SequentialGuids;
    ///
    /// assert_ne!(SequentialGuids::new().generate(), SequentialGuids::new().generate());
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::starting(u128::from(from_system()) << 64 | u128::from(from_system()))
    }

    /// Creates a generator whose ids are the same for the same seed, on every platform.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::SequentialGuids;
    ///
    /// let (a, b) = (SequentialGuids::from_seed(7), SequentialGuids::from_seed(7));
    /// assert_eq!(a.generate(), b.generate());
    /// ```
    #[must_use]
    pub fn from_seed(seed: u128) -> Self {
        let mut low = SplitMix64::new(seed as u64);
        let mut high = SplitMix64::new((seed >> 64) as u64);
        let word = |low: u64, high: u64| u128::from(low ^ high.rotate_left(32));
        Self::starting(word(low.next(), high.next()) << 64 | word(low.next(), high.next()))
    }

    fn starting(random: u128) -> Self {
        // Below 2¹²⁷, so that 2⁶⁴ steps up do not leave 128 bits.
        Self { start: random >> 1, count: AtomicU64::new(0) }
    }

    /// Returns an id that is greater than all that this generator has returned before.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::iter::SequentialGuids;
    ///
    /// let ids = SequentialGuids::new();
    /// assert_eq!(ids.generate().as_u128() + 1, ids.generate().as_u128());
    /// ```
    pub fn generate(&self) -> Guid {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        Guid((self.start + u128::from(count)).to_be_bytes())
    }
}

impl Default for SequentialGuids {
    fn default() -> Self {
        Self::new()
    }
}

macro_rules! endless {
    ($($generator:ty),*) => {$(
        impl Iterator for $generator {
            type Item = Guid;

            fn next(&mut self) -> Option<Guid> {
                Some(self.generate())
            }

            fn size_hint(&self) -> (usize, Option<usize>) {
                (usize::MAX, None)
            }
        }
    )*};
}

endless!(Guids, SequentialGuids, &SequentialGuids);

/// How many counts a [`GuidBlocks`] takes from its generator at once.
const BLOCK: u64 = 64;

/// An endless iterator over the ids of a shared generator that takes 64 counts at once, from
/// [`Guids::blocks`].
#[derive(Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct GuidBlocks<'a> {
    ids: &'a Guids,
    /// Those of the generator, so that they can stay in registers.
    keys: [u64; ROUNDS],
    /// The count of the next id.
    next: u64,
    /// How many counts of the block are left.
    left: u64,
}

impl Iterator for GuidBlocks<'_> {
    type Item = Guid;

    #[inline]
    fn next(&mut self) -> Option<Guid> {
        if self.left == 0 {
            self.next = self.ids.count.fetch_add(BLOCK, Ordering::Relaxed);
            self.left = BLOCK;
        }
        let id = id(&self.keys, self.next);
        self.next = self.next.wrapping_add(1);
        self.left -= 1;
        Some(id)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::MAX, None)
    }
}

impl core::iter::FusedIterator for GuidBlocks<'_> {}

impl Iterator for &Guids {
    type Item = Guid;

    fn next(&mut self) -> Option<Guid> {
        Some(self.generate())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (usize::MAX, None)
    }
}
