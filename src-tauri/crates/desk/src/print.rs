use std::time::Instant;

use archive::Archive;
use edition::Edition;
use press::{Pixels, Printable, Stock};
use typeset::Fonts;

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
    pub fn pdf(&self, edition: &Edition) -> Result<Printed, Error> {
        let began = Instant::now();
        let reader = Archive::open(self.folder())?;
        let photo = |hash: &str, width: u32| match reader.printable(hash, width).ok().flatten()? {
            archive::Printable::Jpeg(bytes) => Some(Printable::Jpeg(bytes)),
            archive::Printable::Pixels(pixels) => Some(Printable::Pixels(Pixels {
                width: pixels.width,
                height: pixels.height,
                rgba: pixels.rgba,
            })),
        };
        let address = |id: &str| Some(reader.story(id, None).ok().flatten()?.reading.url);
        let producer = format!("Broadsheet {}", env!("CARGO_PKG_VERSION"));
        let stock = Stock { photo: &photo, address: &address, producer };
        let bytes = press::pdf(edition, &mut Fonts::new(), &stock).map_err(|error| {
            let message = format!("The PDF was not written: {error}.");
            Error::new(Code::BadInput, message, "Write pictures of the pages with --png instead.")
        })?;
        let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        Ok(Printed { bytes, took_ms })
    }
}
