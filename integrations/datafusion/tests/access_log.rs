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
            assert!(
                queries::equal(rows.clone(), expected.clone()),
                "{what}: {rows:?}, {expected:?}"
            );
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

#[test]
fn lists_that_were_cut_are_compared_above_their_last_count() {
    let rows = |names: std::ops::Range<u64>| -> Vec<Value> {
        names.map(|n| serde_json::json!([n.to_string(), 2_000 - n / 300])).collect()
    };
    let program = rows(0..1_000);
    assert_eq!(program.len(), queries::MAX_ROWS);
    // Of the last count, 900 to 1,199, other rows than the program's.
    let found: Vec<Value> = rows(0..900).into_iter().chain(rows(950..1_200)).collect();
    assert!(queries::equal(found.clone(), program.clone()));
    assert!(!queries::equal(found[1..].to_vec(), program));
    // Nothing is left out of a list that was not cut.
    assert!(!queries::equal(rows(0..900), rows(0..901)));
}
