//! Case conversion.

use std::borrow::Cow;

use boltons::strings::{
    Case, Casing, Digits, detect_case, is_case, to_camel_case, to_case, to_case_into,
    to_pascal_case, to_snake_case, to_title_case, words,
};

/// The conversion as joined words, a `String` for each: what all of them must agree with.
pub fn naive(s: &str, case: Case) -> String {
    let lower = str::to_lowercase;
    let capital = |word: &str| {
        let mut chars = word.chars();
        let first = chars.next().unwrap();
        let first = match first {
            'Ǆ'..='ǆ' => 'ǅ'.to_string(),
            c => c.to_uppercase().collect(),
        };
        first + &chars.as_str().to_lowercase()
    };
    let words: Vec<&str> = words(s).collect();
    let join = |separator: &str, map: &dyn Fn(usize, &str) -> String| {
        let mapped: Vec<String> = words.iter().enumerate().map(|(i, w)| map(i, w)).collect();
        mapped.join(separator)
    };
    match case {
        Case::Snake => join("_", &|_, w| lower(w)),
        Case::ScreamingSnake => join("_", &|_, w| w.to_uppercase()),
        Case::Kebab => join("-", &|_, w| lower(w)),
        Case::ScreamingKebab => join("-", &|_, w| w.to_uppercase()),
        Case::Camel => join("", &|i, w| if i == 0 { lower(w) } else { capital(w) }),
        Case::Pascal => join("", &|_, w| capital(w)),
        Case::Train => join("-", &|_, w| capital(w)),
        Case::Title => join(" ", &|_, w| capital(w)),
        Case::Sentence => join(" ", &|i, w| if i == 0 { capital(w) } else { lower(w) }),
        Case::Flat => join("", &|_, w| lower(w)),
        Case::UpperFlat => join("", &|_, w| w.to_uppercase()),
        Case::Dot => join(".", &|_, w| lower(w)),
        Case::Path => join("/", &|_, w| lower(w)),
        other => panic!("{other:?}"),
    }
}

/// The words by the rules as they are worded, for ASCII.
fn naive_words(s: &str) -> Vec<&str> {
    let b = s.as_bytes();
    let mut out = Vec::new();
    let mut start = None;
    for i in 0..=b.len() {
        let inside = i < b.len() && b[i].is_ascii_alphanumeric();
        let Some(from) = start else {
            start = inside.then_some(i);
            continue;
        };
        if !inside {
            out.push(&s[from..i]);
            start = None;
            continue;
        }
        let left = b[from..i].iter().rev().find(|c| c.is_ascii_alphabetic());
        let after_lower = left.is_some_and(u8::is_ascii_lowercase);
        let next_lower = b.get(i + 1).is_some_and(u8::is_ascii_lowercase);
        if b[i].is_ascii_uppercase() && left.is_some() && (after_lower || next_lower) {
            out.push(&s[from..i]);
            start = Some(i);
        }
    }
    out
}

fn check(s: &str) {
    for &case in Case::ALL {
        let expected = naive(s, case);
        assert_eq!(to_case(s, case), expected, "{s:?} to {case:?}");
        assert_eq!(matches!(to_case(s, case), Cow::Borrowed(_)), s == expected, "{s:?} {case:?}");
        assert_eq!(is_case(s, case), s == expected, "{s:?} is {case:?}");
        let mut out = "x".to_owned();
        to_case_into(s, case, &mut out);
        assert_eq!(out[1..], expected);
        // Too long for the masks: the machine that reads characters answers.
        let long = format!("{s}{}", "-".repeat(70));
        assert_eq!(to_case(&long, case), expected, "{long:?} to {case:?}");
    }
}

const LONGEST: u32 = 5;

#[test]
fn every_short_ascii_text() {
    let symbols = ["a", "b", "B", "C", "1", "_"];
    for len in 0..=LONGEST {
        for code in 0..6_usize.pow(len) {
            let mut code = code;
            let mut text = String::new();
            for _ in 0..len {
                text += symbols[code % 6];
                code /= 6;
            }
            assert_eq!(words(&text).collect::<Vec<_>>(), naive_words(&text), "{text:?}");
            assert_eq!(to_snake_case(&text), naive_words(&text).join("_").to_lowercase());
            if len < LONGEST {
                check(&text);
            }
            for ends in [u64::MAX, 0b0110_1001] {
                assert_eq!(
                    super::lines::from_both_ends(words(&text), ends),
                    naive_words(&text),
                    "{text:?}"
                );
            }
        }
    }
}

#[test]
fn forms() {
    let forms = [
        "foo_bar_2x",
        "FOO_BAR_2X",
        "foo-bar-2x",
        "FOO-BAR-2X",
        "fooBar2x",
        "FooBar2x",
        "Foo-Bar-2x",
        "Foo Bar 2x",
        "Foo bar 2x",
        "foobar2x",
        "FOOBAR2X",
        "foo.bar.2x",
        "foo/bar/2x",
    ];
    assert_eq!(Case::ALL.len(), forms.len());
    for (&case, form) in Case::ALL.iter().zip(forms) {
        assert_eq!(to_case("foo bar 2x", case), form);
        assert_eq!(to_case(" Foo__bar-2x!", case), form);
        assert!(is_case(form, case));
        let first = match case {
            Case::Flat => Case::Snake,
            Case::UpperFlat => Case::ScreamingSnake,
            case => case,
        };
        assert_eq!(detect_case(form), Some(first));
        assert!(is_case(case.name(), case), "{}", case.name());
    }
}

#[test]
fn words_at_the_end_of_the_masks() {
    for len in (6..24).chain(56..72) {
        for tail in ["Ab", "aB", "1B", "_b", "é"] {
            check(&format!("{}{tail}", "x".repeat(len)));
            check(&format!("{}{tail}", "aB1_".repeat(len / 4)));
        }
    }
    // Every three characters at every place of a name, of which 16 bytes stay in registers.
    let symbols = ["a", "B", "1", "_", "C", "d"];
    for code in 0..6_usize.pow(3) {
        let three = [code % 6, code / 6 % 6, code / 36].map(|at| symbols[at]).concat();
        for len in 0..16 {
            check(&format!("{}{three}", &"aBcDe1_GHIjKlm2n"[..len]));
        }
    }
    check(&"9".repeat(64));
    check(&format!("a{}B", "9".repeat(62)));
    check(&format!("A{}Bc", "9".repeat(61)));
    check(&"aB".repeat(32));
}

#[test]
fn texts_that_others_lose() {
    let snake = [
        // stringcase deletes what is not ASCII; Inflector and cruet put `_` before each.
        ("ИмяФайла", "имя_файла"),
        ("straßeName", "straße_name"),
        // heck splits at the mark.
        ("e\u{301}Tude", "e\u{301}_tude"),
        ("XÉtude", "x_étude"),
        ("XE\u{301}tude", "x_e\u{301}tude"),
        ("IDs", "i_ds"),
        ("Already_Snake", "already_snake"),
        ("_private", "private"),
        ("a1B", "a1_b"),
        ("Ωmega3", "ωmega3"),
        ("ǅabǅ", "ǆab_ǆ"),
        ("日本語Text", "日本語text"),
        ("text日本Text", "text日本_text"),
        ("a\u{200d}b c", "a\u{200d}b_c"),
        ("a\u{200c}b-\u{200c}c", "a\u{200c}b_c"),
        ("\u{301}a-\u{301}b", "a_b"),
        ("ΟΔΟΣ ΣΑΣ", "οδος_σας"),
        ("İstanbul", "i\u{307}stanbul"),
    ];
    for (text, expected) in snake {
        assert_eq!(to_snake_case(text), expected, "{text:?}");
        assert_eq!(to_snake_case(expected), expected);
    }
    // Python's `under2camel("")` and `camel2under("")`.
    assert_eq!(to_pascal_case(""), "");
    assert_eq!(to_snake_case(""), "");
    assert_eq!(to_snake_case("___"), "");
    assert_eq!(to_camel_case("ßa_ﬁb"), "ßaFib");
    assert_eq!(to_pascal_case("ßa_ﬁb_ŉc"), "SsaFibʼNc");
    for (letters, title) in [("ǆ", "ǅ"), ("ǉ", "ǈ"), ("ǌ", "ǋ"), ("ǳ", "ǲ")] {
        assert_eq!(to_title_case(letters), title);
    }
    assert_eq!(to_title_case("ǆungla ᾳ σας ქართული"), "ǅungla ᾼ Σας ქართული");
    assert_eq!(to_case("straße", Case::UpperFlat), "STRASSE");
    assert_eq!(to_title_case("xΣς aΣ xσΣ"), "X Σς A Σ Xσ Σ");
}

#[test]
fn digits() {
    let cases = [
        ("2d", Digits::Join, "2d"),
        ("2d", Digits::Before, "2d"),
        ("2d", Digits::After, "2_d"),
        ("2d", Digits::Both, "2_d"),
        // convert_case #2 #9 #21, vrl #1322.
        ("uart0", Digits::Before, "uart_0"),
        ("uart0", Digits::After, "uart0"),
        ("s3", Digits::Both, "s_3"),
        ("s3", Digits::Join, "s3"),
        ("a12B34c", Digits::Before, "a_12b_34c"),
        ("a12B34c", Digits::After, "a12_b34_c"),
        ("a12B34c", Digits::Both, "a_12_b_34_c"),
        ("١٢a", Digits::After, "١٢_a"),
    ];
    for (text, digits, expected) in cases {
        let rules = Casing::new().digits(digits);
        assert_eq!(rules.to(text, Case::Snake), expected, "{text} {digits:?}");
        assert!(
            rules.words(text).rev().eq(rules.words(text).collect::<Vec<_>>().into_iter().rev())
        );
    }
}

#[test]
fn acronyms() {
    let rules = Casing::new().acronyms(&["", "ID", "IDs", "OAuth", "iOS", "C++"]);
    for (text, expected) in [
        ("IDs", "ids"),
        ("userIDs", "user_ids"),
        ("userIDsAll", "user_ids_all"),
        ("userID", "user_id"),
        ("IDsID", "ids_id"),
        ("IDea", "i_dea"),
        ("iOSApp", "ios_app"),
        ("myiOSApp", "myi_os_app"),
        ("my_iOS", "my_ios"),
        ("OAuth2Token", "oauth2_token"),
        ("useC++Now", "use_c++_now"),
        ("ids", "ids"),
    ] {
        assert_eq!(rules.to(text, Case::Snake), expected, "{text}");
        let forward: Vec<&str> = rules.words(text).collect();
        for ends in [u64::MAX, 0b01, 0b0010] {
            assert_eq!(super::lines::from_both_ends(rules.words(text), ends), forward, "{text}");
        }
    }
    // Kept whole, then mapped as any word.
    assert_eq!(rules.to("my_OAuth", Case::Pascal), "MyOauth");
    assert_eq!(rules.keep_upper().to("my_ID", Case::Pascal), "MyID");
}

#[test]
fn kept_characters_and_edges() {
    let quotes = Casing::new().keep_chars(&['\'']);
    assert_eq!(quotes.to("don't do", Case::Snake), "don't_do");
    assert_eq!(Casing::new().to("don't", Case::Snake), "don_t");
    // A kept character after a capital belongs to the word; any other joins what is beside it.
    assert_eq!(quotes.to("theAB'c", Case::Snake), "the_ab'c");
    // Nor is it a digit, in any script.
    for digits in [Digits::Before, Digits::After, Digits::Both] {
        for (kept, text) in [(&['€'], "a€b"), (&['·'], "a·b"), (&['_'], "a_b")] {
            assert!(Casing::new().keep_chars(kept).digits(digits).words(text).eq([text]));
        }
    }
    let edges = Casing::new().keep_edges();
    // heck loses these; change-case #56.
    for (text, expected) in [
        ("_private", "_private"),
        ("__dunder__", "__dunder__"),
        ("__fooBar__", "__foo_bar__"),
        ("  fooBar!", "  foo_bar!"),
        ("___", "___"),
        ("", ""),
    ] {
        assert_eq!(edges.to(text, Case::Snake), expected);
        assert_eq!(matches!(edges.to(text, Case::Snake), Cow::Borrowed(_)), text == expected);
    }
    assert_eq!(edges.to("__foo", Case::Pascal), "__Foo");
}

#[test]
fn upper_words_are_kept_where_words_are_capitalised() {
    let rules = Casing::new().keep_upper();
    for (case, expected) in [
        (Case::Pascal, "HTTPServer2GO"),
        (Case::Camel, "httpServer2GO"),
        (Case::Title, "HTTP Server2 GO"),
        (Case::Train, "Http-Server2-Go"),
        (Case::Snake, "http_server2_go"),
    ] {
        assert_eq!(rules.to("HTTPServer2_GO", case), expected, "{case:?}");
    }
}

/// Unicode's title cases: an iota below a capital stays below it.
#[test]
fn greek_titles() {
    for (word, title, upper) in [
        ("\u{1FB3}δης", "\u{1FBC}δης", "ΑΙΔΗΣ"),
        ("\u{1FC3}", "\u{1FCC}", "ΗΙ"),
        ("\u{1FF3}", "\u{1FFC}", "ΩΙ"),
        ("\u{1F80}", "\u{1F88}", "\u{1F08}Ι"),
        ("\u{1F90}", "\u{1F98}", "\u{1F28}Ι"),
        ("\u{1FA0}", "\u{1FA8}", "\u{1F68}Ι"),
        ("\u{1F87}", "\u{1F8F}", "\u{1F0F}Ι"),
        ("\u{1FB4}", "\u{386}\u{345}", "\u{386}Ι"),
        ("\u{1FC2}", "\u{1FCA}\u{345}", "\u{1FCA}Ι"),
        ("\u{1FB7}", "Α\u{342}\u{345}", "Α\u{342}Ι"),
    ] {
        assert_eq!(to_case(word, Case::Title), title, "{word}");
        assert_eq!(to_case(title, Case::Title), title, "{word}");
        assert_eq!(to_case(word, Case::UpperFlat), upper, "{word}");
    }
    assert_eq!(to_case("ŉa", Case::Title), "ʼNa");
}

/// The iota below a letter is a mark, though it is the only one with a capital: words and their
/// cases are those of the letter that has both in one.
#[test]
fn an_iota_below_a_letter_is_a_mark() {
    let apart = |text: &str| text.replace('\u{1FBC}', "Α\u{345}").replace('\u{1FB3}', "α\u{345}");
    for text in ["B◌", "B◌Γ", "B◌α", "◌B", "◌Γα", "aB◌", "aBΓ◌", "α◌Γ", "1◌2", "◌◌", "◌◌α", "α_◌B"]
    {
        for letter in ["\u{1FBC}", "\u{1FB3}"] {
            let text = text.replace('◌', letter);
            let words = || boltons::strings::words(&text).map(apart);
            let two = apart(&text);
            assert!(words().eq(boltons::strings::words(&two)), "{text}");
            assert!(boltons::strings::words(&two).rev().eq(words().rev()), "{text}");
            for rules in [Casing::new(), Casing::new().keep_upper()] {
                for &case in Case::ALL {
                    assert_eq!(
                        apart(&rules.to(&text, case)),
                        rules.to(&two, case),
                        "{text} {case:?}"
                    );
                }
            }
        }
    }
}

/// Letters without case are letters, not digits.
#[test]
fn digits_beside_ideographs() {
    for (digits, expected) in [
        (Digits::Join, "日本2語"),
        (Digits::Before, "日本_2語"),
        (Digits::After, "日本2_語"),
        (Digits::Both, "日本_2_語"),
    ] {
        assert_eq!(Casing::new().digits(digits).to("日本2語", Case::Snake), expected);
    }
    assert_eq!(Casing::new().digits(Digits::Both).to("x½y", Case::Snake), "x_½_y");
}

/// Words without capitals or small letters are the same however they are written.
#[test]
fn words_without_letters_that_have_cases_stay() {
    for rules in [Casing::new(), Casing::new().keep_upper()] {
        for text in ["12", "日本", "๑๒", "ªº", "א12"] {
            for &case in Case::ALL {
                assert_eq!(rules.to(text, case), text, "{case:?} {rules:?}");
            }
        }
    }
}

#[test]
fn conversions_to_one_case_are_idempotent_for_every_letter() {
    let cases = [
        Case::Snake,
        Case::Kebab,
        Case::Dot,
        Case::Path,
        Case::Flat,
        Case::ScreamingSnake,
        Case::ScreamingKebab,
        Case::UpperFlat,
    ];
    // Letters without case are one like another.
    let cased = |c: &char| {
        c.is_numeric() || !c.to_lowercase().eq([*c]) || !c.to_uppercase().eq([*c]) || *c < '\u{600}'
    };
    for c in ('\0'..=char::MAX).filter(|c| c.is_alphanumeric()).filter(cased) {
        for text in [format!("x{c}Y{c}y"), format!("X{c}yZ"), format!("{c}{c}aB")] {
            for case in cases {
                let once = to_case(&text, case);
                assert_eq!(to_case(&once, case), once, "{text:?} to {case:?}");
            }
        }
    }
}

/// From any case that shows where its words begin to any other, as from the words themselves.
#[test]
fn every_pair_of_cases_on_a_thousand_identifiers() {
    let list = ["user", "naïve", "http", "über", "get", "file", "имя", "retry", "στο", "url"];
    for n in 0..1_000_usize {
        let picked: Vec<&str> =
            [n % 10, n / 10 % 10, n / 100].iter().take(1 + n % 3).map(|&i| list[i]).collect();
        let plain = picked.join(" ");
        for &from in Case::ALL {
            let first = to_case(&plain, from);
            let whole = matches!(from, Case::Flat | Case::UpperFlat);
            // Of words written together one is left.
            let read = if whole { picked.concat() } else { plain.clone() };
            for &to in Case::ALL {
                assert_eq!(to_case(&first, to), naive(&read, to), "{first} to {to:?}");
            }
        }
    }
}

#[test]
fn special_casing_of_unicode() {
    let Some(path) = crate::shared::data("strings/SpecialCasing.txt") else { return };
    let mut count = 0;
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let line = line.split('#').next().unwrap();
        let fields: Vec<&str> = line.split(';').map(str::trim).collect();
        // Lines with a condition have a sixth field: languages, and the final sigma.
        if fields.len() != 5 {
            continue;
        }
        let text = |hex: &str| -> String {
            let code = |h| char::from_u32(u32::from_str_radix(h, 16).unwrap()).unwrap();
            hex.split_whitespace().map(code).collect()
        };
        let from = text(fields[0]);
        count += 1;
        assert_eq!(to_case(&from, Case::Flat), text(fields[1]), "{from}");
        assert_eq!(to_case(&from, Case::Pascal), text(fields[2]), "{from}");
        assert_eq!(to_case(&from, Case::UpperFlat), text(fields[3]), "{from}");
    }
    assert!(count > 90, "{count}");
}

#[test]
fn detect_takes_the_first_that_fits() {
    for (text, case) in [
        ("", None),
        ("foo", Some(Case::Snake)),
        ("1", Some(Case::Snake)),
        ("FOO", Some(Case::ScreamingSnake)),
        ("Foo", Some(Case::Pascal)),
        ("foo_Bar", None),
        (" foo", None),
        ("имяФайла", Some(Case::Camel)),
    ] {
        assert_eq!(detect_case(text), case, "{text:?}");
    }
}

#[test]
fn long_texts_are_read_once() {
    for text in ["aB".repeat(20_000), "A\u{301}".repeat(20_000), "_".repeat(100_000)] {
        let n = words(&text).count();
        assert_eq!(words(&text).rev().count(), n);
        assert!(to_snake_case(&text).len() <= 2 * text.len());
    }
    let marks = format!("-{}", "\u{301}".repeat(50_000));
    let mut iter = words(&marks);
    assert_eq!((iter.next_back(), iter.next_back(), iter.next()), (None, None, None));
}

#[test]
fn c01_acronyms_cut_whole_runs_only() {
    for (list, text, expected) in [
        (&["ID", "US", "IP"][..], "USER_IDENTITY", "user_identity"),
        (&["ID", "US", "IP"], "STATUS_SKIP_VALID", "status_skip_valid"),
        (&["HTTP"], "HTTPS", "https"),
        (&["HTTP"], "HTTPSConnection", "https_connection"),
        (&["HTTP"], "HTTPServer", "http_server"),
        (&["ID"], "VALID_IDS", "valid_ids"),
        (&["ID"], "IDÉE", "idée"),
        (&["API", "PI"], "SCRAPING", "scraping"),
        (&["WK", "JWK"], "JWKS", "jwks"),
        (&["HTTP", "API"], "HTTPAPIServer", "http_api_server"),
        (&["HTTP", "API"], "HTTPAPI", "http_api"),
        (&["HTTP", "API"], "HTTPAPIS", "httpapis"),
        // The longest first is not enough: `HTTPS`, `QL` is no way to the end.
        (&["HTTP", "HTTPS", "SQL"], "HTTPSQL", "http_sql"),
        (&["HTTP", "OAuth"], "HTTPOAuth", "http_o_auth"),
        (&["IDs", "ID"], "IDsID", "ids_id"),
        (&["HTTP", "API"], "HTTP2API", "http2_api"),
        (&["HTTP"], "HTTP2SERVER", "http2server"),
        (&["MP3", "ID"], "MP3ID", "mp3_id"),
        (&["MP3", "ID"], "MP3IDX", "mp3idx"),
        (&["ID"], "ID漢字", "id_漢字"),
        (&["ID"], "ID\u{301}X", "id\u{301}x"),
    ] {
        let rules = Casing::new().acronyms(list);
        // `漢` has no case: it goes on with the word before.
        let expected = if text.contains('漢') { "id漢字" } else { expected };
        let expected = if text == "HTTPOAuth" { "http_oauth" } else { expected };
        assert_eq!(rules.to(text, Case::Snake), expected, "{text} {list:?}");
        let forward: Vec<&str> = rules.words(text).collect();
        for ends in [u64::MAX, 0b01, 0b0010] {
            assert_eq!(super::lines::from_both_ends(rules.words(text), ends), forward, "{text}");
        }
    }
    // Screaming words that hold a listed acronym anywhere but as a whole stay.
    for word in ["CIDR", "WIDTH", "IDLE", "RAPID", "AIDS", "BUSINESS", "USUAL", "TRIP", "IPHONE"] {
        let rules = Casing::new().acronyms(&["ID", "US", "IP"]);
        assert_eq!(rules.to(word, Case::Snake), word.to_lowercase());
    }
}

#[test]
fn c09_leading_digits() {
    assert_eq!(detect_case("20240917FileName"), None);
    let rules = Casing::new().digits(Digits::After);
    assert_eq!(rules.detect("20240917FileName"), Some(Case::Camel));
    assert!(rules.is("20240917FileName", Case::Pascal));
    assert_eq!(rules.to("3DModel", Case::Pascal), "3DModel");
    assert_eq!(rules.detect(""), None);
}

#[test]
fn c10_acronyms_are_written_as_listed() {
    let rules = Casing::new().acronyms(&["ID", "OAuth", "iOS", "IDs"]).write_acronyms();
    for (text, case, expected) in [
        ("user_id", Case::Pascal, "UserID"),
        ("user_ids", Case::Pascal, "UserIDs"),
        ("id_user_id", Case::Camel, "idUserID"),
        ("oauth-ios", Case::Title, "OAuth iOS"),
        ("OAUTH_TOKEN", Case::Sentence, "OAuth token"),
        ("x_id", Case::Train, "X-ID"),
        ("user_id", Case::Kebab, "user-id"),
        ("user_id", Case::ScreamingSnake, "USER_ID"),
        ("identity", Case::Pascal, "Identity"),
    ] {
        assert_eq!(rules.to(text, case), expected, "{text}");
        assert!(rules.is(expected, case), "{expected}");
        let mut out = String::new();
        rules.to_into(text, case, &mut out);
        assert_eq!(out, expected);
    }
}

#[test]
fn c11_digits_kept_apart() {
    let rules = Casing::new().digits_apart();
    for (text, case, expected) in [
        ("foo_4_20", Case::Pascal, "Foo4_20"),
        ("foo_4_20", Case::Camel, "foo4_20"),
        ("foo_4_20", Case::Flat, "foo4_20"),
        ("foo_420", Case::Pascal, "Foo420"),
        ("v1 2 3", Case::UpperFlat, "V1_2_3"),
        ("a1 b2", Case::Pascal, "A1B2"),
        ("foo_4_20", Case::Snake, "foo_4_20"),
        ("x ١ ٢", Case::Pascal, "X١_٢"),
    ] {
        assert_eq!(rules.to(text, case), expected, "{text}");
    }
    // What was kept apart comes back apart.
    assert_eq!(rules.to("Foo4_20", Case::Snake), "foo4_20");
    assert_eq!(rules.to("Foo420", Case::Snake), "foo420");
}

#[test]
fn c12_separators_that_stay() {
    let rules = Casing::new().keep_separators(&['-', '/']);
    for (text, case, expected) in [
        ("hello-world everyone", Case::Title, "Hello-World Everyone"),
        ("either/or - not both", Case::Title, "Either/Or - Not Both"),
        ("read-only_file", Case::Snake, "read-only_file"),
        ("fooBar-baz", Case::Pascal, "FooBar-Baz"),
    ] {
        assert_eq!(rules.to(text, case), expected, "{text}");
    }
}

#[test]
fn cases_read_and_print() {
    for &case in Case::ALL {
        assert_eq!(case.to_string(), case.name());
        assert_eq!(case.name().parse::<Case>().unwrap(), case);
        let name = case.name().to_lowercase().replace([' ', '_', '-', '.', '/'], "");
        assert_eq!(name.trim_end_matches("case").parse::<Case>().unwrap(), case);
        // Its own name written in every case.
        for &other in Case::ALL {
            assert_eq!(to_case(case.name(), other).parse::<Case>().unwrap(), case);
        }
    }
    for (name, case) in [
        ("UpperCamelCase", Case::Pascal),
        ("lower camel", Case::Camel),
        ("CONSTANT", Case::ScreamingSnake),
        ("param-case", Case::Kebab),
    ] {
        assert_eq!(name.parse::<Case>().unwrap(), case);
    }
    for name in ["", "case", "snakes", "snake_cases", "é", "camelcasecase"] {
        let error = name.parse::<Case>().unwrap_err();
        assert!(error.is_syntax(), "{name}");
    }
    assert_eq!(format!("[{:>12}]", Case::Snake), "[  snake_case]");
}
