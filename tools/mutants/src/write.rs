//! Writes the copy of the repository that has all mutants in it, each off.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sites::{self, Mutant};

/// What the copy is built with: the switch is a function that constants may call, which the
/// compiler has for itself only.
const UNSTABLE: &str = "#![feature(core_intrinsics, const_eval_select)]\n\
                        #![allow(internal_features, warnings, arithmetic_overflow, overflowing_literals, unconditional_panic)]\n";

const SWITCH: &str = include_str!("mutant.rs");

/// Copies what the repository tracks, but `src`.
pub fn copy(from: &Path, to: &Path) {
    let list =
        Command::new("git").arg("-C").arg(from).args(["ls-files", "-z", "--cached"]).output();
    let list = list.expect("git").stdout;
    for name in list.split(|&b| b == 0).filter(|name| !name.is_empty()) {
        let name = std::str::from_utf8(name).expect("a name in UTF-8");
        let (source, target) = (from.join(name), to.join(name));
        if !source.is_file() {
            continue;
        }
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        let new = fs::read(&source).unwrap();
        if !name.starts_with("src/") && fs::read(&target).ok().as_ref() != Some(&new)
            || !target.exists()
        {
            fs::write(&target, new).unwrap();
        }
    }
}

/// The Rust files below `src`, with their text.
pub fn sources(root: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

/// All mutants of the repository.
pub fn all(files: &BTreeMap<String, String>) -> Vec<Mutant> {
    files.iter().flat_map(|(name, text)| sites::find(name, text)).collect()
}

/// A sample of about `count`, of each file in proportion, at least five of each that has as many.
/// It stays the same for a place whose text stays.
pub fn sample(all: Vec<Mutant>, count: usize, seed: u64) -> Vec<Mutant> {
    let total = all.len().max(1);
    let mut by_file: BTreeMap<String, Vec<(u64, Mutant)>> = BTreeMap::new();
    let mut seen: BTreeMap<String, u64> = BTreeMap::new();
    for mutant in all {
        let key =
            format!("{}\t{}\t{}\t{}", mutant.file, mutant.function, mutant.before, mutant.after);
        let again = seen.entry(key.clone()).or_insert(0);
        *again += 1;
        let mut hash = 0xcbf2_9ce4_8422_2325 ^ seed ^ (*again << 32);
        for byte in key.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        hash = (hash ^ hash >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        by_file.entry(mutant.file.clone()).or_default().push((hash ^ hash >> 29, mutant));
    }
    let mut chosen = Vec::new();
    for (_, mut mutants) in by_file {
        let share = (mutants.len() * count).div_ceil(total).max(5);
        mutants.sort_by_key(|(hash, _)| *hash);
        mutants.truncate(share);
        mutants.sort_by_key(|(_, mutant)| (mutant.at.start, std::cmp::Reverse(mutant.at.end)));
        chosen.extend(mutants.into_iter().map(|(_, mutant)| mutant));
    }
    chosen
}

/// Where each mutant stands in the text that was written.
pub type Places = BTreeMap<String, Vec<(Range<usize>, usize)>>;

/// Writes `src` with the mutants that are still in; a mutant's number is its place in the list, from 1.
pub fn write(
    files: &BTreeMap<String, String>,
    mutants: &[Mutant],
    dropped: &[bool],
    to: &Path,
) -> Places {
    let mut places = Places::new();
    let mut rest = 0;
    for (name, text) in files {
        let mine = mutants[rest..].iter().take_while(|mutant| mutant.file == *name).count();
        let list: Vec<usize> = (rest..rest + mine).filter(|&i| !dropped[i]).collect();
        rest += mine;
        let (mut new, found) = weave(text, mutants, &list);
        if name == "src/lib.rs" {
            new = new.replacen("#![forbid(unsafe_code)]\n", "", 1);
            new = new.replacen(
                "extern crate alloc;",
                "extern crate alloc;\nextern crate self as boltons;",
                1,
            );
            new = new.replacen("mod error;", "#[doc(hidden)]\npub mod mutant;\nmod error;", 1);
            new = new.replacen("#![no_std]\n", &format!("#![no_std]\n{UNSTABLE}"), 1);
        }
        let target = to.join(name);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        if fs::read_to_string(&target).ok().as_ref() != Some(&new) {
            fs::write(target, new).unwrap();
        }
        places.insert(name.clone(), found);
    }
    assert_eq!(rest, mutants.len(), "the mutants are not in the order of the files");
    let switch = format!("{SWITCH}\nconst COUNT: usize = {};\n", mutants.len() + 1);
    fs::write(to.join("src/mutant.rs"), switch).unwrap();
    places
}

/// The text with mutants in it, and where they are.
fn weave(text: &str, mutants: &[Mutant], list: &[usize]) -> (String, Vec<(Range<usize>, usize)>) {
    let mut list = list.to_vec();
    list.sort_by_key(|&i| (mutants[i].at.start, std::cmp::Reverse(mutants[i].at.end)));
    let (mut out, mut found) = (String::new(), Vec::new());
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    let close =
        |out: &mut String, at: &mut usize, (i, start): (usize, usize), found: &mut Vec<_>| {
            let mutant: &Mutant = &mutants[i];
            out.push_str(&text[*at..mutant.at.end]);
            *at = mutant.at.end;
            out.push_str(&mutant.close);
            found.push((start..out.len(), i));
        };
    for i in list {
        let mutant = &mutants[i];
        while let Some(&(last, start)) = open.last() {
            let end = mutants[last].at.end;
            let over = end < mutant.at.start
                || end == mutant.at.start && (!mutant.at.is_empty() || mutants[last].at.is_empty());
            if !over {
                assert!(mutant.at.end <= end, "{}:{}: mutants overlap", mutant.file, mutant.line);
                break;
            }
            open.pop();
            close(&mut out, &mut at, (last, start), &mut found);
        }
        out.push_str(&text[at..mutant.at.start]);
        at = mutant.at.start;
        open.push((i, out.len()));
        out.push_str(&mutant.open.replace('\u{1}', &(i + 1).to_string()));
    }
    while let Some(last) = open.pop() {
        close(&mut out, &mut at, last, &mut found);
    }
    out.push_str(&text[at..]);
    (out, found)
}
