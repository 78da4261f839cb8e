use archive::Archive;
use edition::page::Page;
use edition::{Edition, Sheet};
use press::{Halftone, Pixels, Printable, Stock};
use typeset::Fonts;

use crate::compose::timed;
use crate::{Code, Desk, Error};

/// An edition as a PDF file.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The file.
    pub bytes: Vec<u8>,
    /// How long the writing took, in milliseconds.
    pub took_ms: u64,
}

impl Desk {
    /// An edition as PDF: tagged, for archives (PDF/A-2a) and listeners (PDF/UA-1).
    ///
    /// # Errors
    /// [`Code::BadInput`] if the pages cannot be written; a picture that cannot be read leaves its place tinted.
    pub fn pdf(&self, edition: &Edition, halftone: Halftone) -> Result<Printed, Error> {
        let reader = Archive::open(self.folder())?;
        let as_pixels =
            |hash: &str, width: u32| reader.pixels(hash, width).ok().flatten().map(pixels);
        let as_it_is =
            |hash: &str, width: u32| match reader.printable(hash, width).ok().flatten()? {
                darkroom::Printable::Jpeg(bytes) => Some(Printable::Jpeg(bytes)),
                darkroom::Printable::Pixels(decoded) => Some(Printable::Pixels(pixels(decoded))),
            };
        let photo = |hash: &str, width: u32| match halftone {
            Halftone::None => as_it_is(hash, width),
            Halftone::Ink | Halftone::Dots => as_pixels(hash, width).map(Printable::Pixels),
        };
        let address = |id: &str| Some(reader.story(id, None).ok().flatten()?.reading.url);
        let producer = format!("Broadsheet {}", env!("CARGO_PKG_VERSION"));
        let stock = Stock { photo: &photo, address: &address, halftone, producer };
        let (written, took_ms) = timed(|| press::pdf(edition, &mut Fonts::new(), &stock));
        let bytes = written.map_err(|error| {
            let message = format!("The PDF was not written: {error}.");
            Error::new(Code::BadInput, message, "Write pictures of the pages with --png instead.")
        })?;
        Ok(Printed { bytes, took_ms })
    }

    /// A page of an edition as a PNG file, `scale` pixels to each of its own.
    ///
    /// # Errors
    /// [`Code::BadInput`] if it is too large; a picture that cannot be read leaves its place tinted.
    pub fn page_png(&self, page: &Page, scale: f32, halftone: Halftone) -> Result<Vec<u8>, Error> {
        let reader = Archive::open(self.folder())?;
        let photo = |hash: &str, width: u32| {
            // Half as wide again as it stands: a crop shows a part alone.
            reader.pixels(hash, width.saturating_mul(3) / 2).ok().flatten().map(pixels)
        };
        press::png(page, scale, halftone, &mut Fonts::new(), &photo).map_err(|error| {
            let hint = "Choose a smaller format.";
            Error::new(Code::BadInput, format!("Page {}: {error}.", page.number), hint)
        })
    }
}

/// How the pictures of a sheet come out: in two tones on e-ink, and as `dots` where a reader wants them.
#[must_use]
pub fn halftone(sheet: Sheet, dots: bool) -> Halftone {
    match sheet {
        Sheet::Eink => Halftone::Ink,
        _ if dots => Halftone::Dots,
        _ => Halftone::None,
    }
}

fn pixels(decoded: darkroom::Pixels) -> Pixels {
    let darkroom::Pixels { width, height, rgba } = decoded;
    Pixels { width, height, rgba }
}
