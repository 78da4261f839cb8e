//! What the inks look like.

use edition::page::Ink;

/// Red, green and blue of paper and inks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colours {
    pub(crate) paper: [u8; 3],
    ink: [u8; 3],
    second: [u8; 3],
    third: [u8; 3],
    accent: [u8; 3],
    hair: [u8; 3],
}

impl Colours {
    /// Black and one spot colour on newsprint.
    pub const NEWSPRINT: Self = Self {
        paper: [0xfb, 0xf8, 0xf1],
        ink: [0x17, 0x15, 0x12],
        second: [0x4a, 0x45, 0x3e],
        third: [0x6d, 0x67, 0x5e],
        accent: [0xa8, 0x1c, 0x1c],
        hair: [0xb9, 0xb2, 0xa5],
    };

    /// Black and one spot colour on white paper.
    pub const PRINT: Self = Self {
        paper: [0xff, 0xff, 0xff],
        ink: [0x00, 0x00, 0x00],
        second: [0x33, 0x33, 0x33],
        third: [0x55, 0x55, 0x55],
        accent: [0xa8, 0x1c, 0x1c],
        hair: [0xb0, 0xb0, 0xb0],
    };

    /// Black alone on white, for e-ink.
    pub const EINK: Self = Self {
        paper: [0xff, 0xff, 0xff],
        ink: [0x00, 0x00, 0x00],
        second: [0x00, 0x00, 0x00],
        third: [0x00, 0x00, 0x00],
        accent: [0x00, 0x00, 0x00],
        hair: [0x00, 0x00, 0x00],
    };

    /// The colour of an ink.
    #[must_use]
    pub fn of(&self, ink: Ink) -> [u8; 3] {
        match ink {
            Ink::Ink | Ink::Rule => self.ink,
            Ink::Second => self.second,
            Ink::Third => self.third,
            Ink::Accent => self.accent,
            Ink::Hair => self.hair,
        }
    }
}
