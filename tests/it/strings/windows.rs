//! `windows_quote`, `windows_join`, `windows_split`, `cmd_quote`.

use boltons::strings::{cmd_quote, windows_join, windows_quote, windows_split};
use std::borrow::Cow;

/// A naive reader of one argument after another, as the C runtime's documentation words it.
fn naive_split(line: &str) -> Vec<String> {
    let chars: Vec<char> = line.chars().collect();
    let (mut out, mut i) = (Vec::new(), 0);
    loop {
        while chars.get(i).is_some_and(|c| matches!(c, ' ' | '\t')) {
            i += 1;
        }
        if i == chars.len() {
            return out;
        }
        let (mut arg, mut quoted) = (String::new(), false);
        loop {
            let mut slashes = 0;
            while chars.get(i) == Some(&'\\') {
                slashes += 1;
                i += 1;
            }
            if chars.get(i) != Some(&'"') {
                arg.extend(std::iter::repeat_n('\\', slashes));
                match chars.get(i) {
                    None => break,
                    Some(' ' | '\t') if !quoted => break,
                    Some(&c) => arg.push(c),
                }
            } else {
                arg.extend(std::iter::repeat_n('\\', slashes / 2));
                if slashes % 2 == 1 {
                    arg.push('"');
                } else if quoted && chars.get(i + 1) == Some(&'"') {
                    arg.push('"');
                    i += 1;
                } else {
                    quoted = !quoted;
                }
            }
            i += 1;
        }
        out.push(arg);
    }
}

/// All texts of at most `len` characters of an alphabet.
fn texts(alphabet: &[char], len: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..len {
        let to = all.len();
        for i in from..to {
            for c in alphabet {
                all.push(format!("{}{c}", all[i]));
            }
        }
        from = to;
    }
    all
}

#[test]
fn reads_back_what_it_quoted() {
    for text in texts(&['a', ' ', '"', '\\', 'é'], 5) {
        let quoted = windows_quote(&text).expect("no NUL");
        // Quoted only where it must be; `vectors.rs` compares the bytes with CPython's.
        let needs = text.is_empty() || text.contains([' ', '"']);
        assert_eq!(quoted.starts_with('"'), text.is_empty() || text.contains(' '), "{text:?}");
        assert!(needs || quoted == text, "{text:?}");
        assert_eq!(naive_split(&quoted), [text.as_str()]);
        assert_eq!(matches!(quoted, Cow::Borrowed(_)), quoted == text, "{text:?}");
        let line = windows_join([text.as_str(), "x", &text]).expect("no NUL");
        assert!(windows_split(&line).eq([text.as_str(), "x", &text]), "{line}");
    }
}

#[test]
fn splits_as_the_runtime_documents() {
    // The table in Microsoft's "Parsing C command-line arguments".
    for (line, args) in [
        (r#""abc" d e"#, vec!["abc", "d", "e"]),
        (r#"a\\b d"e f"g h"#, vec![r"a\\b", "de fg", "h"]),
        (r#"a\\\"b c d"#, vec![r#"a\"b"#, "c", "d"]),
        (r#"a\\\\"b c" d e"#, vec![r"a\\b c", "d", "e"]),
        (r#"a"b"" c d"#, vec![r#"ab" c d"#]),
    ] {
        assert!(windows_split(line).eq(args), "{line}");
    }
    for line in texts(&['a', ' ', '"', '\\', '\t'], 6) {
        assert!(windows_split(&line).eq(naive_split(&line)), "{line:?}");
    }
}

#[test]
fn one_piece_is_borrowed() {
    for line in ["abc", r"a\b\", "\"a b\"", "\"\""] {
        let arg = windows_split(line).next().expect("an argument");
        assert!(matches!(arg, Cow::Borrowed(_)), "{line}");
    }
    assert!(matches!(windows_split("a\" \"b").next(), Some(Cow::Owned(_))));
}

#[test]
fn nul_is_refused() {
    let error = windows_quote("é\0").unwrap_err();
    assert!(error.is_unrepresentable());
    assert_eq!(error.position(), Some(2));
    assert_eq!(error.to_string(), r"a Windows argument cannot hold '\0' at byte 2",);
    assert!(windows_join(["a", "\0"]).unwrap_err().to_string().contains("(argument 2)"));
}

#[test]
fn cmd_refuses_what_quotes_do_not_protect() {
    for c in '\0'..=char::MAX {
        let text = format!("a{c}");
        let refused = (c < ' ' && c != '\t')
            || matches!(
                c,
                '%' | '\u{ff02}' | '\u{201c}'..='\u{201f}' | '\u{2ba}' | '\u{30e}' | '\u{5f4}'
            )
            || matches!(c, '\u{2033}' | '\u{2036}' | '\u{301d}'..='\u{301f}')
            || matches!(c, '\u{a5}' | '\u{20a9}' | '\u{2216}' | '\u{ff3c}');
        match cmd_quote(&text) {
            Err(error) => {
                assert!(refused && error.is_unrepresentable(), "{c:?}");
                assert_eq!(error.position(), Some(1));
            }
            Ok(quoted) => {
                assert!(!refused, "{c:?}");
                let plain = c.is_ascii_alphanumeric() || r"#$*+./:?@\_-".contains(c);
                assert_eq!(matches!(quoted, Cow::Borrowed(_)), plain, "{c:?}");
                assert_eq!(plain, !quoted.starts_with('"'));
            }
        }
    }
    assert_eq!(
        cmd_quote("100%").unwrap_err().to_string(),
        "an argument of cmd.exe cannot hold '%' at byte 3",
    );
}

#[test]
fn cve_2024_24576_and_43402() {
    assert_eq!(cmd_quote("\"&calc.exe").expect("can be quoted"), "\"\"\"&calc.exe\"");
    assert!(cmd_quote("%CMDCMDLINE:~-1%&calc.exe").unwrap_err().is_unrepresentable());
    assert_eq!(cmd_quote("a b\\").expect("can be quoted"), "\"a b\\\\\"");
    assert_eq!(cmd_quote("a\\").expect("plain"), "a\\");
    assert!(cmd_quote("a\r\nb").unwrap_err().is_unrepresentable());
    assert_eq!(cmd_quote("").expect("can be quoted"), "\"\"");
    // Quotes always pair up, so that cmd.exe sees every other character inside them.
    for text in texts(&['a', ' ', '"', '\\', '&'], 5) {
        let quoted = cmd_quote(&text).expect("can be quoted");
        assert!(windows_split(&quoted).eq([text.as_str()]), "{quoted}");
        let mut inside = false;
        for c in quoted.chars() {
            match c {
                '"' => inside = !inside,
                '&' | ' ' => assert!(inside, "{quoted}"),
                _ => {}
            }
        }
        assert!(!inside);
    }
}

/// `cmd_quote` let pass what the best-fit tables of Windows turn into a quote or a backslash.
#[test]
fn a3_what_a_code_page_makes_special_is_refused() {
    let quotes = "\u{2ba}\u{30e}\u{5f4}\u{201c}\u{201d}\u{201e}\u{201f}\u{2033}\u{2036}\u{301d}\u{301e}\u{301f}\u{ff02}";
    let slashes = "\u{a5}\u{20a9}\u{2216}\u{ff3c}";
    for c in quotes.chars().chain(slashes.chars()) {
        let error = cmd_quote(&format!("aé{c} --upload-file x")).expect_err("refused");
        assert!(error.is_unrepresentable(), "{c:?}");
        assert_eq!(error.position(), Some(3), "{c:?}");
    }
    // Letters of any script pass.
    for text in ["é", "日本語", "Ж", "ａ", "’", "–"] {
        assert_eq!(cmd_quote(text).unwrap(), format!("\"{text}\""));
    }
}

/// Arguments hold passwords: no error of quoting shows one.
#[test]
fn a6_errors_of_quoting_show_no_argument() {
    use boltons::strings::{
        powershell_quote, sh_join, sh_join_bytes, sh_quote, sh_quote_bytes, sh_quote_into,
    };
    let secret = "hunter2\0";
    let errors = [
        sh_quote(secret).map(drop),
        sh_quote_bytes(secret.as_bytes()).map(drop),
        sh_quote_into(secret, &mut String::new()),
        sh_join([secret]).map(drop),
        sh_join_bytes([secret.as_bytes()]).map(drop),
        windows_quote(secret).map(drop),
        windows_join([secret]).map(drop),
        cmd_quote(secret).map(drop),
        powershell_quote(secret).map(drop),
    ];
    for error in errors.map(Result::unwrap_err) {
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("hunter") && shown.contains(r"\0"), "{shown}");
        assert_eq!(error.position(), Some(7));
        assert!(error.is_unrepresentable());
    }
}

#[test]
fn h09_powershell_knows_five_quotes() {
    use boltons::strings::powershell_quote;
    assert_eq!(
        powershell_quote("it's ‘a’ ‚b‛ \"$x\" `n").unwrap(),
        "'it''s ‘‘a’’ ‚‚b‛‛ \"$x\" `n'"
    );
    assert_eq!(powershell_quote("plain").unwrap(), "'plain'");
}
