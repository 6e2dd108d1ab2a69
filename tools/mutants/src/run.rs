//! Runs the tests: each alone to see what it reaches, then for each mutant those that reach it.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::prune;

/// The seconds that a test may take; those that take more are left out.
const LONGEST: f64 = 30.0;

/// The seconds that a test may wait without computing, which is long beside busy neighbours only.
const LONGEST_IDLE: f64 = 20.0;

/// A test, by the program that has it.
#[derive(Clone, Debug)]
pub struct Test {
    program: PathBuf,
    name: String,
    seconds: f64,
}

/// How a run of tests ended.
enum End {
    Passed,
    Failed,
    TimedOut,
}

/// Builds the test programs.
pub fn build(root: &Path) -> Vec<PathBuf> {
    let mut cargo = prune::cargo(root);
    cargo.args(
        "test --no-run --message-format=json -p boltons-tests --test it --test props".split(' '),
    );
    let output = cargo.stderr(Stdio::inherit()).output().expect("cargo");
    assert!(output.status.success(), "the copy does not build");
    output
        .stdout
        .split(|&b| b == b'\n')
        .filter_map(|line| serde_json::from_slice::<Value>(line).ok())
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .collect()
}

/// Runs tests of a program in one process, as long as that may take at most.
fn run(
    root: &Path,
    program: &Path,
    names: &[&str],
    mutant: &str,
    reached: &Path,
    out: &Path,
    limit: f64,
) -> (End, f64) {
    let mut command = Command::new("sh");
    command
        .args(["-c", "ulimit -v 4194304; ulimit -c 0; exec \"$0\" \"$@\""])
        .arg(program)
        .args(["--exact", "--test-threads=1"])
        .args(names)
        .current_dir(root.join("tests"))
        .env("CARGO_MANIFEST_DIR", root.join("tests"))
        .env("BOLTONS_MUTANT", mutant)
        .env("BOLTONS_MUTANT_REACHED", reached)
        .stdin(Stdio::null())
        .stdout(File::create(out).unwrap())
        .stderr(Stdio::null());
    let mut child = command.spawn().expect("sh");
    // As the child sees it: while all are stopped, no time passes. A child that has nothing to do
    // for long waits for what does not come.
    let (mut waited, mut pause) = (0.0, Duration::from_micros(500));
    let (mut used, mut idle_since) = (0.0, 0.0);
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            let end = if status.success() { End::Passed } else { End::Failed };
            return (end, waited);
        }
        let now = cpu_seconds(child.id());
        if now > used {
            (used, idle_since) = (now, waited);
        }
        if used > limit || waited - idle_since > LONGEST_IDLE {
            child.kill().unwrap();
            child.wait().unwrap();
            return (End::TimedOut, waited);
        }
        let before = Instant::now();
        thread::sleep(pause);
        waited += before.elapsed().as_secs_f64().min(0.1);
        pause = (pause * 2).min(Duration::from_millis(10));
    }
}

/// What a process has computed so far, in seconds of 100 ticks each.
fn cpu_seconds(id: u32) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// What each test reaches; written down as it goes on, so that it can be stopped.
pub fn reach(
    root: &Path,
    programs: &[PathBuf],
    until: Instant,
    workers: usize,
) -> Option<HashMap<usize, Vec<Test>>> {
    let file = root.join("mutants/reach.tsv");
    let known = read_reach(&file);
    let mut todo = Vec::new();
    for program in programs {
        let list = Command::new(program)
            .args(["--list", "--format", "terse"])
            .output()
            .expect("the list of tests");
        for line in String::from_utf8_lossy(&list.stdout).lines() {
            let Some(name) = line.strip_suffix(": test") else { continue };
            if !known.contains_key(&(program.clone(), name.to_owned())) {
                todo.push((program.clone(), name.to_owned()));
            }
        }
    }
    todo.reverse();
    let (todo, append) = (Mutex::new(todo), Mutex::new(append(&file)));
    thread::scope(|scope| {
        for worker in 0..workers {
            let (todo, append) = (&todo, &append);
            scope.spawn(move || {
                let reached = root.join(format!("mutants/reached-{worker}"));
                let out = root.join(format!("mutants/out-{worker}"));
                while Instant::now() < until {
                    let Some((program, name)) = todo.lock().unwrap().pop() else { break };
                    let _ = fs::remove_file(&reached);
                    let (mut end, seconds) =
                        run(root, &program, &[&name], "record", &reached, &out, LONGEST);
                    if matches!(end, End::Failed) {
                        // Some count what is allocated, and writing allocates.
                        end = run(root, &program, &[&name], "0", &reached, &out, LONGEST).0;
                    }
                    let numbers = fs::read_to_string(&reached).unwrap_or_default();
                    let numbers: Vec<&str> = numbers.lines().collect();
                    let passed = matches!(end, End::Passed);
                    let line = format!(
                        "{}\t{name}\t{seconds:.3}\t{passed}\t{}\n",
                        program.display(),
                        numbers.join(" ")
                    );
                    append.lock().unwrap().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
    let left = todo.into_inner().unwrap().len();
    if left > 0 {
        println!("{left} tests are still to be recorded: run this again");
        return None;
    }
    let mut tests: HashMap<usize, Vec<Test>> = HashMap::new();
    let mut failed = 0;
    for ((program, name), (seconds, passed, numbers)) in read_reach(&file) {
        if !passed {
            println!("left out, as it fails without a mutant or takes too long: {name}");
            failed += 1;
            continue;
        }
        for number in numbers {
            tests.entry(number).or_default().push(Test {
                program: program.clone(),
                name: name.clone(),
                seconds,
            });
        }
    }
    for list in tests.values_mut() {
        list.sort_by(|a, b| a.seconds.total_cmp(&b.seconds).then_with(|| a.name.cmp(&b.name)));
    }
    println!("{failed} tests left out");
    Some(tests)
}

type Reach = BTreeMap<(PathBuf, String), (f64, bool, Vec<usize>)>;

fn read_reach(file: &Path) -> Reach {
    let text = fs::read_to_string(file).unwrap_or_default();
    let mut all = Reach::new();
    for line in text.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [program, name, seconds, passed, numbers] = parts[..] else { continue };
        let numbers = numbers.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let value = (seconds.parse().unwrap_or(0.0), passed == "true", numbers);
        all.insert((program.into(), name.to_owned()), value);
    }
    all
}

fn append(file: &Path) -> File {
    File::options().append(true).create(true).open(file).unwrap()
}

/// What is known of a mutant: the outcome, the tests that were run, and the last of them.
#[derive(Clone, Debug)]
pub struct Outcome {
    pub kind: String,
    pub done: usize,
    pub test: String,
}

pub fn outcomes(root: &Path) -> BTreeMap<usize, Outcome> {
    let text = fs::read_to_string(root.join("mutants/results.tsv")).unwrap_or_default();
    let mut all = BTreeMap::new();
    for line in text.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        let [number, kind, done, test, _] = parts[..] else { continue };
        let (Ok(number), Ok(done)) = (number.parse(), done.parse()) else { continue };
        all.insert(number, Outcome { kind: kind.to_owned(), done, test: test.to_owned() });
    }
    all
}

/// Tries the mutants with these numbers until the time is over. With a limit, tests that would take
/// more seconds in all are left for a later run.
pub fn mutants(
    root: &Path,
    tests: &HashMap<usize, Vec<Test>>,
    numbers: Vec<usize>,
    limit: f64,
    until: Instant,
    workers: usize,
) {
    let known = outcomes(root);
    let mut todo: Vec<(usize, usize)> = numbers
        .into_iter()
        .filter_map(|number| match known.get(&number) {
            None => Some((number, 0)),
            Some(outcome) if outcome.kind == "undecided" => Some((number, outcome.done)),
            Some(_) => None,
        })
        .collect();
    // Those of which nothing is known come first.
    todo.sort_by_key(|(number, _)| known.contains_key(number));
    todo.reverse();
    let (todo, append) = (Mutex::new(todo), Mutex::new(append(&root.join("mutants/results.tsv"))));
    thread::scope(|scope| {
        for worker in 0..workers {
            let (todo, append) = (&todo, &append);
            scope.spawn(move || {
                let out = root.join(format!("mutants/out-{worker}"));
                while Instant::now() < until {
                    let Some((number, done)) = todo.lock().unwrap().pop() else { break };
                    let begin = Instant::now();
                    let outcome = match tests.get(&number) {
                        None => {
                            Outcome { kind: "unreached".to_owned(), done: 0, test: String::new() }
                        }
                        Some(list) => one(root, number, list, done, limit, &out),
                    };
                    let Outcome { kind, done, test } = outcome;
                    let seconds = begin.elapsed().as_secs_f64();
                    let line = format!("{number}\t{kind}\t{done}\t{test}\t{seconds:.2}\n");
                    append.lock().unwrap().write_all(line.as_bytes()).unwrap();
                }
            });
        }
    });
    println!("{} mutants are left", todo.into_inner().unwrap().len());
}

/// The quickest tests first, in groups that grow; a group is of one program.
fn one(
    root: &Path,
    number: usize,
    list: &[Test],
    mut done: usize,
    limit: f64,
    out: &Path,
) -> Outcome {
    let mutant = number.to_string();
    let (mut spent, mut size) = (0.0, 0.1);
    while done < list.len() {
        let program = &list[done].program;
        let (mut names, mut seconds) = (Vec::new(), 0.0);
        while let Some(test) = list.get(done + names.len()) {
            let full = names.len() >= 60 || seconds + test.seconds > size;
            if !names.is_empty() && (full || test.program != *program) {
                break;
            }
            seconds += test.seconds;
            names.push(test.name.as_str());
        }
        if spent + seconds > limit {
            return Outcome { kind: "undecided".to_owned(), done, test: String::new() };
        }
        spent += seconds;
        size = (size * 3.0_f64).min(10.0);
        let (end, _) =
            run(root, program, &names, &mutant, Path::new("/dev/null"), out, 10.0 * seconds + 0.5);
        match end {
            End::Passed => done += names.len(),
            End::TimedOut => {
                return Outcome { kind: "timeout".to_owned(), done, test: names[0].to_owned() };
            }
            End::Failed => {
                let test = failed(out).unwrap_or_else(|| format!("{} (crash)", names[0]));
                return Outcome { kind: "killed".to_owned(), done, test };
            }
        }
    }
    Outcome { kind: "survived".to_owned(), done, test: String::new() }
}

/// The first test that the output of a run says to have failed.
fn failed(out: &Path) -> Option<String> {
    let text = fs::read(out).ok()?;
    let text = String::from_utf8_lossy(&text);
    let line = text.lines().find(|line| line.starts_with("test ") && line.ends_with("FAILED"))?;
    Some(line.split(' ').nth(1)?.to_owned())
}
