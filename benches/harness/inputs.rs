//! Inputs that are not made by the rows themselves: samples in `benches/data`, and the larger files
//! that may lie beside the repository, with something like them where they don't.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::random::{Rng, zipf_with};

/// Where [`headers`] come from.
pub const HEADERS: &str = "real: 4,150 lists of names of HTTP headers";
/// Where [`web07`] comes from.
pub const WEB07: &str = "real: cache2k's trace web07";

/// Lists of names of HTTP headers, in the order in which they were sent. Real; see
/// `benches/data/NOTES.md`.
pub fn headers() -> Vec<&'static str> {
    let table = include_str!("../data/headers.tsv");
    let mut lists: Vec<&str> = Vec::new();
    for (count, list) in table.lines().filter_map(|line| line.split_once('\t')) {
        lists.extend(std::iter::repeat_n(
            list,
            count.parse().expect("each line starts with a count"),
        ));
    }
    Rng(11).shuffle(&mut lists);
    lists
}

/// The words of a table of English plurals: its lines have a kind, the singular and the plural.
pub fn plurals() -> &'static str {
    include_str!("../data/plurals.tsv")
}

/// What programs wrote to terminals. Real.
pub fn terminal() -> &'static [u8] {
    include_bytes!("../data/terminal.bin")
}

/// A trace of requests for web pages, as the numbers of the pages. Real.
pub fn web07() -> Vec<u32> {
    let bytes = include_bytes!("../data/web07.u16le");
    bytes.chunks_exact(2).map(|two| u32::from(u16::from_le_bytes([two[0], two[1]]))).collect()
}

/// Requests of an object-relational mapper, where their file lies beside the repository, or as many
/// requests after Zipf: of these an LRU cache of 763 entries meets about as many.
///
/// Policies must not be compared by the generated ones. They are drawn one by one, so that what was
/// asked for a moment ago is no likelier than before, which favours SIEVE and S3-FIFO: with 763
/// entries LRU misses 1.32 times as often as SIEVE there, and 0.78 times as often in the real ones.
pub struct OrmBusy {
    pub requests: Vec<u32>,
    pub real: bool,
}

impl OrmBusy {
    pub fn new(timed: bool) -> Self {
        let real = timed.then(|| read("cache/orm-busy.u32be.xz")).flatten();
        match real {
            Some(requests) => Self { requests, real: true },
            None => {
                let len = if timed { 5_000_000 } else { 50_000 };
                let ranks = zipf_with(12, 100_000, 1.2).map(|rank| rank as u32);
                Self { requests: ranks.take(len).collect(), real: false }
            }
        }
    }

    pub fn source(&self) -> &'static str {
        if self.real {
            "real: cache2k's trace orm-busy"
        } else {
            "generated: Zipf over 100,000 keys, θ = 1.2, without recency, which favours SIEVE and S3-FIFO"
        }
    }
}

/// The numbers of a trace that `xz` unpacks.
fn read(name: &str) -> Option<Vec<u32>> {
    let output = Command::new("xz").arg("-dc").arg(beside(name)?).output().ok()?;
    let numbers = output.stdout.chunks_exact(4).filter_map(|four| four.try_into().ok());
    output.status.success().then(|| numbers.map(u32::from_be_bytes).collect())
}

/// The path of a file beside the repository, where it is there.
pub fn beside(name: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2)?;
    Some(root.join("../shared/data").join(name)).filter(|path| path.is_file())
}
