//! Where the lines of a paragraph go: how wide each may be, and what the caller forbids.

use crate::{Length, Style, units::short};

/// Where one line may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slot {
    /// From the left edge of the column.
    pub x: Length,
    /// How wide.
    pub width: Length,
}

impl Slot {
    /// From the column's left edge on.
    #[must_use]
    pub fn of_width(width: Length) -> Self {
        Self { x: Length(0), width }
    }
}

/// What a paragraph is broken for.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// How it is set.
    pub style: &'a Style,
    /// Where each line stands; the last slot is that of all further lines.
    pub slots: &'a [Slot],
    /// How many lines more or less than the best are wanted too.
    pub looseness: u8,
    /// Lines, from 0, that must not end with a hyphen: those at the foot of a leg or page.
    pub no_hyphen: &'a [u32],
}

impl<'a> Setting<'a> {
    /// The best lines of one width alone.
    #[must_use]
    pub fn new(style: &'a Style, slot: &'a Slot) -> Self {
        Self { style, slots: std::slice::from_ref(slot), looseness: 0, no_hyphen: &[] }
    }

    /// The same with lines more or less.
    #[must_use]
    pub fn with_looseness(self, looseness: u8) -> Self {
        Self { looseness, ..self }
    }

    /// The slot of a line, without the indent of the first.
    pub(crate) fn slot(&self, line: u32) -> Slot {
        let index = (line as usize).min(self.slots.len().saturating_sub(1));
        self.slots.get(index).copied().unwrap_or(Slot { x: Length(0), width: Length(0) })
    }

    /// The measure of a line, with the indent of the first, in ems.
    pub(crate) fn measure(&self, line: u32) -> i64 {
        let indent = if line == 0 { self.style.indent } else { Length(0) };
        (self.slot(line).width - indent).in_ems(self.style.size).max(0)
    }

    /// The narrowest and the widest measure of any line.
    pub(crate) fn extremes(&self) -> (i64, i64) {
        let measures = (0..short(self.slots.len().max(2))).map(|line| self.measure(line));
        measures
            .fold((i64::MAX, 0), |(least, most), measure| (least.min(measure), most.max(measure)))
    }
}
