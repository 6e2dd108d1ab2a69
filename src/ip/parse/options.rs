//! [`ParseOptions`]: which lenient forms of text are accepted.

pub use super::span::LeadingZeros;

/// The treatment of address bits that are set after the prefix length, for [`ParseOptions`].
#[derive(Clone, Copy, Debug, Default, Eq, Hash, PartialEq)]
#[non_exhaustive]
#[doc(alias = "strict")]
pub enum HostBits {
    /// Rejects a prefix with host bits as malformed.
    #[default]
    Reject,
    /// Sets host bits to zero.
    Truncate,
}

/// Options for parsing: which lenient forms of addresses, prefixes and ranges are accepted.
///
/// [`new`](Self::new) is as strict as `FromStr`; each setter accepts one more form, and no form is
/// guessed. Setters are `const` and take and return the options by value.
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
#[doc(alias = "lenient")]
#[doc(alias = "blocklist")]
pub struct ParseOptions {
    pub(super) trim: bool,
    pub(super) host_bits: HostBits,
    pub(super) bare_addr: bool,
    pub(super) netmask: bool,
    pub(super) hostmask: bool,
    pub(super) partial: bool,
    pub(super) partial_nets: bool,
    pub(super) classful: bool,
    pub(super) leading_zeros: LeadingZeros,
    pub(super) inet_aton: bool,
    pub(super) brackets: bool,
    pub(super) skip_zone: bool,
    pub(super) mask_columns: bool,
}

impl ParseOptions {
    /// Creates options that are as strict as `FromStr`, except that [`range`](Self::range) and
    /// lists also accept globs.
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
            partial_nets: false,
            classful: false,
            leading_zeros: LeadingZeros::Reject,
            inet_aton: false,
            brackets: false,
            skip_zone: false,
            mask_columns: false,
        }
    }

    /// Creates options that accept all forms with only one meaning.
    ///
    /// These are white space around the text, `first - last`, host bits, addresses for prefixes,
    /// netmasks and hostmasks, and brackets. Nothing is octal and nothing is guessed: a mask that
    /// reads as a netmask and as a hostmask is an error unless the address agrees with one reading
    /// only.
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
    ///
    /// // One host, or the whole Internet?
    /// let error = options.prefix("10.0.0.1/0.0.0.0").unwrap_err();
    /// assert!(error.to_string().contains("did you mean 10.0.0.1/32 or 0.0.0.0/0?"));
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

    /// Accepts ASCII white space around the text, and ranges with blanks on both sides of the
    /// hyphen, as registries print them: `192.0.2.0 - 192.0.2.255`.
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
    /// assert!(ParseOptions::new().trim(true).range("10.0.0.0 - 10.0.0.9").is_ok());
    /// assert!(ParseOptions::new().trim(true).range("10.0.0.0- 10.0.0.9").is_err());
    /// ```
    #[must_use]
    #[doc(alias = "strip")]
    #[doc(alias = "whitespace")]
    pub const fn trim(mut self, on: bool) -> Self {
        self.trim = on;
        self
    }

    /// Sets how host bits that are set in a prefix are treated.
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
    #[doc(alias = "strict")]
    #[doc(alias = "truncate")]
    #[doc(alias = "NOHOST")]
    pub const fn host_bits(mut self, host_bits: HostBits) -> Self {
        self.host_bits = host_bits;
        self
    }

    /// Accepts an address without a length as the prefix of that address.
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

    /// Accepts a netmask in place of a length: `/255.255.0.0`, `/ffff::`.
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

    /// Accepts a hostmask (wildcard mask) in place of a length: `/0.0.255.255`.
    ///
    /// Zeros and ones are also netmasks. If [`netmask`](Self::netmask) is on as well, they are
    /// errors, except where the address agrees with one reading only: `0.0.0.0/0.0.0.0` is the
    /// default route, and ones after an address that is not zero are that host.
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
    #[doc(alias = "wildcard")]
    pub const fn hostmask(mut self, on: bool) -> Self {
        self.hostmask = on;
        self
    }

    /// Accepts IPv4 addresses whose last octets, with their dots, are missing, and reads them as
    /// zeros: `10.1/16`, `10`.
    ///
    /// Without a length `10` is then the address 10.0.0.0;
    /// [`partial_nets`](Self::partial_nets) makes it the network 10.0.0.0/8. If
    /// [`inet_aton`](Self::inet_aton) is on, its reading of such text takes precedence.
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
    #[doc(alias = "abbreviated")]
    #[doc(alias = "expand_partial")]
    #[doc(alias = "expand_partial_ipv4_address")]
    pub const fn partial(mut self, on: bool) -> Self {
        self.partial = on;
        self
    }

    /// Accepts IPv4 networks without a length, whose octets are the network.
    ///
    /// `10` is 10.0.0.0/8, `172.20` is 172.20.0.0/16, `192.168.2.` is 192.168.2.0/24. This is how
    /// `hosts.allow` and web servers write networks. It applies only to
    /// [`prefix`](Self::prefix), [`interface`](Self::interface), [`range`](Self::range) and lists:
    /// [`addr`](Self::addr) and the ends of `first-last` need all octets. An explicit
    /// length always counts, and the missing octets before it are zeros. If
    /// [`inet_aton`](Self::inet_aton) is on, its reading of such text takes precedence.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::new().partial_nets(true);
    /// assert_eq!(options.prefix("172.20")?, "172.20.0.0/16".parse()?);
    /// assert_eq!(options.set("10 192.168.2.")?, "10.0.0.0/8, 192.168.2.0/24".parse()?);
    /// assert!(options.addr("10").is_err());
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    #[doc(alias = "abbreviated")]
    pub const fn partial_nets(mut self, on: bool) -> Self {
        self.partial_nets = on;
        self
    }

    /// Reads an IPv4 address without a length as the network of its class: A 8, B 16, C 24, D 4, or
    /// E 32.
    ///
    /// It applies to [`prefix`](Self::prefix), [`interface`](Self::interface),
    /// [`range`](Self::range) and lists. It takes precedence over [`bare_addr`](Self::bare_addr),
    /// but not over [`partial_nets`](Self::partial_nets) if octets are missing.
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
    #[doc(alias = "implicit_prefix")]
    #[doc(alias = "cidr_abbrev_to_verbose")]
    pub const fn classful(mut self, on: bool) -> Self {
        self.classful = on;
        self
    }

    /// Sets how IPv4 octets with leading zeros are read.
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
    #[doc(alias = "zerofill")]
    #[doc(alias = "octal")]
    pub const fn leading_zeros(mut self, leading_zeros: LeadingZeros) -> Self {
        self.leading_zeros = leading_zeros;
        self
    }

    /// Accepts what C's `inet_aton` accepts: one to four parts of which the last fills the rest,
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
    #[doc(alias = "octal")]
    #[doc(alias = "hexadecimal")]
    pub const fn inet_aton(mut self, on: bool) -> Self {
        self.inet_aton = on;
        self
    }

    /// Accepts brackets around an IPv6 address: `[::1]`, `[2001:db8::]/32`.
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

    /// Accepts a zone after an IPv6 address and ignores it: `fe80::1%eth0`.
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
    #[doc(alias = "scope_id")]
    #[doc(alias = "zone")]
    #[doc(alias = "zone_id")]
    pub const fn skip_zone(mut self, on: bool) -> Self {
        self.skip_zone = on;
        self
    }

    /// Reads an IPv4 address and a mask in the next column of a list as one prefix:
    /// `10.0.0.0 255.0.0.0`.
    ///
    /// [`netmask`](Self::netmask) and [`hostmask`](Self::hostmask) say which masks are accepted.
    /// Without this option an address with a mask after it on the same line is an error, since it
    /// would otherwise be two hosts. [`lenient`](Self::lenient) does not set it: it turns addresses
    /// into networks.
    ///
    /// Computes in **O(1)** time.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::ParseOptions;
    ///
    /// let options = ParseOptions::new().netmask(true).mask_columns(true);
    /// assert_eq!(options.set("10.0.0.0 255.0.0.0")?, "10.0.0.0/8".parse()?);
    ///
    /// let error = ParseOptions::lenient().set("10.0.0.0 255.0.0.0").unwrap_err();
    /// assert!(error.to_string().starts_with("255.0.0.0 looks like the mask of 10.0.0.0"));
    /// # Ok::<(), boltons::Error>(())
    /// ```
    #[must_use]
    pub const fn mask_columns(mut self, on: bool) -> Self {
        self.mask_columns = on;
        self
    }
}
