//! An edition as a PDF that is also an archive's (PDF/A-2a) and a listener's (PDF/UA-1).
//!
//! Content stands in the order of reading, and every line belongs to the structure: an article a module, its
//! headline, paragraphs, pictures with what they show, links. Rules, ears and folios are artifacts.

mod leads;
mod letters;
mod outline;
mod sheet;
mod tags;

use edition::Edition;
use krilla::{
    Document, SerializeSettings,
    configure::{Accessibility, Archival, ConfigurationBuilder, PdfVersion},
    error::KrillaError,
    metadata::{DateTime, Metadata, TextDirection},
    page::{NumberingStyle, PageLabel, PageSettings},
    tagging::TagTree,
};
use typeset::Fonts;

use crate::{Colours, Halftone, Pixels, Unprintable};
use leads::Leads;
use letters::Case;
use sheet::Sheet;

/// A photograph for paper.
#[derive(Clone, Debug)]
pub enum Printable {
    /// A JPEG in grey or RGB that stands upright; it is taken over as it is.
    Jpeg(Vec<u8>),
    /// A decoded picture.
    Pixels(Pixels),
}

/// What is printed and is not in the page description.
pub struct Stock<'a> {
    /// Gives a photo by its hash, best so many pixels wide; none if it is not held.
    pub photo: &'a dyn Fn(&str, u32) -> Option<Printable>,
    /// Gives the address of a story by its id.
    pub address: &'a dyn Fn(&str) -> Option<String>,
    /// How the tones of pictures come out; in two tones a photo must be handed as pixels.
    pub halftone: Halftone,
    /// Name and version of the program.
    pub producer: String,
}

impl Stock<'_> {
    fn colours(&self) -> Colours {
        if self.halftone == Halftone::Ink { Colours::EINK } else { Colours::PRINT }
    }
}

/// An edition as a PDF file.
///
/// # Errors
/// [`Unprintable::Refused`] with what the standards forbid, [`Unprintable::TooLarge`] if a page has no area.
pub fn pdf(
    edition: &Edition,
    fonts: &mut Fonts,
    stock: &Stock<'_>,
) -> Result<Vec<u8>, Unprintable> {
    let mut document = Document::new_with(settings()?);
    let mut tree = TagTree::new().with_lang(Some(language(edition)));
    let mut case = Case::default();
    for (index, page) in edition.pages.iter().enumerate() {
        let (width, height) = (points(page.width), points(page.height));
        let size = PageSettings::from_wh(width, height).ok_or(Unprintable::TooLarge)?;
        let number = u32::try_from(page.number).ok().and_then(std::num::NonZeroU32::new);
        let label = PageLabel::new(Some(NumberingStyle::Arabic), None, number);
        let mut opened = document.start_page_with(size.with_page_label(label));
        let leads = Leads::add(edition, page, stock, &mut opened);
        let surface = opened.surface();
        let sheet = Sheet { index, page, leads, fonts, case: &mut case, stock, surface };
        tree.push(sheet.print());
        opened.finish();
    }
    document.set_metadata(metadata(edition, stock));
    document.set_outline(outline::of(edition));
    document.set_tag_tree(tree);
    document.finish().map_err(|error| Unprintable::Refused(said(&error)))
}

/// What a standard forbids, by name: a message has room for the first.
fn said(error: &KrillaError) -> String {
    match error {
        KrillaError::Validation(broken) => {
            let first = broken.first().map(|(rule, _)| format!("{rule:?}"));
            let name = first.unwrap_or_default();
            let name: String = name.chars().take_while(char::is_ascii_alphanumeric).collect();
            format!("{} rules are broken; the first is {name}", broken.len())
        }
        other => other.to_string(),
    }
}

fn settings() -> Result<SerializeSettings, Unprintable> {
    let configuration = ConfigurationBuilder::new()
        .with_version(PdfVersion::Pdf17)
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Unprintable::Refused(format!("{error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn metadata(edition: &Edition, stock: &Stock<'_>) -> Metadata {
    let direction = if edition.format.from_right {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    };
    // The same edition is the same file, whenever it is written: its date is its day.
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    let year = u16::try_from(edition.day.year()).unwrap_or_default();
    let date = DateTime::new(year).month(part(edition.day.month())).day(part(edition.day.day()));
    Metadata::new()
        .creation_date(date)
        .title(format!("{}, {}", edition.title, edition.day.strftime("%-d %B %Y")))
        .language(language(edition))
        .creator(stock.producer.clone())
        .document_id(format!("{}-{}-{}", edition.title, edition.day, edition.pages.len()))
        .text_direction(direction)
}

fn language(edition: &Edition) -> String {
    if edition.language.is_empty() { "en".to_owned() } else { edition.language.clone() }
}

/// A length of the description in points.
fn points(length: i32) -> f32 {
    length as f32 / 64.0
}
