//! Resolving and connecting with a [`Guard`].

use std::io;
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::string::ToString;
use std::time::{Duration, Instant};
use std::vec::Vec;

use super::guard::Guard;
use crate::error::{Error, Kind, excerpt};

/// The greatest length of a resolver's message inside one of ours.
const MAX_WORDS: usize = 200;

impl Guard {
    /// Resolves a host and port once, and returns the addresses, all of which must pass.
    ///
    /// Connect to these and do not resolve the name again: it may resolve to something else the
    /// next time. If any address of the answer is denied, the whole answer is: see
    /// [`check_all`](Self::check_all). std cannot bound the time of the lookup.
    ///
    /// # Errors
    ///
    /// `is_denied` if an address or the port is denied, `is_not_found` if there is no address or
    /// the lookup fails, `is_syntax` if the text is not a host and port.
    ///
    /// # Examples
    ///
    /// ```
    /// use boltons::ip::Guard;
    ///
    /// let guard = Guard::new();
    /// assert_eq!(guard.resolve("1.1.1.1:443")?, ["1.1.1.1:443".parse().unwrap()]);
    /// assert!(guard.resolve("localhost:80").is_err());
    /// assert!(guard.resolve("1.1.1.1").unwrap_err().is_syntax()); // no port
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn resolve(&self, host: impl ToSocketAddrs) -> Result<Vec<SocketAddr>, Error> {
        self.check_all(lookup(host)?)
    }

    /// Resolves a host and port once, and returns the addresses that pass.
    ///
    /// As [`resolve`](Self::resolve), but denied addresses are dropped: see
    /// [`check_any`](Self::check_any).
    ///
    /// # Errors
    ///
    /// `is_denied` if all addresses or the port are denied, `is_not_found` if there is no address
    /// or the lookup fails, `is_syntax` if the text is not a host and port.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::SocketAddr;
    /// use boltons::ip::Guard;
    ///
    /// let good = SocketAddr::from(([1, 1, 1, 1], 443));
    /// let bad = SocketAddr::from(([127, 0, 0, 1], 443));
    /// assert_eq!(Guard::new().resolve_any(&[bad, good][..])?, [good]);
    /// # Ok::<(), boltons::Error>(())
    /// ```
    pub fn resolve_any(&self, host: impl ToSocketAddrs) -> Result<Vec<SocketAddr>, Error> {
        self.check_any(lookup(host)?)
    }

    /// Connects to a host and port as [`resolve`](Self::resolve) checks them: only to the addresses
    /// that were checked.
    ///
    /// The addresses are tried in the resolver's order; each gets the time that remains, divided by
    /// the addresses that remain. The timeout does not include the lookup, which std cannot bound.
    ///
    /// # Errors
    ///
    /// What [`resolve`](Self::resolve) returns, as an [`io::Error`] with the [`Error`] inside: of
    /// kind `PermissionDenied` for a denial. No connection has been tried then, not even to an
    /// address that passes. Otherwise the error of the last address that was tried.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::io::ErrorKind;
    /// use std::time::Duration;
    /// use boltons::ip::Guard;
    ///
    /// let error = Guard::new()
    ///     .connect_timeout("127.0.0.1:80", Duration::from_secs(5))
    ///     .unwrap_err();
    /// assert_eq!(error.kind(), ErrorKind::PermissionDenied);
    /// ```
    pub fn connect_timeout(
        &self,
        host: impl ToSocketAddrs,
        timeout: Duration,
    ) -> io::Result<TcpStream> {
        let addrs = self.resolve(host)?;
        let start = Instant::now();
        let mut last = None;
        for (addr, left) in addrs.iter().zip((1..=addrs.len()).rev()) {
            let remaining = timeout.saturating_sub(start.elapsed());
            let share = remaining / u32::try_from(left).unwrap_or(u32::MAX);
            if share.is_zero() {
                break;
            }
            match TcpStream::connect_timeout(addr, share) {
                Ok(stream) => return Ok(stream),
                Err(error) => last = Some(error),
            }
        }
        Err(last.unwrap_or_else(|| io::ErrorKind::TimedOut.into()))
    }

    /// Checks the peer of a stream that something else connected.
    ///
    /// By then the handshake has taken place, and with most HTTP clients the request has been sent.
    /// For a stream through a forward proxy the peer is the proxy. Check the addresses before
    /// connecting, and use this as a second line of defence.
    ///
    /// # Errors
    ///
    /// An [`io::Error`] of kind `PermissionDenied` with the [`Error`] inside if the peer's address
    /// or port is denied, or the error of asking for the peer.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::net::{TcpListener, TcpStream};
    /// use boltons::ip::Guard;
    ///
    /// let listener = TcpListener::bind("127.0.0.1:0")?;
    /// let stream = TcpStream::connect(listener.local_addr()?)?;
    /// assert!(Guard::new().check_peer(&stream).is_err());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn check_peer(&self, stream: &TcpStream) -> io::Result<()> {
        Ok(self.check_socket(stream.peer_addr()?)?)
    }
}

/// Calls the resolver once.
fn lookup<T: ToSocketAddrs>(host: T) -> Result<T::Iter, Error> {
    host.to_socket_addrs().map_err(|error| {
        let kind = match error.kind() {
            io::ErrorKind::InvalidInput => Kind::Syntax,
            _ => Kind::NotFound,
        };
        let words = excerpt(&error.to_string(), 0, MAX_WORDS);
        Error::new(kind, format_args!("lookup failed: {words}"))
    })
}
