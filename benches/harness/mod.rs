//! The paired timer of the benchmarks.
//!
//! A row compares our implementation with one or more others on the same work. Before anything is
//! timed, all of them run once and must give the same checksum. Then come rounds: in each, every
//! contender runs an untimed warm pass and then a timed one, in an order that is reversed every
//! other round; the clock is the thread's CPU time. A round gives one ratio for each rival (its
//! time over ours); the table quotes the median of these ratios with the quartiles around it, so
//! that a machine that changes its speed between rounds does not change the figure.
//!
//! `cargo bench -- SUBSTRING…` runs the rows whose id holds one of the substrings. Without
//! `--bench` on the command line (`cargo test --benches`) each row runs once and is not timed.

// Each of the bench programs uses a part of it.
#![allow(dead_code)]

pub mod alloc;

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{IsTerminal, Write as _};
use std::time::{Duration, Instant};

use cpu_time::ThreadTime;

/// The time that one timed pass should take at the least.
const PASS: Duration = Duration::from_millis(3);
/// The time that one reading of the clock should span at the least.
const BATCH: Duration = Duration::from_micros(50);
/// How many rounds a row has at the least and at the most.
const ROUNDS: (usize, usize) = (9, 41);
/// The time after which a row that has its least rounds stops.
const BUDGET: Duration = Duration::from_millis(1500);

/// One implementation of a row's work.
pub struct Contender<'a> {
    name: &'static str,
    pass: Box<dyn FnMut(u32) -> (u64, Duration) + 'a>,
}

impl<'a> Contender<'a> {
    /// Work that needs no preparation. It gives a checksum of its result.
    pub fn new(name: &'static str, mut run: impl FnMut() -> u64 + 'a) -> Self {
        let pass = move |times| {
            let start = ThreadTime::now();
            let mut sum = 0;
            for _ in 0..times {
                sum = black_box(run());
            }
            (sum, start.elapsed())
        };
        Self { name, pass: Box::new(pass) }
    }

    /// Work on a value that `setup` makes anew for each run; neither making nor dropping it is
    /// timed.
    pub fn with_setup<S>(
        name: &'static str,
        mut setup: impl FnMut() -> S + 'a,
        mut run: impl FnMut(&mut S) -> u64 + 'a,
    ) -> Self {
        // A few values at a time: of those for a whole pass, the last would have left the caches
        // before their turn comes, and more of them the faster the work is.
        let pass = move |times: u32| {
            let (mut sum, mut elapsed, mut left, mut batch) = (0, Duration::ZERO, times, 1);
            while left > 0 {
                batch = left.min(batch);
                let mut values: Vec<S> = (0..batch).map(|_| setup()).collect();
                let start = ThreadTime::now();
                for value in &mut values {
                    sum = black_box(run(black_box(value)));
                }
                let took = start.elapsed();
                elapsed += took;
                left -= batch;
                if took < BATCH {
                    batch *= 2;
                }
            }
            (sum, elapsed)
        };
        Self { name, pass: Box::new(pass) }
    }
}

/// What is known of a row when it has run.
struct Row {
    id: String,
    ours: String,
    rival: String,
    ratio: String,
    spread: String,
    target: String,
}

/// Runs rows and prints their table when it is done.
pub struct Harness {
    filters: Vec<String>,
    timed: bool,
    out: Option<String>,
    rows: Vec<Row>,
    reasons: Vec<(&'static str, &'static str)>,
    done: usize,
}

impl Harness {
    /// Reads the command line: `--bench` (cargo's), `--out FILE` (the table as Markdown) and the
    /// filters.
    pub fn from_args() -> Self {
        let mut this = Self {
            filters: Vec::new(),
            timed: false,
            out: None,
            rows: Vec::new(),
            reasons: Vec::new(),
            done: 0,
        };
        let mut args = std::env::args().skip(1);
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--bench" => this.timed = true,
                "--out" => this.out = args.next(),
                flag if flag.starts_with('-') => {}
                _ => this.filters.push(arg),
            }
        }
        this
    }

    /// Tells whether any row whose id starts with `prefix` may be wanted, so that costly inputs are
    /// made only for rows that run. A filter that does not start with a module's name may stand
    /// anywhere in an id.
    pub fn wants(&self, prefix: &str) -> bool {
        const MODULES: [&str; 5] = ["cache/", "ip/", "iter/", "multimap/", "strings/"];
        self.filters.is_empty()
            || self.filters.iter().any(|filter| {
                let rooted = MODULES.iter().any(|module| filter.starts_with(module));
                !rooted || filter.starts_with(prefix) || prefix.starts_with(filter.as_str())
            })
    }

    /// Says why the rows whose id holds `part` fall short of a target; printed below the table for
    /// those that do.
    pub fn explain(&mut self, part: &'static str, reason: &'static str) {
        self.reasons.push((part, reason));
    }

    /// Tells whether figures are taken; when not, inputs may be small.
    pub fn timed(&self) -> bool {
        self.timed
    }

    /// Compares ours, the first contender, with each of the others.
    ///
    /// `id` is `module/task/case/size`; `targets` holds the least ratio promised for each rival,
    /// in their order, 0.0 where there is none.
    ///
    /// # Panics
    ///
    /// Panics when two contenders give different checksums.
    pub fn compare(&mut self, id: &str, targets: &[f64], mut contenders: Vec<Contender<'_>>) {
        if !self.filters.is_empty() && !self.filters.iter().any(|f| id.contains(f.as_str())) {
            return;
        }
        self.progress(id);
        let sums: Vec<u64> = contenders.iter_mut().map(|c| (c.pass)(1).0).collect();
        for (contender, sum) in contenders.iter().zip(&sums) {
            assert_eq!(*sum, sums[0], "{id}: {} and ours differ in their results", contender.name);
        }
        if !self.timed {
            return;
        }
        let times: Vec<u32> = contenders.iter_mut().map(|c| passes(&mut *c.pass)).collect();
        let mut samples: Vec<Vec<f64>> = vec![Vec::new(); contenders.len()];
        let start = Instant::now();
        for round in 0..ROUNDS.1 {
            if round >= ROUNDS.0 && start.elapsed() > BUDGET {
                break;
            }
            for step in 0..contenders.len() {
                let i = if round % 2 == 0 { step } else { contenders.len() - 1 - step };
                (contenders[i].pass)(times[i].div_ceil(4));
                let (_, elapsed) = (contenders[i].pass)(times[i]);
                samples[i].push(elapsed.as_secs_f64() / f64::from(times[i]));
            }
        }
        let ours = median(&samples[0]);
        if contenders.len() == 1 {
            self.push(id, time(ours), String::new(), String::new(), String::new(), 0.0);
        }
        for (i, rival) in contenders.iter().enumerate().skip(1) {
            let ratios: Vec<f64> =
                samples[i].iter().zip(&samples[0]).map(|(theirs, ours)| theirs / ours).collect();
            let (low, middle, high) = quartiles(&ratios);
            self.push(
                id,
                time(ours),
                format!("{} {}", rival.name, time(median(&samples[i]))),
                format!("{middle:.2}"),
                format!("{low:.2}–{high:.2}"),
                targets.get(i - 1).copied().unwrap_or(0.0),
            );
        }
    }

    /// Adds a row of figures that are not times (bytes, hit ratios): ours, a rival's, and theirs
    /// over ours.
    pub fn figure(
        &mut self,
        id: &str,
        unit: &str,
        ours: f64,
        rival: Option<(&str, f64)>,
        target: f64,
    ) {
        if !self.filters.is_empty() && !self.filters.iter().any(|f| id.contains(f.as_str())) {
            return;
        }
        let (name, ratio) = rival.map_or((String::new(), String::new()), |(name, theirs)| {
            (format!("{name} {theirs:.1} {unit}"), format!("{:.2}", theirs / ours))
        });
        self.push(id, format!("{ours:.1} {unit}"), name, ratio, "exact".into(), target);
    }

    /// Prints the table, and writes it where `--out` says.
    pub fn finish(self) {
        if self.timed {
            let mut table = String::from(
                "| id | ours | rival | rival / ours | quartiles | at least | |\n|---|--:|--:|--:|--:|--:|---|\n",
            );
            let mut short: Vec<(&str, Vec<&str>)> = Vec::new();
            for row in &self.rows {
                let met = match (row.ratio.parse::<f64>(), row.target.parse::<f64>()) {
                    (Ok(ratio), Ok(target)) if ratio < target => "short",
                    (Ok(_), Ok(_)) => "met",
                    _ => "",
                };
                let Row { id, ours, rival, ratio, spread, target } = row;
                let _ = writeln!(
                    table,
                    "| {id} | {ours} | {rival} | {ratio} | {spread} | {target} | {met} |"
                );
                if met == "short" {
                    let reason = self.reasons.iter().find(|(part, _)| id.contains(part));
                    let reason = reason.map_or("no reason known", |(_, reason)| reason);
                    match short.iter_mut().find(|(known, _)| *known == reason) {
                        Some((_, ids)) if ids.contains(&id.as_str()) => {}
                        Some((_, ids)) => ids.push(id),
                        None => short.push((reason, vec![id])),
                    }
                }
            }
            if !short.is_empty() {
                table.push_str("\nRows short of their target, and why:\n\n");
                for (reason, ids) in short {
                    let _ = writeln!(table, "- `{}`: {reason}", ids.join("`, `"));
                }
            }
            println!("\n{table}");
            if let Some(path) = self.out {
                if let Err(error) = std::fs::write(&path, table) {
                    eprintln!("cannot write {path}: {error}");
                    std::process::exit(1);
                }
            }
        } else {
            println!("{} rows ran once, nothing was timed", self.done);
        }
    }

    fn push(
        &mut self,
        id: &str,
        ours: String,
        rival: String,
        ratio: String,
        spread: String,
        target: f64,
    ) {
        // To two digits, and without zeros at the end.
        let target = if target > 0.0 {
            ((target * 100.0).round() / 100.0).to_string()
        } else {
            String::new()
        };
        self.rows.push(Row { id: id.to_owned(), ours, rival, ratio, spread, target });
    }

    fn progress(&mut self, id: &str) {
        self.done += 1;
        let mut err = std::io::stderr();
        let end = if err.is_terminal() { "\r" } else { "\n" };
        let _ = write!(err, "{:>4} {id:<70}{end}", self.done);
        let _ = err.flush();
    }
}

/// How many runs make one pass of at least [`PASS`].
fn passes(pass: &mut dyn FnMut(u32) -> (u64, Duration)) -> u32 {
    let mut times = 1;
    loop {
        let (_, elapsed) = pass(times);
        if elapsed >= PASS || times >= 1 << 22 {
            return times;
        }
        let factor = (PASS.as_secs_f64() / elapsed.as_secs_f64().max(1e-9) * 1.2).clamp(2.0, 100.0);
        times = (f64::from(times) * factor) as u32;
    }
}

fn median(values: &[f64]) -> f64 {
    quartiles(values).1
}

fn quartiles(values: &[f64]) -> (f64, f64, f64) {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |q: f64| {
        let place = q * (sorted.len() - 1) as f64;
        let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
        low + (high - low) * place.fract()
    };
    (at(0.25), at(0.5), at(0.75))
}

fn time(seconds: f64) -> String {
    match seconds {
        s if s < 1e-6 => format!("{:.1} ns", s * 1e9),
        s if s < 1e-3 => format!("{:.2} µs", s * 1e6),
        s if s < 1.0 => format!("{:.2} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every machine.
pub struct Rng(pub u64);

impl Rng {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(bound)) >> 64) as u64
    }

    /// Shuffles in place (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i as u64 + 1) as usize);
        }
    }
}

/// Ranks below `n` after Zipf with θ = 1, from the seed of an [`Rng`].
pub fn zipf(seed: u64, n: usize) -> impl Iterator<Item = u64> {
    let mut sum = 0.0;
    let weights = (1..=n).map(|rank| {
        sum += 1.0 / rank as f64;
        sum
    });
    let weights: Vec<f64> = weights.collect();
    let mut rng = Rng(seed);
    std::iter::repeat_with(move || {
        let at = rng.next() as f64 / u64::MAX as f64 * sum;
        weights.partition_point(|&weight| weight < at) as u64
    })
}

/// Folds a value into a checksum that depends on order.
pub fn mix(sum: u64, value: u64) -> u64 {
    (sum.rotate_left(5) ^ value).wrapping_mul(0x517C_C1B7_2722_0A95)
}

/// Returns the path of a file of the real data, or says that its rows are skipped.
pub fn data(name: &str) -> Option<std::path::PathBuf> {
    let mut dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    loop {
        let path = dir.join("../shared/data").join(name);
        if path.is_file() {
            return Some(path);
        }
        match dir.parent() {
            Some(parent) if !dir.join(".git").exists() => dir = parent,
            _ => break,
        }
    }
    eprintln!("skipped: no file {name} beside the repository");
    None
}
