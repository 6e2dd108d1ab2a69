use crate::GUARD;

// recipe
/// Checks what names resolve to.
pub struct Guarded;

impl reqwest::dns::Resolve for Guarded {
    fn resolve(&self, name: reqwest::dns::Name) -> reqwest::dns::Resolving {
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            Ok(Box::new(GUARD.check_all(found)?.into_iter()) as reqwest::dns::Addrs)
        })
    }
}

/// Checks literal addresses, for which no resolver is asked, and the port.
pub fn check_url(url: &reqwest::Url) -> Result<(), boltons::Error> {
    GUARD.check_host(url.host_str().unwrap_or_default())?;
    GUARD.check_port(url.port_or_known_default().unwrap_or(0))
}

/// Call `check_url` before `client.get(url)`; redirects are checked here.
pub fn client() -> reqwest::Result<reqwest::Client> {
    let redirects = reqwest::redirect::Policy::custom(|hop| match check_url(hop.url()) {
        Err(error) => hop.error(error),
        Ok(()) if hop.previous().len() > 10 => hop.error("too many redirects"),
        Ok(()) => hop.follow(),
    });
    reqwest::Client::builder().no_proxy().dns_resolver(Guarded).redirect(redirects).build()
}
