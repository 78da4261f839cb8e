//! The same photograph is known again in another size, quality or crop, and others are not taken for it.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::io::Cursor;

use darkroom::{Likeness, Photo};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, RgbImage, imageops};

/// Something like a photograph: a sky, hills and a few dozen things of all sizes, softened as a lens does.
fn photograph(seed: u64) -> DynamicImage {
    let mut random = fastrand::Rng::with_seed(seed);
    let (width, height) = (960, 640);
    let sky = [random.u8(90..230), random.u8(90..230), random.u8(90..230)];
    let mut picture = RgbImage::from_fn(width, height, |_, y| {
        image::Rgb(sky.map(|tone| tone.saturating_sub(u8::try_from(y / 8).unwrap())))
    });
    for _ in 0..70 {
        let (x, y) = (random.i32(0..960), random.i32(0..640));
        let (across, down) = (random.i32(8..140), random.i32(8..140));
        let colour = image::Rgb([random.u8(..), random.u8(..), random.u8(..)]);
        let round = random.bool();
        for (dx, dy) in (-down..down).flat_map(|dy| (-across..across).map(move |dx| (dx, dy))) {
            let inside = !round
                || dx * dx * down * down + dy * dy * across * across
                    < across * across * down * down;
            let (Ok(x), Ok(y)) = (u32::try_from(x + dx), u32::try_from(y + dy)) else { continue };
            if inside && x < width && y < height {
                picture.put_pixel(x, y, colour);
            }
        }
    }
    DynamicImage::ImageRgb8(imageops::blur(&picture, 2.0))
}

fn known(picture: &DynamicImage, quality: u8) -> Likeness {
    let mut bytes = Cursor::new(Vec::new());
    picture
        .to_rgb8()
        .write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality))
        .unwrap();
    Photo::open(bytes.get_ref()).unwrap().likeness().unwrap()
}

/// A part of a picture, so much taken off its sides, at another place for every seed, and made smaller.
fn part(picture: &DynamicImage, percent: u32, seed: u32) -> DynamicImage {
    let (width, height) =
        (picture.width() * (100 - percent) / 100, picture.height() * (100 - percent) / 100);
    let (x, y) = (
        (picture.width() - width) * (seed * 37 % 101) / 100,
        (picture.height() - height) * (seed * 61 % 101) / 100,
    );
    picture.crop_imm(x, y, width, height).thumbnail(600, 600)
}

#[test]
fn sizes_qualities_and_crops_are_known_again_and_nothing_else_is() {
    let photographs: Vec<_> = (0..24).map(photograph).collect();
    let originals: Vec<_> = photographs.iter().map(|picture| known(picture, 90)).collect();
    let found = |make: &dyn Fn(&DynamicImage, u32) -> Likeness| {
        let (mut found, mut alarms) = (0, 0);
        for (index, picture) in (0_u32..).zip(&photographs) {
            let again = make(picture, index);
            for (other, original) in (0_u32..).zip(&originals) {
                let same = again.is_of_same(original);
                found += u32::from(same && other == index);
                alarms += u32::from(same && other != index);
            }
        }
        (found, alarms)
    };
    for (what, least, make) in [
        (
            "a small size",
            24,
            &(|picture: &DynamicImage, _| known(&picture.thumbnail(320, 320), 70))
                as &dyn Fn(&DynamicImage, u32) -> Likeness,
        ),
        ("a bad quality", 24, &|picture, _| known(&picture.thumbnail(700, 700), 30)),
        ("grey", 24, &|picture, _| known(&picture.grayscale(), 80)),
        ("5 % off", 23, &|picture, seed| known(&part(picture, 5, seed), 75)),
        ("10 % off", 23, &|picture, seed| known(&part(picture, 10, seed), 75)),
        ("20 % off", 22, &|picture, seed| known(&part(picture, 20, seed), 75)),
        ("30 % off", 20, &|picture, seed| known(&part(picture, 30, seed), 75)),
    ] {
        let (found, alarms) = found(make);
        println!("{what}: {found} of 24 found, {alarms} false alarms in 552");
        assert!(found >= least && alarms == 0, "{what}: {found} of 24, {alarms} false alarms");
    }
}

#[test]
fn what_is_stored_is_what_was_read_and_what_is_damaged_is_nothing() {
    let likeness = known(&photograph(3), 90);
    let bytes = likeness.to_bytes();
    assert!(bytes.len() < 1_000, "{}", bytes.len());
    assert_eq!(Likeness::from_bytes(&bytes), Some(likeness));
    for length in 0..bytes.len() {
        // Whole marks may be missing; nothing else.
        drop(Likeness::from_bytes(&bytes[..length]));
    }
    assert_eq!(Likeness::from_bytes(&bytes[1..]), None);
    assert_eq!(Likeness::from_bytes(&[]), None);
}

#[test]
fn pictures_of_one_tone_are_not_all_the_same() {
    let plain =
        |tone| DynamicImage::ImageRgb8(RgbImage::from_pixel(300, 200, image::Rgb([tone; 3])));
    assert!(!known(&plain(10), 90).is_of_same(&known(&plain(240), 90)));
}
