//! From the inputs to the figures: one thread or many, the same result.

use std::io;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use boltons::Error;
use boltons::strings::group_digits;

use crate::input::{self, Input, Unit};
use crate::options::{Options, shown_os};
use crate::stream::Stream;
use crate::summary::Summary;
use crate::unit::{self, Counted};

/// An input, as the report names it.
#[derive(Clone, Debug, Default)]
pub struct FileSums {
    pub name: String,
    pub lines: u64,
    pub requests: u64,
    pub rejected: u64,
    pub gzip: bool,
    pub error: Option<String>,
}

/// All that is known of a log.
pub struct Log {
    pub files: Vec<FileSums>,
    pub summary: Summary,
    pub stream: Stream,
}

impl Log {
    fn new(options: &Options) -> Result<Self, Error> {
        let (settings, files) = (&options.settings, Vec::new());
        Ok(Self { files, summary: Summary::new(settings), stream: Stream::new(settings)? })
    }

    fn add(&mut self, file: usize, counted: Counted) {
        let Some(sums) = self.files.get_mut(file) else { return };
        self.stream.feed(&counted);
        let before = sums.lines;
        sums.lines += counted.sums.lines;
        sums.requests += counted.sums.requests;
        sums.rejected += counted.sums.rejected();
        counted.add_to(&mut self.summary, file, before);
    }

    /// Whether every input was read and at least one line understood.
    pub fn succeeded(&self) -> bool {
        self.summary.understood_any() && self.files.iter().all(|file| file.error.is_none())
    }

    /// Returns what belongs on standard error: failed inputs, and the first rejected lines.
    pub fn messages(&self) -> impl Iterator<Item = String> + '_ {
        let failed = self
            .files
            .iter()
            .filter_map(|file| file.error.as_ref().map(|error| format!("{}: {error}", file.name)));
        let first = self.summary.rejected_first.iter().map(|rejected| {
            let name = self.files.get(rejected.file).map_or("", |file| &*file.name);
            format!("{name}:{}:{}: {}", rejected.line, rejected.byte, rejected.message)
        });
        let more = self.summary.rejected() - self.summary.rejected_first.len() as u64;
        let more = (more > 0).then(|| format!("and {} more", group_digits(more)));
        failed.chain(first).chain(more)
    }
}

/// Reads and counts the inputs.
///
/// # Errors
///
/// Returns an error where the counters cannot be made, which no options lead to.
pub fn run(options: &Options) -> Result<Log, Error> {
    let mut log = Log::new(options)?;
    if options.jobs == 1 {
        read_all(options, &mut log, |log, file, unit| {
            log.add(file, count(unit, options));
        });
    } else {
        run_threads(options, &mut log);
    }
    Ok(log)
}

/// Reads each input, and hands its units over.
fn read_all(options: &Options, log: &mut Log, mut each: impl FnMut(&mut Log, usize, Unit)) {
    let named = options.files.iter().map(|file| (shown_os(file), Some(file.as_os_str())));
    let sample = options.files.is_empty().then(|| (String::from("sample"), None));
    for (file, (name, path)) in named.chain(sample).enumerate() {
        let opened = input::open(&name, path);
        log.files.push(FileSums { name, ..FileSums::default() });
        let end = opened.and_then(|input: Input| {
            if let Some(sums) = log.files.last_mut() {
                sums.gzip = input.gzip;
            }
            input.units(|unit| each(log, file, unit)).map_err(|error: io::Error| error.to_string())
        });
        if let (Err(error), Some(sums)) = (end, log.files.last_mut()) {
            sums.error = Some(error);
        }
    }
}

/// A unit on its way to a worker, and the place for its answer.
type Job = (Unit, SyncSender<Counted>);

/// Counts units in threads, and adds them up in the order of the input.
fn run_threads(options: &Options, log: &mut Log) {
    let ahead = 2 * options.jobs;
    let (jobs, waiting) = mpsc::sync_channel::<Job>(ahead);
    let waiting = Arc::new(Mutex::new(waiting));
    thread::scope(|scope| {
        for _ in 0..options.jobs {
            let waiting = Arc::clone(&waiting);
            scope.spawn(move || {
                while let Some((unit, answer)) = next(&waiting) {
                    // Nobody waits for it where the main thread has panicked.
                    let _ = answer.send(count(unit, options));
                }
            });
        }
        let mut answers = std::collections::VecDeque::new();
        read_all(options, log, |log, file, unit| {
            if answers.len() >= ahead {
                add_next(log, &mut answers);
            }
            let (answer, counted) = mpsc::sync_channel(1);
            // The workers live until `jobs` is dropped.
            if jobs.send((unit, answer)).is_ok() {
                answers.push_back((file, counted));
            }
        });
        drop(jobs);
        while !answers.is_empty() {
            add_next(log, &mut answers);
        }
    });
}

/// Counts a unit, and gives its text back before the counts are added up.
#[allow(clippy::needless_pass_by_value, reason = "it ends here")]
fn count(unit: Unit, options: &Options) -> Counted {
    unit::count(&unit, &options.settings)
}

fn next(waiting: &Mutex<Receiver<Job>>) -> Option<Job> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

fn add_next(log: &mut Log, answers: &mut std::collections::VecDeque<(usize, Receiver<Counted>)>) {
    if let Some((file, counted)) = answers.pop_front() {
        if let Ok(counted) = counted.recv() {
            log.add(file, counted);
        }
    }
}
