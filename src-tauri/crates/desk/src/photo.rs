use crate::{Desk, Error};

/// The bytes of a picture and their media type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoBytes {
    /// Such as `image/jpeg`.
    pub media_type: &'static str,
    /// The picture.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// The original bytes of a photo, or a version of at most `width` pixels.
    ///
    /// # Errors
    /// [`crate::Code::NotFound`] if it is not held, [`crate::Code::Damaged`] if it is not what was stored.
    pub fn photo(&self, hash: &str, width: Option<u32>) -> Result<PhotoBytes, Error> {
        // Decoding takes a while: it has a connection of its own, so that nobody waits for it.
        let reader = archive::Archive::open(self.folder())?;
        let found = match width {
            Some(width) => reader.thumbnail(hash, width)?,
            None => reader.photo(hash)?,
        };
        let (format, bytes) = found.ok_or_else(|| Error::not_found("photo", hash))?;
        Ok(PhotoBytes { media_type: format.media_type(), bytes })
    }
}
