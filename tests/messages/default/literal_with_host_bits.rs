//~ evaluation panicked
use boltons::ip::Ipv4Prefix;

const OFFICE: Ipv4Prefix = Ipv4Prefix::literal("192.0.2.7/24");

fn main() {
    println!("{OFFICE}");
}
