use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageFormat};
use jiff::civil::Date;

/// A picture in the paper's library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// Its number.
    pub(crate) id: u64,
    /// Number of the story that it was uploaded to.
    pub(crate) story: u64,
    /// The file's name: `ferry-dawn.jpg`.
    pub(crate) file: String,
    /// Where the sample paper has it.
    pub(crate) url: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Bytes of the file.
    pub(crate) length: usize,
    pub(crate) alt: String,
    pub(crate) cutline: String,
    pub(crate) credit: String,
    /// The day of the upload.
    pub(crate) day: Date,
}

/// A smaller version of a picture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Size {
    /// `medium`, `large` …
    pub(crate) name: &'static str,
    pub(crate) width: u32,
    pub(crate) height: u32,
    is_cropped: bool,
}

impl Picture {
    /// What is printed under it, credit included, as papers write it.
    pub(crate) fn caption(&self) -> String {
        caption(&self.cutline, &self.credit)
    }

    /// The type of its bytes.
    pub(crate) fn kind(&self) -> &'static str {
        kind_of_file(&self.file)
    }

    /// The smaller versions that WordPress makes of it.
    pub(crate) fn sizes(&self) -> Vec<Size> {
        let bounds = [("medium", 300), ("large", 1024), ("medium_large", 768)];
        let mut sizes: Vec<Size> = Vec::new();
        for (name, bound) in bounds {
            // Only the width bounds `medium_large`.
            let height_bound = if name == "medium_large" { u32::MAX } else { bound };
            if self.width > bound || self.height > height_bound {
                let (width, height) = fitted(self.width, self.height, bound, height_bound);
                sizes.push(Size { name, width, height, is_cropped: false });
            }
        }
        if self.width > 150 && self.height > 150 {
            sizes.push(Size { name: "thumbnail", width: 150, height: 150, is_cropped: true });
        }
        sizes
    }

    /// One of its smaller versions by name.
    pub(crate) fn size(&self, name: &str) -> Option<Size> {
        self.sizes().into_iter().find(|size| size.name == name)
    }

    /// The name of a smaller version's file: `ferry-dawn-1024x683.jpg`.
    pub(crate) fn sized_file(&self, size: &Size) -> String {
        let (stem, ending) = self.file.rsplit_once('.').unwrap_or((&self.file, ""));
        format!("{stem}-{}x{}.{ending}", size.width, size.height)
    }
}

/// A cutline with its credit behind it.
pub(crate) fn caption(cutline: &str, credit: &str) -> String {
    match (cutline.is_empty(), credit.is_empty()) {
        (_, true) => cutline.to_owned(),
        (true, false) => format!("Photo: {credit}"),
        (false, false) if cutline.ends_with(['.', '?', '!', '”', '۔', '।']) => {
            format!("{cutline} Photo: {credit}")
        }
        (false, false) => format!("{cutline} | Photo: {credit}"),
    }
}

/// The type of a file by its ending.
pub(crate) fn kind_of_file(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

fn fitted(width: u32, height: u32, width_bound: u32, height_bound: u32) -> (u32, u32) {
    let by_width = f64::from(width_bound) / f64::from(width.max(1));
    let by_height = f64::from(height_bound) / f64::from(height.max(1));
    let scale = by_width.min(by_height);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 1 and the bound"
    )]
    let side = |length: u32| ((f64::from(length) * scale).round() as u32).max(1);
    (side(width), side(height))
}

/// Smaller versions that somebody has asked for.
#[derive(Default)]
pub(crate) struct Scaled {
    made: BTreeMap<(String, Option<Size>), Arc<[u8]>>,
}

impl Scaled {
    pub(super) fn bytes(
        &mut self,
        sample: &sample::Paper,
        picture: &Picture,
        size: Option<&Size>,
    ) -> Option<Arc<[u8]>> {
        let key = (picture.url.clone(), size.cloned());
        if let Some(bytes) = self.made.get(&key) {
            return Some(Arc::clone(bytes));
        }
        let original = sample.file(&picture.url)?;
        let bytes: Arc<[u8]> = match size {
            None => Arc::from(&*original),
            Some(size) => scaled(&original, size)?.into(),
        };
        self.made.insert(key, Arc::clone(&bytes));
        Some(bytes)
    }
}

fn scaled(original: &[u8], size: &Size) -> Option<Vec<u8>> {
    let format = image::guess_format(original).ok()?;
    let image = image::load_from_memory_with_format(original, format).ok()?;
    let smaller = if size.is_cropped {
        image.resize_to_fill(size.width, size.height, FilterType::Triangle)
    } else {
        image.resize_exact(size.width, size.height, FilterType::Triangle)
    };
    let mut bytes = Cursor::new(Vec::new());
    match format {
        ImageFormat::Jpeg => {
            let rgb = DynamicImage::ImageRgb8(smaller.into_rgb8());
            rgb.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, 82)).ok()?;
        }
        other => smaller.write_to(&mut bytes, other).ok()?,
    }
    Some(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_that_wordpress_makes() {
        let picture = Picture {
            id: 1,
            story: 1,
            file: "lake.view.jpg".to_owned(),
            url: String::new(),
            width: 1400,
            height: 933,
            length: 0,
            alt: String::new(),
            cutline: "The lake.".to_owned(),
            credit: "Sana Wani".to_owned(),
            day: jiff::civil::date(2026, 11, 24),
        };
        let files: Vec<String> =
            picture.sizes().iter().map(|size| picture.sized_file(size)).collect();
        assert_eq!(
            files,
            [
                "lake.view-300x200.jpg",
                "lake.view-1024x682.jpg",
                "lake.view-768x512.jpg",
                "lake.view-150x150.jpg"
            ]
        );
        assert_eq!(picture.caption(), "The lake. Photo: Sana Wani");
    }
}
