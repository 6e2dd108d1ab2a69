//! A table in files of each kind, and sessions that read them.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use arrow::array::RecordBatch;
use datafusion::arrow::csv::Writer;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::*;

use crate::log;

/// How a table is stored.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Csv,
    Parquet,
    /// Parquet that is read as dictionaries.
    Dictionary,
}

/// Kinds of files, and numbers of partitions.
pub const EVERY_WAY: [(Kind, usize); 6] = [
    (Kind::Csv, 1),
    (Kind::Csv, 4),
    (Kind::Parquet, 1),
    (Kind::Parquet, 4),
    (Kind::Dictionary, 1),
    (Kind::Dictionary, 4),
];

/// Writes a table in four files of each kind.
pub fn folder(name: &str, table: &RecordBatch) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // Of a run before this one.
    let _ = fs::remove_dir_all(&folder);
    let dictionaries = log::with_dictionaries(table).expect("dictionaries");
    for kind in ["csv", "parquet", "dictionary"] {
        let of_kind = folder.join(kind);
        fs::create_dir_all(&of_kind).expect("a folder");
        let table = if kind == "dictionary" { &dictionaries } else { table };
        for (place, part) in log::parts(table, 4).iter().enumerate() {
            let extension = if kind == "csv" { "csv" } else { "parquet" };
            let file = File::create(of_kind.join(format!("{place}.{extension}"))).expect("a file");
            if kind == "csv" {
                Writer::new(file).write(part).expect("rows");
            } else {
                let mut writer = ArrowWriter::try_new(file, part.schema(), None).expect("a file");
                writer.write(part).expect("rows");
                writer.close().expect("an end");
            }
        }
    }
    folder
}

/// Opens the table `log` in one of its kinds, with the functions registered.
pub async fn session(folder: &Path, kind: Kind, partitions: usize) -> SessionContext {
    let mut ctx = SessionContext::new_with_config(
        SessionConfig::new().with_target_partitions(partitions).with_batch_size(16),
    );
    boltons_datafusion::register(&mut ctx).expect("functions");
    let path = |name: &str| folder.join(name).display().to_string();
    match kind {
        Kind::Csv => {
            let schema = log::schema();
            let options = CsvReadOptions::new().schema(&schema);
            ctx.register_csv("log", path("csv"), options).await
        }
        Kind::Parquet => ctx.register_parquet("log", path("parquet"), Default::default()).await,
        Kind::Dictionary => {
            ctx.register_parquet("log", path("dictionary"), Default::default()).await
        }
    }
    .expect("a table");
    // It is read in as many parts as asked for.
    let scan = ctx.table("log").await.expect("a table");
    let streams = scan.execute_stream_partitioned().await.expect("a scan");
    assert_eq!(streams.len(), partitions, "{kind:?}");
    ctx
}
