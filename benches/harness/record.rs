//! The record of a run as JSON: what was measured, and with what.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{SystemTime, UNIX_EPOCH};

use super::options::Options;
use super::row::{Figure, Row};

/// How the program is run, without what stands after `--`.
fn command() -> String {
    let mut line = String::from(match env!("CARGO_PKG_NAME") {
        "boltons-bench" => "cargo bench -p boltons-bench",
        _ => "cargo bench --manifest-path benches/peers/Cargo.toml",
    });
    let features = [
        ("cache", cfg!(feature = "cache")),
        ("ip", cfg!(feature = "ip")),
        ("iter", cfg!(feature = "iter")),
        ("multimap", cfg!(feature = "multimap")),
        ("strings", cfg!(feature = "strings")),
    ];
    if features.iter().any(|(_, on)| !on) {
        let on: Vec<&str> = features.iter().filter(|(_, on)| *on).map(|(name, _)| *name).collect();
        let _ = write!(line, " --no-default-features --features {}", on.join(","));
    }
    match profile().as_str() {
        "bench" => {}
        profile => line += &format!(" --profile {profile}"),
    }
    line
}

/// The profile that this program was built with: the folder it lies in, where `release` is that of
/// `bench`.
fn profile() -> String {
    let path = std::env::current_exe().unwrap_or_default();
    let folder = path.parent().and_then(Path::parent).and_then(Path::file_name);
    match folder.and_then(std::ffi::OsStr::to_str) {
        None | Some("release") => "bench".into(),
        Some(name) => name.into(),
    }
}

fn processor() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.trim().to_owned())
}

fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    output
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default()
}

/// The crates that this package names, with the versions that its lock file has.
fn versions() -> Vec<(String, String)> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let lock =
        package.ancestors().find_map(|dir| std::fs::read_to_string(dir.join("Cargo.lock")).ok());
    let lock = lock.unwrap_or_default();
    let field = |block: &str, name: &str| -> Option<String> {
        let line = block.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(" = \""))?;
        Some(line.trim_end_matches('"').to_owned())
    };
    let blocks: Vec<(String, String, &str)> = lock
        .split("[[package]]")
        .filter_map(|block| Some((field(block, "name")?, field(block, "version")?, block)))
        .collect();
    let ours = blocks.iter().find(|(name, ..)| name == env!("CARGO_PKG_NAME"));
    let lines = ours.map_or("", |(_, _, block)| block).lines();
    // ` "name",`, or ` "name version",` where the tree has several.
    let named = lines.filter_map(|line| line.strip_prefix(" \"")?.strip_suffix("\","));
    let version = |named: &str| match named.split_once(' ') {
        Some((name, version)) => Some((name.to_owned(), version.to_owned())),
        None => {
            blocks.iter().find(|(name, ..)| name == named).map(|(n, v, _)| (n.clone(), v.clone()))
        }
    };
    named.filter_map(version).collect()
}

fn text(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => _ = write!(out, "\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// JSON has no infinity.
fn number(value: f64) -> String {
    if value.is_finite() { format!("{value:.3}") } else { "null".into() }
}

fn figure(figure: &Figure) -> String {
    format!("\"name\": {}, \"value\": {:.3e}", text(&figure.name), figure.value)
}

/// A line for each row, so that versions of the file can be compared.
pub fn record(
    options: &Options,
    rows: &[Row],
    reason: impl Fn(&Row) -> Option<&'static str>,
    input: impl Fn(&Row) -> Option<String>,
) -> String {
    let time = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let program = if env!("CARGO_PKG_NAME") == "boltons-bench" { "std" } else { "peers" };
    let separator = if options.line.is_empty() { "" } else { " --" };
    let command = format!("{}{separator}{}", command(), options.line);
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut out = String::from("{\n");
    for (name, value) in [
        ("program", program),
        ("command", &command),
        ("profile", &profile()),
        ("processor", &processor()),
        ("system", &system),
        ("compiler", &compiler()),
    ] {
        let _ = writeln!(out, "\"{name}\": {},", text(value));
    }
    let _ = writeln!(out, "\"cores\": {cores},\n\"time\": {time},");
    let _ = writeln!(out, "\"quick\": {},\n\"sweep\": {},", options.quick, options.sweep);
    let versions: Vec<String> = versions()
        .iter()
        .map(|(name, version)| format!("{}: {}", text(name), text(version)))
        .collect();
    let _ = writeln!(out, "\"versions\": {{{}}},", versions.join(", "));
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let mut line = format!("{{\"id\": {}, \"unit\": {}", text(&row.id), text(&row.unit));
            let _ = write!(line, ", \"ours\": {{{}}}, \"rivals\": [", figure(&row.ours));
            for (i, rival) in row.rivals.iter().enumerate() {
                let [low, middle, high] = rival.ratio.map(number);
                let comma = if i == 0 { "" } else { ", " };
                let _ = write!(line, "{comma}{{{}", figure(&rival.figure));
                let _ = write!(line, ", \"ratio\": [{low}, {middle}, {high}]");
                if rival.target > 0.0 {
                    let _ = write!(line, ", \"target\": {:.2}", rival.target);
                }
                line.push('}');
            }
            let _ = write!(line, "], \"rounds\": {}", row.rounds);
            if let Some(sweep) = row.sweep {
                let (size, operations) = (sweep.size, sweep.operations);
                let _ = write!(line, ", \"size\": {size}, \"operations\": {operations}");
            }
            if let Some(input) = input(row) {
                let _ = write!(line, ", \"input\": {}", text(&input));
            }
            if let Some(reason) = reason(row).filter(|_| row.lost() || row.short()) {
                let _ = write!(line, ", \"reason\": {}", text(reason));
            }
            line.push('}');
            line
        })
        .collect();
    let _ = write!(out, "\"rows\": [\n{}\n]\n}}\n", lines.join(",\n"));
    out
}
