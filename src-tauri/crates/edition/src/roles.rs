//! How each part of a page is set in a format: face, size, leading.

use makeup::format::{Format, Script, UNIT};
use typeset::{Alignment, Face, Length, Size, Style, Tracking};

/// Percent of the body's size at which text stands in legs two columns wide.
pub(crate) const WIDE_SIZE: i32 = 112;

/// A face, its size and its distance from line to line.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Role {
    pub(crate) style: Style,
    /// From baseline to baseline, in units.
    pub(crate) leading: i32,
}

/// All roles of a format.
#[derive(Clone, Debug)]
pub(crate) struct Roles {
    pub(crate) body: Role,
    /// What a reference says of a story.
    pub(crate) summary: Role,
    pub(crate) deck: Role,
    pub(crate) byline: Role,
    pub(crate) cutline: Role,
    /// The words of a drawing.
    pub(crate) caption: Role,
    pub(crate) brief: Role,
    pub(crate) crosshead: Role,
    pub(crate) agate: Role,
    pub(crate) quotation: Role,
    pub(crate) jump: Role,
    pub(crate) label: Role,
    pub(crate) folio: Role,
    pub(crate) index: Role,
    pub(crate) heads: [Role; 7],
}

impl Roles {
    pub(crate) fn of(format: &Format) -> Self {
        let screen = format.is_screen();
        let body = format.body;
        // 2.36 b^0.6 is 13 px where the text has 17; the classes grow by the same power.
        let sans = (format.classes[6] * 13 / 17).max(12 * UNIT);
        // Nastaliq is smaller for its size, and rises and falls much farther.
        let nastaliq = format.script == Script::Nastaliq;
        let sans = if nastaliq { sans * 115 / 100 } else { sans };
        let choose = |on_screen: i32, in_print: i32| if screen { on_screen } else { in_print };
        let point = |quarters: i32| quarters * UNIT / 4;
        let text = Role {
            style: Style {
                tracking: if screen { Tracking::WINDOW } else { Tracking::PRINT },
                indent: Length(9 * body / 10),
                ..style(face_of(format.script), body, Alignment::Justified)
            },
            leading: format.row,
        };
        let start = |face: Face, size: i32, leading: i32| Role {
            style: Style { hyphens: false, ..style(face, size, Alignment::Start) },
            leading,
        };
        let deck = choose(115 * body / 100, 14 * UNIT);
        let cutline = choose(sans, point(31));
        let folio = choose(sans, 8 * UNIT);
        let under = if nastaliq { cutline * 2 } else { choose(sans * 135 / 100, 10 * UNIT) };
        Self {
            body: text,
            summary: Role { style: Style { indent: Length(0), ..text.style }, ..text },
            deck: start(Face::Text, deck, choose(format.row, 17 * UNIT)),
            byline: start(Face::SansSemiBold, choose(sans, point(30)), format.row),
            cutline: start(Face::SansMedium, cutline, under),
            caption: start(
                caption_face(format.script),
                choose(deck, 16 * UNIT),
                choose(1, 2) * format.row,
            ),
            brief: start(Face::SansBold, choose(sans * 115 / 100, point(38)), format.row),
            crosshead: start(Face::SansBold, choose(sans * 115 / 100, point(38)), format.row),
            agate: start(Face::Sans, choose(sans, point(30)), format.row),
            jump: start(Face::TextMediumItalic, choose(body, 9 * UNIT), format.row),
            quotation: quotation(format),
            label: start(Face::SansExtraBold, choose(sans, 8 * UNIT), format.row),
            folio: start(Face::SansSemiBold, folio, folio * 13 / 10),
            index: start(Face::TextMedium, choose(body, point(46)), choose(format.row, point(66))),
            heads: format.classes.map(|size| headline(format, size)),
        }
    }
}

impl Roles {
    /// The same, with running text as it stands in legs two columns wide: larger, on the same rows.
    pub(crate) fn wide(&self) -> Self {
        let Role { style, leading } = self.body;
        let body = style.size.length().0 * WIDE_SIZE / 100;
        let style = Style { size: quarters(body), indent: Length(9 * body / 10), ..style };
        Self { body: Role { style, leading }, ..self.clone() }
    }
}

/// The face of running text in a script.
pub(crate) fn face_of(script: Script) -> Face {
    match script {
        Script::Latin => Face::Text,
        Script::Nastaliq => Face::Nastaliq,
    }
}

fn caption_face(script: Script) -> Face {
    match script {
        Script::Latin => Face::TextItalic,
        Script::Nastaliq => Face::Nastaliq,
    }
}

/// The face of a headline of a size: below 22 px the text face is clearer.
pub(crate) fn headline_face(script: Script, size: i32) -> Face {
    match script {
        Script::Nastaliq => Face::NastaliqBold,
        Script::Latin if size < 22 * UNIT => Face::TextSemiBold,
        Script::Latin => Face::DisplaySemiBold,
    }
}

/// The face of a sentence that is taken from the text and set large.
pub(crate) fn quotation_face(script: Script) -> Face {
    match script {
        Script::Latin => Face::DisplayMediumItalic,
        Script::Nastaliq => Face::NastaliqBold,
    }
}

fn quotation(format: &Format) -> Role {
    let face = quotation_face(format.script);
    let (size, leading) = match format.script {
        Script::Latin => (format.body * 3 / 2, format.body * 3 / 2 * 118 / 100),
        Script::Nastaliq => (format.body * 11 / 10, format.row),
    };
    let set = style(face, size, Alignment::Start);
    Role { style: Style { hyphens: false, ..set }, leading }
}

fn headline(format: &Format, size: i32) -> Role {
    let face = headline_face(format.script, size);
    let tracking = if face == Face::DisplaySemiBold { -15 } else { 0 };
    let leading = match format.script {
        Script::Nastaliq => 250,
        Script::Latin if size > 34 * UNIT => 103,
        Script::Latin => 107,
    };
    Role {
        style: Style {
            tracking: Tracking::fixed(tracking),
            hyphens: false,
            ..style(face, size, Alignment::Start)
        },
        leading: size * leading / 100,
    }
}

fn style(face: Face, size: i32, alignment: Alignment) -> Style {
    Style { alignment, ..Style::new(face, quarters(size)) }
}

/// A length as a type size.
pub(crate) fn quarters(length: i32) -> Size {
    Size(u16::try_from(length / (UNIT / 4)).unwrap_or(u16::MAX))
}
