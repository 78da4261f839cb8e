use image::{GrayImage, imageops};

/// Tones by which a border may differ from its corner: what JPEG leaves of one.
const PLAIN: u8 = 8;

/// A picture without the border around it, or above and below, that somebody gave it.
///
/// A border lies on what it hides when one picture is laid on the other, and so would make them differ.
pub(super) fn without(grey: GrayImage) -> GrayImage {
    let (width, height) = grey.dimensions();
    let tone = |x: u32, y: u32| grey.get_pixel(x, y).0[0];
    if width == 0 || height == 0 {
        return grey;
    }
    let is_border = |x: u32, y: u32| tone(x, y).abs_diff(tone(0, 0)) <= PLAIN;
    let is_plain_row = |y: u32| (0..width).all(|x| is_border(x, y));
    let (top, rows) = between(height, is_plain_row);
    let is_plain_column = |x: u32| (top..top + rows).all(|y| is_border(x, y));
    let (left, columns) = between(width, is_plain_column);
    if rows == height && columns == width {
        return grey;
    }
    imageops::crop_imm(&grey, left, top, columns, rows).to_image()
}

/// Where what is not plain begins and how much there is of it; all of it unless both ends are plain, because a sky is
/// no border, nor is a picture that is nothing else.
fn between(length: u32, is_plain: impl Fn(u32) -> bool) -> (u32, u32) {
    let first = (0..length).find(|at| !is_plain(*at));
    let last = (0..length).rev().find(|at| !is_plain(*at));
    match first.zip(last) {
        Some((first, last)) if first > 0 && last + 1 < length => (first, last + 1 - first),
        _ => (0, length),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(tones: &[&[u8]]) -> GrayImage {
        let width = u32::try_from(tones[0].len()).unwrap();
        GrayImage::from_fn(width, u32::try_from(tones.len()).unwrap(), |x, y| {
            image::Luma([tones[y as usize][x as usize]])
        })
    }

    #[test]
    fn a_border_goes_and_a_sky_stays() {
        let framed = picture(&[&[250; 4], &[251, 9, 200, 255], &[252, 30, 80, 250], &[250; 4]]);
        assert_eq!(without(framed).into_raw(), [9, 200, 30, 80]);
        let barred = picture(&[&[0; 3], &[90, 0, 80], &[0; 3]]);
        assert_eq!(without(barred).dimensions(), (3, 1));
        let sky = picture(&[&[200; 3], &[200; 3], &[90, 0, 80]]);
        assert_eq!(without(sky.clone()), sky);
        let plain = picture(&[&[7; 3], &[7; 3]]);
        assert_eq!(without(plain.clone()), plain);
    }
}
