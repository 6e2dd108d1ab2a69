//! Snippets of `boltons::multimap` to copy, each of which checks itself: query strings, HTTP
//! headers, JSON with repeated keys, an inverted index, a two-way map.
//!
//! `cargo run --example multimap`

use boltons::multimap::{
    BiMap, CaseInsensitive, OrderedMultiMap, Relation, ignore_case, without_keys,
};

/// Sets and removes parameters of a query string; all others keep their positions and repetitions.
fn edit_query(query: &str, set: (&str, &str), tracking: &[&str]) -> String {
    // With the crate `form_urlencoded`: `parse(query.as_bytes()).into_owned().collect()` to read,
    // `Serializer::new(String::new()).extend_pairs(&pairs).finish()` to write.
    let mut pairs: OrderedMultiMap<&str, &str> =
        query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    pairs.insert(set.0, set.1);
    for name in tracking {
        pairs.remove_all(*name);
    }
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    pairs.join("&")
}

/// Header lines in their order and spelling, found without regard to case.
type Headers<'a> = OrderedMultiMap<CaseInsensitive<&'a str>, &'a str>;

fn parse_headers(text: &str) -> Headers<'_> {
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (CaseInsensitive::new(name), value.trim()))
        .collect()
}

/// Forwards headers as a proxy does: removes the hop-by-hop fields and appends `Via`.
fn forward<'a>(headers: Headers<'a>, via: &'a str) -> Headers<'a> {
    let hop_by_hop = [ignore_case("connection"), ignore_case("te")];
    let mut headers: Headers<'a> = without_keys(headers, &hop_by_hop).collect();
    headers.append(CaseInsensitive::new("Via"), via);
    headers
}

/// Reads and writes a JSON object with repeated keys, which all stay in their order.
#[cfg(feature = "serde")]
fn relay_json(json: &str) -> Result<String, serde_json::Error> {
    use boltons::multimap::serde_map;

    let mut input = serde_json::Deserializer::from_str(json);
    let mut object: OrderedMultiMap<String, serde_json::Value> =
        serde_map::deserialize(&mut input)?;
    object.append("via".to_owned(), "relay".into());
    let mut output = Vec::new();
    serde_map::serialize(&object, &mut serde_json::Serializer::new(&mut output))?;
    Ok(String::from_utf8_lossy(&output).into_owned())
}

/// Returns the lines on which each word occurs, in the order in which the words first occur.
fn index(text: &str) -> OrderedMultiMap<&str, usize> {
    let lines = text.lines().zip(1..);
    lines.flat_map(|(line, number)| line.split(' ').map(move |word| (word, number))).collect()
}

fn main() -> Result<(), boltons::Error> {
    // Query strings.
    let query = "tag=a&page=2&utm_source=x&tag=b";
    let edited = edit_query(query, ("page", "3"), &["utm_source"]);
    assert_eq!(edited, "tag=a&page=3&tag=b");
    println!("{query} -> {edited}");

    // HTTP headers.
    let request = "Host: example.org\nCookie: a=1\nTE: trailers\ncookie: b=2";
    let headers = parse_headers(request);
    assert_eq!(headers.get_only(&ignore_case("host"))?, Some(&"example.org"));
    assert!(headers.get_only(&ignore_case("cookie")).is_err(), "there are two");
    let headers = forward(headers, "1.1 proxy");
    let lines: Vec<String> = headers.iter().map(|(k, v)| format!("{k}: {v}")).collect();
    assert_eq!(lines, ["Host: example.org", "Cookie: a=1", "cookie: b=2", "Via: 1.1 proxy"]);
    println!("{}", lines.join("\n"));

    // A JSON object with repeated keys.
    #[cfg(feature = "serde")]
    {
        let json = relay_json(r#"{"to":"a","id":7,"to":"b"}"#).expect("it is JSON");
        assert_eq!(json, r#"{"to":"a","id":7,"to":"b","via":"relay"}"#);
        println!("{json}");
    }

    // An inverted index.
    let words = index("to be or\nnot to be");
    assert!(words.get_all("to").eq(&[1, 2]));
    assert_eq!(words.counts()[&"not"], 1);
    for (word, lines) in words.groups() {
        println!("{word}: {:?}", lines.collect::<Vec<_>>());
    }
    // The other way round: the words of each line.
    let lines = words.into_inverse();
    assert!(lines.get_all(&2).eq(&["not", "to", "be"]));

    // A two-way map: each name has one number, and the reverse.
    let signals = BiMap::<_, _>::try_from_pairs([("HUP", 1), ("INT", 2), ("KILL", 9)])?;
    assert_eq!(signals.get_by_left("INT"), Some(&2));
    assert_eq!(signals.get_by_right(&9), Some(&"KILL"));
    let twice =
        BiMap::<_, _>::try_from_pairs([("ABRT", 6), ("IOT", 6)]).map(|map: BiMap<_, _>| map.len());
    println!("{}", twice.expect_err("two names for one number"));

    // Where several names may share several numbers, a relation.
    let aliases = Relation::from([("ABRT", 6), ("IOT", 6), ("INT", 2)]);
    assert!(aliases.lefts_of(&6).eq(&["ABRT", "IOT"]));
    Ok(())
}
