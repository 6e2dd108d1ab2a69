//! The methods of [`ParseOptions`] that parse one value.

use core::net::IpAddr;

use super::options::ParseOptions;
use super::quick;
use super::span::{Span, Want};
use crate::error::Error;
use crate::ip::interface::IpInterface;
use crate::ip::ip_prefix::IpPrefix;
use crate::ip::ip_range::IpRange;

impl ParseOptions {
    /// Parses an address of either family.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Errors
    ///
    /// `is_out_of_range` if a number exceeds what its place holds, otherwise `is_syntax`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// assert_eq!(ParseOptions::lenient().addr("[::1] ")?.to_string(), "::1");
    ///
    /// let error = ParseOptions::lenient().addr("10.0.0.256").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"octet 4 exceeds 255 while parsing "10.0.0.256" at byte 7"#,
    /// );
    /// assert!(error.is_out_of_range());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "ip_address")]
    pub fn addr(&self, s: &str) -> Result<IpAddr, Error> {
        match quick::addr(s.as_bytes()) {
            Some(addr) => Ok(addr),
            None => self.addr_slow(self.span(s), Want::Either),
        }
    }

    /// Parses a prefix of either family.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Errors
    ///
    /// `is_out_of_range` if a number exceeds what its place holds, otherwise `is_syntax`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// assert_eq!(ParseOptions::lenient().prefix("10.1.2.3/8")?, "10.0.0.0/8".parse()?);
    ///
    /// let error = ParseOptions::new().prefix("10.0.0.1/8").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"host bits set (did you mean 10.0.0.0/8?) while parsing "10.0.0.1/8" at byte 9"#,
    /// );
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "ip_network")]
    #[doc(alias = "cidr")]
    pub fn prefix(&self, s: &str) -> Result<IpPrefix, Error> {
        if let Some(prefix) = quick::prefix(s.as_bytes()) {
            return Ok(IpPrefix::V4(prefix));
        }
        match quick::prefix(s.as_bytes()) {
            Some(prefix) => Ok(IpPrefix::V6(prefix)),
            None => self.prefix_slow(self.span(s), Want::Either),
        }
    }

    /// Parses an address of either family with its prefix length, keeping the host bits.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Errors
    ///
    /// `is_out_of_range` if a number exceeds what its place holds, otherwise `is_syntax`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let eth0 = ParseOptions::lenient().interface("192.0.2.7/255.255.255.0")?;
    /// assert_eq!(eth0.to_string(), "192.0.2.7/24");
    /// assert!(ParseOptions::new().interface("192.0.2.7").is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "ip_interface")]
    pub fn interface(&self, s: &str) -> Result<IpInterface, Error> {
        if let Some(interface) = quick::interface(s.as_bytes()) {
            return Ok(IpInterface::V4(interface));
        }
        match quick::interface(s.as_bytes()) {
            Some(interface) => Ok(IpInterface::V6(interface)),
            None => self.interface_slow(self.span(s), Want::Either),
        }
    }

    /// Parses a range of either family: `first-last`, an address, a prefix or a glob.
    ///
    /// In addition to what `FromStr` accepts, it may be a [`Glob`](crate::ip::Glob) such as
    /// `192.168.1-3.*`, which differs from `first-last` by its three dots. [`trim`](Self::trim)
    /// also accepts `first - last`; [`classful`](Self::classful) and
    /// [`partial_nets`](Self::partial_nets) read an address without a length as a network.
    ///
    /// Computes in **O(n)** time.
    ///
    /// # Errors
    ///
    /// `is_out_of_range` if a number exceeds what its place holds, otherwise `is_syntax`.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::new();
    /// assert_eq!(options.range("10.0.0.1-10.0.0.9")?.size(), 9);
    /// assert_eq!(options.range("10.0.0-1.*")?.to_string(), "10.0.0.0-10.0.1.255");
    ///
    /// let error = options.range("10.0.0.9-10.0.0.1").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"range ends before it starts while parsing "10.0.0.9-10.0.0.1" at byte 9"#,
    /// );
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[doc(alias = "iprange")]
    pub fn range(&self, s: &str) -> Result<IpRange, Error> {
        match quick::item(s.as_bytes(), !self.classful) {
            Some(range) => Ok(range),
            None => self.range_slow(self.span(s), Want::Either),
        }
    }

    /// The part of a text that is parsed.
    pub(in crate::ip) fn span<'a>(&self, s: &'a str) -> Span<'a> {
        let span = Span::of(s);
        if self.trim { span.trim() } else { span }
    }
}
