//~ no method named `most_common` found
use boltons::iter::IterExt;

fn main() {
    let _ = "a b".split(' ').most_common(1);
}
