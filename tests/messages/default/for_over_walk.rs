// The page of `Walk` says in its first sentence what to write.
//~ `Walk<'_, Nested<{integer}>>` is not an iterator
use boltons::iter::tree::{Nested, walk};

fn main() {
    let tree = Nested::List(vec![Nested::Leaf(1)]);
    for visit in walk(&tree) {}
}
