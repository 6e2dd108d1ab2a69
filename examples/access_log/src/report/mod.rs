//! What is shown of a log.

mod chart;
mod json;
mod rank;
mod text;

pub use json::json;
pub use text::text;
