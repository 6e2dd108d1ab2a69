//! Counts, ordinals, lists and articles.

use std::fmt;

use boltons::strings::{a10n, human_list, indefinite_article, ordinal, ordinal_suffix, unit_len};

#[test]
fn counts_with_their_noun() {
    assert_eq!(unit_len(0, "worry").to_string(), "No worries");
    assert_eq!(unit_len(1, "item").to_string(), "1 item");
    assert_eq!(unit_len(3, "item").to_string(), "3 items");
    assert_eq!(unit_len(2, "mother-in-law").to_string(), "2 mothers-in-law");
    assert_eq!(unit_len(usize::MAX, "URL").to_string(), format!("{} URLs", usize::MAX));
    assert_eq!(format!("[{:>9}]", unit_len(2, "box")), "[  2 boxes]");
    assert_eq!(format!("[{:*^9}]", unit_len(1, "été")), "[**1 été**]");
}

#[test]
fn ordinals_of_a_hundred_and_more() {
    for n in 0..2_000u32 {
        let suffix = match (n % 100, n % 10) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        assert_eq!(ordinal(n).to_string(), format!("{n}{suffix}"));
        assert_eq!(ordinal_suffix(n), suffix);
    }
    assert_eq!(ordinal(-1).to_string(), "-1st");
    assert_eq!(ordinal(-11).to_string(), "-11th");
    assert_eq!(ordinal(u128::MAX).to_string(), format!("{}th", u128::MAX));
}

#[test]
fn ordinals_go_by_the_text() {
    assert_eq!(ordinal("1,000").to_string(), "1,000th");
    assert_eq!(ordinal("1,011").to_string(), "1,011th");
    assert_eq!(ordinal("x1").to_string(), "x1st");
    assert_eq!(ordinal("last").to_string(), "last");
    assert_eq!(ordinal("").to_string(), "");
    // A digit, but no ASCII one.
    assert_eq!(ordinal("１").to_string(), "１");
    assert_eq!(ordinal_suffix("n"), "");
    // Written in pieces, each of one byte.
    assert_eq!(ordinal(format_args!("{}{}", 1, 1)).to_string(), "11th");
    assert_eq!(ordinal(format_args!("{}{}", 2, 1)).to_string(), "21st");
    assert_eq!(format!("[{:>6}]", ordinal(3)), "[   3rd]");
    assert_eq!(format!("{:+}", ordinal(3)), "+3rd");
}

#[test]
fn lists_of_all_lengths() {
    let list = |n: usize| human_list(["a", "b", "c", "d"].into_iter().take(n));
    let plain: Vec<_> = (0..5).map(|n| list(n).to_string()).collect();
    assert_eq!(plain, ["", "a", "a and b", "a, b, and c", "a, b, c, and d"]);
    let no_oxford: Vec<_> = (0..5).map(|n| list(n).no_oxford().to_string()).collect();
    assert_eq!(no_oxford, ["", "a", "a and b", "a, b and c", "a, b, c and d"]);
    let or = |n| list(n).delimiter(";").conjunction("or").to_string();
    assert_eq!([or(1), or(2), or(3)], ["a", "a or b", "a; b; or c"]);
    // Without a conjunction the delimiter is all there is between.
    let none = |n| list(n).conjunction("").to_string();
    assert_eq!([none(2), none(3)], ["a, b", "a, b, c"]);
    assert_eq!(human_list([1, 2, 3]).to_string(), "1, 2, and 3");
    assert_eq!(format!("[{:>9}]", list(2)), "[  a and b]");
    // An iterator that would go on after its end.
    let mut n = 0;
    let odd = std::iter::from_fn(move || {
        n += 1;
        (n != 2).then_some(n)
    });
    assert_eq!(human_list(odd).to_string(), "1");
}

#[test]
fn articles_by_sound() {
    let an = "apple egg icon orange umbrella hour honest honour heir FBI HTTP HTML SAT SQL NBA \
              LED SOS MRI X-ray XML 8 8-bit 80 800 11 11th 18 11,000 18,000,000 a e f h i l m n o \
              r s x IP IBM API error uninformed unimportant unidentified only onerous \
              idea äpfel École Ängste èclair Îles ökonom Österreich østers Øresund œuvre Œuvre umlaut ugly urn NGO uncle unless index MP3 mp3 mb HTTP2 html5 FM4";
    for word in an.split_whitespace() {
        assert_eq!(indefinite_article(word), "an", "{word}");
    }
    let a = "banana cat university unicorn union unique uniform unit universe unilateral one once \
             one-way European euro ewe user use usual utility ubiquitous UUID URL USB UI UFO ukulele Ugandan SIM RIP FIFO \
             NASA NATO JPEG DVD PDF TV 1 7 7th 10 100 110 1,100 180 1800 b c d g j k p q t u v w y \
             z level3 route66 mod3 house hotel year yacht young historic Ukrainian ouija";
    for word in a.split_whitespace() {
        assert_eq!(indefinite_article(word), "a", "{word}");
    }
    assert_eq!(indefinite_article("yttrium"), "an");
    // Capitals before a digit.
    for word in "SHA1 ISO8601 OAUTH2 IPV6".split_whitespace() {
        assert_eq!(indefinite_article(word), "an", "{word}");
    }
    for word in "UTF8 USB3 CUDA12".split_whitespace() {
        assert_eq!(indefinite_article(word), "a", "{word}");
    }
    // Read as words: names in capitals that start as English words do, titles, words with one
    // capital too many, and letters of other languages in the middle.
    for word in "SCUBA STEM SWAT FLAC SPAM Ms NEw SUper spätzle schön".split_whitespace() {
        assert_eq!(indefinite_article(word), "a", "{word}");
    }
    assert_eq!(indefinite_article("  “hour”"), "an");
    assert_eq!(indefinite_article("HTTPServer"), "an");
    // The last capital is that of the next word.
    assert_eq!((indefinite_article("UNIXServer"), indefinite_article("SATScore")), ("a", "an"));
    assert_eq!(indefinite_article("one of these"), "a");
    assert_eq!(indefinite_article("8 items"), "an");
    for none in ["", " ", "!?", "…", "日本"] {
        assert_eq!(indefinite_article(none), "a", "{none}");
    }
}

#[test]
fn abbreviations() {
    for (long, short) in [
        ("", ""),
        ("a", "a"),
        ("ab", "ab"),
        ("abc", "a1c"),
        ("localization", "l10n"),
        ("internationalization", "i18n"),
        ("Kubernetes", "K8s"),
        ("été", "é1é"),
        ("日本語", "日1語"),
    ] {
        assert_eq!(a10n(long).to_string(), short);
    }
    assert_eq!(format!("[{:>6}]", a10n("localization")), "[  l10n]");
    assert_eq!(format!("[{:<4}]", a10n("ab")), "[ab  ]");
}

#[test]
fn a01_to_a04_articles_by_letter_names() {
    let an = [
        "MP3",
        "M1",
        "f64",
        "x86",
        "F16",
        "H264",
        "i32",
        "mp3",
        "md5",
        "EU directive",
        "Xbox",
        "html",
        "npm package",
        "http",
        "ssh",
        "xml",
        "nth",
        "MCP",
        "FTP",
        "SOS",
        "empty",
        "s3",
        "API",
    ];
    for word in an {
        assert_eq!(indefinite_article(word), "an", "{word}");
    }
    let a = [
        "u8",
        "U2",
        "B52",
        "EULA",
        "SCSI disk",
        "usb port",
        "udp packet",
        "url",
        "uuid",
        "utf8",
        "Uighur",
        "Uyghur",
        "using_index",
        "Mr Smith",
        "mrs",
        "ms",
        "dns",
        "tcp",
        "pdf",
        "gym",
        "sky",
        "rhythm",
        "win32",
        "v8",
        "T1000",
        "Xavier",
        "MySQL",
    ];
    for word in a {
        assert_eq!(indefinite_article(word), "a", "{word}");
    }
}

#[test]
fn n05_long_lists_count_the_rest() {
    let names = ["a", "b", "c", "d", "e"];
    for (limit, expected) in [
        (0, "a and 4 others"),
        (1, "a and 4 others"),
        (2, "a, b, and 3 others"),
        (4, "a, b, c, d, and 1 other"),
        (5, "a, b, c, d, and e"),
        (usize::MAX, "a, b, c, d, and e"),
    ] {
        assert_eq!(human_list(names).limit(limit).to_string(), expected);
    }
    assert_eq!(human_list(names).no_oxford().limit(2).to_string(), "a, b and 3 others");
    assert_eq!(human_list(names).conjunction("").limit(2).to_string(), "a, b, 3 others");
    assert_eq!(human_list(["a"]).limit(1).to_string(), "a");
    assert_eq!(human_list(["a", "b"]).limit(1).to_string(), "a and 1 other");
    assert_eq!(human_list([""; 0]).limit(1).to_string(), "");
    assert_eq!(human_list(1..=1_000_000).limit(1).to_string(), "1 and 999999 others");
}

/// What cannot be written has no digits to go by.
#[test]
fn a_number_that_cannot_be_written_has_no_suffix() {
    struct Broken;

    impl fmt::Display for Broken {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("1")?;
            Err(fmt::Error)
        }
    }

    assert_eq!(ordinal_suffix(Broken), "");
}
