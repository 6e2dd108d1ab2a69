//! The table that a run prints.

use std::fmt::Write as _;

use super::row::Row;
use super::stats::quantity;

/// The rows as a Markdown table, and below it why the other is ahead; with `targets` also what was
/// promised, and why it is not met.
pub fn table(rows: &[Row], targets: bool, reason: impl Fn(&Row) -> Option<&'static str>) -> String {
    let (more, line) = if targets { (" at least | |", "--:|---|") } else { ("", "") };
    let mut out = format!(
        "| id | ours | other | other / ours | quartiles |{more}\n|---|--:|--:|--:|--:|{line}\n"
    );
    for row in rows {
        let ours = quantity(row.ours.value, &row.unit);
        if row.rivals.is_empty() {
            let rest = if targets { " | |" } else { "" };
            let _ = writeln!(out, "| {} | {ours} | | | |{rest}", row.id);
        }
        for rival in &row.rivals {
            let theirs = quantity(rival.figure.value, &row.unit);
            let [low, middle, high] = rival.ratio;
            let spread =
                if row.rounds == 0 { "exact".into() } else { format!("{low:.2}–{high:.2}") };
            let (id, name) = (&row.id, &rival.figure.name);
            let _ = write!(out, "| {id} | {ours} | {name} {theirs} | {middle:.2} | {spread} |");
            if targets && rival.target > 0.0 {
                // To two digits, and without zeros at the end.
                let target = (rival.target * 100.0).round() / 100.0;
                let met = if middle < rival.target { "short" } else { "met" };
                let _ = write!(out, " {target} | {met} |");
            } else if targets {
                out.push_str(" | |");
            }
            out.push('\n');
        }
    }
    let mut behind: Vec<(&str, Vec<&str>)> = Vec::new();
    for row in rows.iter().filter(|row| row.lost() || targets && row.short()) {
        let reason = match reason(row) {
            Some(reason) => reason,
            None if targets && row.short() => "no reason known",
            None => continue,
        };
        match behind.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, ids)) => ids.push(&row.id),
            None => behind.push((reason, vec![&row.id])),
        }
    }
    if !behind.is_empty() {
        let what =
            if targets { "Rows behind the other or their target" } else { "Rows behind the other" };
        let _ = writeln!(out, "\n{what}, and why:\n");
        for (reason, ids) in behind {
            let _ = writeln!(out, "- `{}`: {reason}", ids.join("`, `"));
        }
    }
    out
}
