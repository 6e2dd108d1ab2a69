use boltons::iter::combin::combinations;
use boltons::iter::tree::{Nested, walk};

fn main() {
    let items = [1, 2, 3];
    let mut pairs = combinations(&items, 2);
    while let Some(pair) = pairs.next() {
        println!("{pair:?}");
    }
    let tree = Nested::List(vec![Nested::Leaf(1)]);
    let mut visits = walk(&tree);
    while let Some(visit) = visits.next() {
        println!("{:?}", visit.path);
    }
    for node in walk(&tree).nodes() {
        println!("{node:?}");
    }
}
