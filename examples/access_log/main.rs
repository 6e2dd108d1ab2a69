//! Reads web-server logs in the Common and Combined formats and prints a report: who asks, what
//! for, what it weighs, and how well caches of different policies would have served it.
//!
//! ```text
//! cargo run --release --example access_log [-- FILE…] [--json]
//! ```
//!
//! `-` is the standard input; without a file a small sample is read. All five modules of the crate
//! are at work here, through their public API: `ip` reads and judges the clients, `cache` replays
//! the requests, `multimap` holds each query string, `iter` groups and counts, `strings` prints.
//!
//! The log is read once, in batches, so that memory grows with the distinct clients, keys and
//! statuses, never with the log's length.

#![allow(unreachable_pub, reason = "a program, not an API")]

mod line;
mod lines;
mod query;
mod replay;
mod report;
mod summary;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::process::ExitCode;

use summary::Summary;

/// A log written for this example: hostile lines, both families, every kind of client.
const SAMPLE: &[u8] = include_bytes!("sample.log");

const USAGE: &str = "usage: access_log [FILE…] [--json]
  FILE    a log in the Common or Combined format, - for standard input; a sample when there is none
  --json  print one JSON object instead of the report";

fn main() -> ExitCode {
    let mut json = false;
    let mut files = Vec::new();
    let mut only_files = false;
    for arg in std::env::args_os().skip(1) {
        match arg.to_str() {
            Some("--json") if !only_files => json = true,
            Some("--help" | "-h") if !only_files => {
                println!("{USAGE}");
                return ExitCode::SUCCESS;
            }
            Some("--") if !only_files => only_files = true,
            Some(flag) if !only_files && flag.len() > 1 && flag.starts_with('-') => {
                eprintln!(
                    "access_log: unknown option {}\n{USAGE}",
                    boltons::strings::escape_controls(flag)
                );
                return ExitCode::from(2);
            }
            _ => files.push(arg),
        }
    }

    let mut summary = Summary::new();
    let mut complete = true;
    let mut read = |name: &str, input: &mut dyn BufRead| {
        if let Err(error) = lines::read(input, &mut summary) {
            eprintln!("access_log: {name}: {error}");
            complete = false;
        }
    };
    if files.is_empty() {
        read("the sample", &mut { SAMPLE });
    }
    for file in &files {
        // A file that cannot be read costs its own lines, not those of the others.
        let name = boltons::strings::escape_controls_bytes(file.as_encoded_bytes());
        if file == "-" {
            read("standard input", &mut io::stdin().lock());
            continue;
        }
        match File::open(file) {
            Ok(open) => read(&name, &mut BufReader::with_capacity(1 << 16, open)),
            Err(error) => read(&name, &mut Failed(error)),
        }
    }

    let text = if json { report::json(&summary) } else { report::text(&summary) };
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Whoever reads us has seen enough (`| head`).
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => {
            eprintln!("access_log: standard output: {error}");
            return ExitCode::FAILURE;
        }
        Ok(()) => {}
    }
    if complete { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The input of a file that did not open: it gives that error.
struct Failed(io::Error);

impl io::Read for Failed {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(self.0.kind().into())
    }
}

impl BufRead for Failed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Err(io::Error::new(self.0.kind(), self.0.to_string()))
    }

    fn consume(&mut self, _: usize) {}
}
