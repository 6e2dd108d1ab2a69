//! [`ParseOptions`]: which lenient forms of text are taken.

use core::net::IpAddr;

use super::lenient::{Span, Want};
use super::{quick_addr, quick_interface, quick_prefix};
use crate::error::Error;
use crate::ip::interface::IpInterface;
use crate::ip::ip_prefix::IpPrefix;
use crate::ip::ip_range::IpRange;
use crate::ip::set::IpSet;

/// What [`ParseOptions`] does with bits of an address behind its prefix length.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum HostBits {
    /// They make a prefix malformed.
    #[default]
    Reject,
    /// They are set to zero.
    Truncate,
}

/// How [`ParseOptions`] reads an IPv4 octet with a leading zero.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub enum LeadingZeros {
    /// As malformed. What one program takes as octal another takes as decimal, and that was the
    /// way past many an access list.
    #[default]
    Reject,
    /// As a decimal number.
    Decimal,
    /// As an octal number.
    Octal,
}

/// Which lenient forms of addresses, prefixes and ranges are taken.
///
/// [`new`](Self::new) is exactly as strict as `FromStr`; each setter lets one more form in, and
/// no form is guessed. Setters are `const` and take and return the options by value.
///
/// # Examples
///
/// ```
/// use boltons::ip::{HostBits, ParseOptions};
///
/// const OPTIONS: ParseOptions =
///     ParseOptions::new().netmask(true).host_bits(HostBits::Truncate);
///
/// assert_eq!(OPTIONS.prefix("10.1.2.3/255.255.0.0")?, "10.1.0.0/16".parse()?);
/// assert!(OPTIONS.prefix("10.1.2.3").is_err());
/// assert_eq!(ParseOptions::lenient().prefix(" 10.1.2.3 ")?, "10.1.2.3/32".parse()?);
/// # Ok::<(), boltons::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
pub struct ParseOptions {
    pub(super) trim: bool,
    pub(super) host_bits: HostBits,
    pub(super) bare_addr: bool,
    pub(super) netmask: bool,
    pub(super) hostmask: bool,
    pub(super) partial: bool,
    pub(super) classful: bool,
    pub(super) leading_zeros: LeadingZeros,
    pub(super) inet_aton: bool,
    pub(super) brackets: bool,
    pub(super) skip_zone: bool,
}

impl ParseOptions {
    /// Makes options that are exactly as strict as `FromStr`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// assert!(ParseOptions::new().prefix("10.0.0.0/8").is_ok());
    /// assert!(ParseOptions::new().prefix("10.0.0.1/8").is_err());
    /// ```
    #[must_use]
    pub const fn new() -> Self {
        Self {
            trim: false,
            host_bits: HostBits::Reject,
            bare_addr: false,
            netmask: false,
            hostmask: false,
            partial: false,
            classful: false,
            leading_zeros: LeadingZeros::Reject,
            inet_aton: false,
            brackets: false,
            skip_zone: false,
        }
    }

    /// Makes options that take all forms with one meaning only: white space around, host bits,
    /// addresses for prefixes, netmasks and hostmasks, brackets. Nothing octal, nothing guessed.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::lenient();
    /// assert_eq!(options.prefix("[2001:db8::1]/32\n")?, "2001:db8::/32".parse()?);
    /// assert!(options.prefix("010.0.0.0/8").is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn lenient() -> Self {
        Self::new()
            .trim(true)
            .host_bits(HostBits::Truncate)
            .bare_addr(true)
            .netmask(true)
            .hostmask(true)
            .brackets(true)
    }

    /// Takes ASCII white space around the text.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// assert!(ParseOptions::new().trim(true).addr("\t10.0.0.1\n").is_ok());
    /// assert!(ParseOptions::new().trim(true).prefix("10.0.0.0 /8").is_err());
    /// ```
    #[must_use]
    pub const fn trim(mut self, on: bool) -> Self {
        self.trim = on;
        self
    }

    /// Says what becomes of host bits that are set in a prefix.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{HostBits, ParseOptions};
    ///
    /// let options = ParseOptions::new().host_bits(HostBits::Truncate);
    /// assert_eq!(options.prefix("10.1.2.3/8")?, "10.0.0.0/8".parse()?);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn host_bits(mut self, host_bits: HostBits) -> Self {
        self.host_bits = host_bits;
        self
    }

    /// Takes an address without a length as the prefix of that address.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// assert_eq!(ParseOptions::new().bare_addr(true).prefix("::1")?, "::1/128".parse()?);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn bare_addr(mut self, on: bool) -> Self {
        self.bare_addr = on;
        self
    }

    /// Takes a netmask in place of a length: `/255.255.0.0`, `/ffff::`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::new().netmask(true);
    /// assert_eq!(options.prefix("10.1.0.0/255.255.0.0")?, "10.1.0.0/16".parse()?);
    /// assert!(options.prefix("10.1.0.0/255.0.255.0").is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn netmask(mut self, on: bool) -> Self {
        self.netmask = on;
        self
    }

    /// Takes a hostmask (wildcard mask) in place of a length: `/0.0.255.255`. What reads as a
    /// netmask, too, is one where [`netmask`](Self::netmask) is on.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::new().hostmask(true);
    /// assert_eq!(options.prefix("10.1.0.0/0.0.255.255")?, "10.1.0.0/16".parse()?);
    /// assert_eq!(options.prefix("10.1.0.0/0.0.0.0")?, "10.1.0.0/32".parse()?);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn hostmask(mut self, on: bool) -> Self {
        self.hostmask = on;
        self
    }

    /// Takes IPv4 addresses whose last octets, with their dots, are missing, as zeros: `10.1/16`,
    /// `10`. Where [`inet_aton`](Self::inet_aton) is on, its reading of such text counts.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::new().partial(true);
    /// assert_eq!(options.prefix("10.1/16")?, "10.1.0.0/16".parse()?);
    /// assert_eq!(options.addr("10")?.to_string(), "10.0.0.0");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn partial(mut self, on: bool) -> Self {
        self.partial = on;
        self
    }

    /// Gives an IPv4 address without a length that of its class: A 8, B 16, C 24, D 4, E 32. Wins
    /// over [`bare_addr`](Self::bare_addr).
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::new().classful(true).partial(true);
    /// assert_eq!(options.prefix("10")?, "10.0.0.0/8".parse()?);
    /// assert_eq!(options.prefix("192.168.1")?, "192.168.1.0/24".parse()?);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn classful(mut self, on: bool) -> Self {
        self.classful = on;
        self
    }

    /// Says how IPv4 octets with leading zeros are read.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::{LeadingZeros, ParseOptions};
    ///
    /// let options = ParseOptions::new().leading_zeros(LeadingZeros::Decimal);
    /// assert_eq!(options.addr("010.0.0.1")?.to_string(), "10.0.0.1");
    /// let options = ParseOptions::new().leading_zeros(LeadingZeros::Octal);
    /// assert_eq!(options.addr("010.0.0.1")?.to_string(), "8.0.0.1");
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn leading_zeros(mut self, leading_zeros: LeadingZeros) -> Self {
        self.leading_zeros = leading_zeros;
        self
    }

    /// Takes what C's `inet_aton` takes: one to four parts of which the last fills the rest,
    /// hexadecimal after `0x`, and octal after `0` unless
    /// [`leading_zeros`](Self::leading_zeros) says decimal.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::new().inet_aton(true);
    /// for text in ["127.1", "0x7f.1", "2130706433", "0177.0.0.1"] {
    ///     assert_eq!(options.addr(text)?.to_string(), "127.0.0.1");
    ///     assert!(ParseOptions::new().addr(text).is_err());
    /// }
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn inet_aton(mut self, on: bool) -> Self {
        self.inet_aton = on;
        self
    }

    /// Takes brackets around an IPv6 address: `[::1]`, `[2001:db8::]/32`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// assert!(ParseOptions::new().brackets(true).addr("[::1]").is_ok());
    /// assert!(ParseOptions::new().brackets(true).addr("[::1").is_err());
    /// assert!(ParseOptions::new().brackets(true).addr("[127.0.0.1]").is_err());
    /// ```
    #[must_use]
    pub const fn brackets(mut self, on: bool) -> Self {
        self.brackets = on;
        self
    }

    /// Takes a zone behind an IPv6 address and drops it: `fe80::1%eth0`.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::new().skip_zone(true);
    /// assert_eq!(options.addr("fe80::1%eth0")?.to_string(), "fe80::1");
    /// assert!(options.addr("fe80::1%").is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn skip_zone(mut self, on: bool) -> Self {
        self.skip_zone = on;
        self
    }

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
    pub fn addr(&self, s: &str) -> Result<IpAddr, Error> {
        match quick_addr(s) {
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
    pub fn prefix(&self, s: &str) -> Result<IpPrefix, Error> {
        if let Some(prefix) = quick_prefix(s) {
            return Ok(IpPrefix::V4(prefix));
        }
        match quick_prefix(s) {
            Some(prefix) => Ok(IpPrefix::V6(prefix)),
            None => self.prefix_slow(self.span(s), Want::Either),
        }
    }

    /// Parses an address with its prefix length, keeping the host bits.
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
    pub fn interface(&self, s: &str) -> Result<IpInterface, Error> {
        if let Some(interface) = quick_interface(s) {
            return Ok(IpInterface::V4(interface));
        }
        match quick_interface(s) {
            Some(interface) => Ok(IpInterface::V6(interface)),
            None => self.interface_slow(self.span(s), Want::Either),
        }
    }

    /// Parses a range: `first-last`, an address, a prefix or, in addition to what `FromStr` takes,
    /// a [`Glob`](crate::ip::Glob) such as `192.168.1-3.*`, which is told from `first-last` by its
    /// three dots.
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
    pub fn range(&self, s: &str) -> Result<IpRange, Error> {
        self.range_slow(self.span(s), Want::Either)
    }

    /// Parses a list of ranges, each as [`range`](Self::range) takes it: separated by one comma,
    /// white space or lines. `#` starts a comment that ends with its line.
    ///
    /// Computes in **O(n log n)** time in the items.
    ///
    /// # Errors
    ///
    /// `is_out_of_range` if a number exceeds what its place holds, otherwise `is_syntax`: an item
    /// is malformed, or a comma has no item before or behind it.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let list = "10.0.0.0/8, 192.0.2.1-192.0.2.9 # ours\n::1 2001:db8::/32";
    /// let set = ParseOptions::lenient().set(list)?;
    /// assert_eq!(set.range_count(), 4);
    ///
    /// let error = ParseOptions::lenient().set("10.0.0.0/8,,::1").unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     r#"no item before ',' while parsing "10.0.0.0/8,,::1" at byte 11"#,
    /// );
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn set(&self, s: &str) -> Result<IpSet, Error> {
        self.items(s).collect()
    }

    fn span<'a>(&self, s: &'a str) -> Span<'a> {
        let span = Span::of(s);
        if self.trim { span.trim() } else { span }
    }
}
