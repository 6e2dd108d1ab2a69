use std::error::Error;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec;

use hyper::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::Name;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::GUARD;

type Boxed<T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send>>;

// recipe
/// Checks what names resolve to.
#[derive(Clone)]
pub struct Guarded;

impl Service<Name> for Guarded {
    type Response = vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Boxed<Self::Response, io::Error>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(GUARD.check_all(found)?.into_iter())
        })
    }
}

/// Checks the URI before the connector, which asks no resolver for a literal address.
#[derive(Clone)]
pub struct Connector(HttpConnector<Guarded>);

impl Service<Uri> for Connector {
    type Response = TokioIo<TcpStream>;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Boxed<Self::Response, Self::Error>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(cx).map_err(Into::into)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let checked = GUARD.check_host(uri.host().unwrap_or_default()).map(drop);
        let port = GUARD.check_port(uri.port_u16().unwrap_or(80));
        let connected = self.0.call(uri);
        Box::pin(async move {
            checked.and(port)?;
            Ok(connected.await?)
        })
    }
}

pub fn connector() -> Connector {
    Connector(HttpConnector::new_with_resolver(Guarded))
}
