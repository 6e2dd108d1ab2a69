//! The command line.

use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;

use boltons::ip::{FrozenIpSet, IpPrefix, ParseOptions};
use boltons::multimap::OrderedMultiMap;
use boltons::strings::escape_controls_bytes;

use crate::settings::{Routes, Settings};
use crate::time;

pub const USAGE: &str = "\
usage: access_log [OPTIONS] [FILE…]

Reads web-server logs in the Common and Combined formats and what is like them,
and reports who asks, for what, what fails, what it weighs, and what a cache
would save. Without a file a sample is read; - is standard input.

  --json                  one JSON object instead of the report
  --top N                 entries of each list, 1 to 1000 (10)
  --deny FILE             a block list: requests from its addresses
  --routes FILE           lines PREFIX NAME: requests by the longest prefix
  --trusted-proxies LIST  addresses whose X-Forwarded-For names the client
  --since T, --until T    requests from T on, before T: 2015-05-18 or
                          2015-05-18T12:30 (UTC, or with Z or +02:00 at the end)
  --strict                reject host names
  --no-caches             leave the replay on caches out
  --max-distinct N        keys that a table may hold, 0 for no bound (50000)
  --jobs N                threads (those of the machine, at most 8)
  --width N               columns of the report (the terminal's, else 80)
  --color WHEN            auto, always or never
  --help, --version
";

/// What to do.
#[derive(Debug)]
pub enum Command {
    Help,
    Version,
    Run(Box<Options>),
}

/// How to do it.
#[derive(Debug)]
pub struct Options {
    pub files: Vec<OsString>,
    pub settings: Settings,
    pub json: bool,
    pub top: usize,
    pub jobs: usize,
    pub width: usize,
    pub color: bool,
    /// The ranges of `--deny`, for the report.
    pub deny: Option<boltons::ip::IpSet>,
}

/// Reads the arguments. An error is one line, or a line and what is wrong in a file.
pub fn parse(args: impl IntoIterator<Item = OsString>) -> Result<Command, String> {
    let mut settings = Settings::default();
    let mut files = Vec::new();
    let (mut json, mut top, mut jobs, mut width, mut color) =
        (false, 10, None, None, "auto".into());
    let mut deny = None;
    let mut args = args.into_iter();
    let mut only_files = false;
    while let Some(arg) = args.next() {
        let bytes = arg.as_encoded_bytes();
        if only_files || bytes == b"-" || !bytes.starts_with(b"-") {
            files.push(arg);
            continue;
        }
        let (name, mut own) = match split_value(&arg) {
            Some((name, value)) => (name, Some(value)),
            None => (arg.to_string_lossy().into_owned(), None),
        };
        let given = own.is_some();
        let mut value = |what: &str| {
            own.take().or_else(|| args.next()).ok_or_else(|| format!("{name} needs {what}"))
        };
        match &*name {
            "--" if !given => only_files = true,
            "--help" | "-h" if !given => return Ok(Command::Help),
            "--version" | "-V" if !given => return Ok(Command::Version),
            "--json" if !given => json = true,
            "--strict" if !given => settings.strict = true,
            "--no-caches" if !given => settings.caches = false,
            "--top" => top = number(&name, &value("a number")?, 1, 1000)?,
            "--max-distinct" => {
                settings.max_distinct = number(&name, &value("a number")?, 0, u32::MAX as usize)?;
            }
            "--jobs" => jobs = Some(number(&name, &value("a number")?, 1, 1024)?),
            "--width" => width = Some(number(&name, &value("a number")?, 40, 100_000)?),
            "--color" => {
                color = text(&name, &value("auto, always or never")?)?;
                if !matches!(&*color, "auto" | "always" | "never") {
                    return Err(format!(
                        "--color takes auto, always or never, not {}",
                        shown(&color)
                    ));
                }
            }
            "--since" => settings.since = Some(bound(&name, &value("a time")?)?),
            "--until" => settings.until = Some(bound(&name, &value("a time")?)?),
            "--deny" => deny = Some(read_deny(&value("a file")?)?),
            "--routes" => settings.routes = Some(read_routes(&value("a file")?)?),
            "--trusted-proxies" => {
                settings.trusted_proxies = Some(proxies(&text(&name, &value("a list")?)?)?);
            }
            _ if given => return Err(format!("{} takes no value, or is no option", shown(&name))),
            _ => return Err(format!("unknown option {}", shown(&name))),
        }
    }
    settings.deny = deny.as_ref().map(boltons::ip::IpSet::freeze);
    let threads = || std::thread::available_parallelism().map_or(1, |n| n.get().min(8));
    let jobs = jobs.unwrap_or_else(threads);
    let terminal = std::io::stdout().is_terminal();
    let width = width.unwrap_or_else(|| if terminal { terminal_width() } else { 80 }).max(40);
    let color = match &*color {
        "always" => true,
        "never" => false,
        _ => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    let options = Options { files, settings, json, top, jobs, width, color, deny };
    Ok(Command::Run(Box::new(options)))
}

/// Splits `--name=value`.
fn split_value(arg: &OsStr) -> Option<(String, OsString)> {
    let bytes = arg.as_encoded_bytes();
    let equals = bytes.iter().position(|byte| *byte == b'=')?;
    let name = String::from_utf8_lossy(&bytes[..equals]).into_owned();
    #[cfg(unix)]
    let value: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(&bytes[equals + 1..]);
    #[cfg(not(unix))]
    let lossy = arg.to_string_lossy().split_once('=')?.1.to_owned();
    #[cfg(not(unix))]
    let value: &OsStr = lossy.as_ref();
    Some((name, value.to_owned()))
}

fn text(name: &str, value: &OsStr) -> Result<String, String> {
    match value.to_str() {
        Some(text) => Ok(text.to_owned()),
        None => Err(format!("{name} takes text, not {}", shown_os(value))),
    }
}

fn number(name: &str, value: &OsStr, min: usize, max: usize) -> Result<usize, String> {
    let number = value.to_str().and_then(|text| text.parse().ok());
    number.filter(|n| (min..=max).contains(n)).ok_or_else(|| {
        format!("{name} takes a number from {min} to {max}, not {}", shown_os(value))
    })
}

fn bound(name: &str, value: &OsStr) -> Result<time::Seconds, String> {
    value.to_str().and_then(time::read_bound).ok_or_else(|| {
        format!("{name} takes a time like 2015-05-18 or 2015-05-18T12:30, not {}", shown_os(value))
    })
}

fn proxies(list: &str) -> Result<FrozenIpSet, String> {
    let set = ParseOptions::lenient().set(list);
    set.map(|set| set.freeze()).map_err(|error| format!("--trusted-proxies: {error}"))
}

fn read_file(path: &OsStr) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", shown_os(path)))?;
    String::from_utf8(bytes).map_err(|error| {
        let line = 1 + error.as_bytes()[..error.utf8_error().valid_up_to()]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count();
        format!("{}:{line}: not UTF-8", shown_os(path))
    })
}

fn read_deny(path: &OsStr) -> Result<boltons::ip::IpSet, String> {
    let text = read_file(path)?;
    ParseOptions::lenient().set(&text).map_err(|error| {
        let before = text.get(..error.position().unwrap_or(0)).unwrap_or_default();
        let line = 1 + before.bytes().filter(|byte| *byte == b'\n').count();
        format!("{}:{line}: {error}", shown_os(path))
    })
}

/// Lines `PREFIX NAME…`; what follows a `#` is a comment.
fn read_routes(path: &OsStr) -> Result<Routes, String> {
    let text = read_file(path)?;
    let mut by_name: OrderedMultiMap<String, IpPrefix> = OrderedMultiMap::new();
    let mut seen = std::collections::HashMap::new();
    for (line, at) in text.lines().zip(1_usize..) {
        let wrong = |what: &dyn std::fmt::Display| format!("{}:{at}: {what}", shown_os(path));
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let (prefix, name) =
            line.split_once(|c: char| c.is_ascii_whitespace()).unwrap_or((line, ""));
        let prefix = ParseOptions::lenient().prefix(prefix).map_err(|error| wrong(&error))?;
        let name = name.trim();
        if name.is_empty() {
            return Err(wrong(&"expected a name after the prefix"));
        }
        if let Some(first) = seen.insert(prefix, at) {
            return Err(wrong(&format_args!("{prefix} is on line {first}, too")));
        }
        by_name.append(name.to_owned(), prefix);
    }
    Ok(Routes::new(&by_name))
}

fn shown(text: &str) -> String {
    shown_os(text.as_ref())
}

/// An argument or a file's name, safe to print.
pub fn shown_os(text: &OsStr) -> String {
    escape_controls_bytes(text.as_encoded_bytes()).into_owned()
}

/// The terminal's columns: as the shell says, or as the terminal does.
fn terminal_width() -> usize {
    let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    said.or_else(|| {
        let tty = std::fs::File::open("/dev/tty").ok()?;
        let out = std::process::Command::new("stty").arg("size").stdin(tty).output().ok()?;
        String::from_utf8(out.stdout).ok()?.split_whitespace().nth(1)?.parse().ok()
    })
    .filter(|columns| *columns > 0)
    .unwrap_or(80)
}
