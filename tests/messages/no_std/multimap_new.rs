//~ no function or associated item named `new` found for struct `OrderedMultiMap<K, V, S>`
use boltons::multimap::OrderedMultiMap;

fn main() {
    let mut headers = OrderedMultiMap::new();
    headers.append("a", "b");
}
