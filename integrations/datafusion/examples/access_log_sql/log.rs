//! A web server's log as a table.

use std::sync::Arc;

use access_log::line::{Line, LineReader};
use access_log::query;
use datafusion::arrow::array::{
    DictionaryArray, Int64Builder, RecordBatch, StringBuilder, UInt64Builder,
};
use datafusion::arrow::datatypes::{DataType, Field, Int32Type, Schema};
use datafusion::error::Result;

/// The columns of a log.
pub fn schema() -> Arc<Schema> {
    let text = |name| Field::new(name, DataType::Utf8, true);
    let number = |name, of| Field::new(name, of, true);
    Arc::new(Schema::new(vec![
        text("client"),
        number("time", DataType::Int64),
        text("method"),
        text("path"),
        number("status", DataType::UInt64),
        number("bytes", DataType::UInt64),
        text("agent"),
        text("vhost"),
    ]))
}

/// Reads the lines that the grammar of `access_log` knows; the number of the others is the second
/// part.
pub fn read(log: &[u8]) -> Result<(RecordBatch, u64)> {
    let mut reader = LineReader::new(false);
    let mut rejected = 0;
    let mut texts: [StringBuilder; 5] = Default::default();
    let (mut times, mut statuses, mut sizes) =
        (Int64Builder::new(), UInt64Builder::new(), UInt64Builder::new());
    let log = log.strip_suffix(b"\n").unwrap_or(log);
    for line in log.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let Ok(Line { vhost, client, time, request, status, size, agent, .. }) = reader.read(line)
        else {
            rejected += 1;
            continue;
        };
        let path = request.map(|request| query::split(request.target).0);
        let client = client.to_string();
        let agent = (!matches!(agent, b"" | b"-")).then_some(agent);
        let method = request.map(|request| request.method);
        let values = [Some(client.as_bytes()), method, path, agent, vhost];
        for (column, value) in texts.iter_mut().zip(values) {
            column.append_option(value.map(text));
        }
        times.append_value(time);
        statuses.append_option(status.map(u64::from));
        sizes.append_option(size);
    }
    let [mut client, mut method, mut path, mut agent, mut vhost] = texts;
    let batch = RecordBatch::try_new(
        schema(),
        vec![
            Arc::new(client.finish()),
            Arc::new(times.finish()),
            Arc::new(method.finish()),
            Arc::new(path.finish()),
            Arc::new(statuses.finish()),
            Arc::new(sizes.finish()),
            Arc::new(agent.finish()),
            Arc::new(vhost.finish()),
        ],
    )?;
    Ok((batch, rejected))
}

/// A value as text, at most 256 bytes of it, as the program counts it.
fn text(raw: &[u8]) -> String {
    match raw.get(..256) {
        Some(start) if raw.len() > 256 => format!("{}…", String::from_utf8_lossy(start)),
        _ => String::from_utf8_lossy(raw).into_owned(),
    }
}

/// The same table with dictionaries in place of its texts.
#[allow(dead_code, reason = "not every program of this file needs it")]
pub fn with_dictionaries(table: &RecordBatch) -> Result<RecordBatch> {
    use datafusion::arrow::array::{ArrayRef, AsArray};

    let columns = table.columns().iter().map(|column| match column.as_string_opt::<i32>() {
        Some(texts) => Arc::new(texts.iter().collect::<DictionaryArray<Int32Type>>()) as ArrayRef,
        None => Arc::clone(column),
    });
    let columns: Vec<ArrayRef> = columns.collect();
    let names = table.schema();
    Ok(RecordBatch::try_from_iter(names.fields().iter().map(|field| field.name()).zip(columns))?)
}

/// Cuts a table in `count` parts of about the same size.
pub fn parts(table: &RecordBatch, count: usize) -> Vec<RecordBatch> {
    let rows = table.num_rows();
    let at = |part: usize| rows * part / count;
    (0..count).map(|part| table.slice(at(part), at(part + 1) - at(part))).collect()
}
