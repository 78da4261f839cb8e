use image::ImageFormat;

/// A format of pictures that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    WebP,
    /// AVIF.
    Avif,
    /// SVG: a drawing, which is never shown but as pixels.
    Svg,
}

impl Format {
    const ALL: [Self; 6] = [Self::Jpeg, Self::Png, Self::Gif, Self::WebP, Self::Avif, Self::Svg];

    /// Tells the format by the first bytes; none if it is no picture that is known here.
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        match image::guess_format(bytes) {
            Ok(ImageFormat::Jpeg) => Some(Self::Jpeg),
            Ok(ImageFormat::Png) => Some(Self::Png),
            Ok(ImageFormat::Gif) => Some(Self::Gif),
            Ok(ImageFormat::WebP) => Some(Self::WebP),
            Ok(ImageFormat::Avif) => Some(Self::Avif),
            Ok(_) => None,
            Err(_) => is_svg(bytes).then_some(Self::Svg),
        }
    }

    /// The ending of its file, also its name in the archive.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::WebP => "webp",
            Self::Avif => "avif",
            Self::Svg => "svg",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
            Self::Svg => "image/svg+xml",
        }
    }

    /// The format of a file with this ending.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }
}

/// Whether the first element of a text is `svg`: declarations and comments may stand before it.
fn is_svg(bytes: &[u8]) -> bool {
    let start = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes));
    let mut rest = start.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            // The document type may hold declarations of its own.
            _ if rest.starts_with("<!DOCTYPE svg") && rest.contains('[') => "]>",
            _ if rest.starts_with("<?xml") || rest.starts_with("<!DOCTYPE svg") => ">",
            _ if rest.starts_with("<?") => ">",
            _ => break,
        };
        let Some((_, behind)) = rest.split_once(end) else { return false };
        rest = behind.trim_start();
    }
    let name = rest.strip_prefix('<').unwrap_or_default();
    let name = name.split(|letter: char| letter.is_whitespace() || "/>".contains(letter)).next();
    name.is_some_and(|name| name == "svg" || name.ends_with(":svg"))
}
