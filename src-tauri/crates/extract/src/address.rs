use url::Url;

/// The absolute `http` or `https` address that an attribute names.
pub(crate) fn absolute(page: &Url, raw: &str) -> Option<Url> {
    let raw = raw.trim();
    if raw.is_empty() || raw.starts_with('#') {
        return None;
    }
    page.join(raw).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

/// Whether a link leads to a picture that can be shown.
pub(crate) fn is_picture(url: &Url) -> bool {
    let known = ["jpg", "jpeg", "jfif", "png", "gif", "webp", "avif", "bmp", "tif", "tiff"];
    extension(url).is_some_and(|extension| known.contains(&extension.as_str()))
}

/// Whether a link leads to a PDF.
pub(crate) fn is_pdf(url: &Url) -> bool {
    extension(url).as_deref() == Some("pdf")
}

fn extension(url: &Url) -> Option<String> {
    let name = url.path().rsplit('/').next()?;
    Some(name.rsplit_once('.')?.1.to_ascii_lowercase())
}

/// What two addresses of one file have in common: host without `www`, path, and query where it names the file.
pub(crate) fn key(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let path = url.path().trim_end_matches('/');
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    format!("{}{port}{path}?{}", host.trim_start_matches("www."), url.query().unwrap_or_default())
}

/// Who serves an address: `youtube.com` for each of its hosts.
pub(crate) fn provider(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let bare = ["www.", "m.", "mobile.", "player.", "embed.", "open.", "w."]
        .iter()
        .fold(host, |host, start| host.strip_prefix(start).unwrap_or(host));
    match bare {
        "youtu.be" | "youtube-nocookie.com" => "youtube.com",
        "x.com" | "platform.twitter.com" => "twitter.com",
        "fb.watch" | "web.facebook.com" => "facebook.com",
        bare => bare,
    }
    .to_owned()
}

/// Addresses at which the original of a picture may lie, best first, the given one last.
///
/// Names of originals may themselves end like those of sized ones, so each is only an offer. An edit
/// (`-e1700000000000`) is not undone: what an editor cut off was not to be seen.
pub(crate) fn originals(shown: &Url) -> Vec<Url> {
    let mut offers = Vec::new();
    let proxied = unproxied(shown);
    let shown_there = proxied.as_ref().unwrap_or(shown);
    let whole = without_resizing(shown_there);
    let base = whole.as_ref().unwrap_or(shown_there);
    let unsized_name = renamed(base, without_size);
    let stem = unsized_name.as_ref().unwrap_or(base);
    offers.extend(renamed(stem, without_scaled));
    offers.extend(unsized_name.clone());
    offers.extend([base.clone(), shown_there.clone(), shown.clone()]);
    let mut seen = Vec::new();
    offers.retain(|url| {
        !seen.contains(url) && {
            seen.push(url.clone());
            true
        }
    });
    offers
}

/// The address behind WordPress's picture proxy (`i0.wp.com/HOST/PATH`).
fn unproxied(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    if !matches!(host, "i0.wp.com" | "i1.wp.com" | "i2.wp.com" | "i3.wp.com") {
        return None;
    }
    let scheme = if url.query().is_some_and(|query| query.contains("ssl=1")) {
        "https"
    } else {
        url.scheme()
    };
    Url::parse(&format!("{scheme}:/{}", url.path())).ok().filter(Url::has_host)
}

/// The address without a query that only asks for a size.
fn without_resizing(url: &Url) -> Option<Url> {
    let sizing = [
        "w", "h", "width", "height", "resize", "fit", "crop", "quality", "q", "strip", "ssl",
        "zoom", "dpr",
    ];
    let mut pairs = url.query_pairs().peekable();
    pairs.peek()?;
    if !pairs.all(|(name, _)| sizing.contains(&name.as_ref())) {
        return None;
    }
    let mut whole = url.clone();
    whole.set_query(None);
    Some(whole)
}

fn renamed(url: &Url, rename: fn(&str) -> Option<&str>) -> Option<Url> {
    let (folder, name) = url.path().rsplit_once('/')?;
    let (stem, extension) = name.rsplit_once('.')?;
    let stem = rename(stem).filter(|stem| !stem.is_empty())?;
    let mut renamed = url.clone();
    renamed.set_path(&format!("{folder}/{stem}.{extension}"));
    Some(renamed)
}

/// `snow-1024x683` gives `snow`.
fn without_size(stem: &str) -> Option<&str> {
    let (name, size) = stem.rsplit_once('-')?;
    let (width, height) = size.split_once('x')?;
    let is_number = |n: &str| (1..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
    (is_number(width) && is_number(height)).then_some(name)
}

/// `snow-scaled` and `snow-rotated` give `snow`.
fn without_scaled(stem: &str) -> Option<&str> {
    stem.strip_suffix("-scaled").or_else(|| stem.strip_suffix("-rotated"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers(shown: &str) -> Vec<String> {
        originals(&Url::parse(shown).unwrap()).into_iter().map(String::from).collect()
    }

    #[test]
    fn an_original_is_offered_and_what_is_shown_comes_last() {
        assert_eq!(offers("http://a.test/u/snow.jpg"), ["http://a.test/u/snow.jpg"]);
        assert_eq!(
            offers("http://a.test/u/snow-scaled-300x200.jpg"),
            [
                "http://a.test/u/snow.jpg",
                "http://a.test/u/snow-scaled.jpg",
                "http://a.test/u/snow-scaled-300x200.jpg"
            ]
        );
        assert_eq!(offers("http://a.test/u/-300x200.jpg"), ["http://a.test/u/-300x200.jpg"]);
    }

    #[test]
    fn an_edit_is_not_undone() {
        assert_eq!(
            offers("http://a.test/snow-e1700000000000-300x200.jpg"),
            [
                "http://a.test/snow-e1700000000000.jpg",
                "http://a.test/snow-e1700000000000-300x200.jpg"
            ]
        );
    }

    #[test]
    fn proxies_and_sizes_in_the_query_are_looked_through() {
        assert_eq!(
            offers("https://i0.wp.com/a.test/u/snow.jpg?resize=300%2C200&ssl=1"),
            [
                "https://a.test/u/snow.jpg",
                "https://i0.wp.com/a.test/u/snow.jpg?resize=300%2C200&ssl=1"
            ]
        );
        assert_eq!(offers("https://a.test/p.php?id=3&w=30"), ["https://a.test/p.php?id=3&w=30"]);
    }

    #[test]
    fn only_addresses_of_the_web_are_taken() {
        let page = Url::parse("https://a.test/x/").unwrap();
        assert_eq!(absolute(&page, "//b.test/p.jpg").unwrap().as_str(), "https://b.test/p.jpg");
        assert_eq!(absolute(&page, " ../y ").unwrap().as_str(), "https://a.test/y");
        for raw in
            ["", "#note", "javascript:alert(1)", "data:image/gif;base64,R0", "mailto:a@b.test"]
        {
            assert_eq!(absolute(&page, raw), None, "{raw}");
        }
    }
}
