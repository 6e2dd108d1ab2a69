//! Combinations, permutations, products and subsets, without a `Vec` for each, and with ranks.
//!
//! The four iterators lend each item as a slice: `next` returns a `&[T]` that lives until the next
//! call, so that nothing is allocated per item. [`map`](Combinations::map) creates an ordinary
//! [`Iterator`] over what a closure returns for each slice.
//!
//! ```
//! use boltons::iter::combin::combinations;
//!
//! let mut pairs = combinations(["a", "b", "c"], 2);
//! while let Some(pair) = pairs.next() {
//!     println!("{} and {}", pair[0], pair[1]);
//! }
//!
//! let texts: Vec<String> = combinations('a'..='c', 2).map(|pair| pair.iter().collect()).collect();
//! assert_eq!(texts, ["ab", "ac", "bc"]);
//! ```
//!
//! The order is that of Python's `itertools` and of the itertools crate: lexicographic by the
//! indices into the pool; subsets by size first. Items are told apart by their place in the pool,
//! not by their value.
//!
//! # Ranks
//!
//! Each item has a rank, its number in that order. `seek` goes to a rank without walking there,
//! `rank_of` returns the rank of some indices, `total` how many there are: a search can be split
//! among machines, stopped and resumed, or sampled. Ranks are `u128`; where there are more
//! items than that iteration works all the same, and `total` is `None`.
//!
//! # How it works
//!
//! One engine holds the pool, the indices and a buffer of the items. A step changes a suffix of the
//! indices, and only that suffix of the buffer is cloned again: O(1) amortized per item. What
//! differs is how index vectors follow each other:
//!
//! | | step | rank |
//! |---|---|---|
//! | combinations | the last index that can grow, grows; those after it follow it closely | combinatorial number system |
//! | permutations | the last position with a choice left takes the next unused index | factorial base |
//! | product | an odometer | mixed radix |
//! | powerset | combinations of size 0, 1, 2, … | sizes first, then as combinations |

mod combinations;
mod engine;
mod next_permutation;
mod permutations;
mod powerset;
mod product;

pub use combinations::{Combinations, combinations};
pub use engine::Map;
pub use next_permutation::{next_permutation, prev_permutation};
pub use permutations::{Permutations, permutations};
pub use powerset::{Powerset, powerset};
pub use product::{Product, product};
