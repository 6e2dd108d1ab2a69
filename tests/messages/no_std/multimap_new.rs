//~ no associated function or constant named `new` found
use boltons::multimap::OrderedMultiMap;

fn main() {
    let mut headers = OrderedMultiMap::new();
    headers.append("a", "b");
}
