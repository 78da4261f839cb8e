use desk::{Code, Error};
use url::Url;

/// What a link in a story may lead to; anything else could start a program of the reader's.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Opens a web or mail address in the reader's own browser or mail program.
///
/// # Errors
/// [`Code::BadAddress`] for any other address, [`Code::NotFound`] if the system has no program for it.
pub(crate) fn open(address: &str) -> Result<(), Error> {
    let url = allowed(address)?;
    open::that_detached(url.as_str()).map_err(|error| Error {
        code: Code::NotFound,
        message: format!("The system could not open {url} ({error})."),
        hint: "Copy the address into your browser.".to_owned(),
    })
}

fn allowed(address: &str) -> Result<Url, Error> {
    let url = Url::parse(address).ok();
    url.filter(|url| SCHEMES.contains(&url.scheme())).ok_or_else(|| Error {
        code: Code::BadAddress,
        message: format!("“{address}” is no web or mail address, so it was not opened."),
        hint: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_and_mail_addresses_leave() {
        for address in
            ["https://gazette.example/a?b=c#d", "HTTP://gazette.example", "mailto:a@b.example"]
        {
            assert!(allowed(address).is_ok(), "{address}");
        }
    }

    #[test]
    fn nothing_else_does() {
        let others =
            ["file:///etc/passwd", "javascript:alert(1)", "photo://localhost/ab", "/etc", "-h", ""];
        for address in others {
            assert_eq!(allowed(address).unwrap_err().code, Code::BadAddress, "{address}");
        }
    }
}
