//! The 24 faces: their bytes, their names to CSS, their heights.

use std::fmt::Write as _;

use crate::units::{EM, Em};

/// One of the fonts that are part of the program: a family in a weight and a posture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Broadsheet Text 400.
    Text,
    /// Broadsheet Text 500.
    TextMedium,
    /// Broadsheet Text 600.
    TextSemiBold,
    /// Broadsheet Text 400, italic.
    TextItalic,
    /// Broadsheet Text 500, italic.
    TextMediumItalic,
    /// Broadsheet Text 600, italic.
    TextSemiBoldItalic,
    /// Broadsheet Display 400.
    Display,
    /// Broadsheet Display 500.
    DisplayMedium,
    /// Broadsheet Display 600.
    DisplaySemiBold,
    /// Broadsheet Display 700.
    DisplayBold,
    /// Broadsheet Display 400, italic.
    DisplayItalic,
    /// Broadsheet Display 500, italic.
    DisplayMediumItalic,
    /// Broadsheet Display 600, italic.
    DisplaySemiBoldItalic,
    /// Broadsheet Sans 400.
    Sans,
    /// Broadsheet Sans 500.
    SansMedium,
    /// Broadsheet Sans 600.
    SansSemiBold,
    /// Broadsheet Sans 700.
    SansBold,
    /// Broadsheet Sans 800.
    SansExtraBold,
    /// Broadsheet Sans 900.
    SansBlack,
    /// Broadsheet Nastaliq 400.
    Nastaliq,
    /// Broadsheet Nastaliq 700.
    NastaliqBold,
    /// Broadsheet Devanagari 400.
    Devanagari,
    /// Broadsheet Devanagari 600.
    DevanagariSemiBold,
    /// `UnifrakturCook` 700.
    Blackletter,
}

/// What a face belongs to: the name by which style sheets know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Body, decks: all that is smaller than 22 pixels.
    Text,
    /// Headlines and plates, from 22 pixels up.
    Display,
    /// Folios, bylines, cutlines, agate.
    Sans,
    /// Urdu, Kashmiri.
    Nastaliq,
    /// Hindi.
    Devanagari,
    /// Nameplates.
    Blackletter,
}

/// The heights of a face above its baseline, up being positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Metrics {
    /// Top of the line as browsers reckon it.
    pub ascent: Em,
    /// Bottom of the line as browsers reckon it; below the baseline, so negative.
    pub descent: Em,
    /// Height of a small x; 0 where the script has none.
    pub x_height: Em,
    /// Height of a capital; 0 where the script has none.
    pub cap_height: Em,
}

impl Face {
    /// Every face, in the order of their declaration.
    pub const ALL: [Self; 24] = [
        Self::Text,
        Self::TextMedium,
        Self::TextSemiBold,
        Self::TextItalic,
        Self::TextMediumItalic,
        Self::TextSemiBoldItalic,
        Self::Display,
        Self::DisplayMedium,
        Self::DisplaySemiBold,
        Self::DisplayBold,
        Self::DisplayItalic,
        Self::DisplayMediumItalic,
        Self::DisplaySemiBoldItalic,
        Self::Sans,
        Self::SansMedium,
        Self::SansSemiBold,
        Self::SansBold,
        Self::SansExtraBold,
        Self::SansBlack,
        Self::Nastaliq,
        Self::NastaliqBold,
        Self::Devanagari,
        Self::DevanagariSemiBold,
        Self::Blackletter,
    ];

    /// The name of its file, without the ending; also its PostScript name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The whole font file (TrueType).
    #[must_use]
    pub fn bytes(self) -> &'static [u8] {
        self.row().bytes
    }

    /// The number of the glyph that draws a letter by itself; 0, a box, where it has none.
    #[must_use]
    pub fn glyph(self, letter: char) -> u16 {
        crate::fonts::glyph_of(self, letter)
    }

    /// How far a letter by itself reaches; that of the box, where it has none.
    #[must_use]
    pub fn advance(self, letter: char) -> Em {
        Em(crate::fonts::advance(self, letter))
    }

    /// What it belongs to.
    #[must_use]
    pub fn family(self) -> Family {
        self.row().family
    }

    /// Its weight as in CSS: 400 is regular.
    #[must_use]
    pub fn weight(self) -> u16 {
        self.row().weight
    }

    /// Leans.
    #[must_use]
    pub fn is_italic(self) -> bool {
        self.row().italic
    }

    /// Font units to an em.
    #[must_use]
    pub fn units_per_em(self) -> u16 {
        self.row().units_per_em
    }

    /// Its heights.
    #[must_use]
    pub fn metrics(self) -> Metrics {
        let part = self.unit();
        let [ascent, descent, x_height, cap_height] =
            self.row().heights.map(|height| Em(i32::from(height) * part));
        Metrics { ascent, descent, x_height, cap_height }
    }

    /// The width of the box that stands for letters that no face has.
    #[must_use]
    pub fn box_width(self) -> Em {
        self.advance('\u{10ffff}')
    }

    /// The parts of an em that one font unit is.
    pub(crate) fn unit(self) -> i32 {
        EM / i32::from(self.row().units_per_em)
    }

    /// May be tracked: scripts whose letters touch may not.
    #[must_use]
    pub fn can_be_tracked(self) -> bool {
        !matches!(self.family(), Family::Nastaliq | Family::Devanagari)
    }

    /// The face for words that the paper set bold, in italics, or both.
    ///
    /// Where a family has no such face, the nearest: never a slanted or smeared copy.
    #[must_use]
    pub fn styled(self, strong: bool, emphasis: bool) -> Self {
        if !strong && !emphasis {
            return self;
        }
        let italic = self.is_italic() != emphasis;
        let weight = if strong { self.weight().max(500) + 200 } else { self.weight() };
        self.nearest(self.family(), weight, italic)
    }

    /// The face of another family that stands best beside this one.
    pub(crate) fn in_family(self, family: Family) -> Self {
        if self.family() == family {
            return self;
        }
        self.nearest(family, self.weight(), self.is_italic())
    }

    fn nearest(self, family: Family, weight: u16, italic: bool) -> Self {
        let distance = |face: &Self| {
            (face.is_italic() != italic, face.weight().abs_diff(weight), face.weight())
        };
        let kin = Self::ALL.into_iter().filter(|face| face.family() == family);
        kin.min_by_key(distance).unwrap_or(self)
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }
}

impl Family {
    /// Its name in style sheets.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "Broadsheet Text",
            Self::Display => "Broadsheet Display",
            Self::Sans => "Broadsheet Sans",
            Self::Nastaliq => "Broadsheet Nastaliq",
            Self::Devanagari => "Broadsheet Devanagari",
            Self::Blackletter => "UnifrakturCook",
        }
    }
}

/// The BLAKE3 hash of all faces, in hexadecimal: pages made with other fonts are other pages.
#[must_use]
pub fn set_hash() -> String {
    let mut hasher = blake3::Hasher::new();
    for face in Face::ALL {
        hasher.update(face.name().as_bytes());
        hasher.update(face.bytes());
    }
    hasher.finalize().as_bytes().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

struct Row {
    name: &'static str,
    bytes: &'static [u8],
    family: Family,
    weight: u16,
    italic: bool,
    units_per_em: u16,
    heights: [i16; 4],
}

const fn row(
    name: &'static str,
    bytes: &'static [u8],
    (family, weight, italic): (Family, u16, bool),
    (units_per_em, heights): (u16, [i16; 4]),
) -> Row {
    Row { name, bytes, family, weight, italic, units_per_em, heights }
}

/// Heights are those of `metrics.json`: `UnifrakturCook`'s own tables state wrong ones.
static ROWS: [Row; 24] = [
    row(
        "BroadsheetText-Regular",
        include_bytes!("../fonts/BroadsheetText-Regular.ttf"),
        (Family::Text, 400, false),
        (2000, [1470, -530, 881, 1352]),
    ),
    row(
        "BroadsheetText-Medium",
        include_bytes!("../fonts/BroadsheetText-Medium.ttf"),
        (Family::Text, 500, false),
        (2000, [1470, -530, 885, 1352]),
    ),
    row(
        "BroadsheetText-SemiBold",
        include_bytes!("../fonts/BroadsheetText-SemiBold.ttf"),
        (Family::Text, 600, false),
        (2000, [1470, -530, 889, 1352]),
    ),
    row(
        "BroadsheetText-Italic",
        include_bytes!("../fonts/BroadsheetText-Italic.ttf"),
        (Family::Text, 400, true),
        (2000, [1470, -530, 901, 1352]),
    ),
    row(
        "BroadsheetText-MediumItalic",
        include_bytes!("../fonts/BroadsheetText-MediumItalic.ttf"),
        (Family::Text, 500, true),
        (2000, [1470, -530, 907, 1352]),
    ),
    row(
        "BroadsheetText-SemiBoldItalic",
        include_bytes!("../fonts/BroadsheetText-SemiBoldItalic.ttf"),
        (Family::Text, 600, true),
        (2000, [1470, -530, 913, 1352]),
    ),
    row(
        "BroadsheetDisplay-Regular",
        include_bytes!("../fonts/BroadsheetDisplay-Regular.ttf"),
        (Family::Display, 400, false),
        (2000, [1470, -530, 935, 1383]),
    ),
    row(
        "BroadsheetDisplay-Medium",
        include_bytes!("../fonts/BroadsheetDisplay-Medium.ttf"),
        (Family::Display, 500, false),
        (2000, [1470, -530, 937, 1383]),
    ),
    row(
        "BroadsheetDisplay-SemiBold",
        include_bytes!("../fonts/BroadsheetDisplay-SemiBold.ttf"),
        (Family::Display, 600, false),
        (2000, [1470, -530, 939, 1383]),
    ),
    row(
        "BroadsheetDisplay-Bold",
        include_bytes!("../fonts/BroadsheetDisplay-Bold.ttf"),
        (Family::Display, 700, false),
        (2000, [1470, -530, 942, 1383]),
    ),
    row(
        "BroadsheetDisplay-Italic",
        include_bytes!("../fonts/BroadsheetDisplay-Italic.ttf"),
        (Family::Display, 400, true),
        (2000, [1470, -530, 955, 1383]),
    ),
    row(
        "BroadsheetDisplay-MediumItalic",
        include_bytes!("../fonts/BroadsheetDisplay-MediumItalic.ttf"),
        (Family::Display, 500, true),
        (2000, [1470, -530, 959, 1383]),
    ),
    row(
        "BroadsheetDisplay-SemiBoldItalic",
        include_bytes!("../fonts/BroadsheetDisplay-SemiBoldItalic.ttf"),
        (Family::Display, 600, true),
        (2000, [1470, -530, 963, 1383]),
    ),
    row(
        "BroadsheetSans-Regular",
        include_bytes!("../fonts/BroadsheetSans-Regular.ttf"),
        (Family::Sans, 400, false),
        (1000, [966, -246, 530, 742]),
    ),
    row(
        "BroadsheetSans-Medium",
        include_bytes!("../fonts/BroadsheetSans-Medium.ttf"),
        (Family::Sans, 500, false),
        (1000, [966, -246, 530, 742]),
    ),
    row(
        "BroadsheetSans-SemiBold",
        include_bytes!("../fonts/BroadsheetSans-SemiBold.ttf"),
        (Family::Sans, 600, false),
        (1000, [966, -246, 530, 742]),
    ),
    row(
        "BroadsheetSans-Bold",
        include_bytes!("../fonts/BroadsheetSans-Bold.ttf"),
        (Family::Sans, 700, false),
        (1000, [966, -246, 530, 742]),
    ),
    row(
        "BroadsheetSans-ExtraBold",
        include_bytes!("../fonts/BroadsheetSans-ExtraBold.ttf"),
        (Family::Sans, 800, false),
        (1000, [966, -246, 530, 742]),
    ),
    row(
        "BroadsheetSans-Black",
        include_bytes!("../fonts/BroadsheetSans-Black.ttf"),
        (Family::Sans, 900, false),
        (1000, [966, -246, 530, 742]),
    ),
    row(
        "BroadsheetNastaliq-Regular",
        include_bytes!("../fonts/BroadsheetNastaliq-Regular.ttf"),
        (Family::Nastaliq, 400, false),
        (1000, [1904, -596, 0, 0]),
    ),
    row(
        "BroadsheetNastaliq-Bold",
        include_bytes!("../fonts/BroadsheetNastaliq-Bold.ttf"),
        (Family::Nastaliq, 700, false),
        (1000, [1904, -596, 0, 0]),
    ),
    row(
        "BroadsheetDevanagari-Regular",
        include_bytes!("../fonts/BroadsheetDevanagari-Regular.ttf"),
        (Family::Devanagari, 400, false),
        (1000, [930, -625, 0, 0]),
    ),
    row(
        "BroadsheetDevanagari-SemiBold",
        include_bytes!("../fonts/BroadsheetDevanagari-SemiBold.ttf"),
        (Family::Devanagari, 600, false),
        (1000, [930, -625, 0, 0]),
    ),
    row(
        "UnifrakturCook-Bold",
        include_bytes!("../fonts/UnifrakturCook-Bold.ttf"),
        (Family::Blackletter, 700, false),
        (2048, [2110, -570, 1080, 1535]),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_say_what_the_measurements_say() {
        let measured: serde_json::Value =
            serde_json::from_str(include_str!("../fonts/metrics.json")).unwrap();
        assert_eq!(measured.as_object().unwrap().len(), Face::ALL.len());
        for face in Face::ALL {
            let row = &measured[face.name()];
            assert_eq!(row["family"], face.family().name());
            assert_eq!(row["weight"], face.weight());
            assert_eq!(row["style"] == "italic", face.is_italic());
            assert_eq!(row["upm"], face.units_per_em());
            let metrics = face.metrics();
            let known = [
                ("ascent", metrics.ascent),
                ("descent", metrics.descent),
                ("x_height", metrics.x_height),
                ("cap_height", metrics.cap_height),
            ];
            for (name, em) in known {
                let height = row[name].as_f64().unwrap_or(0.0);
                assert!(
                    (height - f64::from(em.0) / f64::from(EM)).abs() < 0.0005,
                    "{face:?} {name}"
                );
            }
        }
    }

    #[test]
    fn bold_and_italic_find_their_face() {
        assert_eq!(Face::Text.styled(true, false), Face::TextSemiBold);
        assert_eq!(Face::Text.styled(false, true), Face::TextItalic);
        assert_eq!(Face::Text.styled(true, true), Face::TextSemiBoldItalic);
        assert_eq!(Face::TextItalic.styled(false, true), Face::Text);
        assert_eq!(Face::SansMedium.styled(true, false), Face::SansBold);
        assert_eq!(Face::Sans.styled(false, true), Face::Sans);
        assert_eq!(Face::Nastaliq.styled(true, true), Face::NastaliqBold);
        assert_eq!(Face::DisplaySemiBold.in_family(Family::Nastaliq), Face::NastaliqBold);
        assert_eq!(Face::Text.in_family(Family::Devanagari), Face::Devanagari);
    }

    #[test]
    fn the_set_has_a_hash() {
        insta::assert_snapshot!(set_hash(), @"1a8a57d4a72e5e0dce214ff757aed1e2edce985eb461231b18084597961bb347");
    }
}
