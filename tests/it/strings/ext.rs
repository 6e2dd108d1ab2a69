//! The extension trait.

use boltons::strings::{self, StrExt};

#[test]
fn methods_are_the_functions() {
    for s in ["", "fooBar baz", "\x1b[1mÉ\u{2028}  x\x1b[0m", "  a\n  b\r\n<&>&amp;"] {
        assert_eq!(s.to_snake_case(), strings::to_snake_case(s));
        assert_eq!(s.to_kebab_case(), strings::to_kebab_case(s));
        assert_eq!(s.to_camel_case(), strings::to_camel_case(s));
        assert_eq!(s.to_pascal_case(), strings::to_pascal_case(s));
        assert_eq!(s.slugify(), strings::slugify(s));
        assert_eq!(s.asciify(), strings::asciify(s));
        assert_eq!(s.strip_ansi(), strings::strip_ansi(s));
        assert_eq!(s.escape_controls(), strings::escape_controls(s));
        assert!(s.lines_unicode().eq(strings::lines_unicode(s)));
        assert_eq!(s.dedent(), strings::dedent(s));
        assert_eq!(s.ellipsize(4), strings::ellipsize(s, 4));
        assert!(s.wrap(4).eq(strings::wrap(s, 4)));
        assert_eq!(s.html_escape(), strings::html_escape(s));
        assert_eq!(s.html_unescape(), strings::html_unescape(s));
    }
}
