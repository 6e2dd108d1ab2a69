//! The crate's error in an application: inside the application's error type, and boxed.
//!
//! `cargo run --example error`

use boltons::ip::IpPrefix;
use boltons::strings::parse_bytes;

/// What can go wrong when this application reads its settings.
#[derive(Debug, thiserror::Error)]
enum SettingsError {
    #[error("the setting {0} is missing")]
    Missing(&'static str),
    /// An error of a parser of the crate, unchanged.
    #[error(transparent)]
    Value(#[from] boltons::Error),
}

#[derive(Debug, PartialEq)]
struct Settings {
    network: IpPrefix,
    limit: u64,
}

fn read(network: Option<&str>, limit: Option<&str>) -> Result<Settings, SettingsError> {
    let network = network.ok_or(SettingsError::Missing("network"))?.parse()?;
    let limit = parse_bytes(limit.ok_or(SettingsError::Missing("limit"))?)?;
    Ok(Settings { network, limit })
}

/// The same for a program that only prints errors: `?` boxes them.
fn limit_of(text: &str) -> Result<u64, Box<dyn std::error::Error + Send + Sync>> {
    Ok(parse_bytes(text)?)
}

fn main() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let settings = read(Some("10.0.0.0/8"), Some("1.5 MiB"))?;
    assert_eq!(settings.limit, 1_572_864);

    let error = read(None, None).unwrap_err();
    assert_eq!(error.to_string(), "the setting network is missing");

    // Predicates tell the kinds apart.
    match read(Some("10.0.0.0/33"), Some("1 MiB")) {
        Err(SettingsError::Value(error)) => {
            assert!(error.is_out_of_range());
            assert_eq!(error.position(), Some(9));
            println!("{error}");
        }
        other => panic!("a length of 33 was taken: {other:?}"),
    }

    // Untrusted input is shown escaped, so that it cannot act on the terminal.
    let error = limit_of("5 MB\u{1b}[2J").unwrap_err();
    assert!(!error.to_string().contains('\u{1b}'));
    println!("{error}");
    Ok(())
}
