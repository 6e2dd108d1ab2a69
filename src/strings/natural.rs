//! The order in which people expect numbered names.
//!
//! Both texts are walked together, one token at a time: a run of ASCII digits is one token, any
//! other character another. Digits sort between the characters before `0` and those after `9`
//! whichever of them a run starts with, so the order of tokens is total, and the order of token
//! sequences with it; equal sequences differ at most in leading zeros, and are ordered by bytes.

use core::cmp::Ordering;

/// Compares two texts so that `file2` comes before `file10`.
///
/// Runs of ASCII digits compare by their value, whatever their length; the rest compares as `str`
/// does, character by character. Texts that differ in leading zeros only (`01`, `1`) are ordered
/// by their bytes, so that this is a total order: equal means identical.
///
/// Computes in **O(n)** time, where *n* is the length of the shorter text, and allocates nothing.
///
/// # Examples
///
/// ```
/// use boltons::strings::natural_cmp;
///
/// let mut names = ["v1.10", "v1.9", "v1.9a", "v1"];
/// names.sort_by(|a, b| natural_cmp(a, b));
/// assert_eq!(names, ["v1", "v1.9", "v1.9a", "v1.10"]);
/// ```
#[must_use]
pub fn natural_cmp(a: &str, b: &str) -> Ordering {
    // The bytes of UTF-8 sort as its characters do.
    let (mut left, mut right) = (a.as_bytes(), b.as_bytes());
    loop {
        let (Some((&x, left_rest)), Some((&y, right_rest))) =
            (left.split_first(), right.split_first())
        else {
            return left.len().cmp(&right.len()).then_with(|| a.cmp(b));
        };
        if x.is_ascii_digit() && y.is_ascii_digit() {
            let (m, after_m) = number(left);
            let (n, after_n) = number(right);
            match m.len().cmp(&n.len()).then_with(|| m.cmp(n)) {
                Ordering::Equal => (left, right) = (after_m, after_n),
                order => return order,
            }
        } else if x != y {
            return x.cmp(&y);
        } else {
            (left, right) = (left_rest, right_rest);
        }
    }
}

/// The digits that text starts with, without leading zeros, and what follows them.
fn number(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let zeros = digits.iter().take_while(|&&b| b == b'0').count();
    (&digits[zeros..], rest)
}
