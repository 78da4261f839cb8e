//! Copy: one story with its words shaped.

use makeup::format::Script;
use model::{Figure, Kind, Story};
use typeset::{Face, Fonts, Language, Paragraph, Run, Size, Style, Tracking};

use crate::{
    body::{Body, Text},
    feature,
    paper::Weight,
    roles::{face_of, quotation_face},
    sections::{Voice, voice},
    words::by,
};

/// The size at which everything is shaped: shape is in ems and good for every size.
pub(crate) const SHAPED: Size = Size::pixels(16);

/// A story whose words are shaped.
pub(crate) struct Copy {
    pub(crate) story: Story,
    pub(crate) section: usize,
    /// The script that sets its grid.
    pub(crate) script: Script,
    pub(crate) voice: Voice,
    pub(crate) score: i32,
    pub(crate) weight: Weight,
    /// The headline in the display face, and in the text face for small classes.
    pub(crate) headline: [Paragraph; 2],
    /// The headline as it stands among briefs.
    pub(crate) brief: Paragraph,
    pub(crate) deck: Option<Paragraph>,
    /// What a reference to it says.
    pub(crate) summary: Option<Paragraph>,
    /// How it begins, where that is more than a summary.
    pub(crate) opening: Option<Paragraph>,
    pub(crate) byline: Option<Paragraph>,
    pub(crate) body: Body,
    /// Sentences of the text that may be set large.
    pub(crate) quotations: Vec<Paragraph>,
    pub(crate) pictures: Vec<Shown>,
}

/// A picture that is held.
pub(crate) struct Shown {
    pub(crate) figure: Figure,
    pub(crate) photo: String,
    pub(crate) size: (i32, i32),
    pub(crate) cutline: Option<Paragraph>,
    /// The words of a drawing, which stand under it.
    pub(crate) caption: Option<Text>,
}

impl Copy {
    /// Shapes a story.
    pub(crate) fn shape(fonts: &mut Fonts, story: Story, section: usize) -> Self {
        let reading = &story.reading;
        let language = Language::of(&reading.language);
        let script = script_of(&reading.language);
        let mut plain = |text: &str, face: Face, tracking: i16| {
            let style = Style { tracking: Tracking::fixed(tracking), ..flat(face) };
            (!text.trim().is_empty()).then(|| Paragraph::plain(fonts, text, &style, language))
        };
        let heads = match (script, voice(&story)) {
            (Script::Nastaliq, _) => [(Face::NastaliqBold, 0); 2],
            (_, Voice::News | Voice::Feature) => {
                [(Face::DisplaySemiBold, -15), (Face::TextSemiBold, 0)]
            }
            (_, Voice::Opinion) => {
                [(Face::DisplayMediumItalic, -15), (Face::TextSemiBoldItalic, 0)]
            }
            (_, Voice::Sports) => [(Face::SansExtraBold, -25); 2],
        };
        let title =
            if reading.headline.trim().is_empty() { &reading.url } else { &reading.headline };
        let headline = heads.map(|(face, tracking)| plain(title, face, tracking));
        let brief = plain(title, Face::SansBold, 0);
        let byline = plain(&byline(&story), Face::SansSemiBold, 0);
        let deck = plain(&reading.deck, Face::Text, 0);
        // A page of the printed paper is no picture to print on a page.
        let is_page = reading.kind == Kind::Epage;
        let mut pictures = if is_page { Vec::new() } else { pictures(fonts, &story, language) };
        let style = Style { tracking: Tracking::PRINT, ..flat(face_of(script)) };
        let words = summary(&story);
        let summary =
            (!words.is_empty()).then(|| Paragraph::plain(fonts, &words, &style, language));
        let words = opening(&story);
        let opening = (!words.is_empty()).then(|| Paragraph::plain(fonts, words, &style, language));
        let style = flat(quotation_face(script));
        let shape = |words: String| Paragraph::plain(fonts, &words, &style, language);
        let quotations = feature::quotations(&story).into_iter().map(shape).collect();
        let mut body = Body::shape(fonts, &story, language);
        if let Some(drawing) = pictures.first_mut().filter(|_| is_captioned(&story, &body)) {
            drawing.caption = body.paragraphs.pop();
        }
        // What is in the text already is said once.
        let deck = deck.filter(|_| !story.text.trim().is_empty());
        let empty = || Paragraph::plain(&mut Fonts::new(), "·", &flat(Face::Text), language);
        let [display, small] = headline;
        Self {
            section,
            script,
            voice: voice(&story),
            score: 0,
            weight: Weight::default(),
            headline: [display.unwrap_or_else(empty), small.unwrap_or_else(empty)],
            brief: brief.unwrap_or_else(empty),
            deck,
            summary,
            opening,
            byline,
            body,
            quotations,
            pictures,
            story,
        }
    }
}

impl Copy {
    /// Letters in all that may be set of it that no face has; each stands as a box.
    pub(crate) fn missing(&self) -> usize {
        let words = [&self.deck, &self.summary, &self.byline].into_iter().flatten();
        let cutlines = self.pictures.iter().filter_map(|shown| shown.cutline.as_ref());
        let set = words.chain(cutlines).chain([&self.headline[0], &self.brief]);
        let body = self.body.paragraphs.iter().map(Text::missing).sum::<usize>();
        body + set.map(|paragraph| paragraph.missing().len()).sum::<usize>()
    }
}

/// Whether a story is a drawing and its text what the drawing says.
fn is_captioned(story: &Story, body: &Body) -> bool {
    story.reading.kind == Kind::Cartoon && body.paragraphs.len() == 1 && story.text.len() <= 400
}

/// The script that sets a language's grid.
pub(crate) fn script_of(language: &str) -> Script {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "ur" | "ks" | "pnb" => Script::Nastaliq,
        _ => Script::Latin,
    }
}

/// What a reference to a story says: the deck, or the first sentence if it is short.
fn summary(story: &Story) -> String {
    let reading = &story.reading;
    if !reading.deck.is_empty() && reading.deck.len() <= 200 {
        return reading.deck.clone();
    }
    let first = story.text.lines().next().unwrap_or_default();
    let sentence = first.find(['.', '۔', '।']).map(|at| {
        let mark = first[at..].chars().next().map_or(1, char::len_utf8);
        &first[..at + mark]
    });
    sentence.filter(|words| (40..=200).contains(&words.len())).unwrap_or_default().to_owned()
}

/// Bytes of an opening: more than a summary, and no more than a brief.
const OPENING: std::ops::RangeInclusive<usize> = 200..=440;

/// How a story begins, in whole sentences; empty where that is hardly more than a summary.
fn opening(story: &Story) -> &str {
    let first = story.text.lines().next().unwrap_or_default();
    let mut ends = first.match_indices(['.', '۔', '।']).map(|(at, mark)| at + mark.len());
    let is_end = |end: &usize| first[*end..].is_empty() || first[*end..].starts_with(' ');
    let end = ends.rfind(|end| OPENING.contains(end) && is_end(end));
    end.map_or("", |end| &first[..end])
}

/// Who wrote it, in one line.
fn byline(story: &Story) -> String {
    let reading = &story.reading;
    match (reading.byline.trim(), reading.agency.trim()) {
        ("", "") => String::new(),
        ("", agency) => agency.to_owned(),
        (name, _) => by(name, &reading.language),
    }
}

/// Pictures that are held and large enough to print.
fn pictures(fonts: &mut Fonts, story: &Story, language: Language) -> Vec<Shown> {
    let mut shown: Vec<Shown> = Vec::new();
    for figure in story.reading.figures() {
        let Some(photo) = &figure.photo else { continue };
        let side = |length: Option<u32>, usual: i32| {
            length.map_or(usual, |length| i32::try_from(length).unwrap_or(usual))
        };
        let size = (side(figure.width, 1200), side(figure.height, 800));
        if shown.iter().any(|other| other.photo == *photo) || size.0.min(size.1) < 120 {
            continue;
        }
        let cutline = cutline(fonts, figure, language);
        shown.push(Shown {
            figure: figure.clone(),
            photo: photo.clone(),
            size,
            cutline,
            caption: None,
        });
    }
    shown
}

/// Tag of the credit within a cutline.
pub(crate) const CREDIT: u32 = 2;

fn cutline(fonts: &mut Fonts, figure: &Figure, language: Language) -> Option<Paragraph> {
    let (words, credit) = (figure.cutline.trim(), figure.credit.trim());
    if words.is_empty() && credit.is_empty() {
        return None;
    }
    let style = flat(Face::SansMedium);
    let (lead, rest) = words.split_at(lead_in(words));
    let credit = if words.is_empty() { credit.to_owned() } else { format!(" {credit}") };
    let run = |text, face, size, tag| Run { text, face, size, tag };
    let runs = [
        run(lead, Face::SansExtraBold, SHAPED, 0),
        run(rest, Face::SansMedium, SHAPED, 1),
        run(credit.as_str(), Face::Sans, Size(SHAPED.0 * 11 / 13), CREDIT),
    ];
    Some(Paragraph::new(fonts, &runs, &style, language))
}

/// Bytes of a bold lead-in: a first sentence of two to four words, if the cutline has one.
fn lead_in(words: &str) -> usize {
    let end = words
        .find(['.', ':', '?', '!', '۔'])
        .map(|at| at + words[at..].chars().next().map_or(1, char::len_utf8));
    end.filter(|end| (2..=4).contains(&words[..*end].split_whitespace().count())).unwrap_or(0)
}

/// A style for shaping: its size and alignment do not count.
pub(crate) fn flat(face: Face) -> Style {
    Style { hyphens: false, ..Style::new(face, SHAPED) }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;
    use model::{Block, Reading, plain_text};

    use super::*;

    pub(crate) fn story(headline: &str, paragraphs: &[&str]) -> Story {
        let body: Vec<Block> = paragraphs.iter().map(|text| Block::paragraph(*text)).collect();
        let text = plain_text(&body);
        let reading = Reading {
            url: format!("https://courier.example/{}", headline.len()),
            headline: headline.to_owned(),
            byline: "Farah Lone".to_owned(),
            language: "en".to_owned(),
            body,
            ..Reading::default()
        };
        Story {
            id: headline.to_lowercase().replace(' ', "-"),
            source: "courier".to_owned(),
            day: date(2026, 11, 24),
            revision: 1,
            captured: None,
            gone: false,
            reading,
            text,
        }
    }

    #[test]
    fn a_short_first_sentence_leads_a_cutline() {
        assert_eq!(lead_in("Three weeks early. First snow."), 18);
        assert_eq!(lead_in("First snow on the Tosha range above the lake."), 0);
        assert_eq!(lead_in(""), 0);
    }
}
