//! Escaping control characters.

use std::borrow::Cow;

use boltons::strings::{
    HiddenKind, escape_controls, escape_controls_bytes, find_hidden, unescape_controls, visible,
};

#[test]
fn forms_of_each_kind() {
    let cases = [
        ("", ""),
        ("\n\r\t\\", r"\n\r\t\\"),
        ("\0\x1b\x7f", r"\u{0}\u{1b}\u{7f}"),
        ("\u{80}\u{85}\u{9f}\u{a0}", "\\u{80}\\u{85}\\u{9f}\u{a0}"),
        ("\u{2028}\u{2029}", r"\u{2028}\u{2029}"),
        ("\u{202e}\u{ad}\u{e0041}\u{3164}\u{fff9}", r"\u{202e}\u{ad}\u{e0041}\u{3164}\u{fff9}"),
        ("👩\u{200d}🚀❤\u{fe0f}", "👩\u{200d}🚀❤\u{fe0f}"),
        ("0123456\u{1}89abcde\u{2}", r"0123456\u{1}89abcde\u{2}"),
    ];
    for (text, escaped) in cases {
        assert_eq!(escape_controls(text), escaped);
        assert_eq!(visible(text).to_string(), escaped);
        assert_eq!(unescape_controls(escaped).unwrap(), text);
        assert_eq!(
            matches!(escape_controls(text), Cow::Borrowed(_)),
            text == escaped,
            "borrows iff unchanged: {text:?}"
        );
    }
}

/// RUSTSEC-2025-0055 (tracing-subscriber): escapes of the terminal reached the log.
#[test]
fn every_char_leaves_no_control_behind_and_round_trips() {
    let mut buffer = String::new();
    for c in super::every_char() {
        buffer.clear();
        buffer.extend(['a', c, 'b']);
        let escaped = escape_controls(&buffer);
        assert!(
            !escaped.chars().any(|c| c.is_control() || ('\u{2028}'..='\u{2029}').contains(&c)),
            "{c:?}"
        );
        assert!(
            find_hidden(&escaped)
                .all(|h| matches!(h.kind, HiddenKind::Joiner | HiddenKind::VariationSelector))
        );
        assert_eq!(matches!(escaped, Cow::Borrowed(_)), escaped == *buffer, "{c:?}");
        assert_eq!(unescape_controls(&escaped).unwrap(), *buffer, "{c:?}");
    }
}

#[test]
fn options() {
    let text = "a\n\r\n\t\u{85}\u{b}\\";
    assert_eq!(visible(text).keep_newlines().to_string(), "a\n\\r\n\\t\\u{85}\\u{b}\\\\");
    assert_eq!(visible(text).keep_tabs().to_string(), "a\\n\\r\\n\t\\u{85}\\u{b}\\\\");
    assert_eq!(visible("\x1b\x7f\u{9b}\u{202e}").carets().to_string(), "^[^?M-^[\\u{202e}");
    assert_eq!(visible("\0\x1f\x7f\u{9b}").pictures().to_string(), "␀␟␡\\u{9b}");
    assert_eq!(visible("\n\t").carets().keep_newlines().to_string(), "\n^I");
}

#[test]
fn bytes_show_what_is_not_utf8() {
    assert_eq!(escape_controls_bytes(b""), "");
    assert_eq!(escape_controls_bytes(b"ok"), "ok");
    assert!(matches!(escape_controls_bytes(b"ok"), Cow::Borrowed("ok")));
    assert_eq!(escape_controls_bytes(b"\xff\xfe"), r"\xff\xfe");
    assert_eq!(escape_controls_bytes(b"a\xe2\x80z\n\x80"), r"a\xe2\x80z\n\x80");
    assert_eq!(escape_controls_bytes(b"\xff\\xff"), r"\xff\\xff");
}

#[test]
fn unescape_refuses_all_else() {
    let error = unescape_controls("path\\users\\x").unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"expected '\n', '\r', '\t', '\\' or '\u{hex}' while parsing escaped text "path\\users\\x" at byte 4"#
    );
    assert!(error.is_syntax());
    assert_eq!(error.position(), Some(4));
    for (text, at) in [
        ("\\", 0),
        ("a\\", 1),
        ("\\x41", 0),
        ("\\0", 0),
        ("\\u41", 0),
        ("\\u{}", 0),
        ("\\u{41", 0),
        ("\\u{+41}", 0),
        ("\\u{0000041}", 0),
        ("\\u{d800}", 0),
        ("\\u{110000}", 0),
        ("\\\\\\é", 2),
    ] {
        let error = unescape_controls(text).unwrap_err();
        assert!(error.is_syntax(), "{text}");
        assert_eq!(error.position(), Some(at), "{text}");
    }
    assert_eq!(unescape_controls("\\u{1F600}\\u{00001b}").unwrap(), "😀\x1b");
    assert_eq!(unescape_controls("raw \n stays").unwrap(), "raw \n stays");
}
