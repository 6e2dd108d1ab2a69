//! `parse_host` against the `url` crate: what is a name to it is not an address there.

use boltons::ip::{Host, parse_host};

/// SplitMix64.
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
}

#[test]
fn a_name_is_not_an_address_to_the_url_crate() {
    const PIECES: [&str; 26] = [
        "0", "1", "7", "9", "127", "0x", "0X7f", "255", "256", ".", "..", "a", "f", "x", "-",
        "com", "[", "]", ":", "::1", "10.0.0.1", "[::1]", "%31", "\u{ff11}", "\u{3002}", "_",
    ];
    let mut rng = Rng(5);
    let (mut names, mut addrs) = (0, 0);
    for _ in 0..300_000 {
        let count = rng.next() % 7;
        let text: String =
            (0..count).map(|_| PIECES[(rng.next() % PIECES.len() as u64) as usize]).collect();
        let theirs = reqwest::Url::parse(&format!("http://{text}/"));
        let host = theirs.as_ref().ok().and_then(|url| url.host_str());
        let addr = host.and_then(|host| {
            host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>().ok()
        });
        match parse_host(&text) {
            Ok(Host::Name(_)) => {
                names += 1;
                assert_eq!(addr, None, "{text:?}");
            }
            Ok(Host::Addr(ours)) => {
                addrs += 1;
                assert_eq!(addr, Some(ours), "{text:?}");
            }
            Err(_) => {}
        }
    }
    assert!(names > 10_000 && addrs > 100, "{names} names, {addrs} addresses");
}
