//! Copy: one story with its words shaped.

use makeup::format::Script;
use model::{Block, Figure, Kind, Span, Story};
use typeset::{Face, Fonts, Language, Length, Paragraph, Run, Size, Style, Tracking};

use crate::{
    paper::Weight,
    roles::{Roles, face_of},
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
    pub(crate) byline: Option<Paragraph>,
    pub(crate) body: Vec<Text>,
    pub(crate) pictures: Vec<Shown>,
}

/// A paragraph of the body.
pub(crate) struct Text {
    pub(crate) shaped: Paragraph,
    pub(crate) kind: TextKind,
    /// Bytes before its own words: the mark of a list's item.
    pub(crate) mark: u32,
    /// Byte of the story's text at which its own words begin.
    pub(crate) start: Option<u32>,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// The first one, or the first after a heading or a break: flush.
    Flush,
    /// Any other: its first line is indented.
    Indented,
    /// A row of a table.
    Row,
    /// A crosshead.
    Heading,
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

impl Text {
    /// The style of this paragraph in a format.
    pub(crate) fn style(&self, roles: &Roles) -> Style {
        let body = roles.body.style;
        match self.kind {
            TextKind::Indented => body,
            TextKind::Flush => Style { indent: Length(0), ..body },
            TextKind::Heading | TextKind::Row => {
                Style { indent: Length(0), alignment: typeset::Alignment::Start, ..body }
            }
        }
    }
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
            (_, Voice::News) => [(Face::DisplaySemiBold, -15), (Face::TextSemiBold, 0)],
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
        let mut body = Body::shape(fonts, &story, language, script);
        if let Some(drawing) = pictures.first_mut().filter(|_| is_captioned(&story, &body)) {
            drawing.caption = body.pop();
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
            byline,
            body,
            pictures,
            story,
        }
    }
}

/// Whether a story is a drawing and its text what the drawing says.
fn is_captioned(story: &Story, body: &[Text]) -> bool {
    story.reading.kind == Kind::Cartoon && body.len() == 1 && story.text.len() <= 400
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

/// Makes paragraphs of blocks.
struct Body<'a> {
    fonts: &'a mut Fonts,
    language: Language,
    face: Face,
    whole: &'a str,
    /// Byte of the story's text after the last paragraph that was found in it.
    at: usize,
    flush: bool,
    out: Vec<Text>,
}

impl<'a> Body<'a> {
    fn shape(
        fonts: &'a mut Fonts,
        story: &'a Story,
        language: Language,
        script: Script,
    ) -> Vec<Text> {
        let is_drawn = story.reading.kind == Kind::Cartoon && script == Script::Latin;
        let face = if is_drawn { Face::TextItalic } else { face_of(script) };
        let mut body =
            Self { fonts, language, face, whole: &story.text, at: 0, flush: true, out: Vec::new() };
        body.blocks(&story.reading.body);
        if body.out.is_empty() {
            body.instead(story);
        }
        body.out
    }

    /// What stands for the text of a story that has none: it is in the edition all the same.
    fn instead(&mut self, story: &Story) {
        let reading = &story.reading;
        let numbered = reading.kind == Kind::Gallery;
        for (number, figure) in reading.figures().enumerate() {
            let mark = if numbered { format!("{}\u{a0}", number + 1) } else { String::new() };
            self.words(&mark, &[Span::plain(figure.cutline.as_str())], TextKind::Flush);
        }
        for words in [&reading.deck, &reading.url] {
            if self.out.is_empty() {
                self.words("", &[Span::plain(words.as_str())], TextKind::Flush);
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph { spans } => self.text("", spans),
            Block::Heading { spans, .. } => {
                let bold = |span: &Span| Span { strong: true, ..span.clone() };
                self.words("", &spans.iter().map(bold).collect::<Vec<_>>(), TextKind::Heading);
                self.flush = true;
            }
            Block::Quote { blocks } => self.blocks(blocks),
            Block::List { ordered, items } => {
                for (number, item) in items.iter().enumerate() {
                    let mark = if *ordered {
                        format!("{}.\u{a0}", number + 1)
                    } else {
                        "•\u{a0}".into()
                    };
                    self.item(&mark, item);
                }
            }
            Block::Table { rows } => {
                for row in rows {
                    let mut spans = Vec::new();
                    for cell in &row.cells {
                        let gap = (!spans.is_empty()).then(|| Span::plain("\t"));
                        spans.extend(gap);
                        let set = |span: &Span| Span { strong: cell.header, ..span.clone() };
                        spans.extend(cell.spans.iter().map(set));
                    }
                    self.words("", &spans, TextKind::Row);
                }
                self.flush = true;
            }
            Block::Embed { title, .. } => self.text("", &[Span::plain(title.as_str())]),
            Block::Rule => self.flush = true,
            Block::Figure(_) => {}
        }
    }

    fn item(&mut self, mark: &str, blocks: &[Block]) {
        let mut mark = mark;
        for block in blocks {
            match block {
                Block::Paragraph { spans } => {
                    self.flush = true;
                    self.text(mark, spans);
                    mark = "";
                }
                other => self.block(other),
            }
        }
    }

    fn text(&mut self, mark: &str, spans: &[Span]) {
        let kind = if self.flush { TextKind::Flush } else { TextKind::Indented };
        self.words(mark, spans, kind);
        self.flush = false;
    }

    fn words(&mut self, mark: &str, spans: &[Span], kind: TextKind) {
        let style = Style {
            tracking: Tracking::PRINT,
            hyphens: !matches!(kind, TextKind::Heading | TextKind::Row),
            ..flat(self.face)
        };
        let own: String = spans.iter().map(|span| span.text.as_str()).collect();
        let mut runs = vec![Run::plain(mark, &style)];
        runs.extend(Run::of_spans(spans, &style));
        let shaped = Paragraph::new(self.fonts, &runs, &style, self.language);
        if own.trim().is_empty() || shaped.is_blank() {
            return;
        }
        let found = self.whole.get(self.at..).and_then(|rest| rest.find(&own));
        let start = found.map(|at| self.at + at);
        self.at = start.map_or(self.at, |start| start + own.len());
        let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.out.push(Text { shaped, kind, mark: short(mark.len()), start: start.map(short) });
    }
}

/// A style for shaping: its size and alignment do not count.
fn flat(face: Face) -> Style {
    Style { hyphens: false, ..Style::new(face, SHAPED) }
}

#[cfg(test)]
pub(crate) mod tests {
    use jiff::civil::date;
    use model::{Reading, plain_text};

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
    fn paragraphs_know_where_they_stand_in_the_text() {
        let mut story = story("Snow", &["It snowed.", "It snowed."]);
        let items = vec![vec![Block::paragraph("Chains.")]];
        story.reading.body.push(Block::List { ordered: true, items });
        story.text = plain_text(&story.reading.body);
        let copy = Copy::shape(&mut Fonts::new(), story, 0);
        let starts: Vec<_> = copy.body.iter().map(|text| text.start).collect();
        assert_eq!(starts, [Some(0), Some(12), Some(24)]);
        assert_eq!(copy.body[2].shaped.text(), "1.\u{a0}Chains.");
        assert_eq!(copy.body[2].mark, 4);
    }

    #[test]
    fn a_story_without_text_says_something() {
        let copy = Copy::shape(&mut Fonts::new(), story("Snow", &[]), 0);
        assert_eq!(copy.body.len(), 1);
    }

    #[test]
    fn a_short_first_sentence_leads_a_cutline() {
        assert_eq!(lead_in("Three weeks early. First snow."), 18);
        assert_eq!(lead_in("First snow on the Tosha range above the lake."), 0);
        assert_eq!(lead_in(""), 0);
    }
}
