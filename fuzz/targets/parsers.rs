//! Every parser, on any text: no panic, and an error that is fit to print.

#![no_main]
#![allow(
    dead_code,
    unused_imports,
    reason = "the properties of tests/props, of which this runs a part"
)]

#[path = "../../tests/props/error.rs"]
mod error;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| error::holds(text));
