//! Recipes of `boltons::multimap` to copy; each checks itself.
//!
//! | search for | function |
//! |---|---|
//! | HTTP headers, repeated headers, proxy | [`http_headers`] |
//! | case-insensitive keys | [`case_insensitive`] |
//! | query string, form, `QueryDict`, `MultiDict` | [`query_string`] |
//! | INI file, configuration with repeated keys | [`ini_file`] |
//! | JSON with repeated keys | [`json_repeated_keys`] |
//! | inverted index, group by, value counts | [`inverted_index`] |
//! | rename a key, set several values, move to the end | [`edit_in_place`] |
//! | two-way map, bidirectional map, `bidict` | [`two_way_map`] |
//! | keep or replace on conflict | [`conflicts`] |
//! | many to many, tags, merge labels | [`many_to_many`] |
//! | a map as a key, hashable map, `frozendict` | [`map_as_key`] |
//!
//! `cargo run --example multimap`

use std::collections::HashMap;

use boltons::multimap::{
    BiMap, CaseInsensitive, FrozenMap, OnDuplicate, OrderedMultiMap, Relation, ignore_case,
    without_keys,
};

/// Header lines in their order and spelling, found without regard to case.
type Headers<'a> = OrderedMultiMap<CaseInsensitive<&'a str>, &'a str>;

/// Reads headers, forwards them as a proxy does and writes them: repeats and order stay.
fn http_headers() -> Result<(), boltons::Error> {
    let request = "Host: example.org\nCookie: a=1\nTE: trailers\ncookie: b=2";
    let lines = request.lines().filter_map(|line| line.split_once(':'));
    let headers: Headers<'_> = lines.map(|(name, value)| (name.into(), value.trim())).collect();

    assert!(headers.get_all_ignore_case("Cookie").eq(&["a=1", "b=2"]));
    // Where a repeat is an attack, it is an error.
    assert_eq!(headers.get_only(&ignore_case("host"))?, Some(&"example.org"));
    assert!(headers.get_only(&ignore_case("cookie")).is_err(), "there are two");

    let hop_by_hop = [ignore_case("connection"), ignore_case("te")];
    let mut headers: Headers<'_> = without_keys(headers, &hop_by_hop).collect();
    headers.append("Via".into(), "1.1 proxy");
    let lines: Vec<String> = headers.iter().map(|(k, v)| format!("{k}: {v}")).collect();
    assert_eq!(lines, ["Host: example.org", "Cookie: a=1", "cookie: b=2", "Via: 1.1 proxy"]);
    Ok(())
}

/// Keys that ignore ASCII case and keep their spelling, in any map.
fn case_insensitive() {
    let mut headers: OrderedMultiMap<CaseInsensitive<String>, u32> = OrderedMultiMap::new();
    headers.append("Content-Length".into(), 7);
    assert_eq!(headers.get_ignore_case("content-length"), Some(&7));
    assert!(!headers.contains_ignore_case("content_length"));
    // What has no such method takes `ignore_case(…)`.
    assert_eq!(headers.insert("CONTENT-LENGTH".into(), 8), Some(7));
    let (name, length) = headers.get_key_value(&ignore_case("content-length")).expect("present");
    assert_eq!((name.as_str(), *length), ("Content-Length", 8));
}

/// Edits parameters of a query string; all others keep their positions and repeats.
fn query_string() {
    // With the crate `form_urlencoded`: `parse(query.as_bytes()).into_owned().collect()` to read,
    // `Serializer::new(String::new()).extend_pairs(&pairs).finish()` to write.
    let query = "tag=a&page=2&utm_source=x&tag=b";
    let mut pairs: OrderedMultiMap<&str, &str> =
        query.split('&').filter_map(|pair| pair.split_once('=')).collect();
    assert!(pairs.get_all("tag").eq(&["a", "b"]));
    assert_eq!(pairs.insert("page", "3"), Some("2"));
    pairs.retain(|name, _| !name.starts_with("utm_"));
    let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(pairs.join("&"), "tag=a&page=3&tag=b");
}

/// Reads sections with repeated keys; the last value counts, or all do.
fn ini_file() {
    let text = "\
[remote]
url = one
fetch = a
fetch = b
[user]
; a comment
name = Ada";
    let mut settings: OrderedMultiMap<(&str, &str), &str> = OrderedMultiMap::new();
    let mut section = "";
    for line in text.lines().map(str::trim).filter(|line| !line.starts_with([';', '#'])) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            section = name;
        } else if let Some((key, value)) = line.split_once('=') {
            settings.append((section, key.trim()), value.trim());
        }
    }
    assert_eq!(settings.get_last(&("user", "name")), Some(&"Ada"));
    assert!(settings.get_all(&("remote", "fetch")).eq(&["a", "b"]));

    // It is written as it was read: in order, with what was changed in its place.
    settings.insert_all(("remote", "fetch"), ["c", "d", "e"]);
    let mut written = String::new();
    let mut open = "";
    for ((section, key), value) in &settings {
        if *section != open {
            open = section;
            written += &format!("[{section}]\n");
        }
        written += &format!("{key} = {value}\n");
    }
    assert_eq!(
        written,
        "[remote]\nurl = one\nfetch = c\nfetch = d\nfetch = e\n[user]\nname = Ada\n"
    );
}

/// Reads and writes JSON objects with repeated keys, which all stay in their order.
#[cfg(feature = "serde")]
fn json_repeated_keys() -> Result<(), serde_json::Error> {
    use boltons::multimap::AsMap;

    type Object = OrderedMultiMap<String, serde_json::Value>;

    let json = r#"[{"to":"a","id":7,"to":"b"},null]"#;
    let mut messages: Vec<Option<AsMap<Object>>> = serde_json::from_str(json)?;
    if let Some(AsMap(message)) = &mut messages[0] {
        assert_eq!(message.count("to"), 2);
        message.append("via".to_owned(), "relay".into());
    }
    let json = serde_json::to_string(&messages)?;
    assert_eq!(json, r#"[{"to":"a","id":7,"to":"b","via":"relay"},null]"#);
    Ok(())
}

/// Finds the lines of each word, in the order in which the words first occur, and the reverse.
fn inverted_index() {
    let lines = "to be or\nnot to be".lines().zip(1..);
    let words = lines.flat_map(|(line, number)| line.split(' ').map(move |word| (word, number)));
    let words: OrderedMultiMap<&str, usize> = words.collect();
    assert!(words.get_all("to").eq(&[1, 2]));
    assert_eq!(words.counts()[&"not"], 1);
    assert_eq!(words.clone().into_groups()["be"], [1, 2]);
    assert!(words.into_inverse().get_all(&2).eq(&["not", "to", "be"]));
}

/// Changes keys and places without building the map again.
fn edit_in_place() {
    let mut form = OrderedMultiMap::from([("mail", 1), ("name", 2), ("mail", 3), ("id", 4)]);
    assert!(form.replace_key("mail", "email"));
    assert_eq!(form, [("email", 1), ("name", 2), ("email", 3), ("id", 4)]);
    assert_eq!(form.insert_all("name", [8, 9]), [2]);
    assert!(form.move_to_back("email"));
    assert_eq!(form, [("name", 8), ("name", 9), ("id", 4), ("email", 1), ("email", 3)]);
    form.swap_indices(0, 2);
    form.move_index(4, 0);
    assert_eq!(form, [("email", 3), ("id", 4), ("name", 9), ("name", 8), ("email", 1)]);
}

/// Each name has one number, each number one name.
fn two_way_map() -> Result<(), boltons::Error> {
    let mut signals = BiMap::<_, _>::try_from_pairs([("HUP", 1), ("INT", 2), ("KILL", 9)])?;
    assert_eq!(signals.get_by_left("INT"), Some(&2));
    assert_eq!(signals.get_by_right(&9), Some(&"KILL"));
    // All of them or none: the error tells which pair repeats.
    let error = signals.try_extend([("ABRT", 6), ("IOT", 6)]).expect_err("two names for one");
    assert_eq!(error.to_string(), "right value of pair 1 repeats pair 0");
    assert_eq!(signals.len(), 3);
    assert_eq!(signals.into_inverse().get_by_left(&1), Some(&"HUP"));
    Ok(())
}

/// Chooses what an insertion may replace.
fn conflicts() {
    let mut ports = BiMap::from([("http", 80), ("https", 443)]);
    // A service may move to a free port, but takes no other's.
    assert!(ports.insert_with("http", 8080, OnDuplicate::ReplaceLeft).is_ok());
    assert_eq!(ports.insert_with("http", 443, OnDuplicate::ReplaceLeft), Err(("http", 443)));
    assert!(ports.iter().eq([(&"http", &8080), (&"https", &443)]));
}

/// Tags and posts, found from both sides; two tags become one.
fn many_to_many() {
    let mut tags = Relation::from([("post", "rust"), ("note", "rustlang"), ("post", "rustlang")]);
    assert!(tags.replace_right("rustlang", "rust"));
    assert!(tags.lefts_of("rust").eq(&["post", "note"]));
    assert!(tags.insert("note", "maps"));
    assert!(tags.rights_of("note").eq(&["rust", "maps"]));
    assert_eq!(tags.remove_right("rust"), 2);
    assert!(!tags.contains_left("post"));
}

/// Counts by a set of labels, whatever their order.
fn map_as_key() {
    let mut hits: HashMap<FrozenMap<&str, &str>, u32> = HashMap::new();
    for labels in [[("path", "/"), ("method", "GET")], [("method", "GET"), ("path", "/")]] {
        *hits.entry(labels.into()).or_default() += 1;
    }
    assert_eq!(hits[&FrozenMap::from([("method", "GET"), ("path", "/")])], 2);
}

fn main() -> Result<(), boltons::Error> {
    http_headers()?;
    case_insensitive();
    query_string();
    ini_file();
    #[cfg(feature = "serde")]
    json_repeated_keys().expect("it is JSON");
    inverted_index();
    edit_in_place();
    two_way_map()?;
    conflicts();
    many_to_many();
    map_as_key();
    println!("all recipes hold");
    Ok(())
}
