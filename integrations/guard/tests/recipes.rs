//! Every recipe against two servers: one on 127.0.0.1, which must see no connection, and one on
//! 127.0.0.2, which is allowed and redirects to the first by address and by name.

#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use boltons_guard_recipes as recipes;
use bytes::Bytes;
use http_body_util::Empty;
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

/// The two servers, and the connections that each has seen.
struct Servers {
    inside: SocketAddr,
    outside: SocketAddr,
    seen_inside: Arc<AtomicUsize>,
    seen_outside: Arc<AtomicUsize>,
}

fn serve(addr: &str, redirect: Option<u16>) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind((addr, 0)).unwrap();
    let addr = listener.local_addr().unwrap();
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    thread::spawn(move || {
        for stream in listener.incoming() {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = answer(stream.unwrap(), redirect);
        }
    });
    (addr, seen)
}

/// One request and one answer.
fn answer(mut stream: TcpStream, redirect: Option<u16>) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 1024];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            n => request.extend_from_slice(&buffer[..n]),
        }
    }
    let request = String::from_utf8_lossy(&request).into_owned();
    let path = request.split(' ').nth(1).unwrap_or("/").to_owned();
    let target = redirect.and_then(|port| match path.as_str() {
        "/by-address" => Some(format!("http://127.0.0.1:{port}/")),
        "/by-name" => Some(format!("http://localhost:{port}/")),
        "/to-itself" => Some("/".to_owned()),
        _ => None,
    });
    let head = match target {
        Some(target) => format!("302 Found\r\nLocation: {target}"),
        None => "200 OK".to_owned(),
    };
    write!(stream, "HTTP/1.1 {head}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")
}

fn servers() -> Servers {
    let (inside, seen_inside) = serve("127.0.0.1", None);
    let (outside, seen_outside) = serve("127.0.0.2", Some(inside.port()));
    Servers { inside, outside, seen_inside, seen_outside }
}

impl Servers {
    /// URLs that must not arrive, and one that must.
    fn denied(&self) -> Vec<String> {
        let (inside, outside) = (self.inside.port(), self.outside);
        vec![
            format!("http://127.0.0.1:{inside}/"),
            format!("http://localhost:{inside}/"),
            format!("http://0x7f.1:{inside}/"),
            format!("http://2130706433:{inside}/"),
            format!("http://[::ffff:127.0.0.1]:{inside}/"),
            format!("http://{outside}/by-address"),
            format!("http://{outside}/by-name"),
        ]
    }

    fn allowed(&self) -> Vec<String> {
        let outside = self.outside;
        vec![format!("http://{outside}/"), format!("http://{outside}/to-itself")]
    }

    /// Asserts that a client reaches what is allowed and nothing else.
    fn judge(&self, mut get: impl FnMut(&str) -> Result<(), String>) {
        for url in self.denied() {
            let error = get(&url).expect_err(&url);
            assert_eq!(self.seen_inside.load(Ordering::SeqCst), 0, "{url} arrived");
            assert!(!error.is_empty());
        }
        let before = self.seen_outside.load(Ordering::SeqCst);
        for url in self.allowed() {
            get(&url).unwrap_or_else(|error| panic!("{url}: {error}"));
        }
        assert!(self.seen_outside.load(Ordering::SeqCst) >= before + 3);
        assert_eq!(self.seen_inside.load(Ordering::SeqCst), 0);
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// An error with its causes, for which the guard's words are looked.
fn causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text += &format!(": {cause}");
        next = cause.source();
    }
    text
}

#[test]
fn reqwest_names_literals_and_redirects() {
    let servers = servers();
    let runtime = runtime();
    let client = recipes::reqwest::client().unwrap();
    servers.judge(|url| {
        let url = reqwest::Url::parse(url).unwrap();
        recipes::reqwest::check_url(&url).map_err(|error| error.to_string())?;
        let sent = runtime.block_on(client.get(url).send()).map_err(|error| {
            let words = causes(&error);
            assert!(words.contains("is not public"), "{words}");
            words
        })?;
        assert_eq!(sent.status(), 200);
        Ok(())
    });
}

/// The fault that the recipe is for: a resolver alone is not a guard.
#[test]
fn reqwest_with_a_resolver_alone_reaches_the_inside() {
    let servers = servers();
    let runtime = runtime();
    let client = reqwest::Client::builder()
        .no_proxy()
        .dns_resolver(recipes::reqwest::Guarded)
        .build()
        .unwrap();
    let mut arrived = Vec::new();
    for url in servers.denied() {
        let before = servers.seen_inside.load(Ordering::SeqCst);
        let _ = runtime.block_on(client.get(&url).send());
        if servers.seen_inside.load(Ordering::SeqCst) > before {
            arrived.push(url.rsplit_once('/').unwrap().1.to_owned() + &url[7..12]);
        }
    }
    // Literals in each spelling, and the redirect by address; not the names.
    assert_eq!(arrived, ["127.0", "0x7f.", "21307", "[::ff", "by-address127.0"]);
}

#[test]
fn ureq_sees_everything_in_its_resolver() {
    let servers = servers();
    let agent = recipes::ureq::agent();
    servers.judge(|url| {
        let sent = agent.get(url).call().map_err(|error| {
            let words = causes(&error);
            assert!(words.contains("is not public"), "{words}");
            words
        })?;
        assert_eq!(sent.status(), 200);
        Ok(())
    });
}

#[test]
fn hyper_util_by_connector_and_resolver() {
    let servers = servers();
    let runtime = runtime();
    let client: Client<_, Empty<Bytes>> =
        Client::builder(TokioExecutor::new()).build(recipes::hyper_util::connector());
    servers.judge(|url| {
        // The client follows no redirects: this loop does, and each hop passes the connector.
        let mut url: hyper::Uri = url.parse().unwrap();
        for _ in 0..5 {
            let sent = runtime.block_on(client.get(url.clone())).map_err(|error| {
                let words = causes(&error);
                assert!(words.contains("is not public") || words.contains("a number"), "{words}");
                words
            })?;
            let Some(next) = sent.headers().get("location") else {
                assert_eq!(sent.status(), 200);
                return Ok(());
            };
            let next = next.to_str().unwrap();
            url = match next.strip_prefix('/') {
                Some(path) => format!("http://{}/{path}", servers.outside).parse().unwrap(),
                None => next.parse().unwrap(),
            };
        }
        Err("too many redirects".to_owned())
    });
}

#[test]
fn tokio_connects_to_what_was_checked() {
    let servers = servers();
    let runtime = runtime();
    let inside = servers.inside.port();
    for host in ["127.0.0.1", "localhost", "0x7f.1", "2130706433", "::ffff:127.0.0.1"] {
        let error = runtime.block_on(recipes::tokio::connect(host, inside)).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied, "{host}: {error}");
    }
    assert_eq!(servers.seen_inside.load(Ordering::SeqCst), 0);
    let outside = servers.outside;
    let stream = runtime.block_on(recipes::tokio::connect("127.0.0.2", outside.port())).unwrap();
    assert_eq!(stream.peer_addr().unwrap(), outside);
}
