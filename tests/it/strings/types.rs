//! Traits and sizes of the public types.

use std::fmt::Debug;
use std::hash::Hash;
use std::iter::FusedIterator;
use std::panic::{RefUnwindSafe, UnwindSafe};

use boltons::strings::{
    A10n, Align, AnsiSpan, AnsiSpans, AnsiStripper, Asciifier, ByteSize, ByteUnit, Case, Casing,
    Digits, Ellipsize, FindBidiControls, FindHashtags, FindHidden, FormatBytes, FormatDuration,
    GroupDigits, HashtagPlaces, Hidden, HiddenKind, HumanList, Inflector, IntList, IntListFormat,
    IntListIter, IntRanges, LinesUnicode, LinesWithBreaks, Locale, Measure, NaturalKey, Newline,
    Ordinal, Paragraphs, ParseBytes, ShSplit, ShSplitBytes, Slugger, SplitLineBreaks, SplitPunctWs,
    StripWriter, UniqueSlugs, UnitLen, Visible, WindowsSplit, Words, Wrap, Wrapped, ansi_spans,
    find_bidi_controls, find_hashtags, find_hidden, int_ranges, lines_unicode, lines_with_breaks,
    paragraphs, sh_split, sh_split_bytes, split_line_breaks, split_punct_ws, windows_split, words,
    wrap,
};

/// What every public type is.
trait Plain: Clone + Debug + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe {}

impl<T: Clone + Debug + Send + Sync + Unpin + UnwindSafe + RefUnwindSafe> Plain for T {}

fn plain<T: Plain>() {}

#[test]
fn values_are_plain() {
    fn value<T: Plain + Copy + Eq + Hash>() {}
    value::<(Case, Digits, Locale, Newline, Measure, Align)>();
    value::<(HiddenKind, Hidden, AnsiSpan<'_>)>();
    value::<(Casing<'_>, Slugger<'_>, Asciifier<'_>, Wrap<'_>, Ellipsize<'_>)>();
    value::<(IntListFormat, FormatBytes, Visible<'_>)>();
    value::<(GroupDigits<u8>, Ordinal<u8>, UnitLen<'_>, A10n<'_>)>();
    value::<(ByteSize, ByteUnit, ParseBytes, FormatDuration)>();
    fn ordered<T: Ord>() {}
    ordered::<(ByteSize, ByteUnit, NaturalKey, Case, HiddenKind)>();
    fn owner<T: Plain + Eq + Hash + Default>() {}
    owner::<Inflector>();
    owner::<IntRanges>();
    owner::<IntList>();
    owner::<ByteSize>();
    plain::<NaturalKey>();
    plain::<HumanList<'_, std::ops::Range<u8>>>();
    plain::<(UniqueSlugs, AnsiStripper, StripWriter<Vec<u8>>)>();
    assert!(size_of::<Hidden>() <= 16);
    assert_eq!(size_of::<ByteSize>(), 8);
    assert!(size_of::<NaturalKey>() <= 32);
}

#[test]
fn the_neutral_value_is_the_default() {
    assert_eq!(Casing::default(), Casing::new());
    assert_eq!(Slugger::default(), Slugger::new());
    assert_eq!(Asciifier::default(), Asciifier::new());
    assert_eq!(Inflector::default(), Inflector::new());
    assert_eq!(IntListFormat::default(), IntListFormat::new());
    assert_eq!(IntRanges::default(), IntRanges::new());
    assert_eq!(IntList::default(), IntList::new());
    assert_eq!(ByteSize::default(), ByteSize::new(0));
    assert_eq!(ParseBytes::default(), ParseBytes::new());
    assert_eq!(AnsiStripper::default(), AnsiStripper::new());
    assert_eq!(UniqueSlugs::default().slug("A b"), UniqueSlugs::new().slug("A b"));
}

#[test]
fn iterators_end_for_good() {
    fn fused<T: Plain + FusedIterator>() {}
    fn exact<T: ExactSizeIterator>() {}
    fn both<T: Plain + FusedIterator + DoubleEndedIterator>() {}
    both::<Words<'_>>();
    both::<LinesUnicode<'_>>();
    both::<SplitLineBreaks<'_>>();
    both::<SplitPunctWs<'_>>();
    both::<LinesWithBreaks<'_>>();
    both::<int_ranges::Iter<'_>>();
    both::<int_ranges::IntoIter>();
    both::<int_ranges::Ranges<'_>>();
    exact::<int_ranges::Ranges<'_>>();
    fused::<AnsiSpans<'_>>();
    fused::<FindHidden<'_>>();
    fused::<FindBidiControls<'_>>();
    fused::<FindHashtags<'_>>();
    fused::<Paragraphs<'_>>();
    fused::<Wrapped<'_>>();
    fused::<ShSplit<'_>>();
    fused::<ShSplitBytes<'_>>();
    fused::<HashtagPlaces<'_>>();
    fused::<IntListIter<'_>>();
    fused::<WindowsSplit<'_>>();
}

/// Holds the hint of what is left against it, after each item.
fn hints_hold(mut iter: impl Iterator + Clone, text: &str) {
    loop {
        let (least, most) = iter.size_hint();
        let left = iter.clone().count();
        assert!(least <= left && most.is_none_or(|most| left <= most), "{text:?}");
        if iter.next().is_none() {
            break;
        }
    }
    assert!(iter.next().is_none());
}

#[test]
fn words_that_were_taken_from_the_back_leave_nothing() {
    let mut left = words("-a b-");
    assert_eq!(
        (left.next_back(), left.next_back(), left.next_back()),
        (Some("b"), Some("a"), None)
    );
    assert_eq!((left.size_hint(), left.next()), ((0, Some(0)), None));
}

#[test]
fn size_hints_hold() {
    for text in [
        "",
        "a",
        " ",
        "aB1_c",
        "a\nb\r\n",
        "\x1b[1ma\x1b\x1b",
        "#a #b",
        "'a' b",
        "\u{200b}\u{202e}",
    ] {
        hints_hold(words(text), text);
        assert!(words(text).size_hint().1.is_some(), "no more words than bytes");
        hints_hold(lines_unicode(text), text);
        hints_hold(split_line_breaks(text), text);
        hints_hold(split_punct_ws(text), text);
        hints_hold(ansi_spans(text), text);
        hints_hold(find_hidden(text), text);
        hints_hold(find_bidi_controls(text), text);
        hints_hold(find_hashtags(text), text);
        hints_hold(find_hashtags(text).places(), text);
        hints_hold(lines_with_breaks(text), text);
        hints_hold(sh_split_bytes(text.as_bytes()), text);
        hints_hold(paragraphs(text), text);
        hints_hold(wrap(text, 2), text);
        assert!(wrap(text, 2).size_hint().1.is_some(), "no more lines than bytes");
        hints_hold(sh_split(text), text);
        hints_hold(windows_split(text), text);
    }
}

#[cfg(feature = "replace")]
#[test]
fn replacers_go_to_other_threads() {
    use boltons::strings::{MultiReplace, MultiReplaceBuilder};
    plain::<MultiReplace>();
    plain::<MultiReplaceBuilder>();
}

/// A type that is read from text is written as text that reads back, and its `Display` pads.
#[test]
fn what_is_read_is_written() {
    fn round<T: std::str::FromStr<Err = boltons::Error> + std::fmt::Display + PartialEq + Debug>(
        texts: &[&str],
    ) {
        for text in texts {
            let value: T = text.parse().expect("a value");
            let written = value.to_string();
            assert_eq!(written.parse::<T>().expect("what was written"), value, "{text}");
            let wide = written.chars().count() + 3;
            assert_eq!(format!("{value:>wide$}"), format!("   {written}"));
            assert_eq!(format!("{value:-<wide$}"), format!("{written}---"));
        }
    }
    round::<ByteSize>(&["0", "1 byte", "1.5 GiB", "18446744073709551615", "64kB"]);
    round::<IntRanges>(&["", "3", "1-3,7", "-5--3", "0-10:2", "9223372036854775807"]);
    round::<IntList>(&["", "3,1,2,2", "10-0:3", "5-5:9", "-1--9:4,7"]);
    round::<Case>(&["snake", "UPPER_CAMEL", "Title Case"]);
}
