use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::Error;

/// What is wrong with a text that was given as the address of a website.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// There is nothing in it.
    Empty,
    /// It has spaces; where it could be told, the address that was meant.
    Spaces {
        /// A word of it that is an address, or all of it without the spaces.
        meant: Option<String>,
    },
    /// It is the address of a mailbox.
    Mail {
        /// What stands after the `@`.
        host: String,
    },
    /// It is the name of a file.
    File,
    /// It is a name without an ending, such as `gazette`.
    Bare,
    /// It is anything else.
    Unreadable,
}

/// Reads an address as people type it: `gazette.example`, `www.gazette.example/news`, `http://127.0.0.1:8080`.
///
/// Query and fragment are left out: they tell from where a reader came, or a place within a page. The second value
/// says that no scheme was typed: `https` is tried first, then `http`.
pub(crate) fn typed(text: &str) -> Result<(Url, bool), Error> {
    let around = |letter: char| {
        letter.is_whitespace() || "<>\"'“”‘’\u{200b}\u{200e}\u{200f}\u{feff}".contains(letter)
    };
    let text = text.trim_matches(around);
    read(text).map_err(|flaw| Error::BadAddress { text: text.to_owned(), flaw })
}

fn read(text: &str) -> Result<(Url, bool), Flaw> {
    if text.is_empty() {
        return Err(Flaw::Empty);
    }
    if text.contains(char::is_whitespace) {
        return Err(Flaw::Spaces { meant: meant(text) });
    }
    if is_file(text) {
        return Err(Flaw::File);
    }
    if let Some(host) = mail_host(text) {
        return Err(Flaw::Mail { host: host.to_owned() });
    }
    let guessed =
        !(text.contains("://") || starts_with(text, "http:") || starts_with(text, "https:"));
    let with_scheme = if guessed { format!("https://{text}") } else { text.to_owned() };
    let mut url = Url::parse(&with_scheme).map_err(|_| Flaw::Unreadable)?;
    let named = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || !named {
        return Err(Flaw::Unreadable);
    }
    // The dot that ends a name in full is no part of it for a server.
    if let Some(host) = url.host_str().and_then(|host| host.strip_suffix('.')).map(str::to_owned) {
        url.set_host(Some(&host)).map_err(|_| Flaw::Unreadable)?;
    }
    let is_whole = match url.host() {
        // `12345` is an address of this kind too, but nobody means it.
        Some(Host::Ipv4(number)) => text.contains(&number.to_string()),
        Some(Host::Ipv6(_)) => true,
        Some(Host::Domain("localhost")) => true,
        Some(Host::Domain(name)) if name.contains('.') => {
            name.split('.').all(|label| !label.is_empty())
        }
        _ => false,
    };
    url.set_query(None);
    url.set_fragment(None);
    if is_whole { Ok((url, guessed)) } else { Err(Flaw::Bare) }
}

/// The address in a text with spaces: a word that is one, or all of it where a space stands beside a sign of addresses.
fn meant(text: &str) -> Option<String> {
    let is_address = |word: &str| read(word).is_ok();
    let words: Vec<&str> = text.split_whitespace().collect();
    if let Some(word) = words.iter().find(|word| is_address(word)) {
        return Some((*word).to_owned());
    }
    let is_split = words.windows(2).any(|pair| match pair {
        [before, after] => before.ends_with(SIGNS) || after.starts_with(SIGNS),
        _ => false,
    });
    let joined = words.concat();
    (is_split && is_address(&joined)).then_some(joined)
}

/// Signs that stand within an address and not at the ends of its words.
const SIGNS: [char; 4] = ['.', '/', ':', '-'];

fn is_file(text: &str) -> bool {
    let is_drive = || {
        let mut start = text.chars();
        start.next().is_some_and(|letter| letter.is_ascii_alphabetic())
            && start.next() == Some(':')
            && start.next().is_some_and(|slash| matches!(slash, '/' | '\\'))
    };
    let is_path = ["/", "./", "../", "~/", "\\"].iter().any(|start| text.starts_with(start));
    (is_path && !text.starts_with("//")) || starts_with(text, "file:") || is_drive()
}

fn mail_host(text: &str) -> Option<&str> {
    let address = if starts_with(text, "mailto:") { text.get(7..)? } else { text };
    let (name, host) = address.split('?').next()?.split_once('@')?;
    let is_mail = !name.is_empty() && !name.contains(['/', ':']) && !host.contains(['/', '@']);
    (is_mail && !host.is_empty()).then_some(host)
}

/// Whether a text starts with these letters, in capitals or not.
fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
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
        for (text, url) in [
            (" gazette.example ", "https://gazette.example/"),
            ("“gazette.example”\u{200b}", "https://gazette.example/"),
            ("<https://gazette.example/>", "https://gazette.example/"),
            ("HTTP://GAZETTE.EXAMPLE/Path", "http://gazette.example/Path"),
            ("Www.Gazette.Example", "https://www.gazette.example/"),
            ("gazette.example./news/", "https://gazette.example/news/"),
            (
                "gazette.example/2026/11/snow/?utm_source=x#more",
                "https://gazette.example/2026/11/snow/",
            ),
            ("https:gazette.example", "https://gazette.example/"),
            ("//gazette.example", "https://gazette.example/"),
            ("http:\\\\gazette.example", "http://gazette.example/"),
            ("gazette.example:8080", "https://gazette.example:8080/"),
            ("gazette.example?for=me@mail.example", "https://gazette.example/"),
            ("gazette.localhost:8080", "https://gazette.localhost:8080/"),
            ("http://127.0.0.1:8080/x", "http://127.0.0.1:8080/x"),
            ("[::1]:80", "https://[::1]:80/"),
            ("localhost", "https://localhost/"),
        ] {
            assert_eq!(typed(text).unwrap().0.as_str(), url, "{text}");
        }
        assert!(typed("gazette.example").unwrap().1);
        assert!(!typed("HTTPS://gazette.example").unwrap().1);
    }

    #[test]
    fn a_name_in_another_script_goes_to_the_network_in_ascii() {
        for (text, host) in [
            ("परीक्षा.example", "xn--11b5bs3a9aj6g.example"),
            ("http://امارات.example/خبر/", "xn--mgbaam7a8h.example"),
            ("xn--mgbaam7a8h.example", "xn--mgbaam7a8h.example"),
            ("XN--MGBAAM7A8H.EXAMPLE", "xn--mgbaam7a8h.example"),
            ("परीक्षा。example", "xn--11b5bs3a9aj6g.example"),
        ] {
            let (url, _) = typed(text).unwrap();
            assert_eq!(host_of(&url), host, "{text}");
        }
        assert!(typed("xn--zzzzzz.example").is_err());
    }

    #[test]
    fn says_what_is_wrong_with_what_is_no_address() {
        let spaces = |meant: &str| Flaw::Spaces { meant: Some(meant.to_owned()) };
        let mail = Flaw::Mail { host: "gazette.example".to_owned() };
        for (text, expected) in [
            ("", Flaw::Empty),
            (" “” ", Flaw::Empty),
            (" gazette .example ", spaces("gazette.example")),
            ("https:// gazette.example", spaces("gazette.example")),
            ("The Gazette gazette.example", spaces("gazette.example")),
            ("the daily gazette", Flaw::Spaces { meant: None }),
            ("snow at 10.30", Flaw::Spaces { meant: None }),
            ("editor@gazette.example", mail.clone()),
            ("mailto:editor@gazette.example?subject=Snow", mail),
            ("file:///etc/passwd", Flaw::File),
            ("/home/me/paper.html", Flaw::File),
            ("~/paper", Flaw::File),
            ("C:\\papers\\today.html", Flaw::File),
            ("gazette", Flaw::Bare),
            ("gazette/news", Flaw::Bare),
            ("12345", Flaw::Bare),
            (".example", Flaw::Bare),
            ("gazette..example", Flaw::Bare),
            ("ftp://gazette.example", Flaw::Unreadable),
            ("http://", Flaw::Unreadable),
            ("http://:nonsense:", Flaw::Unreadable),
            ("https://me:pw@gazette.example", Flaw::Unreadable),
        ] {
            match typed(text) {
                Err(Error::BadAddress { flaw, .. }) => assert_eq!(flaw, expected, "{text}"),
                other => panic!("{text}: {other:?}"),
            }
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
