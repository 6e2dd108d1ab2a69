//! What several of the tests need.

use std::fmt::Debug;

use boltons::Error;

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next()) * bound as u128) >> 64) as usize
    }

    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    pub fn u128(&mut self) -> u128 {
        u128::from(self.next()) << 64 | u128::from(self.next())
    }
}

/// The message, the kind and the place of an error, each of which a test names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Of {
    Syntax(usize),
    OutOfRange(usize),
    Argument,
    Unrepresentable,
    Denied,
}

/// Asserts that a result is an error of a kind with a message.
#[track_caller]
pub fn fails<T: Debug>(result: Result<T, Error>, message: &str, of: Of) {
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), message);
    let (position, holds) = match of {
        Of::Syntax(at) => (Some(at), error.is_syntax()),
        Of::OutOfRange(at) => (Some(at), error.is_out_of_range()),
        Of::Argument => (None, error.is_invalid_argument()),
        Of::Unrepresentable => (None, error.is_unrepresentable()),
        Of::Denied => (None, error.is_denied()),
    };
    assert!(holds, "{message}: not {of:?}");
    assert_eq!(error.position(), position, "{message}");
}

/// The texts of some values.
pub fn texts<T: ToString>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(|item| item.to_string()).collect()
}
