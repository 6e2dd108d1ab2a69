//! Runs the tests of boltons on thousands of small changes of its code, to find what no test sees.
//!
//! All changes are built in at once, each behind a switch that the environment sets, so that the
//! tests are compiled once: a change takes a fraction of a second.
//!
//! ```sh
//! cargo run --release --manifest-path tools/mutants/Cargo.toml -- write ../boltons-mutants --count 4000
//! cargo run --release --manifest-path tools/mutants/Cargo.toml -- run ../boltons-mutants --seconds 3600
//! cargo run --release --manifest-path tools/mutants/Cargo.toml -- report ../boltons-mutants
//! ```
//!
//! `write` copies the repository into a folder beside it, takes a sample of the places where
//! something can be changed (of each file in proportion; the same with each run unless `--seed`
//! says otherwise; only files whose name starts with `--only src/iter`), and drops those that do not
//! compile. `run` builds the programs `it` and `props`, runs each test alone once to see what it
//! reaches, and then for each mutant the tests that reach it, the quickest first, until one fails
//! or takes ten times as long as it should. It may be stopped and started again. Tests that take
//! more than `--limit` seconds for one mutant are left for a run with a greater limit. `report`
//! counts, and prints those that survive and that `tests/docs/mutants.md` does not have.
//!
//! It takes Linux, `sh` and `git`. The copy is built with the compiler that is there, but as if
//! that were a nightly one: constants may call the switch.

mod prune;
mod report;
mod run;
mod sites;
mod write;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [command, root, options @ ..] = &args[..] else {
        eprintln!("write, run or report, and the folder of the copy");
        std::process::exit(2);
    };
    let option = |name: &str| {
        let at = options.iter().position(|option| option == name)?;
        options.get(at + 1).cloned()
    };
    let number =
        |name: &str, default: u64| option(name).map_or(default, |text| text.parse().expect(name));
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap();
    fs::create_dir_all(Path::new(root).join("mutants")).expect("a folder that can be created");
    let root = Path::new(root).canonicalize().unwrap();
    match command.as_str() {
        "count" => count(&repository),
        "write" => {
            let count = usize::try_from(number("--count", 4000)).unwrap();
            write(
                &repository,
                &root,
                count,
                number("--seed", 1),
                &option("--only").unwrap_or_default(),
            );
        }
        "run" => {
            let until = Instant::now() + Duration::from_secs(number("--seconds", 3600));
            run(
                &root,
                until,
                number("--limit", 10) as f64,
                usize::try_from(number("--workers", 2)).unwrap(),
            );
        }
        "report" => report::report(&repository, &root),
        _ => {
            eprintln!("no such command: {command}");
            std::process::exit(2);
        }
    }
}

/// How many places there are, by file.
fn count(repository: &Path) {
    let files = write::sources(repository);
    let mut total = 0;
    for (name, text) in &files {
        let found = sites::find(name, text).len();
        total += found;
        println!("{found:6} {name}");
    }
    println!("{total:6} in all");
}

fn write(repository: &Path, root: &Path, count: usize, seed: u64, only: &str) {
    write::copy(repository, root);
    let files = write::sources(repository);
    let all: Vec<_> =
        write::all(&files).into_iter().filter(|mutant| mutant.file.starts_with(only)).collect();
    println!("{} places", all.len());
    let mutants = write::sample(all, count, seed);
    let mut dropped = vec![false; mutants.len()];
    let checks: [&[&str]; 2] = [
        &["check", "-p", "boltons", "--all-features"],
        &["check", "-p", "boltons-tests", "--test", "it"],
    ];
    for args in checks {
        loop {
            let places = write::write(&files, &mutants, &dropped, root);
            match prune::prune(root, args, &places, &mut dropped) {
                Some(count) => println!("{count} dropped"),
                None => break,
            }
        }
    }
    let mut text = String::new();
    for (i, mutant) in mutants.iter().enumerate().filter(|(i, _)| !dropped[*i]) {
        let sites::Mutant { file, function, line, before, after, .. } = mutant;
        text += &format!("{}\t{file}\t{function}\t{line}\t{before}\t{after}\n", i + 1);
    }
    println!("{} mutants", text.lines().count());
    fs::write(root.join("mutants/mutants.tsv"), text).unwrap();
    for old in ["programs.txt", "reach.tsv", "results.tsv"] {
        let _ = fs::remove_file(root.join("mutants").join(old));
    }
}

fn run(root: &Path, until: Instant, limit: f64, workers: usize) {
    let list = root.join("mutants/programs.txt");
    if !list.exists() {
        let programs: Vec<String> =
            run::build(root).iter().map(|path| path.display().to_string()).collect();
        fs::write(&list, programs.join("\n")).unwrap();
    }
    let programs: Vec<PathBuf> =
        fs::read_to_string(&list).unwrap().lines().map(PathBuf::from).collect();
    let Some(tests) = run::reach(root, &programs, until, workers) else { return };
    // In an order that is a fair sample wherever it stops.
    let mut numbers: Vec<usize> = report::rows(root).into_keys().collect();
    numbers.sort_by_key(|&number| (number as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).swap_bytes());
    run::mutants(root, &tests, numbers, limit, until, workers);
}
