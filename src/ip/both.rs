//! Macros that build the types for both families from the types for one.
//!
//! A container for both families is a pair of fields, `v4` and `v6`; [`dispatch!`] calls a method
//! of the family that an argument belongs to. Its iterators yield IPv4, then IPv6 ([`both!`]), or
//! only the family that was requested ([`either!`]).
//!
//! A public generic `Both<A, B>` would save more lines, but make every error message worse.

use crate::ip::{IpPrefix, Ipv4Prefix, Ipv6Prefix};

/// Calls a method of the part for the family of an argument: `dispatch!(self.get(prefix: IpPrefix))`.
///
/// The answer is returned unchanged, or wrapped: `=> W` in `W::V4` or `W::V6`, `=> W?` the same
/// within an `Option`, `=> (W, _)?` the first of a pair within an `Option`.
macro_rules! dispatch {
    ($self:ident.$method:ident($arg:ident: $family:ident $(, $rest:expr)*)) => {
        match $arg {
            $family::V4($arg) => $self.v4.$method($arg $(, $rest)*),
            $family::V6($arg) => $self.v6.$method($arg $(, $rest)*),
        }
    };
    ($self:ident.$method:ident($arg:ident: $family:ident) => $wrap:ident) => {
        match $arg {
            $family::V4($arg) => $wrap::V4($self.v4.$method($arg)),
            $family::V6($arg) => $wrap::V6($self.v6.$method($arg)),
        }
    };
    ($self:ident.$method:ident($arg:ident: $family:ident) => $wrap:ident?) => {
        match $arg {
            $family::V4($arg) => $self.v4.$method($arg).map($wrap::V4),
            $family::V6($arg) => $self.v6.$method($arg).map($wrap::V6),
        }
    };
    ($self:ident.$method:ident($arg:ident: $family:ident) => ($wrap:ident, _)?) => {
        match $arg {
            $family::V4($arg) => $self.v4.$method($arg).map(|(key, value)| ($wrap::V4(key), value)),
            $family::V6($arg) => $self.v6.$method($arg).map(|(key, value)| ($wrap::V6(key), value)),
        }
    };
}
pub(in crate::ip) use dispatch;

/// Declares an iterator that yields the items of IPv4, then those of IPv6.
///
/// The closure converts an item of either family. The words after it are the traits: `back` for
/// double-ended iterators, `exact` where the sum of two lengths fits `usize`, `clone`.
macro_rules! both {
    (
        $(#[$attr:meta])* $name:ident[$($params:tt)*]: $four:ty, $six:ty => $item:ty,
        |$one:pat_param| $view:expr $(, $extra:ident)*
    ) => {
        $(#[$attr])*
        #[derive(Debug)]
        #[must_use = "iterators are lazy"]
        pub struct $name<$($params)*> {
            pub(in crate::ip) v4: $four,
            pub(in crate::ip) v6: $six,
        }

        impl<$($params)*> Iterator for $name<$($params)*> {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> {
                match self.v4.next() {
                    Some($one) => Some($view),
                    None => self.v6.next().map(|$one| $view),
                }
            }
            #[inline]
            fn nth(&mut self, mut n: usize) -> Option<$item> {
                loop {
                    match self.v4.size_hint() {
                        (low, _) if n < low => return self.v4.nth(n).map(|$one| $view),
                        (low, Some(high)) if low == high => {
                            // Skip the rest of it.
                            let _ = self.v4.nth(low);
                            return self.v6.nth(n - low).map(|$one| $view);
                        }
                        (0, _) => {
                            for _ in 0..n {
                                self.next()?;
                            }
                            return self.next();
                        }
                        // As many as there are at least, where a `usize` cannot count all.
                        (low, _) => {
                            let _ = self.v4.nth(low - 1);
                            n -= low;
                        }
                    }
                }
            }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                $crate::ip::both::sum_hints(self.v4.size_hint(), self.v6.size_hint())
            }
            #[inline]
            fn count(self) -> usize {
                self.v4.count().saturating_add(self.v6.count())
            }
            #[inline]
            fn fold<B, G: FnMut(B, $item) -> B>(self, init: B, mut f: G) -> B {
                let acc = self.v4.fold(init, |acc, $one| f(acc, $view));
                self.v6.fold(acc, |acc, $one| f(acc, $view))
            }
        }

        impl<$($params)*> core::iter::FusedIterator for $name<$($params)*> {}
        both!(@[$($extra)*] $name[$($params)*], |$one| $view);
    };
    (@[] $name:ident[$($params:tt)*], |$one:pat_param| $view:expr) => {};
    (@[back $($more:ident)*] $name:ident[$($params:tt)*], |$one:pat_param| $view:expr) => {
        impl<$($params)*> DoubleEndedIterator for $name<$($params)*> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                match self.v6.next_back() {
                    Some($one) => Some($view),
                    None => self.v4.next_back().map(|$one| $view),
                }
            }
        }
        both!(@[$($more)*] $name[$($params)*], |$one| $view);
    };
    (@[exact $($more:ident)*] $name:ident[$($params:tt)*], |$one:pat_param| $view:expr) => {
        impl<$($params)*> ExactSizeIterator for $name<$($params)*> {}
        both!(@[$($more)*] $name[$($params)*], |$one| $view);
    };
    (@[clone $($more:ident)*] $name:ident[$($params:tt)*], |$one:pat_param| $view:expr) => {
        impl<$($params)*> Clone for $name<$($params)*> {
            #[inline]
            fn clone(&self) -> Self {
                Self { v4: self.v4.clone(), v6: self.v6.clone() }
            }
        }
        both!(@[$($more)*] $name[$($params)*], |$one| $view);
    };
}
pub(in crate::ip) use both;

/// The size hint of two iterators, one after the other.
pub(in crate::ip) fn sum_hints(
    first: (usize, Option<usize>),
    second: (usize, Option<usize>),
) -> (usize, Option<usize>) {
    let high = first.1.zip(second.1).and_then(|(a, b)| a.checked_add(b));
    (first.0.saturating_add(second.0), high)
}

/// An iterator over the entries of one family or of the other.
#[derive(Clone, Debug)]
pub(in crate::ip) enum OneOf<A, B> {
    V4(A),
    V6(B),
}

impl<A, B, T> Iterator for OneOf<A, B>
where
    A: Iterator<Item = (Ipv4Prefix, T)>,
    B: Iterator<Item = (Ipv6Prefix, T)>,
{
    type Item = (IpPrefix, T);
    #[inline]
    fn next(&mut self) -> Option<(IpPrefix, T)> {
        match self {
            Self::V4(entries) => entries.next().map(|(prefix, value)| (prefix.into(), value)),
            Self::V6(entries) => entries.next().map(|(prefix, value)| (prefix.into(), value)),
        }
    }
    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        match self {
            Self::V4(entries) => entries.size_hint(),
            Self::V6(entries) => entries.size_hint(),
        }
    }
}

impl<A, B, T> DoubleEndedIterator for OneOf<A, B>
where
    A: DoubleEndedIterator<Item = (Ipv4Prefix, T)>,
    B: DoubleEndedIterator<Item = (Ipv6Prefix, T)>,
{
    #[inline]
    fn next_back(&mut self) -> Option<(IpPrefix, T)> {
        match self {
            Self::V4(entries) => entries.next_back().map(|(prefix, value)| (prefix.into(), value)),
            Self::V6(entries) => entries.next_back().map(|(prefix, value)| (prefix.into(), value)),
        }
    }
}

/// Declares an iterator over prefixes and values of the family that was requested: `back` ones are
/// double-ended and know their length, `front` ones do not.
macro_rules! either {
    ($(#[$attr:meta])* $end:ident $name:ident, $one:ident) => {
        $(#[$attr])*
        #[must_use = "iterators are lazy"]
        pub struct $name<'a, V>(
            $crate::ip::both::OneOf<
                $one<'a, $crate::ip::V4, V>,
                $one<'a, $crate::ip::V6, V>,
            >,
        );

        #[allow(non_snake_case, reason = "named as the variants they make")]
        impl<'a, V> $name<'a, V> {
            #[inline]
            pub(in crate::ip) fn V4(entries: $one<'a, $crate::ip::V4, V>) -> Self {
                Self($crate::ip::both::OneOf::V4(entries))
            }
            #[inline]
            pub(in crate::ip) fn V6(entries: $one<'a, $crate::ip::V6, V>) -> Self {
                Self($crate::ip::both::OneOf::V6(entries))
            }
        }

        impl<'a, V> Iterator for $name<'a, V> {
            type Item = ($crate::ip::IpPrefix, &'a V);
            #[inline]
            fn next(&mut self) -> Option<Self::Item> {
                self.0.next()
            }
            #[inline]
            fn size_hint(&self) -> (usize, Option<usize>) {
                self.0.size_hint()
            }
        }

        impl<V> core::iter::FusedIterator for $name<'_, V> {}
        either!(@$end $name);

        impl<V> Clone for $name<'_, V> {
            #[inline]
            fn clone(&self) -> Self {
                Self(self.0.clone())
            }
        }

        impl<V: core::fmt::Debug> core::fmt::Debug for $name<'_, V> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_list().entries(self.clone()).finish()
            }
        }
    };
    (@back $name:ident) => {
        impl<V> DoubleEndedIterator for $name<'_, V> {
            #[inline]
            fn next_back(&mut self) -> Option<Self::Item> {
                self.0.next_back()
            }
        }

        impl<V> ExactSizeIterator for $name<'_, V> {}
    };
    (@front $name:ident) => {};
}
pub(in crate::ip) use either;
