//! What is said of lines that are rejected.

use boltons::strings::escape_controls_bytes;

use crate::line::Reason;

/// The bytes of a line that are shown.
const EXCERPT: usize = 60;

/// Says what was expected, and what the line has there.
pub fn rejected(line: &[u8], reason: Reason, byte: usize, why: Option<&str>) -> String {
    let expected = reason.expected();
    match why {
        Some(why) => format!("expected {expected}: {why}"),
        None => format!("expected {expected}: {}", excerpt(line, byte - 1)),
    }
}

/// The text around a place, in quotes.
fn excerpt(line: &[u8], at: usize) -> String {
    let start = at.min(line.len()).saturating_sub(EXCERPT / 3);
    let end = (start + EXCERPT).min(line.len());
    let before = if start > 0 { "…" } else { "" };
    let after = if end < line.len() { "…" } else { "" };
    format!("\"{before}{}{after}\"", escape_controls_bytes(&line[start..end]))
}
