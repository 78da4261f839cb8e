//! How well and how fast a photograph is found again as an archive grows: `alike FOLDER COUNT…` makes up photographs,
//! stores what each is known by until the archive holds so many, and looks for some of them in other sizes, qualities,
//! crops and borders, and for others that were never stored.
//!
//! Many of them are of series, as a newspaper's are: the same hall and the same lectern, another speaker.

#![expect(clippy::print_stdout, reason = "its figures are for people")]

use std::error::Error;
use std::io::Cursor;
use std::path::Path;
use std::time::{Duration, Instant};

use archive::{Archive, Writer};
use darkroom::{Likeness, Photo};
use fastrand::Rng;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, Rgb, RgbImage, imageops};
use rusqlite::{Connection, params};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Photographs that are looked for, and as many strangers; spread over those that were stored first.
const LOOKED_FOR: u32 = 50;
/// Pixels that they are wide.
const WIDTH: u32 = 720;
/// Photographs that are drawn.
const DRAWN: u32 = 2_000;
/// Where the hash of the whole and the tones lie in what a photograph is known by; the bytes of a mark, and how many
/// marks there are at its end.
const WHOLE: std::ops::Range<usize> = 3..19;
const TONES: usize = 21;
const MARK: usize = 11;
const MARKS: usize = 32;
/// Of ten photographs so many are of a series, one of each sixty.
const OF_SERIES: u32 = 3;
const SERIES: u32 = 60;
/// Numbers from here on are of photographs that are never stored.
const STRANGERS: u32 = 1 << 30;

/// What became of a photograph before it is looked for.
type Change = fn(&DynamicImage, u32) -> (DynamicImage, u8);

const CHANGES: [(&str, Change); 12] = [
    ("half the size", |it, _| (it.thumbnail(360, 360), 75)),
    ("a quarter of the size", |it, _| (it.thumbnail(180, 180), 75)),
    ("quality 90", |it, _| (it.clone(), 90)),
    ("quality 70", |it, _| (it.clone(), 70)),
    ("quality 50", |it, _| (it.clone(), 50)),
    ("5 % off its sides", |it, number| (cropped(it, 5, number), 75)),
    ("10 % off", |it, number| (cropped(it, 10, number), 75)),
    ("20 % off", |it, number| (cropped(it, 20, number), 75)),
    ("30 % off", |it, number| (cropped(it, 30, number), 75)),
    ("5 % white around it", |it, _| (framed(it, 5, 255), 75)),
    ("10 % black around it", |it, _| (framed(it, 10, 0), 75)),
    ("20 % off, half the size, white around", |it, number| {
        (framed(&cropped(it, 20, number).thumbnail(360, 360), 5, 255), 60)
    }),
];

fn main() -> Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [folder, counts @ ..] = words.as_slice() else {
        return Err("alike FOLDER COUNT…".into());
    };
    let folder = Path::new(folder);
    for count in counts {
        grow(folder, count.parse()?)?;
        measure(folder)?;
    }
    Ok(())
}

/// Stores what photographs are known by until there are so many. Their files are not needed.
///
/// The first are drawn. The others would take hours: they are dealt from the drawn ones, so that their words are as
/// frequent.
fn grow(folder: &Path, count: u32) -> Result<()> {
    drop(Writer::open(folder)?);
    let mut database = Connection::open(folder.join("archive.db"))?;
    let held: u32 = database.query_row("SELECT count(*) FROM photo", [], |row| row.get(0))?;
    let transaction = database.transaction()?;
    let store = |hash: &str, likeness: &[u8]| -> Result<()> {
        transaction.execute(
            "INSERT INTO photo (hash, format, length, stored) VALUES (?1, 'jpg', 1, '')",
            [hash],
        )?;
        transaction.execute(
            "INSERT INTO photo_facts (photo, frames, flaw, own, likeness) VALUES (?1, 1, '', '{}', ?2)",
            params![hash, likeness],
        )?;
        Ok(())
    };
    for number in held..count.min(DRAWN) {
        let width = if number < LOOKED_FOR { WIDTH } else { 320 };
        let likeness = known(&jpeg(&photograph(number, width), 88)?)?;
        store(&name(number), &likeness.to_bytes())?;
    }
    let mut statement = transaction.prepare("SELECT likeness FROM photo_facts WHERE id <= ?1")?;
    let drawn = statement.query_map([DRAWN], |row| row.get(0))?;
    let drawn: Vec<Vec<u8>> = drawn.collect::<std::result::Result<_, _>>()?;
    for number in held.max(DRAWN)..count {
        store(&name(number), &dealt(&drawn, number))?;
    }
    drop(statement);
    Ok(transaction.commit()?)
}

fn name(number: u32) -> String {
    blake3::hash(&number.to_le_bytes()).to_hex().to_string()
}

/// The tones of one picture, moved along, with marks of others, at other places and with two comparisons that came out
/// otherwise.
fn dealt(drawn: &[Vec<u8>], number: u32) -> Vec<u8> {
    let mut random = Rng::with_seed(u64::from(number));
    let mut bytes = drawn[random.usize(..drawn.len())].clone();
    let marks = bytes.len().saturating_sub(MARKS * MARK);
    random.fill(&mut bytes[WHOLE]);
    bytes[TONES..marks].rotate_left(random.usize(1..marks - TONES));
    for mark in bytes[marks..].chunks_exact_mut(MARK) {
        let other = &drawn[random.usize(..drawn.len())];
        let place = other.len() - MARK * random.usize(1..=MARKS);
        mark.copy_from_slice(&other[place..place + MARK]);
        (0..2).for_each(|_| mark[random.usize(..7)] ^= 1 << random.u8(..8));
        mark[8] = mark[8].wrapping_add(random.u8(..));
    }
    bytes
}

fn measure(folder: &Path) -> Result<()> {
    let archive = Archive::open(folder)?;
    let count = archive.holdings()?.photos;
    let begun = Instant::now();
    let nothing = known(&jpeg(&DynamicImage::new_rgb8(300, 200), 90)?)?;
    archive.alike("", &nothing)?;
    println!("{count} photographs; their words are noted in {:.1?}", begun.elapsed());
    let (mut times, mut alarms, mut series, mut asked) = (Vec::new(), 0, 0, 0);
    let mut look = |(number, original): (u32, &DynamicImage), change: Change| -> Result<bool> {
        let (picture, quality) = change(original, number);
        let likeness = known(&jpeg(&picture, quality)?)?;
        let begun = processor_time();
        let found = archive.alike("", &likeness)?;
        times.push(processor_time().saturating_sub(begun));
        asked += 1;
        let own = name(number);
        let others = found.iter().filter(|hash| **hash != own).count();
        match series_of(number) {
            Some(_) => series += others,
            None => alarms += others,
        }
        Ok(found.contains(&own))
    };
    let drawn: Vec<(u32, DynamicImage)> =
        (0..LOOKED_FOR).map(|number| (number, photograph(number, WIDTH))).collect();
    for (what, change) in CHANGES {
        let mut found = 0;
        for (number, original) in &drawn {
            found += u32::from(look((*number, original), change)?);
        }
        println!("{what:>40}: {found} of {LOOKED_FOR}");
    }
    for number in STRANGERS..STRANGERS + LOOKED_FOR {
        look((number, &photograph(number, WIDTH)), CHANGES[0].1)?;
    }
    println!(
        "others taken for it in {asked} look-ups: {alarms}, and {series} where there are others of its series"
    );
    times.sort();
    let at = |hundredth: usize| times[(times.len() - 1) * hundredth / 100];
    println!(
        "processor time: median {:.1?}, 95 of 100 within {:.1?}, worst {:.1?}\n",
        at(50),
        at(95),
        at(100)
    );
    Ok(())
}

/// What this program had of a processor, where Linux tells it: a machine that is shared makes no other time worth a word.
fn processor_time() -> Duration {
    let told = std::fs::read_to_string("/proc/self/schedstat").unwrap_or_default();
    let nanoseconds = told.split(' ').next().and_then(|it| it.parse().ok());
    nanoseconds.map_or(Duration::ZERO, Duration::from_nanos)
}

fn known(bytes: &[u8]) -> Result<Likeness> {
    let photo = Photo::open(bytes).map_err(|_| "it is a picture")?;
    photo.likeness().ok_or_else(|| "it can be decoded".into())
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture.to_rgb8().write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality))?;
    Ok(bytes.into_inner())
}

/// The series that a photograph is of.
fn series_of(number: u32) -> Option<u32> {
    (number % 10 < OF_SERIES).then_some(number / SERIES)
}

/// Something like a photograph: a ground that grows lighter or darker and things of all sizes on it, each with a light
/// side, seen through a lens, with a grain. Those of a series share two thirds of their things.
fn photograph(number: u32, width: u32) -> DynamicImage {
    let own = Rng::with_seed(u64::from(number));
    let shared = series_of(number).map(|series| Rng::with_seed(1 << 40 | u64::from(series)));
    let mut first = shared.unwrap_or_else(|| own.clone());
    let height = width / 3 * 2;
    let sky: [f32; 3] = std::array::from_fn(|_| first.f32() * 140.0 + 60.0);
    let slope = (first.f32() - 0.5) * 120.0;
    let mut picture = RgbImage::from_fn(width, height, |_, y| {
        Rgb(sky.map(|tone| toned(tone + slope * y as f32 / height as f32)))
    });
    let things = first.u32(30..90);
    let mut rest = own;
    for thing in 0..things {
        let random = if thing < things / 3 * 2 { &mut first } else { &mut rest };
        // The larger, the rarer, and those behind come first.
        let size = 0.16 * (1.0 - thing as f32 / things as f32 * 0.8) * (random.f32() + 0.15);
        draw(&mut picture, random, size * width as f32);
    }
    let mut blurred = imageops::fast_blur(&picture, width as f32 / 400.0);
    let mut grain = Rng::with_seed(u64::from(number) << 32);
    for pixel in blurred.pixels_mut() {
        let noise = grain.f32() * 8.0 - 4.0;
        pixel.0 = pixel.0.map(|tone| toned(f32::from(tone) + noise));
    }
    DynamicImage::ImageRgb8(blurred)
}

/// Draws a box or an ellipse.
fn draw(picture: &mut RgbImage, random: &mut Rng, size: f32) {
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let (x, y) = (random.f32() * width, random.f32() * height);
    let (across, down) = (size * (random.f32() + 0.3), size * (random.f32() + 0.3));
    let colour: [f32; 3] = std::array::from_fn(|_| random.f32() * 255.0);
    let (light, is_round) = ((random.f32() - 0.5) * 90.0, random.bool());
    for row in (y - down).max(0.0) as u32..(y + down).clamp(0.0, height) as u32 {
        for column in (x - across).max(0.0) as u32..(x + across).clamp(0.0, width) as u32 {
            let (dx, dy) = ((column as f32 - x) / across, (row as f32 - y) / down);
            if !is_round || dx * dx + dy * dy < 1.0 {
                picture.put_pixel(column, row, Rgb(colour.map(|tone| toned(tone + light * dx))));
            }
        }
    }
}

fn toned(tone: f32) -> u8 {
    tone.clamp(0.0, 255.0) as u8
}

/// A part of a picture, so much taken off its sides, at another place for every number.
fn cropped(picture: &DynamicImage, percent: u32, number: u32) -> DynamicImage {
    let left = |side: u32| side * (100 - percent) / 100;
    let (width, height) = (left(picture.width()), left(picture.height()));
    let (x, y) = (
        (picture.width() - width) * (number * 37 % 101) / 100,
        (picture.height() - height) * (number * 61 % 101) / 100,
    );
    picture.crop_imm(x, y, width, height)
}

/// A picture with a border.
fn framed(picture: &DynamicImage, percent: u32, tone: u8) -> DynamicImage {
    let edge = picture.width() * percent / 100;
    let (width, height) = (picture.width() + 2 * edge, picture.height() + 2 * edge);
    let mut framed = RgbImage::from_pixel(width, height, Rgb([tone; 3]));
    imageops::replace(&mut framed, &picture.to_rgb8(), i64::from(edge), i64::from(edge));
    DynamicImage::ImageRgb8(framed)
}
