// A `use` of what is missing is told by the compiler itself.
//~ feature = "std"
use boltons::cache::sync::ShardedCache;

fn main() {}
