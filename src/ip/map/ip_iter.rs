//! What makes iterators over both families from iterators over one.

/// Declares an iterator that runs over IPv4, then over IPv6: `ref` ones borrow the map for `'a`,
/// `own` ones own what they yield; `back` ones run from either end.
macro_rules! both_maps {
    (
        $(#[$doc:meta])* $kind:ident $end:ident $name:ident, $one:ident, $item:ty,
        |$p4:pat_param| $v4:expr, |$p6:pat_param| $v6:expr
    ) => {
        both_maps!(@type $kind $(#[$doc])* $name, $one);
        both_maps!(@impl $kind $end $name, $one, $item, |$p4| $v4, |$p6| $v6);
    };
    (@type ref $(#[$doc:meta])* $name:ident, $one:ident) => {
        $(#[$doc])*
        #[must_use = "iterators are lazy"]
        pub struct $name<'a, V> {
            pub(super) v4: $one<'a, V4, V>,
            pub(super) v6: $one<'a, V6, V>,
        }
    };
    (@type own $(#[$doc:meta])* $name:ident, $one:ident) => {
        $(#[$doc])*
        #[must_use = "iterators are lazy"]
        pub struct $name<V> {
            pub(super) v4: $one<V4, V>,
            pub(super) v6: $one<V6, V>,
        }
    };
    (@impl ref $end:ident $($rest:tt)*) => {
        both_maps!(@body ['a,] $end $($rest)*);
    };
    (@impl own $end:ident $($rest:tt)*) => {
        both_maps!(@body [] $end $($rest)*);
    };
    (
        @body [$($life:tt)*] $end:ident $name:ident, $one:ident, $item:ty,
        |$p4:pat_param| $v4:expr, |$p6:pat_param| $v6:expr
    ) => {
        impl<$($life)* V> Iterator for $name<$($life)* V> {
            type Item = $item;
            #[inline]
            fn next(&mut self) -> Option<$item> {
                match self.v4.next() {
                    Some($p4) => Some($v4),
                    None => self.v6.next().map(|$p6| $v6),
                }
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                let ((low4, high4), (low6, high6)) = (self.v4.size_hint(), self.v6.size_hint());
                let high = high4.zip(high6).and_then(|(a, b)| a.checked_add(b));
                (low4.saturating_add(low6), high)
            }
            fn count(self) -> usize {
                self.v4.count() + self.v6.count()
            }
            fn fold<B, G: FnMut(B, $item) -> B>(self, init: B, mut f: G) -> B {
                let acc = self.v4.fold(init, |acc, $p4| f(acc, $v4));
                self.v6.fold(acc, |acc, $p6| f(acc, $v6))
            }
        }

        impl<$($life)* V> core::iter::FusedIterator for $name<$($life)* V> {}
        both_maps!(@$end [$($life)*] $name, $item, |$p4| $v4, |$p6| $v6);

        impl<$($life)* V: core::fmt::Debug> core::fmt::Debug for $name<$($life)* V> {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.debug_struct(stringify!($name))
                    .field("v4", &self.v4)
                    .field("v6", &self.v6)
                    .finish()
            }
        }
    };
    (
        @back [$($life:tt)*] $name:ident, $item:ty,
        |$p4:pat_param| $v4:expr, |$p6:pat_param| $v6:expr
    ) => {
        impl<$($life)* V> DoubleEndedIterator for $name<$($life)* V> {
            fn next_back(&mut self) -> Option<Self::Item> {
                match self.v6.next_back() {
                    Some($p6) => Some($v6),
                    None => self.v4.next_back().map(|$p4| $v4),
                }
            }
        }
    };
    (@front $($rest:tt)*) => {};
}
pub(in crate::ip) use both_maps;

/// Declares an iterator over prefixes and values of whichever family was asked for.
macro_rules! either {
    ($(#[$doc:meta])* $end:ident $name:ident, $one:ident) => {
        $(#[$doc])*
        #[must_use = "iterators are lazy"]
        pub struct $name<'a, V> {
            pub(super) v4: Option<$one<'a, V4, V>>,
            pub(super) v6: Option<$one<'a, V6, V>>,
        }

        impl<'a, V> Iterator for $name<'a, V> {
            type Item = (IpPrefix, &'a V);
            fn next(&mut self) -> Option<Self::Item> {
                if let Some(v4) = &mut self.v4 {
                    return v4.next().map(|(p, v)| (IpPrefix::V4(p), v));
                }
                self.v6.as_mut()?.next().map(|(p, v)| (IpPrefix::V6(p), v))
            }
            fn size_hint(&self) -> (usize, Option<usize>) {
                match (&self.v4, &self.v6) {
                    (Some(v4), _) => v4.size_hint(),
                    (None, Some(v6)) => v6.size_hint(),
                    (None, None) => (0, Some(0)),
                }
            }
        }

        impl<V> core::iter::FusedIterator for $name<'_, V> {}
        either!(@$end $name);

        impl<V> Clone for $name<'_, V> {
            fn clone(&self) -> Self {
                Self { v4: self.v4.clone(), v6: self.v6.clone() }
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
            fn next_back(&mut self) -> Option<Self::Item> {
                if let Some(v4) = &mut self.v4 {
                    return v4.next_back().map(|(p, v)| (IpPrefix::V4(p), v));
                }
                self.v6.as_mut()?.next_back().map(|(p, v)| (IpPrefix::V6(p), v))
            }
        }
    };
    (@front $name:ident) => {};
}
pub(in crate::ip) use either;
