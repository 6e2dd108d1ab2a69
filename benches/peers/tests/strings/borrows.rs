//! Where nothing changes, nothing is allocated: the table of what borrows, under an allocator that
//! counts.

use std::hint::black_box;

use boltons::strings::{self as s, MultiReplace};

use super::gzip::peak;
use super::table::TABLE;

/// The most bytes that `run` had allocated.
fn bytes<T>(run: impl FnOnce() -> T) -> usize {
    peak(|| drop(black_box(run()))).1
}

#[test]
fn what_is_borrowed_allocates_nothing() {
    for (name, same, other, run) in TABLE {
        for text in *same {
            // What is made once, by the table itself.
            black_box(run(text));
            assert_eq!(bytes(|| run(text)), 0, "{name} of {text:?}");
        }
        assert!(bytes(|| run(other)) > 0, "{name} of {other:?}");
    }
    assert_eq!(bytes(|| s::strip_ansi_bytes(b"\x9b\xff\xc2\xa0")), 0);
    let several = MultiReplace::new([("cat", "dog"), ("x", "y")]).unwrap();
    assert_eq!(bytes(|| several.replace("neither of them")), 0);
    assert_eq!(bytes(|| several.replace_with("neither of them", |_, _, _| ())), 0);
    let words = MultiReplace::builder().pair("cat", "dog").whole_words().build().unwrap();
    assert_eq!(bytes(|| words.replace("concatenate")), 0);
}

#[test]
fn questions_and_iterators_allocate_nothing() {
    let texts = ["", "fooBar_baz 12", "\x1b[1mÉtude\u{202e}\r\n#tag «x» it's", &"aB é ".repeat(99)];
    for text in texts {
        for &case in s::Case::ALL {
            assert_eq!(bytes(|| s::is_case(text, case)), 0, "{case:?} of {text:?}");
        }
        for (name, most) in [
            ("detect_case", bytes(|| s::detect_case(text))),
            ("words", bytes(|| s::words(text).count())),
            ("has_ansi", bytes(|| s::has_ansi(text))),
            ("ansi_spans", bytes(|| s::ansi_spans(text).count())),
            ("find_hidden", bytes(|| s::find_hidden(text).count())),
            ("find_bidi_controls", bytes(|| s::find_bidi_controls(text).count())),
            ("lines_unicode", bytes(|| s::lines_unicode(text).count())),
            ("split_line_breaks", bytes(|| s::split_line_breaks(text).rev().count())),
            ("split_punct_ws", bytes(|| s::split_punct_ws(text).count())),
            ("find_hashtags", bytes(|| s::find_hashtags(text).count())),
            ("wrap", bytes(|| s::wrap(text, 7).count())),
            ("measure", bytes(|| s::measure(text, s::Measure::Columns))),
            ("is_uuid", bytes(|| s::is_uuid(text))),
            ("natural_cmp", bytes(|| s::natural_cmp(text, "fooBar_baz 9"))),
            ("ordinal_suffix", bytes(|| s::ordinal_suffix(text))),
        ] {
            assert_eq!(most, 0, "{name} of {text:?}");
        }
    }
}

/// Two bounds of eight bytes a run, however many integers are in it.
#[test]
fn a_run_of_integers_is_sixteen_bytes() {
    let text: String = (0..4096).map(|n| format!("{},", 3 * n)).collect();
    let set: s::IntRanges = text.parse().unwrap();
    assert_eq!(peak(|| set.clone()).1, 16 * 4096);
    let most = peak(|| "1-99999999999".parse::<s::IntRanges>().unwrap().count()).1;
    assert!(most <= 128, "{most}");
}
