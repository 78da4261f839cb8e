//! What a line costs: how far it is stretched, what it ends with, what stands above it.
//!
//! Costs are whole numbers. A line that is not stretched at all costs 100, one at the limit of its
//! stretch 12,100; penalties are in the same unit. The values were found by setting Wikinews of
//! 2004 to 2017 at 30 to 40 characters (`examples/lines.rs`): with dividing free of cost and nothing
//! else to look at, no more than a sixth of the lines beyond the limit could be saved.

use crate::{
    Alignment, Family, Style,
    piece::{After, Piece, Sum},
    units::EM,
};

/// A stretch of 1: all that spaces and tracking may give.
pub(crate) const FULL: i64 = 1024;
/// Beyond this a line is as bad as a line can be.
const WORST: i64 = 12 * FULL;

/// A ragged line may be short by this part of its measure before a word is rather divided.
const RAGGED: i64 = 4;
/// What a space may lose, in percent: below, words run together.
const SHRINK: i64 = 33;
/// The same in Nastaliq, where the form of its last letter ends a word, and nothing else gives.
const SHRINK_NASTALIQ: i64 = 45;
/// A line that is stretched further than is permitted.
const BEYOND: i64 = 200_000;
/// A line that is stretched twice as far.
const FAR_BEYOND: i64 = 4_000_000;
/// A line wider than its measure.
const OVERFULL: i64 = 1_000_000_000;
/// A hyphen where the caller wants none.
pub(crate) const UNWANTED_HYPHEN: i64 = 100_000_000;
/// Neighbours of unequal colour.
const JERK: i64 = 10_000;
/// Two hyphens below each other.
const SECOND_HYPHEN: i64 = 25_000;
/// Three, which a reader sees as a ladder.
const LADDER: i64 = 5_000_000;
/// A last line of less than [`LEAST_LAST`] percent.
const SHORT_LAST: i64 = 120_000;
const LEAST_LAST: i64 = 22;
/// A last line that is the end of a word.
const LAST_FRAGMENT: i64 = 200_000;
/// A hyphen above the last line.
const HYPHEN_BEFORE_LAST: i64 = 30_000;

/// How far spaces and letters of a paragraph may give, in ems.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Give {
    pub(crate) natural: i64,
    /// Tracking that may be added and taken away.
    pub(crate) more: i64,
    pub(crate) less: i64,
    /// What a space may lose, in percent.
    pub(crate) narrower: i64,
    pub(crate) is_justified: bool,
}

impl Give {
    pub(crate) fn of(style: &Style, is_tracked: bool) -> Self {
        let part = i64::from(EM) / 1000;
        let tracking = style.tracking;
        let [natural, least, most] = [tracking.natural, tracking.least, tracking.most]
            .map(|thousandths| if is_tracked { i64::from(thousandths) * part } else { 0 });
        Self {
            natural,
            more: (most - natural).max(0),
            less: (natural - least).max(0),
            narrower: if style.face.family() == Family::Nastaliq {
                SHRINK_NASTALIQ
            } else {
                SHRINK
            },
            is_justified: style.alignment == Alignment::Justified,
        }
    }

    /// Width without any stretch.
    pub(crate) fn natural_width(&self, sum: &Sum) -> i64 {
        sum.width + sum.space + gaps(sum) * self.natural
    }

    /// How much wider a line may become: each space by half, each gap between letters.
    pub(crate) fn stretch(&self, sum: &Sum) -> i64 {
        sum.space / 2 + gaps(sum) * self.more
    }

    /// How much narrower a line may become.
    pub(crate) fn shrink(&self, sum: &Sum) -> i64 {
        if self.is_justified { sum.space * self.narrower / 100 + gaps(sum) * self.less } else { 0 }
    }

    /// The stretch of a line over what is permitted, in parts of [`FULL`]; negative if it shrinks.
    pub(crate) fn ratio(&self, sum: &Sum, measure: i64) -> i64 {
        let left = measure - self.natural_width(sum);
        if left < 0 {
            return (left * FULL / self.shrink(sum).max(1)).max(-WORST);
        }
        let stretch = if self.is_justified { self.stretch(sum) } else { measure / RAGGED };
        (left * FULL / stretch.max(1)).min(WORST)
    }
}

/// The gaps between the letters of a line.
pub(crate) fn gaps(sum: &Sum) -> i64 {
    i64::from(sum.letters.saturating_sub(1))
}

/// What a stretch costs.
pub(crate) fn stretched(ratio: i64) -> i64 {
    if ratio < -FULL {
        return OVERFULL;
    }
    let third = (ratio.abs().pow(3) * 100) >> 30;
    let beyond = match ratio {
        _ if ratio > 2 * FULL => FAR_BEYOND,
        _ if ratio > FULL => BEYOND,
        _ => 0,
    };
    (10 + third).pow(2) + beyond
}

/// What it costs to end a line with a piece when `run` hyphens stand above each other with it.
pub(crate) fn ended(piece: &Piece, run: u8) -> i64 {
    let ladder = match run {
        0 | 1 => 0,
        2 => SECOND_HYPHEN,
        _ => LADDER,
    };
    i64::from(piece.penalty) + ladder
}

/// What it costs that two lines that follow each other are not stretched alike.
pub(crate) fn uneven(ratio: i64, above: i64) -> i64 {
    if (ratio - above).abs() > FULL { JERK } else { 0 }
}

/// What the last line of a paragraph costs, below a line that ends with a piece.
pub(crate) fn last_line(width: i64, measure: i64, above: Option<&Piece>, pieces: usize) -> i64 {
    let short = if width * 100 < measure * LEAST_LAST { SHORT_LAST } else { 0 };
    let Some(above) = above else { return 0 };
    let divided = match above.after {
        After::Division(_) | After::Force { .. } if pieces == 1 => LAST_FRAGMENT,
        After::Division(_) | After::Force { .. } => HYPHEN_BEFORE_LAST,
        After::Space => 0,
        After::Break => return 0,
    };
    short + divided
}
