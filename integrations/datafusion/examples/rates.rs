//! How many rows a second each scalar function does, on one core, without the engine around it.
//!
//! ```sh
//! cargo run --release --example rates              # all
//! cargo run --release --example rates -- ip_in     # those whose name contains a text
//! ```
//!
//! Each function is called for 2^20 rows in batches of 8,192: `plain` for `Utf8View`, as DataFusion
//! reads Parquet; `dictionary` for dictionaries of 1,000 texts; `by hand` is the loop over `Utf8View`
//! that one writes with std and regex in place of it. The three alternate; shown are the medians of
//! nine runs in million rows a second, with the least and the greatest.

use std::hint::black_box;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Instant;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, DictionaryArray, Int32Array, StringArray,
    StringViewArray, UInt64Array,
};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, FieldRef};
use boltons::ip::{IpPrefix, Ipv4Prefix};
use boltons_datafusion::{IpTable, scalar_functions};
use datafusion_common::config::ConfigOptions;
use datafusion_common::{Result, ScalarValue, exec_err};
use datafusion_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF};
use regex::Regex;

const ROWS: usize = 1 << 20;
const BATCH: usize = 8_192;
const DISTINCT: u64 = 1_000;
const RUNS: usize = 9;
const TABLE: u64 = 1_000_000;

/// SplitMix64 (Steele, Lea and Flood, 2014).
fn mixed(n: u64) -> u64 {
    let z = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn client(n: u64) -> String {
    let bits = mixed(n) as u32;
    match n % 10 {
        0 => Ipv4Addr::from(0x0a00_0000 | bits >> 8).to_string(),
        1 => Ipv4Addr::from(0xc0a8_0000 | bits >> 16).to_string(),
        2 => Ipv6Addr::from(0x2001_0db8 << 96 | u128::from(mixed(n))).to_string(),
        _ => Ipv4Addr::from(0x4000_0000 | bits >> 2).to_string(),
    }
}

fn agent(n: u64) -> String {
    let version = mixed(n) % 900;
    match n % 20 {
        0 => format!("\u{1b}[31mcrawler\u{1b}[0m/{version}"),
        _ => format!("Mozilla/5.0 (X11; Linux x86_64; rv:{version}.0) Firefox/{version}.0"),
    }
}

fn title(n: u64) -> String {
    let words =
        ["Rust", "Caching", "für", "Networks", "& Text", "a Guide", "Release 1.2", "Überblick"];
    let word = |shift: u32| words[(mixed(n) >> shift) as usize % words.len()];
    format!("{} {} {} {} no. {n}", word(0), word(8), word(16), word(24))
}

fn size(n: u64) -> String {
    format!("{}.{} {}", mixed(n) % 900, n % 10, ["B", "kB", "MiB", "GB"][n as usize % 4])
}

/// The batches of a column, plain and as dictionaries; low numbers are frequent, as clients are.
fn columns(of: fn(u64) -> String) -> (Vec<ArrayRef>, Vec<ArrayRef>) {
    let texts: Vec<String> = (0..DISTINCT).map(of).collect();
    let values: ArrayRef = Arc::new(StringArray::from_iter_values(&texts));
    let place = |row: usize| {
        let row = row as u64;
        mixed(row) % DISTINCT * (mixed(!row) % DISTINCT) / DISTINCT
    };
    let batches = (0..ROWS).step_by(BATCH).map(|start| {
        let places: Vec<i32> = (start..start + BATCH).map(|row| place(row) as i32).collect();
        let plain = StringViewArray::from_iter_values(places.iter().map(|&n| &texts[n as usize]));
        let keys = Int32Array::from(places);
        let dictionary = DictionaryArray::new(keys, Arc::clone(&values));
        (Arc::new(plain) as ArrayRef, Arc::new(dictionary) as ArrayRef)
    });
    batches.unzip()
}

/// Prefixes of /8 to /24.
fn prefixes() -> impl Iterator<Item = (IpPrefix, String)> {
    (0..TABLE).map(|n| {
        let len = 24 - (mixed(n) >> 40) as u8 % 17;
        let prefix = Ipv4Prefix::truncated(Ipv4Addr::from(mixed(!n) as u32), len);
        (prefix.expect("a length").into(), format!("AS{}", n % 60_000))
    })
}

fn field(of: &DataType) -> FieldRef {
    Arc::new(Field::new("argument", of.clone(), true))
}

/// Calls a function as the engine does.
fn call(function: &ScalarUDF, column: &ArrayRef, constants: &[ScalarValue]) -> Result<ArrayRef> {
    let mut args = vec![ColumnarValue::Array(Arc::clone(column))];
    args.extend(constants.iter().cloned().map(ColumnarValue::Scalar));
    let types: Vec<DataType> = args.iter().map(ColumnarValue::data_type).collect();
    let result = function.invoke_with_args(ScalarFunctionArgs {
        args,
        arg_fields: types.iter().map(field).collect(),
        number_rows: column.len(),
        return_field: field(&function.return_type(&types)?),
        config_options: Arc::new(ConfigOptions::default()),
    })?;
    match result {
        ColumnarValue::Array(array) => Ok(array),
        ColumnarValue::Scalar(_) => exec_err!("a constant of a column"),
    }
}

type ByHand = Box<dyn Fn(&StringViewArray) -> ArrayRef>;

fn flags(f: impl Fn(&str) -> Option<bool> + 'static) -> ByHand {
    Box::new(move |column| {
        Arc::new(column.iter().map(|text| text.and_then(&f)).collect::<BooleanArray>())
    })
}

fn texts(f: impl Fn(&str) -> Option<String> + 'static) -> ByHand {
    Box::new(move |column| {
        Arc::new(column.iter().map(|text| text.and_then(&f)).collect::<StringViewArray>())
    })
}

/// The loops that one writes with std and regex.
fn by_hand(name: &str) -> Option<ByHand> {
    let regex = |pattern| Regex::new(pattern).expect("a pattern");
    Some(match name {
        "is_ip" => flags(|text| Some(text.parse::<IpAddr>().is_ok())),
        "ip_in" => {
            // As it is first written: each prefix is parsed where it is compared.
            let list: Vec<String> = LIST.split(' ').map(String::from).collect();
            flags(move |text| {
                let addr: IpAddr = text.parse().ok()?;
                let IpAddr::V4(addr) = addr else { return Some(false) };
                Some(list.iter().any(|prefix| {
                    let (net, len) = prefix.split_once('/').expect("a prefix");
                    let (net, len) = (net.parse::<Ipv4Addr>(), len.parse::<u32>());
                    let (net, len) = (net.expect("an address"), len.expect("a length"));
                    (addr.to_bits() ^ net.to_bits()) >> (32 - len) == 0
                }))
            })
        }
        "ip_prefix" => texts(|text| {
            Some(match text.parse::<IpAddr>().ok()? {
                IpAddr::V4(addr) => format!("{}/24", Ipv4Addr::from(addr.to_bits() & !0xff)),
                IpAddr::V6(addr) => {
                    format!("{}/48", Ipv6Addr::from(addr.to_bits() >> 80 << 80))
                }
            })
        }),
        "strip_ansi" => {
            let escape = regex(r"\x1b\[[0-9;]*m");
            texts(move |text| Some(escape.replace_all(text, "").into()))
        }
        "slugify" => {
            let between = regex("[^a-z0-9]+");
            texts(move |text| Some(between.replace_all(&text.to_lowercase(), "-").into()))
        }
        _ => return None,
    })
}

const LIST: &str = "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 127.0.0.0/8 169.254.0.0/16";

/// The median, the least and the greatest rate in million rows a second.
fn shown(mut seconds: Vec<f64>) -> String {
    seconds.sort_by(f64::total_cmp);
    let rate = |seconds: f64| ROWS as f64 / seconds / 1e6;
    match *seconds {
        [least, .., most] => {
            let median = rate(seconds[seconds.len() / 2]);
            format!("{median:.1} ({:.1}–{:.1})", rate(most), rate(least))
        }
        _ => "–".into(),
    }
}

fn timed(batches: &[ArrayRef], f: impl Fn(&ArrayRef) -> Result<ArrayRef>) -> Result<f64> {
    let start = Instant::now();
    for batch in batches {
        black_box(f(black_box(batch))?);
    }
    Ok(start.elapsed().as_secs_f64())
}

fn main() -> Result<()> {
    let filter = std::env::args().nth(1).unwrap_or_default();
    let table = |name| IpTable::new(name, "1", prefixes());
    let mut functions = scalar_functions();
    if "a table of prefixes".contains(&filter) {
        functions.push(Arc::new(table("a table of 1,000,000 prefixes")?.into()));
        functions.push(Arc::new(table("the same table, plain")?.plain().into()));
    }
    let columns = [client, agent, title, size].map(columns);
    let numbers: Vec<ArrayRef> = (0..ROWS as u64)
        .step_by(BATCH)
        .map(|start| {
            let numbers = (start..start + BATCH as u64).map(|row| mixed(row) >> (24 + row % 30));
            Arc::new(numbers.collect::<UInt64Array>()) as ArrayRef
        })
        .collect();
    println!("| function | plain | dictionary | by hand |\n|---|---|---|---|");
    for function in functions {
        let name = function.name();
        if !name.contains(&filter) {
            continue;
        }
        let (plain, dictionary) = match name {
            "strip_ansi" | "escape_controls" => &columns[1],
            "slugify" => &columns[2],
            "parse_bytes" => &columns[3],
            "format_bytes" => &(numbers.clone(), Vec::new()),
            _ => &columns[0],
        };
        let constants = match name {
            "ip_in" => vec![ScalarValue::from(LIST)],
            "ip_prefix" => vec![ScalarValue::Int64(Some(24)), ScalarValue::Int64(Some(48))],
            _ => Vec::new(),
        };
        let ours = |batch: &ArrayRef| call(&function, batch, &constants);
        let by_hand = by_hand(name);
        let theirs =
            |f: &ByHand, batch: &ArrayRef| -> Result<ArrayRef> { Ok(f(batch.as_string_view())) };

        // The same answers, but for slugs, which the loop leaves without their letters.
        let text = |array: ArrayRef| cast(&array, &DataType::Utf8);
        for (plain, dictionary) in plain.iter().zip(dictionary) {
            let answer = text(ours(plain)?)?;
            assert_eq!(&answer, &text(ours(dictionary)?)?, "{name}");
            if let Some(f) = by_hand.as_ref().filter(|_| name != "slugify") {
                assert_eq!(&answer, &text(theirs(f, plain)?)?, "{name}");
            }
        }

        let mut seconds: [Vec<f64>; 3] = Default::default();
        for _ in 0..RUNS {
            seconds[0].push(timed(plain, ours)?);
            if !dictionary.is_empty() {
                seconds[1].push(timed(dictionary, ours)?);
            }
            if let Some(f) = &by_hand {
                seconds[2].push(timed(plain, |batch| theirs(f, batch))?);
            }
        }
        let [plain, dictionary, by_hand] = seconds.map(shown);
        println!("| `{name}` | {plain} | {dictionary} | {by_hand} |");
    }
    Ok(())
}
