//! `is_uuid`, `uuid_version`, `find_hashtags`, `split_punct_ws`.

use boltons::strings::{find_hashtags, is_uuid, split_punct_ws, uuid_version};

const UUID: &str = "67e55044-10b1-426f-9247-bb680e5fe0c8";

#[test]
fn the_four_forms() {
    let upper = UUID.to_uppercase();
    for text in [UUID, &upper] {
        let plain = text.replace('-', "");
        for form in [
            text,
            &plain,
            &format!("{{{text}}}"),
            &format!("urn:uuid:{text}"),
            &format!("URN:UUID:{text}"),
        ] {
            assert!(is_uuid(form), "{form}");
            assert_eq!(uuid_version(form), Some(4), "{form}");
        }
    }
    for form in [
        String::new(),
        format!("{{{}}}", UUID.replace('-', "")),
        format!("urn:uuid:{}", UUID.replace('-', "")),
        format!("uuid:{UUID}"),
        format!("{UUID} "),
        format!(" {UUID}"),
        format!("({UUID})"),
        format!("{{{UUID}"),
        format!("{UUID}-"),
        UUID[1..].to_owned(),
        UUID.replace('-', "−"),
    ] {
        assert!(!is_uuid(&form), "{form}");
        assert_eq!(uuid_version(&form), None);
    }
}

#[test]
fn what_python_accepts_is_refused() {
    for text in [
        "67e55044-10b1426f-9247-bb680e5fe0-c8",
        "e6-82cc-ca67e5504410b1426f9247bb680e5f",
        "0x82ccca67e5504410b1426f9247bb680e",
        " 7e5504410b1426f9247bb680e5fe0c8",
        "６7e5504410b1426f9247bb680e5fe0",
        "67e55044-10b1-426f-9247-bb680e5fe0c\n",
        "+7e5504410b1426f9247bb680e5fe0c8",
        "67e5504410b1426f9247bb680e5f_0c8",
        "6-7-e-5-5-0-4-4-1-0-b-1-4-2-6-f-9247bb680e5fe0c8",
    ] {
        assert!(!is_uuid(text), "{text}");
    }
}

#[test]
fn every_single_byte_changed() {
    for form in
        [UUID.to_owned(), UUID.replace('-', ""), format!("{{{UUID}}}"), format!("urn:uuid:{UUID}")]
    {
        let prefix = form.len() - form.trim_start_matches("urn:uuid:").len();
        for at in 0..form.len() {
            for byte in 0..128u8 {
                let mut bytes = form.clone().into_bytes();
                let old = std::mem::replace(&mut bytes[at], byte);
                let text = String::from_utf8(bytes).expect("ASCII");
                let same_kind = if old.is_ascii_hexdigit() && at >= prefix {
                    byte.is_ascii_hexdigit()
                } else {
                    byte.eq_ignore_ascii_case(&old)
                };
                assert_eq!(is_uuid(&text), same_kind, "{text:?}");
            }
        }
        for at in 0..form.len() - 1 {
            let text = format!("{}é{}", &form[..at], &form[at + 2..]);
            assert!(!is_uuid(&text), "{text}");
        }
    }
}

#[test]
fn versions_need_their_variant() {
    for digit in 0..16u32 {
        let c = char::from_digit(digit, 16).expect("a digit");
        let text = format!("67e55044-10b1-{c}26f-9247-bb680e5fe0c8");
        assert_eq!(uuid_version(&text), Some(digit as u8));
        let text = format!("67e55044-10b1-426f-{c}247-bb680e5fe0c8");
        assert_eq!(uuid_version(&text), (8..12).contains(&digit).then_some(4), "{text}");
        assert_eq!(uuid_version(&text.replace('-', "")), uuid_version(&text));
    }
}

#[test]
fn hashtags() {
    let cases: [(&str, &[&str]); 22] = [
        ("", &[]),
        ("#", &[]),
        ("#a", &["a"]),
        ("＃a", &["a"]),
        ("#1 #12 #1a", &["1a"]),
        ("#हिन्दी!", &["हिन्दी"]),
        ("(#x)", &["x"]),
        (",#y", &["y"]),
        ("a#b", &[]),
        ("/#x", &[]),
        ("##x", &[]),
        ("#＃x", &[]),
        ("#a#b", &["a"]),
        ("#a #b", &["a", "b"]),
        ("&#39;", &[]),
        ("_#x", &[]),
        ("e\u{301}#x", &[]),
        ("#a_b_1", &["a_b_1"]),
        ("#_ #__", &[]),
        ("#می\u{200c}خواهم", &["می\u{200c}خواهم"]),
        ("ｆ＃a #日本語", &["日本語"]),
        ("#a-b #c.d", &["a", "c"]),
    ];
    for (text, tags) in cases {
        assert!(find_hashtags(text).eq(tags.iter().copied()), "{text}");
    }
    assert_eq!(find_hashtags(&"#".repeat(100_000)).count(), 0);
    assert_eq!(find_hashtags(&"＃1 ".repeat(10_000)).count(), 0);
    assert_eq!(find_hashtags(&"ａ＊".repeat(10_000)).count(), 0);
}

#[test]
fn split_at_punctuation_and_white_space() {
    let text = "  First, second—third…\u{2003}3.14 «fünf» a+b $x¢y ";
    let runs = ["First", "second", "third", "3", "14", "fünf", "a", "b", "x¢y"];
    assert!(split_punct_ws(text).eq(runs));
    assert!(split_punct_ws(text).rev().eq(runs.into_iter().rev()));
    for front in 0..=runs.len() {
        let mut iter = split_punct_ws(text);
        assert!(iter.by_ref().take(front).eq(runs[..front].iter().copied()));
        assert!(iter.rev().eq(runs[front..].iter().rev().copied()));
    }
    for c in '\0'..='\u{7f}' {
        let splits = c.is_ascii_punctuation() || c.is_whitespace();
        let text = format!("a{c}b");
        assert_eq!(split_punct_ws(&text).count(), if splits { 2 } else { 1 }, "{c:?}");
    }
    assert_eq!(split_punct_ws("").next(), None);
    assert_eq!(split_punct_ws(" .,; ").next_back(), None);
}

#[test]
fn g01_a_tag_begins_with_no_mark_joiner_or_dot() {
    for text in [
        "#\u{fe0f}\u{20e3}one",
        "#\u{301}a",
        "#\u{200d}a",
        "#\u{200c}a",
        "#\u{b7}a",
        "#\u{30fb}a",
        "＃\u{fe0f}a",
    ] {
        assert_eq!(find_hashtags(text).next(), None, "{text:?}");
    }
    assert!(find_hashtags("#\u{fe0f}\u{20e3} #a #e\u{301}t").eq(["a", "e\u{301}t"]));
}

#[test]
fn g04_g05_dots_and_joiners_are_inside_only() {
    for (text, tags) in [
        ("#il·lusió", &["il·lusió"][..]),
        ("#レオナルド・ダ・ヴィンチ", &["レオナルド・ダ・ヴィンチ"]),
        ("#ﾚｵ･ﾀﾞ", &["ﾚｵ･ﾀﾞ"]),
        ("#α\u{387}β", &["α\u{387}β"]),
        ("#a· #b・、#c\u{200d}", &["a", "b", "c"]),
        ("#a··b", &["a··b"]),
        // XID_Continue, not all that is a number or a symbol.
        ("#m² #a① #aⓐ #a½ #a\u{20e3}", &["m", "a", "a", "a", "a"]),
        ("#a‿b #a＿b #٣a #ⅷ", &["a‿b", "a＿b", "٣a", "ⅷ"]),
        ("#a-b #a.b #a'b", &["a", "a", "a"]),
    ] {
        assert!(
            find_hashtags(text).eq(tags.iter().copied()),
            "{text} {:?}",
            find_hashtags(text).collect::<Vec<_>>()
        );
    }
}

#[test]
fn g06_places_are_of_the_mark_and_the_tag() {
    let text = "é #a, ＃日本・x #1 (#c_d)";
    for (place, tag) in find_hashtags(text).places() {
        assert_eq!(text[place].trim_start_matches(['#', '＃']), tag);
    }
    assert!(find_hashtags(text).places().map(|(_, tag)| tag).eq(find_hashtags(text)));
    assert_eq!(find_hashtags(text).places().map(|(p, _)| p.start).collect::<Vec<_>>(), [3, 7, 25]);
}
