//! What the functions are measured with.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use arrow::array::{
    ArrayRef, DictionaryArray, Int32Array, StringArray, StringViewArray, UInt64Array,
};
use boltons::ip::{IpPrefix, Ipv4Prefix};

pub const ROWS: usize = 1 << 21;

/// The rows of a batch.
pub const BATCH: usize = 8_192;

/// The different texts of a column.
pub const DISTINCT: u64 = 1_000;

/// The prefixes of the table.
const TABLE: u64 = 1_000_000;

/// The list of `ip_in`.
pub const LIST: &str = "10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 127.0.0.0/8 169.254.0.0/16";

/// SplitMix64 (Steele, Lea and Flood, 2014).
pub fn mixed(n: u64) -> u64 {
    let z = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

pub fn client(n: u64) -> String {
    let bits = mixed(n) as u32;
    match n % 10 {
        0 => Ipv4Addr::from(0x0a00_0000 | bits >> 8).to_string(),
        1 => Ipv4Addr::from(0xc0a8_0000 | bits >> 16).to_string(),
        2 => Ipv6Addr::from(0x2001_0db8 << 96 | u128::from(mixed(n))).to_string(),
        _ => Ipv4Addr::from(0x4000_0000 | bits >> 2).to_string(),
    }
}

pub fn agent(n: u64) -> String {
    let version = mixed(n) % 900;
    match n % 20 {
        0 => format!("\u{1b}[31mcrawler\u{1b}[0m/{version}"),
        _ => format!("Mozilla/5.0 (X11; Linux x86_64; rv:{version}.0) Firefox/{version}.0"),
    }
}

pub fn title(n: u64) -> String {
    let words =
        ["Rust", "Caching", "für", "Networks", "& Text", "a Guide", "Release 1.2", "Überblick"];
    let word = |shift: u32| words[(mixed(n) >> shift) as usize % words.len()];
    format!("{} {} {} {} no. {n}", word(0), word(8), word(16), word(24))
}

pub fn size(n: u64) -> String {
    format!("{}.{} {}", mixed(n) % 900, n % 10, ["B", "kB", "MiB", "GB"][n as usize % 4])
}

/// The batches of a column, plain and as dictionaries; low numbers are frequent, as clients are.
pub fn columns(of: fn(u64) -> String) -> (Vec<ArrayRef>, Vec<ArrayRef>) {
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

/// The batches of a column in which each text is another.
pub fn all_different(of: fn(u64) -> String) -> Vec<ArrayRef> {
    let batch = |start: usize| {
        let texts = (start..start + BATCH).map(|row| of(row as u64));
        Arc::new(StringViewArray::from_iter_values(texts)) as ArrayRef
    };
    (0..ROWS).step_by(BATCH).map(batch).collect()
}

/// The batches of a column of numbers of all sizes.
pub fn numbers() -> Vec<ArrayRef> {
    let batch = |start: usize| {
        let rows = start as u64..(start + BATCH) as u64;
        let numbers = rows.map(|row| mixed(row) >> (24 + row % 30));
        Arc::new(numbers.collect::<UInt64Array>()) as ArrayRef
    };
    (0..ROWS).step_by(BATCH).map(batch).collect()
}

/// Prefixes of /8 to /24.
pub fn prefixes() -> impl Iterator<Item = (IpPrefix, String)> {
    (0..TABLE).map(|n| {
        let len = 24 - (mixed(n) >> 40) as u8 % 17;
        let prefix = Ipv4Prefix::truncated(Ipv4Addr::from(mixed(!n) as u32), len);
        (prefix.expect("a length").into(), format!("AS{}", n % 60_000))
    })
}
