//! Drops the mutants that do not compile.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::write::Places;

/// What a build of the copy needs to be told.
pub fn cargo(root: &Path) -> Command {
    let mut cargo = Command::new("cargo");
    cargo
        .current_dir(root)
        .env("RUSTC_BOOTSTRAP", "boltons")
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
    cargo
}

/// Asks the compiler, and drops those that an error of it points to. Returns how many, or `None`
/// where there was no error.
pub fn prune(root: &Path, args: &[&str], places: &Places, dropped: &mut [bool]) -> Option<usize> {
    let mut command = cargo(root);
    command.args(args).arg("--message-format=json");
    let output = command.output().expect("cargo");
    let mut count = 0;
    let mut first = None;
    for line in output.stdout.split(|&b| b == b'\n') {
        let Ok(message) = serde_json::from_slice::<Value>(line) else { continue };
        if message["message"]["level"] != "error" {
            continue;
        }
        let message = &message["message"];
        if first.is_none() {
            first = message["rendered"].as_str().map(str::to_owned);
        }
        let empty = Vec::new();
        let spans = message["spans"].as_array().unwrap_or(&empty);
        // Those the compiler calls the primary ones first, then any, then what lies between them.
        let of = |primary: bool| -> Vec<usize> {
            let spans = spans.iter().filter(|span| span["is_primary"] == primary);
            spans.filter_map(|span| within(span, places)).flatten().collect()
        };
        let between = || {
            let first = spans.iter().min_by_key(|span| span["byte_start"].as_u64())?;
            let last = spans.iter().max_by_key(|span| span["byte_end"].as_u64())?;
            let mut all = first.clone();
            all["byte_end"] = last["byte_end"].clone();
            at(&all, places)
        };
        let mut new = of(true);
        if new.is_empty() {
            new = of(false);
        }
        if new.is_empty() {
            new = between().unwrap_or_default();
        }
        for i in new {
            count += usize::from(!dropped[i]);
            dropped[i] = true;
        }
    }
    match (&first, count, output.status.success()) {
        (_, 0, true) => None,
        (Some(text), 0, false) => panic!("an error that points to no mutant:\n{text}"),
        (None, 0, false) => panic!("cargo failed: {}", String::from_utf8_lossy(&output.stderr)),
        _ => Some(count),
    }
}

/// The innermost mutant around the place of an error; else those within it; also where a macro
/// stands between.
fn within(span: &Value, places: &Places) -> Option<Vec<usize>> {
    let mut span = span;
    loop {
        if let Some(found) = at(span, places) {
            return Some(found);
        }
        span = &span["expansion"]["span"];
        if span.is_null() {
            return None;
        }
    }
}

fn at(span: &Value, places: &Places) -> Option<Vec<usize>> {
    let name = span["file_name"].as_str()?;
    let file = places.get(&name[name.rfind("src/")?..])?;
    let start = usize::try_from(span["byte_start"].as_u64()?).ok()?;
    let end = usize::try_from(span["byte_end"].as_u64()?).ok()?;
    let around = file.iter().filter(|(place, _)| place.start <= start && end <= place.end);
    if let Some((_, i)) = around.min_by_key(|(place, _)| place.len()) {
        return Some(vec![*i]);
    }
    let inside: Vec<usize> = file
        .iter()
        .filter(|(place, _)| place.start < end && start < place.end)
        .map(|(_, i)| *i)
        .collect();
    (!inside.is_empty()).then_some(inside)
}
