//! `Serialize` and `Deserialize` of sizes and durations: text in formats that people read, numbers
//! in the others. Text and numbers are read in all of them.

use super::{ByteSize, format_duration, parse_duration};
use core::fmt;
use core::time::Duration;
use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
use serde_core::ser::{Serialize, Serializer};

impl Serialize for ByteSize {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.collect_str(self);
        }
        serializer.serialize_u64(self.as_u64())
    }
}

impl<'de> Deserialize<'de> for ByteSize {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            deserializer.deserialize_any(Size)
        } else {
            deserializer.deserialize_u64(Size)
        }
    }
}

struct Size;

impl Visitor<'_> for Size {
    type Value = ByteSize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a size in bytes, as text or as a number")
    }

    fn visit_u64<E: Error>(self, bytes: u64) -> Result<ByteSize, E> {
        Ok(ByteSize::new(bytes))
    }

    fn visit_i64<E: Error>(self, bytes: i64) -> Result<ByteSize, E> {
        let bytes = u64::try_from(bytes);
        bytes.map(ByteSize::new).map_err(|_| E::custom("a size in bytes cannot be below 0"))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<ByteSize, E> {
        text.parse().map_err(E::custom)
    }
}

/// Durations as text, for `#[serde(with = "boltons::strings::serde_duration")]`.
///
/// Writes what [`format_duration`] writes and reads what [`parse_duration`] reads.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// #[derive(serde::Deserialize, serde::Serialize)]
/// struct Config {
///     #[serde(with = "boltons::strings::serde_duration")]
///     timeout: Duration,
/// }
///
/// let config: Config = serde_json::from_str(r#"{"timeout":"1.5 min"}"#)?;
/// assert_eq!(config.timeout, Duration::from_secs(90));
/// assert_eq!(serde_json::to_string(&config)?, r#"{"timeout":"1m 30s"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod serde_duration {
    use super::*;

    /// Writes a duration as text.
    ///
    /// # Errors
    ///
    /// What the serializer returns.
    pub fn serialize<S: Serializer>(duration: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_duration(*duration))
    }

    /// Reads a duration from text.
    ///
    /// # Errors
    ///
    /// What the deserializer returns, and where [`parse_duration`] returns an error.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        from.deserialize_str(Text)
    }

    struct Text;

    impl Visitor<'_> for Text {
        type Value = Duration;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a duration, such as \"2h 30m\"")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Duration, E> {
            parse_duration(text).map_err(E::custom)
        }
    }
}
