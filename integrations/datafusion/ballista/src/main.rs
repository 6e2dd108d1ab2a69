//! A Ballista cluster on one machine, a scheduler and two executors, each of them a process that
//! registers the functions of `boltons_datafusion`; and a client that runs queries there and compares
//! each figure with what plain Rust counts.
//!
//! ```sh
//! cd integrations/datafusion/ballista      # compiled by hand: 318 crates
//! cargo run                                # over the sample of access_log
//! cargo run -- access.log
//!
//! cargo run -- scheduler 50050             # the same, each process by itself:
//! cargo run -- executor 50051 50050        # its port, the scheduler's
//! cargo run -- executor 50053 50050
//! cargo run -- client 50050 access.log
//! ```
//!
//! A process of the cluster ends with its standard input.

mod cluster;
mod figures;
#[path = "../../examples/access_log_sql/log.rs"]
mod log;
#[path = "../../examples/access_log_sql/queries.rs"]
mod queries;

use std::env;
use std::error::Error;
use std::io::{self, Write};
use std::process::{Child, Command, ExitCode, Stdio};

use tokio::runtime;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

/// The bytes of a thread's stack.
const STACK: usize = 32 << 20;

const SAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../examples/access_log/src/sample.log");

/// Runs a cluster of processes of this program, and returns whether all figures are equal.
async fn all(log: &str) -> Result<bool> {
    let program = env::current_exe()?;
    let start = |arguments: &[&str]| -> Result<Child> {
        let mut command = Command::new(&program);
        Ok(command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?)
    };
    let [scheduler, first, second] = cluster::free_ports()?;
    let port = scheduler.to_string();
    let _scheduler = start(&["scheduler", &port])?;
    let executors = [
        start(&["executor", &first.to_string(), &port])?,
        start(&["executor", &second.to_string(), &port])?,
    ];
    let mut equal = figures::compare(scheduler, log).await?;
    for (executor, number) in executors.into_iter().zip(1..) {
        // It has no input any more, and says what it did.
        let output = executor.wait_with_output()?.stdout;
        let tasks: u64 = String::from_utf8(output)?.trim().parse()?;
        println!("executor {number}: {tasks} tasks");
        equal &= tasks > 0;
    }
    Ok(equal)
}

/// Does what the arguments say, and returns whether it went well.
async fn run() -> Result<bool> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *arguments {
        [] => all(SAMPLE).await,
        ["scheduler", port] => cluster::scheduler(port.parse()?).await,
        ["executor", port, scheduler] => {
            let tasks = cluster::executor(port.parse()?, scheduler.parse()?).await?;
            writeln!(io::stdout(), "{tasks}")?;
            Ok(true)
        }
        ["client", scheduler] => figures::compare(scheduler.parse()?, SAMPLE).await,
        ["client", scheduler, log] => figures::compare(scheduler.parse()?, log).await,
        [log] => all(log).await,
        _ => Err("[LOG] | scheduler PORT | executor PORT PORT | client PORT [LOG]".into()),
    }
}

fn main() -> ExitCode {
    // Plans are planned by recursion, which needs more than a thread's 2 MiB where it is not
    // optimised.
    let runtime =
        runtime::Builder::new_multi_thread().enable_all().thread_stack_size(STACK).build();
    let result = match runtime {
        Ok(runtime) => runtime.block_on(async { tokio::spawn(run()).await? }),
        Err(error) => Err(error.into()),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
