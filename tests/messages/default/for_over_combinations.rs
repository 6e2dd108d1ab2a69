//~ is not an iterator
use boltons::iter::combin::combinations;

fn main() {
    for pair in combinations(&[1, 2, 3], 2) {}
}
