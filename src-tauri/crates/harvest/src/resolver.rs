use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::address::is_public;

/// Resolves names and lets only public addresses through, save for the one host that the reader allowed.
///
/// The check sits here, after the name is resolved and for each connection, so that a name that changes its
/// address between check and use gains nothing.
#[derive(Debug, Clone)]
pub(crate) struct PublicResolver {
    pub(crate) allowed_host: Option<String>,
}

/// A name led to private addresses only.
#[derive(Debug, thiserror::Error)]
#[error("the name leads to this machine or a private network")]
pub(crate) struct PrivateName;

impl Resolve for PublicResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allowed = self.allowed_host.as_deref() == Some(name.as_str());
        Box::pin(async move {
            let found = look_up(name.as_str()).await?;
            let public: Vec<SocketAddr> = found
                .iter()
                .copied()
                .filter(|address| allowed || is_public(address.ip()))
                .collect();
            if public.is_empty() && !found.is_empty() {
                return Err(PrivateName.into());
            }
            Ok(Box::new(public.into_iter()) as Addrs)
        })
    }
}

/// Names that end in `.localhost` are this machine (RFC 6761), and nobody is asked for them.
async fn look_up(name: &str) -> io::Result<Vec<SocketAddr>> {
    if name.trim_end_matches('.').ends_with(".localhost") {
        return Ok(vec![(Ipv4Addr::LOCALHOST, 0).into(), (Ipv6Addr::LOCALHOST, 0).into()]);
    }
    Ok(tokio::net::lookup_host((name, 0)).await?.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(name: &str, allowed_host: Option<&str>) -> Result<Vec<SocketAddr>, String> {
        let resolver = PublicResolver { allowed_host: allowed_host.map(str::to_owned) };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let resolving = resolver.resolve(name.parse().unwrap());
        runtime.block_on(resolving).map(Iterator::collect).map_err(|error| error.to_string())
    }

    #[test]
    fn names_below_localhost_are_this_machine_and_private() {
        let name = "gazette.localhost";
        let here = resolved(name, Some(name)).unwrap();
        assert!(!here.is_empty() && here.iter().all(|address| address.ip().is_loopback()));
        assert_eq!(resolved(name, None).unwrap_err(), PrivateName.to_string());
        assert_eq!(resolved(name, Some("other.localhost")).unwrap_err(), PrivateName.to_string());
    }
}
