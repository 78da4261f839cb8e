use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::Error;

/// Reads an address as people type it: `gazette.example`, `www.gazette.example/news`, `http://127.0.0.1:8080`.
///
/// The second value says that no scheme was typed: `https` is tried first, then `http`.
pub(crate) fn typed(text: &str) -> Result<(Url, bool), Error> {
    let text = text.trim();
    let bad = || Error::BadAddress { text: text.to_owned() };
    let (with_scheme, guessed) = if text.contains("://") {
        (text.to_owned(), false)
    } else {
        (format!("https://{text}"), true)
    };
    let url = Url::parse(&with_scheme).map_err(|_| bad())?;
    let has_host = url
        .host_str()
        .is_some_and(|host| host.contains('.') || host.contains(':') || host == "localhost");
    if matches!(url.scheme(), "http" | "https")
        && has_host
        && url.username().is_empty()
        && url.password().is_none()
    {
        Ok((url, guessed))
    } else {
        Err(bad())
    }
}

/// Host and, where it is not the usual one, port; for sentences and as the name of a source.
pub(crate) fn host_of(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
}

/// The address that a URL names by number, if it does.
pub(crate) fn literal_address(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Ipv4(address) => Some(address.into()),
        Host::Ipv6(address) => Some(address.into()),
        Host::Domain(_) => None,
    }
}

/// Whether an address belongs to the public internet.
///
/// Everything that RFC 6890 and its successors set aside is not, nor what hides such an address within IPv6.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let reserved = first == 0
        || first >= 240
        || (first == 100 && (64..128).contains(&second))
        || (first == 192 && second == 0 && third == 0)
        || (first == 198 && (18..20).contains(&second));
    !(reserved
        || address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation())
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    if let Some(inner) = address.to_ipv4_mapped() {
        return is_public_v4(inner);
    }
    // 64:ff9b::/96 carries an IPv4 address (NAT64), 2002::/16 too (6to4).
    if segments[0] == 0x64 && segments[1] == 0xff9b {
        return is_public_v4(embedded_v4(segments[6], segments[7]));
    }
    if segments[0] == 0x2002 {
        return is_public_v4(embedded_v4(segments[1], segments[2]));
    }
    // Only 2000::/3 is given out; 2001:db8::/32 is for documents.
    segments[0] & 0xe000 == 0x2000 && !(segments[0] == 0x2001 && segments[1] == 0xdb8)
}

fn embedded_v4(high: u16, low: u16) -> Ipv4Addr {
    Ipv4Addr::from(u32::from(high) << 16 | u32::from(low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_people_type() {
        assert_eq!(typed(" gazette.example ").unwrap().0.as_str(), "https://gazette.example/");
        assert!(typed("gazette.example").unwrap().1);
        assert!(!typed("http://127.0.0.1:8080/x").unwrap().1);
        for text in [
            "",
            "gazette",
            "ftp://gazette.example",
            "file:///etc/passwd",
            "http://",
            "https://me:pw@gazette.example",
            "two words.example",
        ] {
            assert!(typed(text).is_err(), "{text}");
        }
    }

    #[test]
    fn names_a_source_by_its_host() {
        assert_eq!(
            host_of(&Url::parse("https://www.gazette.example/a").unwrap()),
            "gazette.example"
        );
        assert_eq!(host_of(&Url::parse("http://127.0.0.1:8080/").unwrap()), "127.0.0.1:8080");
    }

    #[test]
    fn tells_private_from_public() {
        for private in [
            "127.0.0.1",
            "10.0.0.1",
            "192.168.1.1",
            "172.16.0.1",
            "169.254.1.1",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.1",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "::ffff:127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            assert!(!is_public(private.parse().unwrap()), "{private}");
        }
        for public in ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }
}
