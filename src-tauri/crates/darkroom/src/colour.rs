use image::{DynamicImage, RgbImage, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The longest profile that is read; those of cameras and presses are shorter.
const LONGEST_PROFILE: usize = 4 << 20;

/// A picture in sRGB, given the profile that its file has for its colours.
///
/// One whose profile cannot be read, or is not for RGB, stays as it is: a JPEG in the colours of a press (CMYK) was
/// made RGB by its decoder, without the profile.
pub(crate) fn in_srgb(picture: DynamicImage, profile: &[u8]) -> DynamicImage {
    let alpha = picture.color().has_alpha();
    if !picture.color().has_color() || profile.len() > LONGEST_PROFILE {
        return picture;
    }
    let converted = if alpha {
        convert(&picture.to_rgba8(), profile, Layout::Rgba)
            .and_then(|(pixels, (width, height))| RgbaImage::from_raw(width, height, pixels))
            .map(DynamicImage::ImageRgba8)
    } else {
        convert(&picture.to_rgb8(), profile, Layout::Rgb)
            .and_then(|(pixels, (width, height))| RgbImage::from_raw(width, height, pixels))
            .map(DynamicImage::ImageRgb8)
    };
    converted.unwrap_or(picture)
}

fn convert<P: image::Pixel<Subpixel = u8>>(
    picture: &image::ImageBuffer<P, Vec<u8>>,
    profile: &[u8],
    layout: Layout,
) -> Option<(Vec<u8>, (u32, u32))> {
    let profile = ColorProfile::new_from_slice(profile).ok()?;
    if profile.color_space != DataColorSpace::Rgb {
        return None;
    }
    let options = TransformOptions::default();
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(layout, &srgb, layout, options).ok()?;
    let mut pixels = vec![0; picture.as_raw().len()];
    transform.transform(picture.as_raw(), &mut pixels).ok()?;
    Some((pixels, picture.dimensions()))
}
