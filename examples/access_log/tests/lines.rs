//! The grammar of lines, case by case: `lines.tsv` says what comes of each.

use std::fmt::Write;

use access_log::line::{LineReader, MAX_LINE, Reason};
use access_log::time;

fn unescape(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = match (first, after) {
            (b'\\', [b't', after @ ..]) => (b'\t', after),
            (b'\\', [b'r', after @ ..]) => (b'\r', after),
            (b'\\', [b'n', after @ ..]) => (b'\n', after),
            (b'\\', [b'x', a, b, after @ ..]) if a.is_ascii_hexdigit() && b.is_ascii_hexdigit() => {
                let digits = [*a, *b];
                let digits = std::str::from_utf8(&digits).unwrap();
                (u8::from_str_radix(digits, 16).unwrap(), after)
            }
            _ => (*first, after),
        };
        out.push(byte);
        rest = after;
    }
    out
}

fn told(line: &[u8], strict: bool) -> String {
    let text =
        |bytes: &[u8]| {
            String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| {
                bytes
                    .iter()
                    .map(|b| {
                        if b.is_ascii() {
                            char::from(*b).to_string()
                        } else {
                            format!("\\x{b:02x}")
                        }
                    })
                    .collect()
            })
        };
    let line = match LineReader::new(strict).read(line) {
        Ok(line) => line,
        Err(rejected) => return format!("{} {}", rejected.reason.name(), rejected.byte),
    };
    let mut out = String::new();
    if let Some(vhost) = line.vhost {
        write!(out, "vhost={} ", text(vhost)).unwrap();
    }
    write!(out, "client={} time={}", line.client, time::iso(line.time)).unwrap();
    match line.request {
        Some(request) => {
            write!(out, " method={} target={}", text(request.method), text(request.target))
                .unwrap();
        }
        None => out.push_str(" malformed"),
    }
    if let Some(status) = line.status {
        write!(out, " status={status}").unwrap();
    }
    if let Some(size) = line.size {
        write!(out, " size={size}").unwrap();
    }
    for (name, field) in
        [("referer", line.referer), ("agent", line.agent), ("forwarded", line.forwarded_for)]
    {
        if !field.is_empty() {
            write!(out, " {name}={}", text(field)).unwrap();
        }
    }
    out
}

#[test]
fn every_case_of_the_table() {
    let mut reasons = Vec::new();
    let mut cases = 0;
    let mut wrong = Vec::new();
    for (at, row) in include_str!("lines.tsv").lines().enumerate() {
        if row.starts_with('#') {
            continue;
        }
        let (options, rest) = row.split_once('\t').unwrap();
        let (line, want) = rest.rsplit_once('\t').unwrap();
        let got = told(&unescape(line), options == "strict");
        if got != want {
            wrong.push(format!("line {}: {line}\n   got {got}\n  want {want}", at + 1));
        }
        reasons.push(got.split(' ').next().unwrap().to_owned());
        cases += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(cases > 70, "{cases}");
    for reason in Reason::ALL {
        let covered = reasons.iter().any(|got| got == reason.name());
        assert!(covered || reason == Reason::TooLong, "no case of {}", reason.name());
    }
}

#[test]
fn a_line_of_four_mebibytes_is_read_and_one_byte_more_is_too_long() {
    let mut line = br#"1.2.3.4 - - [10/Oct/2000:13:55:36 +0000] "GET /"#.to_vec();
    let end = br#" HTTP/1.1" 200 1"#;
    line.resize(MAX_LINE - end.len(), b'a');
    line.extend_from_slice(end);
    assert_eq!(line.len(), MAX_LINE);
    assert!(told(&line, false).ends_with("status=200 size=1"));
    line.push(b'1');
    assert_eq!(told(&line, false), format!("too_long {}", MAX_LINE + 1));
}
