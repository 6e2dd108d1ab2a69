//! Fetches a URL from untrusted input, with the standard library and the SSRF guard:
//! `cargo run --example guard -- http://example.com/`.
//!
//! Without an argument it prints the guard's verdicts on some hosts, and asserts them.

use std::error::Error;
use std::io::{Read, Write};
use std::time::Duration;

use boltons::ip::{Guard, Host};

/// Allows public addresses, and the ports of the web.
fn guard() -> Guard {
    Guard::new().ports([80, 443])
}

/// Splits an `http:` URL into host, port and path.
fn split(url: &str) -> Result<(&str, u16, &str), Box<dyn Error>> {
    let rest = url.strip_prefix("http://").ok_or("only http: here, since std has no TLS")?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    // The port is after the last colon that is not inside brackets.
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port.parse()?),
        _ => (authority, 80),
    };
    Ok((host, port, if path.is_empty() { "/" } else { path }))
}

/// Sends one request and returns the head and the body of the response.
fn request(guard: &Guard, url: &str) -> Result<(String, Vec<u8>), Box<dyn Error>> {
    let (text, port, path) = split(url)?;
    // A literal address is judged here, a name after resolving.
    let host = guard.check_host(text)?;
    guard.check_port(port)?;
    let name = match host {
        Host::Addr(addr) => addr.to_string(),
        Host::Name(name) => name.to_owned(),
    };
    let timeout = Duration::from_secs(10);
    // Resolves once, and connects to an address that was checked.
    let mut stream = guard.connect_timeout((name.as_str(), port), timeout)?;
    stream.set_read_timeout(Some(timeout))?;
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.take(1 << 20).read_to_end(&mut answer)?;
    let end = answer.windows(4).position(|end| end == b"\r\n\r\n").ok_or("no head")?;
    let body = answer.split_off(end + 4);
    Ok((String::from_utf8_lossy(&answer).into_owned(), body))
}

/// Follows redirects; each is a new URL, which is judged again.
fn fetch(guard: &Guard, url: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut url = url.to_owned();
    for _ in 0..5 {
        let (head, body) = request(guard, &url)?;
        let location = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("location").then(|| value.trim().to_owned())
        });
        match location {
            None => return Ok(body),
            Some(path) if path.starts_with('/') => {
                let host = url.split('/').nth(2).unwrap_or_default();
                url = format!("http://{host}{path}");
            }
            Some(next) => url = next,
        }
    }
    Err("too many redirects".into())
}

/// Prints and asserts verdicts on hosts of URLs, without any connection.
fn show() -> Result<(), Box<dyn Error>> {
    let guard = guard();
    for (url, says) in [
        ("http://127.0.0.1/", "127.0.0.1 is not public: inside 127.0.0.0/8 (Loopback, RFC 1122)"),
        (
            "http://[::ffff:a9fe:a9fe]/",
            "::ffff:169.254.169.254 is not public: carries 169.254.169.254 \
             (instance metadata of AWS, Azure, Google Cloud, Oracle, OpenStack and others) \
             as IPv4-mapped",
        ),
        ("http://localhost/", "localhost is not public: a name of the loopback (RFC 6761)"),
        (
            "http://0x7f.1/",
            "a number in place of a name (did you mean 127.0.0.1?) \
             while parsing host \"0x7f.1\" at byte 0",
        ),
        ("http://1.1.1.1:25/", "port 25 is not among the ports allowed"),
    ] {
        let error = fetch(&guard, url).err().ok_or("it should have been denied")?;
        assert_eq!(error.to_string(), says);
        println!("{url}: {error}");
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    match std::env::args().nth(1) {
        None => show(),
        Some(url) => {
            let body = fetch(&guard(), &url)?;
            println!("{}", String::from_utf8_lossy(&body));
            Ok(())
        }
    }
}
