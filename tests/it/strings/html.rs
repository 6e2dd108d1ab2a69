//! `html_escape`, `html_unescape*`, `strip_tags`, `html_to_text`.

use boltons::strings::{
    html_escape, html_escape_into, html_to_text, html_unescape, html_unescape_attribute,
    html_unescape_into, strip_tags,
};
use std::borrow::Cow;
use std::collections::BTreeMap;

fn table() -> Option<BTreeMap<String, String>> {
    let path = crate::shared::data("strings/html5_entities.json")?;
    let text = std::fs::read_to_string(path).expect("readable");
    Some(serde_json::from_str(&text).expect("JSON"))
}

/// The longest name by linear search.
fn naive(table: &BTreeMap<String, String>, s: &str, attribute: bool) -> String {
    let mut out = String::new();
    let mut rest = s;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let tail = &rest[at + 1..];
        let best =
            table.iter().filter(|(name, _)| tail.starts_with(*name)).max_by_key(|e| e.0.len());
        match best {
            Some((name, text))
                if !(attribute
                    && !name.ends_with(';')
                    && tail[name.len()..]
                        .starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric())) =>
            {
                out.push_str(text);
                rest = &tail[name.len()..];
            }
            _ => {
                out.push('&');
                rest = tail;
            }
        }
    }
    out + rest
}

#[test]
fn every_name_in_every_company() {
    let Some(table) = table() else { return };
    assert_eq!(table.len(), 2231);
    // The linear search is slow unoptimised; every name alone, some in every company.
    let step = if cfg!(debug_assertions) { 31 } else { 1 };
    for (i, (name, text)) in table.iter().enumerate() {
        assert_eq!(html_unescape(&format!("&{name}")), *text, "{name}");
        if i % step != 0 && name.ends_with(';') {
            continue;
        }
        let bare = name.trim_end_matches(';');
        for tail in ["", ";", ";;", "=", "x", "X;", "1", " ", "it;", "&amp", "é"] {
            for name in [name.as_str(), bare, &bare[..bare.len() - 1]] {
                let s = format!("a&{name}{tail}");
                assert_eq!(html_unescape(&s), naive(&table, &s, false), "{s}");
                assert_eq!(html_unescape_attribute(&s), naive(&table, &s, true), "{s}");
            }
        }
    }
}

#[test]
fn every_number() {
    let windows = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let windows: Vec<char> = windows.chars().collect();
    // Each form on all code points; the step keeps unoptimised runs short.
    let step = if cfg!(debug_assertions) { 7 } else { 1 };
    let mut codes: Vec<u32> = (0..=0x110000).step_by(step).collect();
    codes.extend(0..0x400);
    codes.extend([0xd7ff, 0xd800, 0xdfff, 0xe000, 0xfffe, 0xffff, 0x10ffff, 0x110000, u32::MAX]);
    let mut s = String::new();
    for code in codes {
        let expected = match code {
            0 => '\u{fffd}',
            0x80..=0x9f => windows[code as usize - 0x80],
            _ => char::from_u32(code).unwrap_or('\u{fffd}'),
        };
        use std::fmt::Write;
        s.clear();
        let _ =
            write!(s, "&#{code};&#x{code:x};&#X{code:X}-&#{code}z&#x000000000000000000{code:x}");
        let expected = format!("{expected}{expected}{expected}-{expected}z{expected}");
        assert_eq!(html_unescape(&s), expected, "{s}");
    }
    let huge = format!("&#{};&#x{};", "9".repeat(1000), "f".repeat(1000));
    assert_eq!(html_unescape(&huge), "\u{fffd}\u{fffd}");
}

#[test]
fn named_cases_of_the_standard() {
    for (s, expected) in [
        ("&notit;", "¬it;"),
        ("&notin;", "∉"),
        ("&copy2", "©2"),
        ("x &amp", "x &"),
        ("x &", "x &"),
        ("&#128;", "€"),
        ("&#x;", "&#x;"),
        ("&#;", "&#;"),
        ("&#xg", "&#xg"),
        ("&;", "&;"),
        ("&nosuch;", "&nosuch;"),
        ("&amp;lt;", "&lt;"),
        ("&&amp;&", "&&&"),
        ("&fjlig;", "fj"),
        ("&NotEqualTilde;", "≂\u{338}"),
        ("&CounterClockwiseContourIntegral;", "∳"),
        ("&CounterClockwiseContourIntegralx;", "&CounterClockwiseContourIntegralx;"),
        ("&AMP", "&"),
        ("&#38;#38;", "&#38;"),
        ("é&eacute;é", "ééé"),
    ] {
        assert_eq!(html_unescape(s), expected, "{s}");
        let mut out = String::from("x");
        html_unescape_into(s, &mut out);
        assert_eq!(out, format!("x{expected}"));
        assert_eq!(matches!(html_unescape(s), Cow::Borrowed(_)), s == expected, "{s}");
    }
    assert_eq!(html_unescape_attribute("?a&copy=1&copy;2&copyx&copy"), "?a&copy=1©2&copyx©");
    assert_eq!(html_unescape_attribute("&notit;"), "&notit;");
    assert_eq!(html_unescape_attribute("&#65=&#x41b"), "A=\u{41b}");
}

#[test]
fn escape_is_the_five_characters() {
    for c in '\0'..=char::MAX {
        let text = format!("a{c}b");
        let escaped = html_escape(&text);
        let expected = match c {
            '&' => "a&amp;b",
            '<' => "a&lt;b",
            '>' => "a&gt;b",
            '"' => "a&quot;b",
            '\'' => "a&#39;b",
            _ => {
                assert!(matches!(escaped, Cow::Borrowed(same) if same == text), "{c:?}");
                continue;
            }
        };
        assert_eq!(escaped, expected);
        assert_eq!(html_unescape(&escaped), text);
    }
    // At every place of the scanner's word.
    for len in 0..40 {
        for at in 0..len {
            let mut text = "x".repeat(len);
            text.replace_range(at..=at, "<");
            assert_eq!(html_escape(&text), text.replace('<', "&lt;"));
            let mut out = String::from("&");
            html_escape_into(&text, &mut out);
            assert_eq!(out, format!("&{}", text.replace('<', "&lt;")));
        }
    }
}

#[test]
fn hostile_references_are_looked_at_once() {
    for s in [
        "&".repeat(50_000),
        format!("&{}", "#".repeat(50_000)),
        "&#".repeat(50_000),
        "&#x".repeat(50_000),
    ] {
        assert!(matches!(html_unescape(&s), Cow::Borrowed(_)));
    }
    let s = format!("&{}", "a".repeat(100_000));
    assert_eq!(html_unescape(&s), s);
}

#[test]
fn tags_are_markup_as_the_tokenizer_sees_it() {
    for (s, expected) in [
        ("", ""),
        ("plain & simple", "plain & simple"),
        ("a < b > c", "a < b > c"),
        ("a <1 </1> <> </> <-", "a <1 </1> <> </> <-"),
        ("<b>x</b>", "x"),
        ("<a title=\"a>b\" x='>'>y</a>", "y"),
        ("<a b'c>d", "d"),
        ("<a ='>x", "x"),
        ("<a x=>y", "y"),
        ("<a x=1'>y", "y"),
        ("<a x = \">\" >y", "y"),
        ("<a/x/='>'>y", "'>y"),
        ("<br/>x<br / >y", "xy"),
        ("x<b", "x"),
        ("x<b a=\"", "x"),
        ("x<b a=\">", "x"),
        ("x<", "x<"),
        ("x</", "x</"),
        ("<!-- a > b -->c", "c"),
        ("<!-->c", "c"),
        ("<!--->c", "c"),
        ("<!--->-->c", "-->c"),
        ("<!-- a --!>c", "c"),
        ("<!--!>c-->d", "d"),
        ("<!-- a", ""),
        ("<!DOCTYPE html>x", "x"),
        ("<?xml version='1.0'?>x", "x"),
        ("<![CDATA[x]]>y", "y"),
        ("_X<<<<<<<<<<<>", "_X<<<<<<<<<<<>"),
        ("<<b>x", "<x"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("é<b>é</b>é", "ééé"),
        ("<script>a<b</script>c", "a<bc"),
    ] {
        let ours = strip_tags(s);
        assert_eq!(ours, expected, "{s}");
        assert_eq!(matches!(ours, Cow::Borrowed(_)), s == expected, "{s}");
    }
}

#[test]
fn text_of_pages() {
    for (s, expected) in [
        ("", ""),
        ("x &amp", "x &"),
        ("x &", "x &"),
        ("<p>a</p><p>b</p>", "a\nb"),
        ("a<br>b<br/><br>c", "a\nb\n\nc"),
        ("<p>a<br></p><p>b</p>", "a\nb"),
        ("  a \n\t b  ", "a b"),
        ("<b>a</b> <i>b</i>", "a b"),
        ("<b>a</b><i>b</i>", "ab"),
        ("<script><!-- a script b</script>x", "x"),
        ("<script>if (a<b) x('</p>')</script>y", "y"),
        ("a<SCRIPT>x</script >b", "ab"),
        ("a<script>x</scripty></script>b", "ab"),
        ("a<script>x", "a"),
        ("<style>p{}</style>a", "a"),
        ("a<template><p>x<template>y</template></p></template>b", "ab"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
        ("<table><tr><th>a</th><th>b</th></tr></table>", "a b"),
        ("<ul><li>a<li>b</ul>c", "a\nb\nc"),
        ("a&nbsp;b", "a\u{a0}b"),
        ("a&#32;&#32;b", "a b"),
        ("&amp;lt;", "&lt;"),
        ("<br><br>a<br>", "a"),
        ("a<!-- b -->c", "ac"),
        ("<h1>T</h1>\n<div><p>x</p></div>", "T\nx"),
    ] {
        assert_eq!(html_to_text(s), expected, "{s}");
    }
}

/// Elements without markup inside, in both functions.
#[test]
fn m02_rcdata_and_rawtext_hold_no_tags() {
    for (page, text, stripped) in [
        ("<title>How <!-- works</title><p>Body</p>", "How <!-- works\nBody", "How <!-- worksBody"),
        ("<textarea><p> <script> x</textarea><p>y</p>", "<p> <script> x\ny", "<p> <script> xy"),
        ("<TITLE>a</titl><b></TiTlE >c", "a</titl><b>\nc", "a</titl><b>c"),
        ("<title>&amp;</title>x", "&\nx", "&amp;x"),
        ("<style>a>b{}<!--</style>x", "x", "a>b{}<!--x"),
        ("<iframe><p>a</iframe>b", "b", "<p>ab"),
        ("<noembed><p>a</noembed>b", "b", "<p>ab"),
        ("<noframes><p>a</noframes>b", "b", "<p>ab"),
        ("<xmp><p>&amp;</xmp>b", "<p>&amp;\nb", "<p>&amp;b"),
        ("a<plaintext><p>b</plaintext>c", "a\n<p>b</plaintext>c", "a<p>b</plaintext>c"),
        ("<title>never closed <b>", "never closed <b>", "never closed <b>"),
        // Not in the list: markup.
        ("<noscript><p>a</noscript>b", "ab", "ab"),
        ("<titles><b>a</b></titles>", "a", "a"),
        ("<template><title><p></title>a</template>b", "b", "<p>ab"),
    ] {
        assert_eq!(html_to_text(page), text, "{page}");
        assert_eq!(strip_tags(page), stripped, "{page}");
    }
}

/// The escaped states of script data.
#[test]
fn m03_scripts_end_where_a_browser_ends_them() {
    for (page, text) in [
        ("<script><!-- <script> </script> --> x</script>y", "y"),
        ("<script>a</script>y", "y"),
        ("<script><!-- a </script>y", "y"),
        ("<script><!-- <script> a </script> b </script>y", "y"),
        ("<script><!-- <script> --> </script>y", "y"),
        ("<script><!--><script></script>y", "y"),
        ("<script><!---><script></script>y", "y"),
        ("<script><!-- <scripts> </script>y", "y"),
        ("<script><!-- <SCRIPT/ </sCript/ --></script>y", "y"),
        ("<script>'</scripty>'</script>y", "y"),
        ("<script><!-- x-script </script>y", "y"),
        ("<script><!-- x script -script </script>y", "y"),
        ("<script><script></script>y", "y"),
        ("<script><!-- <script> </script", ""),
    ] {
        assert_eq!(html_to_text(page), text, "{page}");
    }
}

/// Preformatted text keeps its lines and blanks.
#[test]
fn m04_preformatted_text_stays() {
    for (page, text) in [
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("<pre>\na</pre>", "a"),
        ("<p>x<pre>\n\na\n\n b\n</pre>y", "x\n\na\n\n b\ny"),
        ("<pre>a\r\n\tb\rc</pre>", "a\n\tb\nc"),
        ("<pre>a <b> b </b>  c</pre>", "a  b   c"),
        ("<pre>a<br>b</pre>", "a\nb"),
        ("<pre><code>if x:\n    y()</code></pre>z", "if x:\n    y()\nz"),
        ("<pre>&#10;a&lt;  b</pre>", "a<  b"),
        ("<pre><!-- -->\na</pre>b", "a\nb"),
        ("x<pre><b>\n</b>a</pre>", "x\n\na"),
        ("<textarea>\n a\n  b</textarea> c", " a\n  b c"),
        ("<listing>a\n b</listing>", "a\n b"),
        ("<xmp>a\n <b></xmp>", "a\n <b>"),
        ("<pre>a\n b", "a\n b"),
        ("</pre>a\n b", "a b"),
        ("<template><pre></template>a\n b", "a b"),
        ("<pre>a</pre>b\n c", "a\nb c"),
    ] {
        assert_eq!(html_to_text(page), text, "{page:?}");
    }
}

#[test]
fn m08_references_can_be_left_alone() {
    use boltons::strings::html_escape_once;
    for (text, expected) in [
        ("", ""),
        ("plain", "plain"),
        ("&amp;", "&amp;"),
        ("a & b", "a &amp; b"),
        ("<&lt;>", "&lt;&lt;&gt;"),
        ("&#39;&#x27;&eacute;\"'", "&#39;&#x27;&eacute;&quot;&#39;"),
        ("&nosuch; &copy &#; &#x;", "&amp;nosuch; &amp;copy &amp;#; &amp;#x;"),
        ("&&amp;&", "&amp;&amp;&amp;"),
    ] {
        assert_eq!(html_escape_once(text), expected);
        assert_eq!(html_escape_once(expected), expected);
        assert_eq!(matches!(html_escape_once(text), Cow::Borrowed(_)), text == expected);
        assert!(!html_escape_once(text).contains(['<', '>', '"', '\'']));
    }
}
