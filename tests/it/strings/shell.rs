//! `sh_quote`, `sh_join`, `sh_split`.

use boltons::strings::{sh_join, sh_quote, sh_quote_into, sh_split};
use std::borrow::Cow;
use std::process::{Command, Stdio};

fn split(line: &str) -> Vec<String> {
    sh_split(line).map(|word| word.unwrap_or_else(|e| panic!("{e}")).into_owned()).collect()
}

#[test]
fn what_needs_no_quotes_is_borrowed() {
    for c in '\0'..='\u{24f}' {
        let text = c.to_string();
        let plain = c.is_ascii_alphanumeric() || "_@%+:,./-".contains(c);
        match sh_quote(&text) {
            Ok(Cow::Borrowed(same)) => assert!(plain && same == text, "{c:?}"),
            Ok(Cow::Owned(quoted)) => {
                assert!(!plain, "{c:?}");
                let expected = if c == '\'' { r"''\'''".to_owned() } else { format!("'{c}'") };
                assert_eq!(quoted, expected);
            }
            Err(error) => {
                assert_eq!(c, '\0');
                assert!(error.is_unrepresentable());
            }
        }
    }
    assert_eq!(sh_quote("").expect("no NUL"), "''");
}

#[test]
fn rustsec_2024_0006() {
    // shlex left braces, U+00A0 and the like unquoted.
    for text in
        ["{rm,-rf}", "a\u{a0}b", "!x", "^x", "a\rb", "=ls", "~", "~root", "a\nb", "a=b", "[a]", "#"]
    {
        assert_eq!(sh_quote(text).expect("no NUL"), format!("'{text}'"));
    }
}

#[test]
fn nul_is_refused() {
    let error = sh_quote("a'b\0c").unwrap_err();
    assert!(error.is_unrepresentable());
    assert_eq!(error.position(), Some(3));
    assert_eq!(error.to_string(), r"a shell word cannot hold '\0' at byte 3",);
    let mut out = String::from("x");
    assert!(sh_quote_into("'\0", &mut out).is_err());
    assert_eq!(out, "x");
    let error = sh_join(["a", "b", "é\0"]).unwrap_err();
    assert!(error.to_string().contains("(argument 3)"), "{error}");
    assert_eq!(error.position(), Some(2));
}

#[test]
fn split_follows_posix() {
    let cases: [(&str, &[&str]); 29] = [
        ("", &[]),
        (" \t\n", &[]),
        ("a b\tc\nd", &["a", "b", "c", "d"]),
        ("''", &[""]),
        (r#"""''"#, &[""]),
        ("'' ''", &["", ""]),
        ("a''b", &["ab"]),
        ("'a b'", &["a b"]),
        (r"'a\b'", &[r"a\b"]),
        (r#""a\b""#, &[r"a\b"]),
        (r#""a\$b\`c\"d\\e""#, &[r#"a$b`c"d\e"#]),
        ("\"a\\\nb\"", &["ab"]),
        ("a\\\nb", &["ab"]),
        ("\\\n", &[]),
        (" \\\n a", &["a"]),
        (r"\a\ b", &["a b"]),
        (r"\'", &["'"]),
        (r#"'"'"'""#, &["\"'"]),
        ("a#b #c", &["a#b", "#c"]),
        ("a\rb", &["a\rb"]),
        ("a\u{a0}b", &["a\u{a0}b"]),
        (r"\é\𝄞", &["é𝄞"]),
        (r#""é\é""#, &[r"é\é"]),
        ("$x *.c ~ a|b;c", &["$x", "*.c", "~", "a|b;c"]),
        (r"it'\''s", &["it\\s"]),
        ("a\0b", &["a\0b"]),
        (r#""\𝄞""#, &[r"\𝄞"]),
        ("x\\\n'' y", &["x", "y"]),
        ("\"\"a", &["a"]),
    ];
    for (line, words) in cases {
        if line == r"it'\''s" {
            // `'\'` is a quoted backslash; what follows is a quote that is not closed.
            assert!(sh_split(line).next().is_some_and(|word| word.is_err()));
            continue;
        }
        assert_eq!(split(line), words, "{line:?}");
    }
    assert_eq!(split(r"'it'\''s'"), ["it's"]);
}

/// The words by the grammar of POSIX, a character at a time; `None` where something is not closed.
fn naive_split(line: &str) -> Option<Vec<String>> {
    let (mut words, mut word) = (Vec::new(), None::<String>);
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\t' | '\n' => words.extend(word.take()),
            '\\' => match chars.next()? {
                '\n' => {}
                c => word.get_or_insert_default().push(c),
            },
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next()? {
                        '\'' => break,
                        c => word.push(c),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next()? {
                        '"' => break,
                        '\\' => match chars.next()? {
                            '\n' => {}
                            c => {
                                if !matches!(c, '$' | '`' | '"' | '\\') {
                                    word.push('\\');
                                }
                                word.push(c);
                            }
                        },
                        c => word.push(c),
                    }
                }
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    Some(words)
}

#[test]
fn every_short_line_splits_as_by_the_naive_parser() {
    let symbols = ['a', ' ', '\'', '"', '\\', '\n', '$', 'é'];
    for len in 0..=5_u32 {
        for code in 0..8_usize.pow(len) {
            let line: String = (0..len).map(|i| symbols[code >> (3 * i) & 7]).collect();
            let ours: Option<Vec<String>> =
                sh_split(&line).map(|word| word.ok().map(Cow::into_owned)).collect();
            assert_eq!(ours, naive_split(&line), "{line:?}");
        }
    }
}

#[test]
fn comments_start_at_words_only() {
    let words = |line| -> Vec<String> {
        sh_split(line).comments().map(|word| word.expect("closed").into_owned()).collect()
    };
    assert_eq!(words("a #b\nc"), ["a", "c"]);
    assert_eq!(words("#"), [""; 0]);
    assert_eq!(words("a#b '#c' \\#d"), ["a#b", "#c", "#d"]);
    assert_eq!(words("a\\\n#b"), ["a#b"]);
    assert_eq!(words(" \\\n#b\nc"), ["c"]);
    assert_eq!(words("# 'not closed\nx"), ["x"]);
}

#[test]
fn what_is_not_finished_ends_the_words() {
    for (line, before, at, what) in [
        ("a 'b", 1, 2, "quote is not closed"),
        ("a b\"c\\\"", 1, 3, "quote is not closed"),
        ("\"\\", 0, 0, "quote is not closed"),
        ("a b\\", 1, 3, "nothing follows the backslash"),
        ("\\", 0, 0, "nothing follows the backslash"),
    ] {
        let mut words = sh_split(line);
        for _ in 0..before {
            assert!(words.next().is_some_and(|word| word.is_ok()));
        }
        let error = words.next().expect("an error").expect_err(line);
        assert!(error.is_syntax());
        assert_eq!(error.position(), Some(at), "{line}");
        assert!(error.to_string().starts_with(what), "{error}");
        assert!(words.next().is_none() && words.next().is_none());
    }
    assert_eq!(
        sh_split("echo 'oops").last().expect("two items").unwrap_err().to_string(),
        r#"quote is not closed while parsing shell words "echo 'oops" at byte 5"#,
    );
}

#[test]
fn one_piece_is_borrowed() {
    for line in ["abc", "'a b'", "\"a b\"", "\\a", "''", "\"\""] {
        let word = sh_split(line).next().expect("a word").expect("closed");
        assert!(matches!(word, Cow::Borrowed(_)), "{line}");
    }
    let word = sh_split("a'b'").next().expect("a word").expect("closed");
    assert!(matches!(word, Cow::Owned(_)));
}

/// Runs a shell with `printf '%s\0' -- ARGS…` in it and returns what it prints; `None` if there is no
/// such shell.
fn echo(shell: &[&str], args: &[String]) -> Option<Vec<String>> {
    use std::io::Write;
    let script = format!("printf '%s\\0' {}\n", sh_join(args).expect("no NUL"));
    let mut child = Command::new(shell[0])
        .args(&shell[1..])
        .env("LC_ALL", "C.UTF-8")
        .env("HISTFILE", "/dev/null")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut stdin = child.stdin.take().expect("piped");
    let writer = std::thread::spawn(move || stdin.write_all(script.as_bytes()));
    let output = child.wait_with_output().expect("its output");
    writer.join().expect("no panic").expect("the shell reads to the end");
    let text = String::from_utf8(output.stdout).expect("UTF-8 as it was given");
    Some(text.split_terminator('\0').map(str::to_owned).collect())
}

#[test]
fn real_shells_read_back_every_argument() {
    let mut args: Vec<String> = ('\u{1}'..='\u{24f}').map(String::from).collect();
    args.extend(('\u{1}'..='\u{24f}').map(|c| format!("{c}a{c}{c}'{c}")));
    args.extend(
        ["{rm,-rf}", "=ls", "!x", "a\\\nb", "$(x)", "`x`", "\u{202e}", "-n", "--"].map(Into::into),
    );
    let mut n = 7u64;
    let mut random = |bound: u64| {
        n = n.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (n >> 33) % bound
    };
    // Random bytes: what is no UTF-8 among them comes as U+FFFD, since an argument here is text.
    for _ in 0..2_000 {
        let bytes: Vec<u8> = (0..random(40)).map(|_| random(255) as u8 + 1).collect();
        args.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    for _ in 0..10_000 {
        let len = random(12);
        args.push(
            (0..len)
                .map(|_| match random(4) {
                    0 => char::from_u32(random(0xd7ff) as u32 + 1).expect("below surrogates"),
                    1 => *b"'\"\\$`!*~{}[]()<>|&;# \t\n"
                        .get(random(23) as usize)
                        .map(|b| char::from(*b))
                        .as_ref()
                        .expect("in range"),
                    _ => char::from(random(127) as u8 + 1),
                })
                .collect(),
        );
    }
    // An interactive bash reads its line as a person's: history expansion, no job control.
    let shells: [&[&str]; 5] = [
        &["sh"],
        &["bash"],
        &["dash"],
        &["zsh", "-f"],
        &["bash", "--norc", "--noprofile", "-O", "histverify"],
    ];
    let mut ran = Vec::new();
    for shell in shells {
        let Some(words) = echo(shell, &args) else { continue };
        assert_eq!(words.len(), args.len(), "{shell:?}");
        for (word, arg) in words.iter().zip(&args) {
            assert_eq!(word, arg, "{shell:?}");
        }
        ran.push(shell[0]);
    }
    println!("{ran:?}");
    assert!(cfg!(not(unix)) || ran.contains(&"sh"));
    assert_eq!(split(&sh_join(&args).expect("no NUL")), args);
}

#[test]
fn an_interactive_shell_expands_nothing() {
    // History expansion (`!`, `^`) happens before quotes are looked at in some modes.
    let args: Vec<String> =
        ["!x", "^a^b", "a!b", "!!", "!-1", "!$", "'!'", "\"!x\""].map(String::from).into();
    let words = echo(&["bash", "--norc", "--noprofile", "-i", "+m"], &args);
    if let Some(words) = words.filter(|words| !words.is_empty()) {
        assert_eq!(words, args);
    }
}

/// A path on Unix need not be UTF-8.
#[test]
fn h08_bytes_are_quoted_joined_and_split() {
    use boltons::strings::{sh_join_bytes, sh_quote_bytes, sh_split_bytes};
    use std::borrow::Cow;
    assert!(matches!(sh_quote_bytes(b"a/b").unwrap(), Cow::Borrowed(_)));
    assert_eq!(*sh_quote_bytes(b"\xff'\x80").unwrap(), *b"'\xff'\\''\x80'");
    assert_eq!(*sh_quote_bytes(b"").unwrap(), *b"''");
    // All pairs of bytes but NUL survive a join and a split.
    for a in 1..=255_u8 {
        let args: Vec<Vec<u8>> = (1..=255_u8).map(|b| vec![a, b, a]).collect();
        let line = sh_join_bytes(&args).unwrap();
        let words: Vec<_> = sh_split_bytes(&line).collect::<Result<_, _>>().unwrap();
        assert!(words.iter().map(|w| &**w).eq(args.iter().map(|a| &**a)), "{a}");
    }
    // Text splits as bytes do.
    for line in ["a 'b c' d\\ é\\é \"\\$\\x\" #x\\\n y", "'oops", "\"a\\", "x\\", "\\\n", "\\é"]
    {
        let text: Vec<_> = sh_split(line)
            .map(|w| w.map(|w| w.into_owned().into_bytes()).map_err(|e| e.position()))
            .collect();
        let bytes: Vec<_> = sh_split_bytes(line.as_bytes())
            .map(|w| w.map(Cow::into_owned).map_err(|e| e.position()))
            .collect();
        assert_eq!(text, bytes, "{line}");
    }
    let error = sh_split_bytes(b"hunter2 'x").last().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "quote is not closed in shell words at byte 8");
    assert_eq!(sh_split_bytes(b"a #b\nc").comments().count(), 2);
}
