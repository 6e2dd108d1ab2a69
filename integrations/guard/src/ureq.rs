use std::io;

use ureq::Agent;
use ureq::config::Config;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use crate::GUARD;

// recipe
/// Sees every URL with its port, literal addresses and redirects included.
#[derive(Debug)]
pub struct Checked(DefaultResolver);

impl Resolver for Checked {
    fn resolve(
        &self,
        uri: &ureq::http::Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.0.resolve(uri, config, timeout)?;
        GUARD.check_all(found.iter().copied()).map_err(io::Error::from)?;
        Ok(found)
    }
}

pub fn agent() -> Agent {
    let config = Config::builder().proxy(None).build();
    Agent::with_parts(config, DefaultConnector::default(), Checked(DefaultResolver::default()))
}
