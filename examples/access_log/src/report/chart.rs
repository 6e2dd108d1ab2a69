//! The time axis: bars in eighths of a block, in at most 24 rows.

use crate::summary::{HourSums, Hours};
use crate::time::{self, DAY, HOUR, Seconds};

/// The most rows.
const MAX_ROWS: i64 = 24;

/// The steps that a row may stand for.
const STEPS: [i64; 12] = [
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    28 * DAY,
    84 * DAY,
    364 * DAY,
];

/// A row of the axis.
pub struct Row {
    pub label: String,
    pub sums: HourSums,
}

/// Cuts the hours into rows; returns the words for their step, and them.
pub fn rows(hours: &Hours) -> Option<(String, Vec<Row>)> {
    let (first, last) = (*hours.newest.first_key_value()?.0, *hours.newest.last_key_value()?.0);
    let count = |step: i64| {
        let start = start(first, step);
        (last - start) / step + 1
    };
    // Forged times may span ten thousand years.
    let mut step = STEPS.iter().copied().find(|step| count(*step) <= MAX_ROWS);
    let mut widest = 364 * DAY;
    while step.is_none() {
        widest *= 2;
        step = Some(widest).filter(|step| count(*step) <= MAX_ROWS);
    }
    let step = step.unwrap_or(widest);
    let start = start(first, step);
    let mut rows: Vec<HourSums> = vec![HourSums::default(); count(step) as usize];
    for (hour, sums) in &hours.newest {
        if let Some(row) = rows.get_mut(((hour - start) / step) as usize) {
            *row += *sums;
        }
    }
    let labelled = rows.into_iter().zip(0..).map(|(sums, row)| {
        let at = start + row * step;
        Row { label: label(at, step, row == 0), sums }
    });
    let earlier = hours.earlier.map(|sums| Row { label: String::from("earlier"), sums });
    Some((words(step), earlier.into_iter().chain(labelled).collect()))
}

/// Where the row begins that holds a time: at a multiple of the step since midnight, weeks at the
/// first day.
fn start(first: Seconds, step: i64) -> Seconds {
    first - first.rem_euclid(step.min(DAY))
}

fn words(step: i64) -> String {
    match step {
        HOUR => String::from("Every hour (UTC)"),
        DAY => String::from("Every day (UTC)"),
        _ if step < DAY => format!("Every {} hours (UTC)", step / HOUR),
        _ => format!("Every {} days (UTC)", step / DAY),
    }
}

fn label(at: Seconds, step: i64, first: bool) -> String {
    if step > 28 * DAY {
        return time::iso(at).split('T').next().unwrap_or_default().to_owned();
    }
    let day = time::weekday_and_day(at);
    match step {
        _ if step >= DAY => day,
        _ if first || at.rem_euclid(DAY) == 0 => format!("{day} {}", time::hour_of_day(at)),
        _ => format!("{:>width$}", time::hour_of_day(at), width = day.len() + 6),
    }
}

/// A bar for `n` of `most`, so many columns where they are equal.
pub fn bar(n: u64, most: u64, columns: usize) -> String {
    const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = match most {
        0 => 0,
        _ => (u128::from(n) * 8 * columns as u128 / u128::from(most)) as usize,
    };
    // What is there is seen.
    let eighths = if n > 0 { eighths.max(1) } else { 0 };
    format!("{}{}", "█".repeat(eighths / 8), PARTS[eighths % 8])
}
