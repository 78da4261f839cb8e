//! What faults cost, in hundredths.
//!
//! The figures are the spike's where it measured them; those that were raised say why. A cost orders
//! pages, nothing else: it has no unit.

/// Dearer than any page; two of these and a cost still fit an `i16`.
pub(crate) const NEVER: i32 = 12_000;

/// Cells of the programme that are dearer are dropped: 20.00 would lose pages, see the spike's trials.
pub(crate) const CAP: i32 = 5_500;
/// The same for the last page: what is left must stand somewhere, and an imprint of half a page is better than a
/// story alone on a white one.
pub(crate) const LAST_CAP: i32 = 9_000;

/// A page may cost this before it is sought again with elastic briefs.
pub(crate) const DEAR: i32 = 2_600;

/// A paragraph's first line alone at a leg's foot. Raised: it must lose against loosened paragraphs and, in three
/// legs, against a row of white.
pub(crate) const ORPHAN: i32 = 3_400;
/// A leg that ends one row early. Less than the above: a row of white is not read.
pub(crate) const WHITE: i32 = 1_000;
/// The picture over the first columns: the text begins below it.
pub(crate) const OTHER_SIDE: i32 = 12;
/// A paragraph set in another variant than its best, beside the variant's own cost.
pub(crate) const OTHER_VARIANT: i32 = 15;

/// Art lead without its picture.
pub(crate) const NO_ART: i32 = 1_000;
/// Another story without its picture.
pub(crate) const NO_PICTURE: i32 = 200;
/// Share of the page, in thousandths, below which the dominant picture is too small.
pub(crate) const ART_LEAST: i32 = 160;

/// What may stand in legs two columns wide stands in narrow ones.
pub(crate) const NOT_WIDE: i32 = 700;

/// A quotation.
pub(crate) const QUOTATION: i32 = 70;
/// Each row of air around it beyond its own.
pub(crate) const QUOTATION_AIR: i32 = 15;
/// Each row of air around the byline.
pub(crate) const BYLINE_AIR: i32 = 30;
/// A row of air above the headline beyond its own.
pub(crate) const HEAD_AIR: i32 = 60;
/// Lead without its deck. Raised from 50, at which leads lost it to a better crop: it is half of what they say.
pub(crate) const NO_DECK: i32 = 1600;
/// A deck on a story that is neither lead nor second.
pub(crate) const OTHER_DECK: i32 = 30;
/// Headline of three lines or more.
pub(crate) const THIRD_LINE: i32 = 40;
/// Lead narrower than half the page.
pub(crate) const NARROW_LEAD: i32 = 300;
/// Legs of less than eight rows.
pub(crate) const SHORT_LEGS: i32 = 40;
/// It goes on overleaf within a paragraph: hardly better than a white line at the foot.
pub(crate) const TORN: i32 = 780;
/// A long story that goes on overleaf, in the window.
pub(crate) const JUMP_SCREEN: i32 = 60;
/// The same in print.
pub(crate) const JUMP_PRINT: i32 = 260;

/// A better story is left for later.
pub(crate) const SKIP: i32 = 40;
/// The head of the queue is left for later.
pub(crate) const SKIP_FIRST: i32 = 120;
/// Two stories whose lengths contradict their rank.
pub(crate) const LENGTH_AGAINST_RANK: i32 = 150;
/// A story of another section joins.
pub(crate) const OTHER_SECTION: i32 = 200;
/// A page of more than one section.
pub(crate) const MIXED_PAGE: i32 = 200;
/// A section that is to begin under a plate begins without one.
pub(crate) const NO_PLATE: i32 = 4_000;
/// A story that is to stand before a plate's section stands behind it.
pub(crate) const MOVED: i32 = 300;
/// What every page costs, so that few full pages are better than many thin ones.
pub(crate) const PAGE: i32 = 500;

/// What a page to come costs beside that.
pub(crate) const NEXT_PAGE: i32 = 1_500;
/// A cell of pages to come that something else than stories must fill.
pub(crate) const SLACK: i32 = 5;

/// A page with a white line or an orphan anywhere: worth another page of the beam, not another cell of the
/// programme.
pub(crate) const FLAWED_PAGE: i32 = 2_500;

/// A box of references in print, beside what its room costs: reckoned when a page is whole, because within the
/// programme it would lose pages that nothing else fills.
pub(crate) const PRINTED_BOX: i32 = 400;

/// A second such box on a page: an editor prints one.
pub(crate) const TWO_BOXES: i32 = 2_000;

/// A row of a box that nothing fills.
pub(crate) const WHITE_IN_BOX: i32 = 16;

/// Two headlines of one class side by side. Raised from 4: none may stay.
pub(crate) const TOMBSTONE: i32 = 4_000;
/// A headline larger than a better story's. Raised from 3: never.
pub(crate) const CLASS_AGAINST_RANK: i32 = 4_000;
/// A headline larger than one above it. Raised from 2: never.
pub(crate) const GROWING_DOWN: i32 = 4_000;
/// Two stories share a class: their order cannot be read.
pub(crate) const SAME_CLASS: i32 = 60;
/// A better story has less room.
pub(crate) const AREA_AGAINST_RANK: i32 = 120;
/// The lead is not 12 pt larger than the next.
pub(crate) const LEAD_CLOSE: i32 = 150;
/// The lead is not 1.3 times the next.
pub(crate) const LEAD_EQUAL: i32 = 500;
/// The largest picture is not 1.6 times the second.
pub(crate) const NO_DOMINANT: i32 = 400;
/// Two pictures touch across a gutter.
pub(crate) const PICTURES_TOUCH: i32 = 80;

/// What a departure of `a` from `b` weighs: |ln(a / b)| in hundredths.
///
/// Halves first, then 2(a − b)/(a + b), which is within 0.04 of the logarithm up to a ratio of two.
pub(crate) fn log_ratio(a: i32, b: i32) -> i32 {
    let (mut large, mut small) = (i64::from(a.max(b).max(1)), i64::from(a.min(b).max(1)));
    let mut hundredths = 0;
    while large >= 2 * small {
        small *= 2;
        hundredths += 69;
        if hundredths > 1_000 {
            return hundredths;
        }
    }
    if small > large {
        std::mem::swap(&mut large, &mut small);
    }
    hundredths + i32::try_from(200 * (large - small) / (large + small)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::log_ratio;

    #[test]
    fn the_logarithm_is_near_and_symmetric() {
        for (a, b, expected) in
            [(100, 100, 0), (150, 100, 40), (200, 100, 69), (300, 100, 110), (1000, 100, 230)]
        {
            assert!((log_ratio(a, b) - expected).abs() <= 2, "{a}/{b}: {}", log_ratio(a, b));
            assert_eq!(log_ratio(a, b), log_ratio(b, a));
        }
    }

    #[test]
    fn nothing_is_not_divided_by() {
        assert!(log_ratio(0, 0) == 0 && log_ratio(i32::MAX, 0) > 1_000);
    }
}
