//! Reads web-server logs and reports who asks, for what, what fails, what it weighs, and what a
//! cache would have saved: `cargo run --release -p access_log -- [OPTIONS] [FILE…]`.
//!
//! Exit codes: 0; 1 where an input failed or no line was understood; 2 where the arguments are wrong.

use std::io::{self, Write};
use std::process::ExitCode;

use access_log::options::{self, Command, USAGE};
use access_log::{report, run};

fn main() -> ExitCode {
    let options = match options::parse(std::env::args_os().skip(1)) {
        Ok(Command::Run(options)) => options,
        Ok(Command::Help) => return print(USAGE.as_bytes(), true),
        Ok(Command::Version) => {
            return print(concat!("access_log ", env!("CARGO_PKG_VERSION"), "\n").as_bytes(), true);
        }
        Err(wrong) => {
            eprintln!("access_log: {wrong}\ntry access_log --help");
            return ExitCode::from(2);
        }
    };
    let log = match run::run(&options) {
        Ok(log) => log,
        Err(error) => {
            eprintln!("access_log: {error}");
            return ExitCode::from(2);
        }
    };
    for message in log.messages() {
        // Nobody is hurt when nobody listens.
        let _ = writeln!(io::stderr(), "{message}");
    }
    let text =
        if options.json { report::json(&log, &options) } else { report::text(&log, &options) };
    print(text.as_bytes(), log.succeeded())
}

fn print(text: &[u8], succeeded: bool) -> ExitCode {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        // Whoever reads us has seen enough (`| head`).
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            eprintln!("access_log: standard output: {error}");
            ExitCode::FAILURE
        }
        _ if succeeded => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
