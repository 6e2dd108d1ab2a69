//! Terminal escape sequences.

use std::borrow::Cow;
use std::io::{self, Write};

use boltons::strings::{
    AnsiSpan, AnsiStripper, StripWriter, ansi_spans, has_ansi, strip_ansi, strip_ansi_bytes,
    strip_ansi_into,
};

/// The grammar as the specification words it, read by recursive descent.
pub fn naive_strip(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let len = naive_sequence(&bytes[at..]);
        if len == 0 {
            out.push(bytes[at]);
            at += 1;
        }
        at += len;
    }
    out
}

fn naive_sequence(b: &[u8]) -> usize {
    let introduced = |esc: &[u8], c1: u8| {
        (b.len() >= 2 && b[0] == 0x1B && esc.contains(&b[1]))
            || (b.len() >= 2 && b[0] == 0xC2 && b[1] == c1)
    };
    if introduced(b"[", 0x9B) {
        let mut at = 2;
        while at < b.len() && (0x30..0x40).contains(&b[at]) {
            at += 1;
        }
        while at < b.len() && (0x20..0x30).contains(&b[at]) {
            at += 1;
        }
        if at < b.len() && ((0x40..0x7F).contains(&b[at]) || b[at] == 0x18 || b[at] == 0x1A) {
            at += 1;
        }
        return at;
    }
    let osc = introduced(b"]", 0x9D);
    if osc
        || introduced(b"P", 0x90)
        || introduced(b"X", 0x98)
        || introduced(b"^", 0x9E)
        || introduced(b"_k", 0x9F)
    {
        for at in 2..b.len() {
            let rest = &b[at..];
            if rest.starts_with(b"\x1b\\") || rest.starts_with(b"\xc2\x9c") {
                return at + 2;
            }
            if b[at] == 0x18 || b[at] == 0x1A || (b[at] == 0x07 && osc) {
                return at + 1;
            }
            if b[at] == 0x1B || b[at] == b'\n' {
                return at;
            }
        }
        return b.len();
    }
    if b[0] != 0x1B {
        return 0;
    }
    let mut at = 1;
    while at < b.len() && (0x20..0x30).contains(&b[at]) {
        at += 1;
    }
    if at < b.len() && (0x30..0x7F).contains(&b[at]) { at + 1 } else { at }
}

fn in_chunks<'a>(chunks: impl IntoIterator<Item = &'a [u8]>) -> Vec<u8> {
    let (mut stripper, mut out) = (AnsiStripper::new(), Vec::new());
    for chunk in chunks {
        stripper.push(chunk, &mut out);
    }
    stripper.finish(&mut out);
    out
}

fn check(bytes: &[u8]) {
    let expected = naive_strip(bytes);
    assert_eq!(*strip_ansi_bytes(bytes), *expected, "{:?}", bytes.escape_ascii().to_string());
    let borrowed = matches!(strip_ansi_bytes(bytes), Cow::Borrowed(_));
    assert_eq!(borrowed, expected == bytes);
    assert_eq!(in_chunks([bytes]), expected, "{:?}", bytes.escape_ascii().to_string());
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    assert_eq!(strip_ansi(text).as_bytes(), expected);
    assert_eq!(matches!(strip_ansi(text), Cow::Borrowed(_)), !has_ansi(text));
    let mut out = "é".to_owned();
    strip_ansi_into(text, &mut out);
    assert_eq!(out.as_bytes()[2..], *expected);
    let (mut whole, mut kept) = (String::new(), String::new());
    let mut after_text = false;
    for span in ansi_spans(text) {
        match span {
            AnsiSpan::Text(piece) => {
                assert!(!piece.is_empty() && !after_text);
                whole += piece;
                kept += piece;
            }
            AnsiSpan::Escape(piece) => {
                assert_eq!(naive_sequence(piece.as_bytes()), piece.len());
                whole += piece;
            }
            other => panic!("{other:?}"),
        }
        after_text = matches!(span, AnsiSpan::Text(_));
    }
    assert_eq!(whole, text);
    assert_eq!(kept.as_bytes(), expected);
}

/// Every text of up to this many symbols is tried.
const SYMBOLS: u32 = 4;

#[test]
fn every_short_text_in_every_chunking() {
    let symbols: [&[u8]; 12] = [
        b"\x1b",
        b"[",
        b"]",
        b"\\",
        b"\x07",
        b"\n",
        b"1",
        b"m",
        b"\xc2",
        b"\x9b",
        b"\x9c",
        "é".as_bytes(),
    ];
    let mut bytes = Vec::new();
    let symbols_at_most = if super::is_exhaustive() { SYMBOLS + 2 } else { SYMBOLS };
    for len in 1..=symbols_at_most {
        for code in 0..12_usize.pow(len) {
            bytes.clear();
            let mut code = code;
            for _ in 0..len {
                bytes.extend_from_slice(symbols[code % 12]);
                code /= 12;
            }
            check(&bytes);
            let expected = naive_strip(&bytes);
            for cuts in 0..1_u32 << (bytes.len() - 1).min(7) {
                let (mut stripper, mut out) = (AnsiStripper::new(), Vec::new());
                let mut from = 0;
                for at in 1..bytes.len() {
                    if cuts >> (at - 1) & 1 == 1 {
                        stripper.push(&bytes[from..at], &mut out);
                        from = at;
                    }
                }
                stripper.push(&bytes[from..], &mut out);
                stripper.finish(&mut out);
                assert_eq!(out, expected, "{:?} cut at {cuts:b}", bytes.escape_ascii().to_string());
            }
        }
    }
}

#[test]
fn named_cases() {
    let cases = [
        ("", ""),
        ("\x1b", ""),
        ("\x1b\x1b", ""),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("\u{9b}31mred\u{9b}m", "red"),
        // strip-ansi-escapes#20: tab and CR are text.
        ("a\tb\r\n\x08\0", "a\tb\r\n\x08\0"),
        // Colons between parameters, which console leaves.
        ("\x1b[38:2::255:0:0mX", "X"),
        // An interrupted CSI ends before what interrupts it; anstream swallows that.
        ("\x1b[3é m", "é m"),
        ("\x1b[31\nmx", "\nmx"),
        ("\x1b[ 1m", "1m"),
        ("\x1b[1\x18m\x1b[1\x1am", "mm"),
        ("\x1b[1\x1b[2mx", "x"),
        // fast-strip-ansi makes U+FFFD of this.
        ("\x1bé x", "é x"),
        // Links, ended by BEL and by ST.
        ("\x1b]8;;http://a\x07b\x1b]8;;\x07", "b"),
        ("\x1b]8;;http://a\x1b\\b\x1b]8;;\x1b\\", "b"),
        ("\u{9d}0;t\u{9c}x", "x"),
        ("\x1b]0;“quoted”\x07x", "x"),
        ("\x1b_apc\x1b\\x", "x"),
        ("\x1bP1$r\x07still\x1b\\x", "x"),
        ("\x1bP1$r\x07\x1b\\x", "x"),
        ("\x1bkname\x1b\\x", "x"),
        ("\x1bX\x18x\x1b^\x1ay", "xy"),
        ("\u{90}q\u{9c}a\u{98}\u{9c}b\u{9e}\u{9c}c\u{9f}\u{9c}d", "abcd"),
        // tmux's pass-through.
        ("\x1bPtmux;\x1b\x1b]0;t\x07\x1b\\x", "x"),
        // A string stops before a line feed and before another sequence.
        ("\x1b]0;t\nx", "\nx"),
        ("\x1b]0;t\x1b[1mx", "x"),
        ("\x1b]0;never ends", ""),
        ("\x1b(B\x1b#8\x1bc\x1b7\x1bN\x1b%Gx", "x"),
        ("\x1b(\nx", "\nx"),
        // C1 controls that introduce nothing, and characters that share their first byte.
        ("\u{85}\u{84}°«»\u{a0}", "\u{85}\u{84}°«»\u{a0}"),
        ("\u{9c}", "\u{9c}"),
    ];
    for (text, expected) in cases {
        assert_eq!(strip_ansi(text), expected, "{text:?}");
        check(text.as_bytes());
    }
}

#[test]
fn raw_c1_bytes_are_text() {
    assert_eq!(*strip_ansi_bytes(b"\x9b31m"), *b"\x9b31m");
    assert_eq!(*strip_ansi_bytes(b"\x1b]0;\x9cx\x07y"), *b"y");
    assert_eq!(in_chunks([&b"\x9b1m\xc2"[..], b"\xc2", b"\x9b1mx\xc2"]), b"\x9b1m\xc2x\xc2");
}

/// To remove a sequence may join two halves of another; the documentation says so.
#[test]
fn stripping_twice_may_strip_more() {
    let once = strip_ansi("\x1b\x1b[1m[1mx").into_owned();
    assert_eq!(once, "[1mx");
    let once = strip_ansi("\u{9b}31\x18x").into_owned();
    assert_eq!(once, "x");
    let halves = strip_ansi_bytes(b"\xc2\x1b[m\x9b1mx").into_owned();
    assert_eq!(halves, b"\xc2\x9b1mx");
    assert_eq!(*strip_ansi_bytes(&halves), *b"x");
}

/// Buffers, steps of 16 bytes and the change to memchr all have edges.
#[test]
fn sequences_at_every_place_of_long_texts() {
    for gap in (0..140).chain([500, 511, 512, 513, 1_030]) {
        for filler in ["x", "é", "°", "€", "😀"] {
            let gap = filler.repeat(gap);
            check(format!("\x1b[1m{gap}\x1b[0m\u{9b}m{gap}y").as_bytes());
        }
    }
    let dense = "\x1b[32mab\x1b[0m °\x1b]0;x\x07é".repeat(300);
    check(dense.as_bytes());
}

/// CVE-2021-3807: ansi-regex took quadratic time.
#[test]
fn hostile_texts_are_linear() {
    for text in [
        format!("\x1b[{}", ";".repeat(100_000)),
        "\x1b".repeat(100_000),
        "\x1b]".repeat(100_000),
        "\u{9b}".repeat(100_000),
        "\x1b]0;\x1b[".repeat(100_000),
        "\u{a0}".repeat(100_000),
        format!("\x1b_{}", "\u{a0}".repeat(100_000)),
    ] {
        assert_eq!(strip_ansi(&text).len(), naive_strip(text.as_bytes()).len());
    }
}

#[test]
fn terminal_recordings_leave_no_escape() {
    let mut seen = 0;
    let Some(path) = crate::shared::data("strings/recordings/ll.recording") else { return };
    for entry in std::fs::read_dir(path.parent().unwrap()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let stripped = strip_ansi_bytes(&bytes);
        assert_eq!(*stripped, *naive_strip(&bytes));
        assert!(!stripped.contains(&0x1B));
        for size in [1, 7, 4096] {
            assert_eq!(in_chunks(bytes.chunks(size)), *stripped);
        }
        seen += 1;
    }
    assert_eq!(seen, 23);
}

#[test]
fn writer_strips_across_writes_and_finishes() {
    let mut writer = StripWriter::new(Vec::new());
    for chunk in ["a\x1b", "[1", "mb\u{9b}", "mc\n"] {
        writer.write_all(chunk.as_bytes()).unwrap();
        writer.flush().unwrap();
    }
    writer.write_all(b"\xc2").unwrap();
    assert_eq!(writer.get_ref(), b"abc\n");
    assert_eq!(writer.into_inner().unwrap(), b"abc\n\xc2");
}

/// Takes one byte at a time, and fails every other call.
struct Reluctant {
    taken: Vec<u8>,
    calls: u32,
}

impl Write for Reluctant {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        self.calls += 1;
        match self.calls % 3 {
            0 => Err(io::ErrorKind::Interrupted.into()),
            1 => Err(io::ErrorKind::WouldBlock.into()),
            _ => {
                self.taken.push(buf[0]);
                Ok(1)
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn writer_loses_and_repeats_nothing_when_the_inner_one_fails() {
    let mut writer = StripWriter::new(Reluctant { taken: Vec::new(), calls: 0 });
    let mut rest = &b"one\x1b[1mtwo\x1b[0mthree"[..];
    let mut failures = 0;
    while !rest.is_empty() {
        match writer.write(&rest[..rest.len().min(4)]) {
            Ok(n) => rest = &rest[n..],
            Err(error) => {
                assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
                failures += 1;
            }
        }
    }
    while writer.flush().is_err() {}
    assert!(failures > 0);
    assert_eq!(writer.get_ref().taken, b"onetwothree");
}

/// An error, and no endless loop.
#[test]
fn a_writer_that_takes_no_byte_is_an_error() {
    let mut room = [0_u8; 2];
    let mut writer = StripWriter::new(&mut room[..]);
    writer.write_all(b"a\x1b[1mbc").unwrap();
    assert_eq!(writer.flush().unwrap_err().kind(), io::ErrorKind::WriteZero);
    assert_eq!(writer.write(b"d").unwrap_err().kind(), io::ErrorKind::WriteZero);
    assert_eq!(writer.into_inner().unwrap_err().kind(), io::ErrorKind::WriteZero);
    assert_eq!(&room, b"ab");
}
