//! The command line.

use std::path::Path;
use std::time::Duration;

/// How long a row is measured.
#[derive(Clone, Copy)]
pub struct Pace {
    /// The time that one timed pass should take at least.
    pub pass: Duration,
    /// How many rounds a row has at least and at most.
    pub rounds: (usize, usize),
    /// The time after which a row that has its least rounds stops.
    pub budget: Duration,
}

const FULL: Pace =
    Pace { pass: Duration::from_millis(3), rounds: (9, 41), budget: Duration::from_millis(1500) };
const QUICK: Pace =
    Pace { pass: Duration::from_millis(1), rounds: (5, 9), budget: Duration::from_millis(150) };

/// What the command line asks for.
pub struct Options {
    /// Substrings of the ids of the rows that run; all run where there are none.
    pub filters: Vec<String>,
    /// The ids of the rows that run, from `--only`.
    pub only: Vec<String>,
    /// Whether figures are taken: cargo passes `--bench`, and `cargo test` doesn't.
    pub timed: bool,
    pub quick: bool,
    pub sweep: bool,
    pub targets: bool,
    /// The file that the record is written to.
    pub out: Option<String>,
    /// The arguments as they were given, but for cargo's.
    pub line: String,
}

impl Options {
    pub fn from_args() -> Self {
        let mut this = Self {
            filters: Vec::new(),
            only: Vec::new(),
            timed: false,
            quick: false,
            sweep: false,
            targets: false,
            out: None,
            line: String::new(),
        };
        let args: Vec<String> = std::env::args().skip(1).collect();
        this.line = args.iter().filter(|arg| *arg != "--bench").map(quoted).collect();
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--bench" => this.timed = true,
                "--quick" => this.quick = true,
                "--sweep" => this.sweep = true,
                "--targets" => this.targets = true,
                "--out" => this.out = Some(args.next().unwrap_or_else(|| missing(&arg))),
                "--only" => this.only = ids(&args.next().unwrap_or_else(|| missing(&arg))),
                flag if flag.starts_with('-') => eprintln!("no such option, ignored: {flag}"),
                _ => this.filters.push(arg),
            }
        }
        this
    }

    pub fn pace(&self) -> Pace {
        if self.quick { QUICK } else { FULL }
    }

    /// Tells whether the row runs.
    pub fn selects(&self, id: &str) -> bool {
        (self.only.is_empty() || self.only.iter().any(|one| one == id))
            && (self.filters.is_empty() || self.filters.iter().any(|f| id.contains(f.as_str())))
    }

    /// Tells whether a row whose id starts with `prefix` may run. A filter that does not start with
    /// a module's name may stand anywhere in an id.
    pub fn may_select(&self, prefix: &str) -> bool {
        const MODULES: [&str; 5] = ["cache/", "ip/", "iter/", "multimap/", "strings/"];
        let meets = |filter: &str| filter.starts_with(prefix) || prefix.starts_with(filter);
        (self.only.is_empty() || self.only.iter().any(|id| meets(id)))
            && (self.filters.is_empty()
                || self.filters.iter().any(|filter| {
                    !MODULES.iter().any(|module| filter.starts_with(module)) || meets(filter)
                }))
    }
}

fn quoted(arg: &String) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=".contains(c);
    if arg.chars().all(plain) { format!(" {arg}") } else { format!(" '{arg}'") }
}

fn missing(option: &str) -> ! {
    eprintln!("{option} needs the name of a file");
    std::process::exit(2);
}

/// The ids in a file, one a line; what follows `#` is a comment.
fn ids(path: &str) -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(path)).unwrap_or_else(|error| {
        eprintln!("cannot read {path}: {error}");
        std::process::exit(2);
    });
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim());
    lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
}
