//! Case against heck, wrapping against textwrap, widths against unicode-width, lines against regex.

use boltons::strings::{self, Case, Measure, Wrap};
use heck::{
    ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
    ToTitleCase, ToTrainCase,
};
use proptest::prelude::*;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

fn check_case(s: &str) {
    assert_eq!(strings::to_snake_case(s), s.to_snake_case(), "{s:?}");
    assert_eq!(strings::to_kebab_case(s), s.to_kebab_case(), "{s:?}");
    assert_eq!(strings::to_camel_case(s), s.to_lower_camel_case(), "{s:?}");
    assert_eq!(strings::to_pascal_case(s), s.to_pascal_case(), "{s:?}");
    assert_eq!(strings::to_title_case(s), s.to_title_case(), "{s:?}");
    assert_eq!(strings::to_screaming_snake_case(s), s.to_shouty_snake_case(), "{s:?}");
    assert_eq!(strings::to_case(s, Case::ScreamingKebab), s.to_shouty_kebab_case(), "{s:?}");
    assert_eq!(strings::to_case(s, Case::Train), s.to_train_case(), "{s:?}");
}

#[test]
fn case_is_hecks_on_every_short_ascii_text() {
    let symbols = ['a', 'B', '1', '_'];
    for len in 0..=6_u32 {
        for code in 0..4_usize.pow(len) {
            let mut code = code;
            let text: String = (0..len)
                .map(|_| {
                    let c = symbols[code % 4];
                    code /= 4;
                    c
                })
                .collect();
            check_case(&text);
        }
    }
}

fn first_fit(width: usize) -> Options<'static> {
    Options::new(width)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn case_is_hecks_on_ascii(s in "[ -~]{0,80}") {
        check_case(&s);
    }

    #[test]
    fn wrapping_is_textwraps_on_ascii(s in "[a-d ]{0,20}([a-z]{1,12} {1,3}){0,12}", width in 1_usize..14) {
        // Of empty text, textwrap makes one empty line.
        prop_assume!(!s.is_empty());
        let ours: Vec<&str> = strings::wrap(&s, width).collect();
        prop_assert_eq!(&ours, &textwrap::wrap(&s, first_fit(width)));
        let columns: Vec<&str> = Wrap::new(width).measure(Measure::Columns).lines(&s).collect();
        prop_assert_eq!(columns, ours);
    }

    #[test]
    fn widths_are_unicode_widths(s in any::<String>()) {
        let clean: String = s.chars().filter(|c| !c.is_control()).collect();
        prop_assert_eq!(strings::display_width(&clean), clean.width());
    }

    #[test]
    fn lines_are_those_of_the_pattern(s in "([a-cé€\r\n\u{b}\u{c}\u{85}\u{2028}\u{2029}\u{1c}]){0,40}") {
        let breaks = regex::Regex::new("\r\n|[\n\x0b\x0c\r\u{85}\u{2028}\u{2029}]").unwrap();
        prop_assert!(strings::split_line_breaks(&s).eq(breaks.split(&s)));
    }
}
