//! Medians, quartiles, and times as people read them.

pub fn median(values: &[f64]) -> f64 {
    quartiles(values)[1]
}

/// The first quartile, the median and the third quartile.
pub fn quartiles(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    [0.25, 0.5, 0.75].map(|q| {
        let place = q * (sorted.len() - 1) as f64;
        let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
        low + (high - low) * place.fract()
    })
}

/// A quantity with its unit; seconds with the prefix that suits them.
pub fn quantity(value: f64, unit: &str) -> String {
    match (unit, value) {
        ("s", s) if s < 1e-6 => format!("{:.1} ns", s * 1e9),
        ("s", s) if s < 1e-3 => format!("{:.2} µs", s * 1e6),
        ("s", s) if s < 1.0 => format!("{:.2} ms", s * 1e3),
        ("s", s) => format!("{s:.2} s"),
        (unit, value) => format!("{value:.1} {unit}"),
    }
}
