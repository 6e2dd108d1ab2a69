//! The loops that one writes with std and regex in place of the functions.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use arrow::array::{ArrayRef, BooleanArray, StringViewArray};
use regex::Regex;

use crate::data::LIST;

pub type ByHand = Box<dyn Fn(&StringViewArray) -> ArrayRef + Send + Sync>;

fn flags(f: impl Fn(&str) -> Option<bool> + Send + Sync + 'static) -> ByHand {
    Box::new(move |column| {
        Arc::new(column.iter().map(|text| text.and_then(&f)).collect::<BooleanArray>())
    })
}

fn texts(f: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> ByHand {
    Box::new(move |column| {
        Arc::new(column.iter().map(|text| text.and_then(&f)).collect::<StringViewArray>())
    })
}

/// Returns the loop in place of a function.
pub fn by_hand(name: &str) -> Option<ByHand> {
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
