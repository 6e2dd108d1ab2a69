//! The figures of the program `access_log`, in SQL over files in partitions.

mod files;
#[path = "../examples/access_log_sql/log.rs"]
mod log;
#[path = "../examples/access_log_sql/queries.rs"]
mod queries;

use access_log::options::{self, Command};
use access_log::{report, run};
use files::{folder, session};
use serde_json::Value;

const SAMPLE: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/access_log/src/sample.log");

fn of_program(path: &str) -> Value {
    let options = ["--json", "--top", "1000", path].map(Into::into);
    let Ok(Command::Run(options)) = options::parse(options) else { panic!("options") };
    let log = run::run(&options).expect("a log");
    serde_json::from_str(&report::json(&log, &options)).expect("JSON")
}

#[tokio::test]
async fn sql_counts_what_the_program_counts() {
    let program = of_program(SAMPLE);
    let (table, rejected) =
        log::read(&std::fs::read(SAMPLE).expect("the sample")).expect("a table");
    assert_eq!(program["rejected"], rejected);
    let folder = folder("access_log", &table);
    for (kind, partitions) in files::EVERY_WAY {
        let ctx = session(&folder, kind, partitions).await;
        for (name, query) in queries::all() {
            let result = ctx.sql(query).await.expect(name).collect().await.expect(name);
            let rows = queries::rows(&result).expect(name);
            let expected = queries::of_program(&program, name);
            assert!(!expected.is_empty(), "{name}");
            let what = format!("{name} of {kind:?} in {partitions} partitions");
            // Equal counts are in another order: by text here, by address there.
            assert_eq!(queries::sorted(rows), queries::sorted(expected), "{what}");
        }
    }
}

#[test]
fn queries_have_names_and_end() {
    let names: Vec<&str> = queries::all().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "totals",
            "statuses",
            "hours",
            "clients",
            "hosts",
            "networks",
            "not_public",
            "paths",
            "not_found",
            "agents",
            "vhosts",
        ]
    );
}
