//! Reading: lines of bytes, in batches of bounded weight, with progress for whoever waits.

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::time::{Duration, Instant};

use boltons::iter::IterExt;
use boltons::strings::{format_bytes, group_digits};

use crate::summary::Summary;

/// The longest line that is read whole; of a longer one this much is kept, to be shown.
pub const LONGEST: usize = 4 << 20;

/// A batch is counted when it has this many lines or this many bytes.
const BATCH: (usize, usize) = (1024, 1 << 20);

/// Reads all lines of `input` into the summary.
pub fn read(input: &mut dyn BufRead, summary: &mut Summary) -> io::Result<()> {
    let mut progress = Progress::start();
    let mut failed = None;
    let lines = std::iter::from_fn(|| match next_line(input) {
        Ok(line) => line,
        Err(error) => {
            failed = Some(error);
            None
        }
    });
    let mut bytes = 0;
    let batches = lines.chunked_while(|batch, next| {
        bytes = if batch.len() == 1 { batch[0].len() } else { bytes } + next.len();
        batch.len() < BATCH.0 && bytes < BATCH.1
    });
    for batch in batches {
        progress.tell(&batch);
        summary.add(&batch);
    }
    progress.end();
    failed.map_or(Ok(()), Err)
}

/// Reads one line without its break; of a line longer than [`LONGEST`] one byte more than that.
fn next_line(input: &mut dyn BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut line = Vec::new();
    if input.take(LONGEST as u64 + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        if line.last() == Some(&b'\r') {
            line.pop();
        }
    } else if line.len() > LONGEST {
        input.skip_until(b'\n')?;
    }
    Ok(Some(line))
}

/// Tells on a terminal how far a run has come that takes longer than a second.
struct Progress {
    terminal: bool,
    next: Instant,
    told: bool,
    lines: usize,
    bytes: usize,
}

impl Progress {
    fn start() -> Self {
        let terminal = io::stderr().is_terminal();
        let next = Instant::now() + Duration::from_secs(1);
        Self { terminal, next, told: false, lines: 0, bytes: 0 }
    }

    fn tell(&mut self, batch: &[Vec<u8>]) {
        self.lines += batch.len();
        self.bytes += batch.iter().map(|line| line.len() + 1).sum::<usize>();
        let now = Instant::now();
        if self.terminal && now >= self.next {
            self.next = now + Duration::from_millis(200);
            self.told = true;
            let (lines, bytes) = (group_digits(self.lines), format_bytes(self.bytes));
            // Nobody is hurt when the terminal is gone.
            let _ = write!(io::stderr(), "\r{lines} lines, {bytes}\x1b[K");
        }
    }

    fn end(&self) {
        if self.told {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
