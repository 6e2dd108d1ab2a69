//! The iterator.

use core::iter::FusedIterator;
use core::time::Duration;

use super::jitter::{Jitter, percent, pick};
use super::rng::{self, SplitMix64};
use super::{Backoff, Growth, ONE};

/// The delays of a [`Backoff`], from [`Backoff::delays`].
///
/// `size_hint` is exact when the number of attempts is set and the total is not bounded.
#[derive(Clone, Debug)]
#[must_use = "iterators are lazy and do nothing unless consumed"]
pub struct Delays {
    /// What the next delay is drawn from; for `Decorrelated` the delay before it.
    current: u64,
    /// The first delay, which is the least of `Decorrelated`.
    base: u64,
    /// The factor, the increment of linear growth, or Fibonacci's number before `current`.
    step: u64,
    min_delay: u64,
    max_delay: u64,
    /// What is left of the total; `None`: it has no bound.
    total: Option<u64>,
    /// How many delays are left; `None`: no end.
    left: Option<u32>,
    rng: SplitMix64,
    jitter: Jitter,
    growth: Growth,
    immediate: bool,
    first: bool,
}

impl Delays {
    pub(super) fn new(settings: &Backoff) -> Self {
        let base = settings.base.min(settings.max_delay);
        let seed = match (settings.seed, settings.jitter) {
            (Some(seed), _) => seed,
            (None, Jitter::None) => 0,
            (None, _) => rng::from_system(),
        };
        Self {
            current: base,
            base,
            step: settings.step,
            min_delay: settings.min_delay.min(settings.max_delay),
            max_delay: settings.max_delay,
            total: settings.max_total,
            left: settings.attempts,
            rng: SplitMix64::new(seed),
            jitter: settings.jitter,
            growth: settings.growth,
            immediate: settings.immediate_first,
            first: true,
        }
    }

    /// The next delay in nanoseconds, bounds of count and total apart.
    #[inline]
    fn draw(&mut self) -> u64 {
        let first = core::mem::replace(&mut self.first, false);
        if self.jitter == Jitter::Decorrelated {
            let high = self.current.saturating_mul(3).max(self.base).min(self.max_delay);
            self.current = self.pick(self.base, u128::from(high));
            return self.current;
        }
        if !first {
            self.grow();
        }
        let c = self.current;
        match self.jitter {
            Jitter::None | Jitter::Decorrelated => c.max(self.min_delay),
            // Without a least delay both lie between the limits.
            Jitter::Full if self.min_delay == 0 => pick(&mut self.rng, 0, c),
            Jitter::Equal if self.min_delay == 0 => pick(&mut self.rng, c - c / 2, c),
            Jitter::Full => self.pick(0, u128::from(c)),
            Jitter::Equal => self.pick(c - c / 2, u128::from(c)),
            Jitter::Percent { down, up } => {
                let low = c - percent(c, down.min(100)) as u64;
                self.pick(low, u128::from(c) + percent(c, up))
            }
        }
    }

    /// A delay between two bounds, moved between the limits with their distance unchanged.
    fn pick(&mut self, low: u64, high: u128) -> u64 {
        if low >= self.min_delay && high <= u128::from(self.max_delay) {
            return pick(&mut self.rng, low, high as u64);
        }
        let width = high - u128::from(low);
        let low = low.max(self.min_delay);
        let high = (u128::from(low) + width).min(u128::from(self.max_delay)) as u64;
        let width = u64::try_from(width).unwrap_or(u64::MAX);
        // At the limit only; elsewhere it is `low` again.
        let low = low.min(high.saturating_sub(width)).max(self.min_delay);
        pick(&mut self.rng, low, high)
    }

    /// The step from one delay to the next, without jitter.
    #[inline]
    fn grow(&mut self) {
        let c = self.current;
        if c == self.max_delay {
            return;
        }
        let grown = match self.growth {
            Growth::Factor => {
                let scaled = (u128::from(c) * u128::from(self.step)) >> 32;
                let scaled = u64::try_from(scaled).unwrap_or(u64::MAX);
                // Rounding down must not stop a sequence that is to grow.
                let least = if c > 0 && self.step > ONE { c.saturating_add(1) } else { c };
                scaled.max(least)
            }
            Growth::Linear => c.saturating_add(self.step),
            Growth::Fibonacci => c.saturating_add(core::mem::replace(&mut self.step, c)),
        };
        self.current = grown.min(self.max_delay);
    }
}

impl Iterator for Delays {
    type Item = Duration;

    #[inline]
    fn next(&mut self) -> Option<Duration> {
        let left = match self.left {
            Some(0) => return None,
            Some(n) => Some(n - 1),
            None => None,
        };
        let delay = if core::mem::replace(&mut self.immediate, false) { 0 } else { self.draw() };
        if let Some(total) = self.total {
            let Some(rest) = total.checked_sub(delay) else {
                self.left = Some(0);
                return None;
            };
            self.total = Some(rest);
        }
        self.left = left;
        Some(Duration::from_nanos(delay))
    }

    #[inline]
    fn fold<B, F: FnMut(B, Duration) -> B>(mut self, init: B, mut f: F) -> B {
        let mut folded = init;
        while self.immediate || self.first {
            let Some(delay) = self.next() else { return folded };
            folded = f(folded, delay);
        }
        let (Some(left), None) = (self.left, self.total) else {
            for delay in self {
                folded = f(folded, delay);
            }
            return folded;
        };
        // Only the number of delays is left to decide, once for each kind of jitter: the numbers
        // stay in registers.
        let mut times = 0..left;
        match self.jitter {
            Jitter::None => {
                while self.current < self.max_delay && times.next().is_some() {
                    self.grow();
                    let delay = Duration::from_nanos(self.current.max(self.min_delay));
                    folded = f(folded, delay);
                }
                // At the limit all are the same.
                let delay = Duration::from_nanos(self.current);
                times.fold(folded, |folded, _| f(folded, delay))
            }
            Jitter::Full if self.min_delay == 0 => times.fold(folded, |folded, _| {
                self.grow();
                f(folded, Duration::from_nanos(pick(&mut self.rng, 0, self.current)))
            }),
            _ => times.fold(folded, |folded, _| f(folded, Duration::from_nanos(self.draw()))),
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let most = self.left.map(|left| left as usize);
        let least = if self.total.is_some() { 0 } else { most.unwrap_or(usize::MAX) };
        (least, most)
    }
}

impl FusedIterator for Delays {}
