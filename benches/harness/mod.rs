//! The paired timer of the benchmarks.
//!
//! A row compares our implementation with one or more others on the same work. Before anything is
//! timed, all of them run once and must give the same checksum. Then come rounds: in each, every
//! contender runs an untimed warm pass and then a timed one, in an order that is reversed every
//! other round; the clock is the thread's CPU time. A round gives one ratio for each rival (its
//! time over ours); the table quotes the median of these ratios with the quartiles around it, so
//! that a machine that changes its speed between rounds does not change the figure.
//!
//! What stands after `cargo bench --`:
//!
//! * `SUBSTRING…`: the rows whose id holds one of the substrings
//! * `--quick`: fewer and shorter rounds, about a fifth of the time
//! * `--sweep`: the rows that grow a structure, in place of the others
//! * `--only FILE`: the rows whose ids are the file's lines
//! * `--targets`: what was promised for each row, for maintainers
//! * `--out FILE`: also writes the record of the run, as JSON
//!
//! Without `--bench` on the command line (`cargo test --benches`) each row runs once and is not
//! timed.

// Each of the bench programs uses a part of it.
#![allow(dead_code)]

pub mod alloc;
mod contender;
pub mod inputs;
mod options;
mod random;
mod record;
pub mod routes;
mod row;
mod stats;
mod table;

use std::io::{IsTerminal, Write as _};
use std::time::{Duration, Instant};

pub use contender::Contender;
pub use random::{Rng, mix, zipf};

use options::Options;
use row::{Figure, Rival, Row, Sweep};
use stats::{median, quartiles};

/// Runs rows and prints their table when it is done.
pub struct Harness {
    options: Options,
    rows: Vec<Row>,
    reasons: Vec<(&'static str, &'static str)>,
    inputs: Vec<(&'static str, String)>,
    done: usize,
}

impl Harness {
    /// Reads the command line.
    pub fn from_args() -> Self {
        Self {
            options: Options::from_args(),
            rows: Vec::new(),
            reasons: Vec::new(),
            inputs: Vec::new(),
            done: 0,
        }
    }

    /// Tells whether any row whose id starts with `prefix` may be wanted, so that costly inputs are
    /// made only for rows that run.
    pub fn wants(&self, prefix: &str) -> bool {
        self.options.may_select(prefix)
    }

    /// Says why the rows whose id holds `part` are behind; printed below the table for those that
    /// are.
    pub fn explain(&mut self, part: &'static str, reason: &'static str) {
        self.reasons.push((part, reason));
    }

    /// Says where the input of the rows whose id holds `part` comes from. What nothing is said of
    /// is made by the program itself.
    pub fn input(&mut self, part: &'static str, source: impl Into<String>) {
        self.inputs.push((part, source.into()));
    }

    /// Tells whether figures are taken; when not, inputs may be small.
    pub fn timed(&self) -> bool {
        self.options.timed
    }

    /// Tells whether the rows that grow a structure run.
    pub fn sweeps(&self) -> bool {
        self.options.sweep || !self.options.timed
    }

    /// Tells whether the other rows run.
    pub fn compares(&self) -> bool {
        !self.options.sweep
    }

    /// Compares ours, the first contender, with each of the others.
    ///
    /// `id` is `module/task/case/size`; `targets` holds the least ratio promised for each rival,
    /// in their order, 0.0 where there is none.
    ///
    /// # Panics
    ///
    /// Panics when two contenders give different checksums.
    pub fn compare(&mut self, id: &str, targets: &[f64], contenders: Vec<Contender<'_>>) {
        self.measure(id, targets, contenders, None);
    }

    /// Compares at one of several sizes: `id` is `module/sweep/structure/task`, a run makes
    /// `operations` operations on a structure of `size` entries.
    ///
    /// # Panics
    ///
    /// Panics when two contenders give different checksums.
    pub fn sweep(
        &mut self,
        id: &str,
        size: usize,
        operations: usize,
        contenders: Vec<Contender<'_>>,
    ) {
        self.measure(id, &[], contenders, Some(Sweep { size, operations }));
    }

    fn measure(
        &mut self,
        id: &str,
        targets: &[f64],
        mut contenders: Vec<Contender<'_>>,
        sweep: Option<Sweep>,
    ) {
        if !self.options.selects(id) {
            return;
        }
        self.progress(id, sweep);
        let sums: Vec<u64> = contenders.iter_mut().map(|c| (c.pass)(1).0).collect();
        for (contender, sum) in contenders.iter().zip(&sums) {
            assert_eq!(*sum, sums[0], "{id}: {} and ours differ in their results", contender.name);
        }
        if !self.timed() {
            return;
        }
        let pace = self.options.pace();
        let times: Vec<u32> =
            contenders.iter_mut().map(|c| passes(&mut *c.pass, pace.pass)).collect();
        let mut samples: Vec<Vec<f64>> = vec![Vec::new(); contenders.len()];
        let start = Instant::now();
        for round in 0..pace.rounds.1 {
            if round >= pace.rounds.0 && start.elapsed() > pace.budget {
                break;
            }
            for step in 0..contenders.len() {
                let i = if round % 2 == 0 { step } else { contenders.len() - 1 - step };
                (contenders[i].pass)(times[i].div_ceil(4));
                let (_, elapsed) = (contenders[i].pass)(times[i]);
                samples[i].push(elapsed.as_secs_f64() / f64::from(times[i]));
            }
        }
        let figure =
            |i: usize| Figure { name: contenders[i].name.to_owned(), value: median(&samples[i]) };
        let rivals = (1..contenders.len()).map(|i| {
            let ratios: Vec<f64> =
                samples[i].iter().zip(&samples[0]).map(|(theirs, ours)| theirs / ours).collect();
            let target = targets.get(i - 1).copied().unwrap_or(0.0);
            Rival { figure: figure(i), ratio: quartiles(&ratios), target }
        });
        self.rows.push(Row {
            id: id.to_owned(),
            unit: "s".to_owned(),
            ours: figure(0),
            rivals: rivals.collect(),
            rounds: samples[0].len(),
            sweep,
        });
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
        self.figure_at(id, unit, ours, rival, target, None);
    }

    /// The same of a structure of `size` entries.
    pub fn figure_of_size(
        &mut self,
        id: &str,
        size: usize,
        unit: &str,
        ours: f64,
        rival: Option<(&str, f64)>,
    ) {
        self.figure_at(id, unit, ours, rival, 0.0, Some(Sweep { size, operations: 1 }));
    }

    fn figure_at(
        &mut self,
        id: &str,
        unit: &str,
        ours: f64,
        rival: Option<(&str, f64)>,
        target: f64,
        sweep: Option<Sweep>,
    ) {
        if !self.options.selects(id) {
            return;
        }
        let rival = rival.map(|(name, value)| Rival {
            figure: Figure { name: name.to_owned(), value },
            ratio: [value / ours; 3],
            target,
        });
        let size = |sweep: Option<Sweep>| sweep.map(|sweep| sweep.size);
        // One row for all rivals of a figure.
        match self.rows.last_mut() {
            Some(row) if row.id == id && size(row.sweep) == size(sweep) => row.rivals.extend(rival),
            _ => self.rows.push(Row {
                id: id.to_owned(),
                unit: unit.to_owned(),
                ours: Figure { name: "boltons".to_owned(), value: ours },
                rivals: rival.into_iter().collect(),
                rounds: 0,
                sweep,
            }),
        }
    }

    /// Prints the table, and writes the record where `--out` says.
    pub fn finish(self) {
        if !self.timed() {
            println!("{} rows ran once, nothing was timed", self.done);
            return;
        }
        let reason = |row: &Row| {
            let reason = self.reasons.iter().find(|(part, _)| row.id.contains(part));
            reason.map(|(_, reason)| *reason)
        };
        println!("\n{}", table::table(&self.rows, self.options.targets, reason));
        if let Some(path) = &self.options.out {
            let input = |row: &Row| {
                let input = self.inputs.iter().find(|(part, _)| row.id.contains(part));
                input.map(|(_, source)| source.clone())
            };
            let record = record::record(&self.options, &self.rows, reason, input);
            if let Err(error) = std::fs::write(path, record) {
                eprintln!("cannot write {path}: {error}");
                std::process::exit(1);
            }
        }
    }

    fn progress(&mut self, id: &str, sweep: Option<Sweep>) {
        self.done += 1;
        let mut err = std::io::stderr();
        let end = if err.is_terminal() { "\r" } else { "\n" };
        let size = sweep.map_or(String::new(), |sweep| format!(" at {}", sweep.size));
        let _ = write!(err, "{:>4} {:<70}{end}", self.done, format!("{id}{size}"));
        let _ = err.flush();
    }
}

/// How many runs make one pass of at least `least`.
fn passes(pass: &mut dyn FnMut(u32) -> (u64, Duration), least: Duration) -> u32 {
    let mut times = 1;
    loop {
        let (_, elapsed) = pass(times);
        if elapsed >= least || times >= 1 << 22 {
            return times;
        }
        let factor =
            (least.as_secs_f64() / elapsed.as_secs_f64().max(1e-9) * 1.2).clamp(2.0, 100.0);
        times = (f64::from(times) * factor) as u32;
    }
}
