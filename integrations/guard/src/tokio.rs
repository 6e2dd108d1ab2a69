use std::io;

use tokio::net::TcpStream;

use crate::GUARD;

// recipe
/// Connects to an address that was checked.
pub async fn connect(host: &str, port: u16) -> io::Result<TcpStream> {
    let addrs = GUARD.check_all(tokio::net::lookup_host((host, port)).await?)?;
    TcpStream::connect(&addrs[..]).await
}
