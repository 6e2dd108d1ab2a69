//! HTML against a chain of `str::replace`.

use std::hint::black_box;

use boltons::strings;

use crate::harness::{Contender, Harness, Rng};

pub fn rows(harness: &mut Harness) {
    if !harness.wants("strings/html_escape") {
        return;
    }
    let mut rng = Rng(21);
    let mut text = String::new();
    while text.len() < 570_000 {
        text.extend((0..10 + rng.below(20)).map(|_| char::from(b'a' + rng.below(26) as u8)));
        text.push(char::from(b"&<>\"'"[rng.below(5) as usize]));
    }
    harness.compare(
        &format!("strings/html_escape/chain/{}", text.len()),
        &[0.0],
        vec![
            Contender::new("boltons", || strings::html_escape(black_box(&text)).len() as u64),
            Contender::new("str::replace", || {
                let text = black_box(&text).replace('&', "&amp;").replace('<', "&lt;");
                let text = text.replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;");
                text.len() as u64
            }),
        ],
    );
}
