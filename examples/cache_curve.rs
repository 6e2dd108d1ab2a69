//! Draws hit ratio by capacity, for all policies and the optimum, as an SVG picture.
//!
//! `cargo run --release --example cache_curve [PICTURE.svg]`
//!
//! Replays a trace of web requests (the cache2k project's `web07`, headissue GmbH, Jens Wilke,
//! CC BY 4.0) in a clone of the repository, otherwise a small synthetic one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use boltons::cache::simulate::{Comparison, Trace};

/// The number of capacities, and of steps of the curves.
const STEPS: usize = 20;
/// The plot's size, and the space to its left and below it for the labels.
const SIZE: (f64, f64) = (720.0, 420.0);
const MARGIN: (f64, f64) = (60.0, 50.0);
const COLOURS: [&str; 5] = ["#1b6ca8", "#8a8a8a", "#3a923a", "#c44e52", "#222222"];

/// The trace, and whether it is the real one.
fn trace() -> std::io::Result<(Trace, bool)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/data/web07.u16le");
    if path.is_file() {
        let bytes = std::fs::read(path)?;
        return Ok((Trace::new(bytes.chunks_exact(2)), true));
    }
    // Squares of uniform numbers: some keys are frequent, most are rare.
    let mut state = 1_u64;
    let keys = (0..50_000).map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let unit = (state >> 40) as f64 / (1_u64 << 24) as f64;
        (unit.powi(4) * 10_000.0) as u32
    });
    Ok((Trace::new(keys), false))
}

/// Capacities from a hundredth of the distinct keys to all of them, each larger by the same factor.
fn capacities(distinct: usize) -> impl Iterator<Item = usize> {
    (0..STEPS).map(move |step| {
        let share = 0.01_f64.powf(1.0 - step as f64 / (STEPS - 1) as f64);
        (distinct as f64 * share).round() as usize
    })
}

/// One line per policy: capacities evenly spaced (that is, logarithmic) against per cent.
fn draw(rows: &[Comparison]) -> String {
    let (width, height) = SIZE;
    let (left, below) = MARGIN;
    let x = |step: usize| left + width * step as f64 / (rows.len() - 1).max(1) as f64;
    let y = |percent: f64| 20.0 + height * (1.0 - percent / 100.0);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Hit ratio by capacity and policy</title>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
        left + width + 90.0,
        20.0 + height + below,
    );
    for percent in (0..=100).step_by(20) {
        let y = y(f64::from(percent));
        let _ = writeln!(
            svg,
            "<path d=\"M{left:.1} {y:.1}h{width:.1}\" stroke=\"#dddddd\"/>\
             <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{percent} %</text>",
            left - 8.0,
            y + 4.0,
        );
    }
    for (step, row) in rows.iter().enumerate().step_by(3) {
        let _ = writeln!(
            svg,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            x(step),
            y(0.0) + 20.0,
            row.capacity,
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">entries (logarithmic)</text>",
        left + width / 2.0,
        y(0.0) + 40.0,
    );
    for (policy, colour) in COLOURS.iter().enumerate() {
        let mut line = String::new();
        let mut name = "";
        for (step, row) in rows.iter().enumerate() {
            if let Some((policy, hits)) = row.rows().nth(policy) {
                let percent = 100.0 * hits as f64 / row.requests as f64;
                name = policy;
                let _ = write!(line, "{:.1},{:.1} ", x(step), y(percent));
            }
        }
        let legend = 40.0 + 20.0 * policy as f64;
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\
             <text x=\"{:.1}\" y=\"{legend:.1}\" fill=\"{colour}\">{name}</text>",
            line.trim_end(),
            left + width + 12.0,
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn main() -> std::io::Result<()> {
    let (trace, real) = trace()?;
    println!("{} requests for {} keys", trace.len(), trace.distinct());
    if real {
        let rows = trace.compare([204, 2_048]);
        let counts = |row: &Comparison| [row.lru, row.lri, row.sieve, row.opt];
        assert_eq!(counts(&rows[0]), [29_797, 27_614, 32_214, 40_630]);
        assert_eq!(counts(&rows[1]), [42_371, 40_432, 44_093, 51_830]);
    }
    let rows = trace.compare(capacities(trace.distinct()));
    for row in &rows {
        println!("{row}");
        assert!(row.rows().all(|(_, hits)| hits <= row.opt), "no policy beats the optimum");
    }
    assert!(rows.is_sorted_by_key(|row| row.lru), "more room is never worse for LRU");
    assert_eq!(rows.len(), STEPS);
    let whole = trace.len() - trace.distinct();
    assert!(rows[STEPS - 1].rows().all(|(_, hits)| hits == whole), "there is room for all");

    let svg = draw(&rows);
    assert_eq!(svg.matches("<polyline").count(), COLOURS.len());
    let path = std::env::args_os().nth(1).map_or_else(
        || std::env::temp_dir().join(format!("cache-curve-{}.svg", std::process::id())),
        PathBuf::from,
    );
    std::fs::write(&path, svg)?;
    println!("{}", path.display());
    Ok(())
}
