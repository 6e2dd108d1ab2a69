//! What boltons 26.2.0 (Python) makes of the same inputs; `tools/strings_vectors.py` wrote the
//! vectors. Where we differ on purpose, the case stands in a table with its
//! reason.

use boltons::strings::{self, Asciifier, IntListFormat, IntRanges, Slugger};
use serde_json::{Value, json};

/// Function, input, our result, and why it is another.
fn differences() -> Vec<[&'static str; 4]> {
    let lines = include_str!("../../data/strings/strutils_differences.tsv").lines();
    let cells = |line: &'static str| line.split('\t').collect::<Vec<_>>();
    lines.map(|line| cells(line).try_into().expect("four cells")).collect()
}

fn text(input: &Value) -> &str {
    input.as_str().expect("a text")
}

fn texts(input: &Value) -> Vec<&str> {
    input.as_array().expect("a list").iter().map(text).collect()
}

fn number(input: &Value) -> u64 {
    input.as_u64().expect("a number")
}

/// The functions of the parity table.
fn ours(function: &str, input: &Value) -> Value {
    let title = |slugger: Slugger<'_>| json!(slugger.slug(text(input)));
    let ranges = |text: &str| IntListFormat::new().parse(text).expect("a list");
    match function {
        "camel2under" => json!(strings::to_snake_case(text(input))),
        "under2camel" => json!(strings::to_pascal_case(text(input))),
        "slugify" => title(Slugger::new().separator("_")),
        "slugify_minus" => title(Slugger::new()),
        "slugify_case" => title(Slugger::new().separator("_").keep_case()),
        "split_punct_ws" => json!(strings::split_punct_ws(text(input)).collect::<Vec<_>>()),
        "asciify_ignore" => json!(Asciifier::new().unknown("").asciify(text(input))),
        "pluralize" => json!(strings::pluralize(text(input))),
        "singularize" => json!(strings::singularize(text(input))),
        "cardinalize" => json!(strings::cardinalize(text(&input[0]), number(&input[1]))),
        "unit_len" => json!(strings::unit_len(texts(input).len(), "item").to_string()),
        "ordinalize" => json!(strings::ordinal(number(input)).to_string()),
        "ordinal_suffix" => json!(strings::ordinal_suffix(number(input))),
        "bytes2human" => {
            let size = strings::format_bytes(number(&input[0])).short();
            json!(size.precision(number(&input[1]) as u8).to_string())
        }
        "is_uuid" => json!(strings::is_uuid(text(input))),
        "is_uuid4" => json!(strings::uuid_version(text(input)) == Some(4)),
        "strip_ansi" => json!(strings::strip_ansi(text(input))),
        "iter_splitlines" => json!(strings::split_line_breaks(text(input)).collect::<Vec<_>>()),
        "unwrap_text" => json!(strings::unwrap_text(text(input))),
        "unwrap_text_list" => json!(strings::paragraphs(text(input)).collect::<Vec<_>>()),
        "html2text" => json!(strings::html_to_text(text(input))),
        "find_hashtags" => json!(strings::find_hashtags(text(input)).collect::<Vec<_>>()),
        "args2sh" => json!(strings::sh_join(texts(input)).expect("no NUL")),
        "args2cmd" => json!(strings::windows_join(texts(input)).expect("no NUL")),
        "list2cmdline" => json!(strings::windows_quote(text(input)).expect("no NUL")),
        "parse_int_list" => json!(ranges(text(input)).iter().collect::<Vec<_>>()),
        "complement_int_list" => json!(ranges(text(input)).complement(0..=11).to_string()),
        "int_ranges_from_int_list" => {
            let set = ranges(text(input));
            json!(set.ranges().map(|run| [*run.start(), *run.end()]).collect::<Vec<_>>())
        }
        "format_int_list" | "format_int_list_space" => {
            let numbers = input.as_array().expect("a list").iter().map(|n| number(n) as i64);
            let set: IntRanges = numbers.collect();
            let format = IntListFormat::new();
            let format = if function.ends_with("space") { format.spaced() } else { format };
            json!(format.display(&set).to_string())
        }
        "human_readable_list" => json!(strings::human_list(texts(input)).to_string()),
        "human_readable_list_or" => {
            json!(strings::human_list(texts(input)).conjunction("or").no_oxford().to_string())
        }
        "indent" => json!(strings::indent(text(input), "  ")),
        "a10n" => json!(strings::a10n(text(input)).to_string()),
        "multi_replace" => multi_replace(text(input)),
        "ellipsize" => json!(strings::ellipsize(text(input), 12)),
        other => panic!("no function {other}"),
    }
}

#[cfg(feature = "replace")]
fn multi_replace(text: &str) -> Value {
    let pairs = [("cat", "dog"), ("dog", "cat"), ("a", "the")];
    json!(strings::multi_replace(text, pairs).expect("no empty key"))
}

#[cfg(not(feature = "replace"))]
fn multi_replace(_: &str) -> Value {
    Value::Null
}

#[test]
fn boltons_agrees_but_for_what_is_listed() {
    let mut count = 0;
    let mut unused = differences();
    let mut failed = String::new();
    for line in include_str!("../../data/strings/strutils.jsonl").lines() {
        let vector: Value = serde_json::from_str(line).expect("JSON");
        let (function, input, theirs) = (text(&vector[0]), &vector[1], &vector[2]);
        if function == "multi_replace" && cfg!(not(feature = "replace")) {
            unused.retain(|known| known[0] != function);
            continue;
        }
        count += 1;
        let (ours, input) = (ours(function, input).to_string(), input.to_string());
        let theirs = theirs.to_string();
        let known = unused.iter().position(|known| known[..2] == [function, &input]);
        let expected = match known {
            // A difference that is no more must not stay in the list.
            Some(at) => unused.swap_remove(at)[2].to_owned(),
            None => theirs.clone(),
        };
        if ours != expected || (known.is_some() && ours == theirs) {
            failed += &format!("{function}\t{input}\t{ours}\tboltons: {theirs}\n");
        }
    }
    assert!(failed.is_empty(), "{failed}");
    assert!(unused.is_empty(), "{unused:?}");
    assert!(count > 2000);
}
