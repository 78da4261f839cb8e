use std::net::SocketAddr;

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
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
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
