//! Structures in long use: so many random operations on each, whose memory and whose time per
//! operation have to stay what they were. Run by hand, for it takes minutes:
//!
//! ```text
//! cargo test -p boltons-tests --profile optimised --test long_use -- [OPERATIONS] [NAME]
//! ```
//!
//! OPERATIONS are 10⁸ if not given; with NAME only the structures run whose name contains it. The
//! program fails if a structure has grown, or if its operations have become slower.

#![allow(
    missing_docs,
    missing_debug_implementations,
    unreachable_pub,
    reason = "a program, not an API"
)]

mod cache;
mod ip;
mod iter;
mod memory;
mod multimap;
mod random;
mod strings;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use self::memory::Memory;
use self::random::Random;

/// In how many parts the operations of a structure are measured.
const PARTS: usize = 20;

/// A structure and the operations on it.
pub struct Subject {
    name: String,
    /// Creates the structure and returns what runs so many operations on it, then its audit.
    start: Box<dyn FnOnce() -> Box<dyn FnMut(u64)>>,
}

impl Subject {
    /// A structure with one random operation.
    fn new<T: 'static>(
        name: impl Into<String>,
        create: impl FnOnce() -> T + 'static,
        mut step: impl FnMut(&mut T, &mut Random) + 'static,
        check: impl Fn(&T) + 'static,
    ) -> Self {
        Self::whole(name, || {
            let (mut value, mut random) = (create(), Random::new(1));
            Box::new(move |operations| {
                (0..operations).for_each(|_| step(&mut value, &mut random));
                check(&value);
            })
        })
    }

    /// A structure with a function for many operations.
    fn whole(
        name: impl Into<String>,
        start: impl FnOnce() -> Box<dyn FnMut(u64)> + 'static,
    ) -> Self {
        Self { name: name.into(), start: Box::new(start) }
    }
}

/// What was measured in one part.
struct Part {
    took: Duration,
    live: usize,
    peak: usize,
}

/// Runs the operations of a structure, prints a line, and returns whether it has stayed as it was.
fn run(subject: Subject, operations: u64) -> bool {
    let each = (operations / PARTS as u64).max(1);
    let mut parts = Vec::with_capacity(PARTS);
    let memory = Memory::start();
    let mut run = (subject.start)();
    for _ in 0..PARTS {
        memory.forget_peak();
        let start = Instant::now();
        run(each);
        parts.push(Part { took: start.elapsed(), live: memory.live(), peak: memory.peak() });
    }
    drop(run);
    let left = memory.live();
    let (first, last) = parts.split_at(PARTS / 2);
    // The mean of the peaks, as the highest of all is a matter of luck.
    let peak = |parts: &[Part]| parts.iter().map(|part| part.peak).sum::<usize>() / parts.len();
    // The fastest part of a half, as others may use the machine meanwhile.
    let fastest = |parts: &[Part]| {
        let least = parts.iter().map(|part| part.took).min().unwrap_or_default();
        least.as_nanos() as f64 / each as f64
    };
    let mut faults = Vec::new();
    if peak(last) as f64 > 1.05 * peak(first) as f64 {
        faults.push("MEMORY GREW");
    }
    if fastest(last) > 1.3 * fastest(first) {
        faults.push("TIME GREW");
    }
    // What std keeps of threads that have ended is little.
    if left > 1_024 {
        faults.push("MEMORY LEFT");
    }
    println!(
        "| {} | {} | {:.1} | {:.0} | {:.0} | {} | {} | {} | {} | {} | {} |",
        subject.name,
        each * PARTS as u64,
        parts.iter().map(|part| part.took.as_secs_f64()).sum::<f64>(),
        fastest(first),
        fastest(last),
        parts[PARTS / 10 - 1].live,
        parts[PARTS / 2 - 1].live,
        parts[PARTS - 1].live,
        peak(first),
        peak(last),
        if faults.is_empty() { "flat".to_owned() } else { faults.join(", ") },
    );
    faults.is_empty()
}

fn main() -> ExitCode {
    let mut operations = 100_000_000;
    let mut name = String::new();
    for argument in std::env::args().skip(1).filter(|argument| !argument.starts_with('-')) {
        match argument.parse() {
            Ok(count) => operations = count,
            Err(_) => name = argument,
        }
    }
    let subjects = cache::subjects()
        .into_iter()
        .chain(ip::subjects())
        .chain(iter::subjects())
        .chain(multimap::subjects())
        .chain(strings::subjects());
    println!(
        "| structure | operations | seconds | ns, first half | ns, last half | live at 10 % | at 50 % \
         | at 100 % | mean peak, first half | last half | |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|");
    let (mut ran, mut grown) = (0, 0);
    for subject in subjects.filter(|subject| subject.name.contains(&name)) {
        ran += 1;
        grown += u32::from(!run(subject, operations));
    }
    println!("\n{} passed, {grown} failed", ran - grown);
    if ran == 0 || grown > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
