//! The recipes of the documentation that need other crates: each is compiled, run, and compared with
//! the text of the documentation.
#![cfg(feature = "multimap")]

/// The documentation, without its comment marks.
fn documentation() -> String {
    let source = include_str!("../../../src/multimap/mod.rs");
    let lines = source.lines().filter_map(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// Whether the documentation holds what stands here between two marks.
#[track_caller]
fn assert_documented(mark: &str) {
    let own = include_str!("multimap_recipes.rs");
    let (_, rest) =
        own.split_once(&format!("    // From here: {mark}.\n")).expect("the first mark");
    let (recipe, _) = rest.split_once("    // To here.\n").expect("the second mark");
    let recipe: Vec<&str> =
        recipe.lines().map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    let recipe = recipe.join("\n");
    assert!(documentation().contains(recipe.trim_end()), "the documentation of {mark} differs");
}

mod headers {
    // From here: headers.
    use boltons::multimap::OrderedMultiMap;
    use http::{HeaderMap, HeaderName, HeaderValue};

    fn from_http(headers: &HeaderMap) -> OrderedMultiMap<HeaderName, HeaderValue> {
        headers.iter().map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    fn into_http(headers: OrderedMultiMap<HeaderName, HeaderValue>) -> HeaderMap {
        let mut map = HeaderMap::with_capacity(headers.keys_len());
        for (name, value) in headers {
            map.append(name, value);
        }
        map
    }
    // To here.

    #[test]
    fn headers_go_both_ways() {
        super::assert_documented("headers");
        let text = [("via", "a"), ("cookie", "x=1"), ("via", "b"), ("cookie", "y=2")];
        let headers: OrderedMultiMap<HeaderName, HeaderValue> = text
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect();
        let map = into_http(headers.clone());
        assert!(map.get_all("via").iter().eq(["a", "b"]));
        let back = from_http(&map);
        assert!(back.eq_unordered(&headers) && back != headers, "it groups repeated names");
        assert_eq!(into_http(back), map);
        assert_eq!(into_http(OrderedMultiMap::new()), HeaderMap::new());
    }
}

mod forms {
    // From here: forms.
    use boltons::multimap::OrderedMultiMap;
    use form_urlencoded::{Serializer, parse};

    fn read_form(query: &str) -> OrderedMultiMap<String, String> {
        parse(query.as_bytes()).into_owned().collect()
    }

    fn write_form(form: &OrderedMultiMap<String, String>) -> String {
        Serializer::new(String::new()).extend_pairs(form).finish()
    }
    // To here.

    #[test]
    fn forms_go_both_ways() {
        super::assert_documented("forms");
        let mut form = read_form("tag=a+b&page=2&tag=%C3%A9&empty=&flag");
        assert!(form.get_all("tag").eq(&["a b", "é"]));
        assert_eq!(form.insert("page".to_owned(), "3".to_owned()).as_deref(), Some("2"));
        assert_eq!(write_form(&form), "tag=a+b&page=3&tag=%C3%A9&empty=&flag=");
        assert_eq!(read_form(&write_form(&form)), form);
        assert!(read_form("").is_empty());
    }
}
