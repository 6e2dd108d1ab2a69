//! `strings` with the rivals as oracles.

#![cfg(feature = "strings")]

#[path = "strings/borrows.rs"]
mod borrows;
#[path = "strings/gzip.rs"]
mod gzip;
#[path = "../../../tests/it/strings/borrows_table.rs"]
mod table;
#[path = "strings/text.rs"]
mod text;
#[path = "strings/textwrap.rs"]
mod textwrap_defaults;
