//! Draws sixty pages of odd days and a sheet on which all of them are seen: `cargo xtask gallery`.
//!
//! `cargo run --release -p press --example gallery -- FOLDER`

#[path = "../../edition/tests/days/mod.rs"]
mod days;

use std::fmt::Write as _;
use std::{fs, io, path::Path};

use days::{Kind, day, text};
use edition::{Galleys, Made, Sheet};
use press::{Halftone, Pixels, png};
use typeset::Fonts;

const SHEETS: [(&str, Sheet); 6] = [
    ("broadsheet", Sheet::Broadsheet),
    ("tabloid", Sheet::Tabloid),
    ("a4", Sheet::A4),
    ("eink", Sheet::Eink),
    ("screen-1440x788", Sheet::Screen { width: 1440, height: 788 }),
    ("screen-1024x588", Sheet::Screen { width: 1024, height: 588 }),
];

fn kinds() -> [(&'static str, Kind); 10] {
    let usual = Kind::usual("en");
    [
        ("3 stories", Kind { stories: 3, ..usual }),
        ("12 stories", Kind { stories: 12, ..usual }),
        ("80 stories", usual),
        ("300 stories", Kind { stories: 300, ..usual }),
        ("no pictures", Kind { stories: 40, pictures: 0, ..usual }),
        ("all pictures", Kind { stories: 40, pictures: 100, ..usual }),
        ("very long", Kind { stories: 6, words: (3000, 6000), ..usual }),
        ("very short", Kind { stories: 40, words: (5, 60), ..usual }),
        ("Urdu", Kind { stories: 30, ..Kind::usual("ur") }),
        ("Hindi", Kind { stories: 30, ..Kind::usual("hi") }),
    ]
}

fn main() -> io::Result<()> {
    let folder = std::env::args_os().nth(1).unwrap_or_else(|| "target/gallery".into());
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let mut sheet = String::from(HEAD);
    for (row, (name, kind)) in kinds().into_iter().enumerate() {
        let mut galleys = Galleys::new(day(kind, 1, &mut |random| text(kind, random)));
        let _ = write!(sheet, "<h2>{name}</h2>\n<div>\n");
        for (column, (format, paper)) in SHEETS.into_iter().enumerate() {
            let made = galleys.make_up_with_report(paper, 100);
            // Fronts and inside pages take turns.
            let pages = made.edition.pages.len();
            let at = if (row + column) % 2 == 0 { 0 } else { pages / 2 };
            let file = format!("{}-{format}.png", name.replace(' ', "-").to_lowercase());
            let caption = caption(&made, at, format);
            fs::write(folder.join(&file), drawn(&made, at)?)?;
            let _ = writeln!(
                sheet,
                "<figure><a href=\"{file}\"><img src=\"{file}\" alt=\"\"></a><figcaption>{caption}</figcaption></figure>"
            );
        }
        sheet.push_str("</div>\n");
    }
    fs::write(folder.join("index.html"), sheet)
}

/// What is wrong with a page, and where it is from.
fn caption(made: &Made, at: usize, format: &str) -> String {
    let Some(page) = made.report.pages.get(at) else { return format!("{format}: no page") };
    let mut caption = format!("{format}, page {} of {}", page.number, made.edition.pages.len());
    let stories = &made.report.stories;
    let faults = [
        ("fill below 98.5 %", usize::from(page.fill < 0.985)),
        ("white", page.white_blocks),
        ("overlaps", page.overlaps),
        ("overflows", page.overflows),
        ("off the grid", page.off_grid),
        ("tombstones", page.tombstones),
        ("widows", page.widows),
        ("stories missing in the edition", stories.missing.len()),
    ];
    for (what, count) in faults.into_iter().filter(|fault| fault.1 > 0) {
        let _ = write!(caption, " · <b>{what}: {count}</b>");
    }
    caption
}

fn drawn(made: &Made, at: usize) -> io::Result<Vec<u8>> {
    let page = made.edition.pages.get(at).ok_or_else(|| io::Error::other("an edition is empty"))?;
    png(page, 1.0, Halftone::None, &mut Fonts::new(), &|hash, width| Some(landscape(hash, width)))
        .map_err(io::Error::other)
}

/// An invented photograph: a sky over three ridges, other for each hash.
fn landscape(hash: &str, width: u32) -> Pixels {
    let seed = hash.bytes().fold(7_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    let width = width.clamp(60, 900);
    let height = width;
    let ridge = |x: u32, layer: u32| {
        let long = 200 + (seed >> (3 * layer)) % 150;
        let wave = |x: u32, length: u32| (x % length).abs_diff(length / 2);
        let x = x * 1000 / width + seed % 977;
        350 + 180 * layer - wave(x, long) * 2 / 3 - wave(x, long / 3) / 2
    };
    let mut rgba = Vec::with_capacity((4 * width * height) as usize);
    for y in 0..height {
        for x in 0..width {
            let down = y * 1000 / height;
            let layers = (0..3).filter(|layer| down > ridge(x, *layer)).count() as u32;
            let light = if layers == 0 { 150 + down / 12 } else { 150 - 40 * layers };
            let tint = |shift: u32| (light + (seed >> shift) % 40).min(255) as u8;
            rgba.extend([tint(2), tint(9), tint(17), 255]);
        }
    }
    Pixels { width, height, rgba }
}

const HEAD: &str = "<!doctype html>
<html lang=\"en\">
<meta charset=\"utf-8\">
<title>Gallery</title>
<style>
body { margin: 24px; background: #b9b6ae; font: 13px/1.4 sans-serif; }
div { display: flex; flex-wrap: wrap; gap: 16px; align-items: start; }
figure { margin: 0; width: min-content; }
img { height: 420px; display: block; }
b { color: #a03020; }
</style>
";
