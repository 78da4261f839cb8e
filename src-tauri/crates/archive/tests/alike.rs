//! The same photograph in another size or crop is found, through the cache and without it.

#![expect(clippy::unwrap_used, reason = "a test stops where its ground gives way")]

use std::io::Cursor;

use archive::{Archive, Writer};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, imageops};
use model::Moment;

/// Spots of all sizes on a ground, softened.
fn photograph(seed: u64) -> DynamicImage {
    let mut random = fastrand::Rng::with_seed(seed);
    let mut picture = RgbImage::from_pixel(480, 320, Rgb([140, 150, 160]));
    for _ in 0..60 {
        let (x, y, size) = (random.u32(0..480), random.u32(0..320), random.u32(4..60));
        let colour = Rgb([random.u8(..), random.u8(..), random.u8(..)]);
        for (across, down) in (0..size).flat_map(|down| (0..size).map(move |across| (across, down)))
        {
            if x + across < 480 && y + down < 320 {
                picture.put_pixel(x + across, y + down, colour);
            }
        }
    }
    DynamicImage::ImageRgb8(imageops::blur(&picture, 1.5))
}

fn stored(writer: &mut Writer, picture: &DynamicImage) -> String {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    let (photo, facts) = archive::developed(bytes.get_ref()).unwrap();
    let noon: Moment = "2026-11-24T12:00:00+05:30".parse().unwrap();
    writer.store_photo(&photo, &facts, noon).unwrap()
}

fn alike(archive: &Archive, hash: &str) -> Vec<String> {
    let facts = archive.held_photo(hash).unwrap().unwrap().facts.unwrap();
    let mut alike = archive.alike(hash, &facts.likeness.unwrap()).unwrap();
    alike.sort();
    alike
}

#[test]
fn a_photograph_is_found_in_other_sizes_and_crops_whatever_becomes_of_the_cache() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(folder.path()).unwrap();
    let original = photograph(1);
    let whole = stored(&mut writer, &original);
    let others: Vec<_> = (2..8).map(|seed| stored(&mut writer, &photograph(seed))).collect();
    assert!(alike(&writer, &whole).is_empty());

    // What comes later is noted, and only that.
    let small = stored(&mut writer, &original.thumbnail(240, 240));
    let crop = stored(&mut writer, &original.crop_imm(60, 20, 380, 270));
    let mut again = vec![small.clone(), crop];
    again.sort();
    assert_eq!(alike(&writer, &whole), again);
    assert!(alike(&writer, &small).contains(&whole));
    assert!(alike(&writer, &others[0]).is_empty());

    // The cache is lost, damaged, or cannot be made.
    let cache = folder.path().join("cache");
    std::fs::remove_dir_all(&cache).unwrap();
    assert_eq!(alike(&writer, &whole), again);
    for file in std::fs::read_dir(&cache).unwrap() {
        std::fs::write(file.unwrap().path(), b"no database").unwrap();
    }
    assert_eq!(alike(&writer, &whole), again);
    std::fs::remove_dir_all(&cache).unwrap();
    std::fs::write(&cache, b"a file in its place").unwrap();
    assert_eq!(alike(&writer, &whole), again);
}
