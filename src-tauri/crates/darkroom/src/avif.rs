//! AVIF: the container is avif-parse's matter, the frame is rav1d's, its colours are here.

use avif_parse::AvifData;
use image::{DynamicImage, RgbaImage};
use re_rav1d::dav1d::{
    Decoder, Picture, PixelLayout, PlanarImageComponent, Plane, Settings, pixel,
};

use crate::photo::MOST_PIXELS;

/// Width and height as the header of the frame has them.
pub(crate) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let frame = AvifData::from_reader(&mut &*bytes).ok()?.primary_item_metadata().ok()?;
    Some((frame.max_frame_width.get(), frame.max_frame_height.get()))
}

/// The picture; none if it is damaged or made of tiles.
pub(crate) fn decoded(bytes: &[u8]) -> Option<DynamicImage> {
    let data = AvifData::from_reader(&mut &*bytes).ok()?;
    let colours = frame(data.primary_item.to_vec())?;
    let alpha = data.alpha_item.as_ref().and_then(|alpha| frame(alpha.to_vec()));
    let (width, height) = (colours.width(), colours.height());
    let alpha = alpha.filter(|alpha| (alpha.width(), alpha.height()) == (width, height));
    let alpha = alpha.as_ref().map(|alpha| Samples::of(alpha, PlanarImageComponent::Y));
    let rgb = Rgb::of(&colours);
    let picture = RgbaImage::from_fn(width, height, |x, y| {
        let [red, green, blue] = rgb.at(x, y);
        let alpha = alpha.as_ref().map_or(255, |alpha| byte(alpha.at(x, y)));
        image::Rgba([red, green, blue, alpha])
    });
    let picture = DynamicImage::ImageRgba8(picture);
    Some(if alpha.is_some() { picture } else { picture.to_rgb8().into() })
}

fn frame(data: Vec<u8>) -> Option<Picture> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(u32::try_from(MOST_PIXELS).ok()?);
    let mut decoder = Decoder::with_settings(&settings).ok()?;
    decoder.send_data(data, None, None, None).ok()?;
    decoder.get_picture().ok()
}

/// One component of a frame, as parts of 65,536ths of its full range.
struct Samples {
    plane: Plane,
    stride: usize,
    bits: usize,
    /// Bits by which its width and height are smaller than the picture's.
    smaller: (u32, u32),
}

impl Samples {
    fn of(picture: &Picture, component: PlanarImageComponent) -> Self {
        let smaller = match (component, picture.pixel_layout()) {
            (PlanarImageComponent::Y, _) | (_, PixelLayout::I444 | PixelLayout::I400) => (0, 0),
            (_, PixelLayout::I420) => (1, 1),
            (_, PixelLayout::I422) => (1, 0),
        };
        Self {
            plane: picture.plane(component),
            stride: picture.stride(component) as usize,
            bits: picture.bits_per_component().map_or(8, |bits| bits.0),
            smaller,
        }
    }

    fn at(&self, x: u32, y: u32) -> i64 {
        let (x, y) = ((x >> self.smaller.0) as usize, (y >> self.smaller.1) as usize);
        let wide = self.bits > 8;
        let at = y * self.stride + if wide { 2 * x } else { x };
        let low = i64::from(self.plane.get(at).copied().unwrap_or_default());
        let high = if wide { self.plane.get(at + 1).copied().unwrap_or_default() } else { 0 };
        (low | (i64::from(high) << 8)) << (16 - self.bits)
    }
}

/// A frame as red, green and blue (ITU-T H.273, 8.3).
struct Rgb {
    luma: Samples,
    chroma: Option<(Samples, Samples)>,
    /// The planes are green, blue and red themselves.
    identity: bool,
    full: bool,
    /// Parts of 65,536 that red and blue have in the luma.
    red: i64,
    blue: i64,
}

impl Rgb {
    fn of(picture: &Picture) -> Self {
        let chroma = picture.pixel_layout() != PixelLayout::I400;
        let matrix = picture.matrix_coefficients();
        let (red, blue) = match matrix {
            pixel::MatrixCoefficients::BT709 => (13933, 4732),
            pixel::MatrixCoefficients::BT2020NonConstantLuminance
            | pixel::MatrixCoefficients::BT2020ConstantLuminance => (17216, 3886),
            _ => (19595, 7471),
        };
        Self {
            luma: Samples::of(picture, PlanarImageComponent::Y),
            chroma: chroma.then(|| {
                let plane = |component| Samples::of(picture, component);
                (plane(PlanarImageComponent::U), plane(PlanarImageComponent::V))
            }),
            identity: matrix == pixel::MatrixCoefficients::Identity,
            full: picture.color_range() == pixel::YUVRange::Full,
            red,
            blue,
        }
    }

    fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let from_range = |value: i64, low: i64, span: i64| {
            if self.full { value } else { (value - (low << 8)) * 255 / span }
        };
        let luma = from_range(self.luma.at(x, y), 16, 219);
        let Some((first, second)) = &self.chroma else { return [byte(luma); 3] };
        let (first, second) = (first.at(x, y), second.at(x, y));
        if self.identity {
            return [
                byte(from_range(second, 16, 219)),
                byte(luma),
                byte(from_range(first, 16, 219)),
            ];
        }
        let centred = |value: i64| {
            let value = value - 0x8000;
            if self.full { value } else { value * 255 / 224 }
        };
        let (blueness, redness) = (centred(first), centred(second));
        let red = luma + redness * 2 * (0x10000 - self.red) / 0x10000;
        let blue = luma + blueness * 2 * (0x10000 - self.blue) / 0x10000;
        let green =
            (luma * 0x10000 - self.red * red - self.blue * blue) / (0x10000 - self.red - self.blue);
        [byte(red), byte(green), byte(blue)]
    }
}

fn byte(value: i64) -> u8 {
    u8::try_from((value >> 8).clamp(0, 255)).unwrap_or(u8::MAX)
}
