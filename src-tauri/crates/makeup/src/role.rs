//! What a take is on a page: lead, second, third or one of the rest; and which classes that means.

use crate::{
    format::{Format, Top},
    take::Kind,
};

/// A take's part on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Role {
    /// 0 for the lead, 1 for the second, 2 for the third, 3 for the rest.
    pub(crate) tier: u8,
    /// Whether it carries the dominant picture.
    pub(crate) art: bool,
    /// Place in the front's recipe.
    pub(crate) front: Option<u8>,
    /// Whether it stands on a page after which nothing comes, which its picture may help to fill.
    pub(crate) last: bool,
    /// Whether no photograph stands on its page, but drawings.
    pub(crate) quiet: bool,
}

/// What of a page its roles depend on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Scene {
    pub(crate) top: Top,
    pub(crate) last: bool,
    pub(crate) quiet: bool,
}

impl Role {
    /// The area that the front's recipe gives it, in thousandths of the page, where pages follow.
    pub(crate) fn target(self, format: &Format) -> Option<i32> {
        if self.last {
            return None;
        }
        let share = [500, 200, 120, 90, 70, 60, 50][usize::from(self.front?).min(6)];
        Some(if format.is_screen() { share } else { share * 85 / 100 })
    }

    /// Whether a front's story of this place may go on inside: five at most do.
    pub(crate) fn may_jump(self) -> bool {
        !self.last && self.front.is_some_and(|place| place < 5)
    }

    /// Headline classes in order of preference, with their cost. The last ones are a last resort, so that
    /// a headline of 300 characters still finds its place.
    pub(crate) fn classes(self, kind: Kind) -> &'static [(usize, i32)] {
        match (kind, self.tier, self.front.is_some()) {
            (Kind::Rest, ..) => &[(5, 0), (4, 40), (6, 150)],
            (Kind::Group, ..) => &[(4, 0), (5, 10), (6, 60)],
            (_, 0, true) => &[(0, 0), (1, 20), (2, 70), (3, 400), (4, 600), (5, 800), (6, 900)],
            (_, 0, false) => &[(1, 0), (0, 60), (2, 60), (3, 300), (4, 500), (5, 700), (6, 900)],
            (_, 1, true) => &[(2, 0), (3, 30), (4, 200), (5, 500), (6, 700)],
            (_, 1, false) => &[(3, 0), (2, 120), (4, 60), (5, 250), (6, 500)],
            (_, 2, _) => &[(4, 0), (3, 60), (5, 40), (6, 300)],
            _ => &[(4, 20), (5, 0), (3, 140), (6, 200)],
        }
    }

    /// Least and most columns of its picture.
    pub(crate) fn picture_columns(self, format: &Format) -> (usize, usize) {
        let columns = format.columns;
        if self.last || (self.quiet && self.art) {
            return (1, columns);
        }
        match (self.art, format.is_screen()) {
            (true, true) => (((2 * columns + 2) / 5).max(1), (3 * columns).div_ceil(5).max(1)),
            (true, false) => (columns.div_ceil(2), columns),
            (false, true) => (1, (columns / 5).max(1)),
            (false, false) => (1, columns.div_ceil(3)),
        }
    }
}

/// The roles of takes that stand in rank order on one page.
///
/// What is no story takes no tier from the stories; the first story with a picture carries the art.
pub(crate) fn roles(stories: &[(Kind, bool)], scene: Scene) -> Vec<Role> {
    let mut place = 0;
    let mut art = false;
    let Scene { top, last, quiet } = scene;
    let front = top == Top::Front;
    let role = |(kind, has_picture): &(Kind, bool)| {
        let story = *kind == Kind::Story;
        let role = Role {
            tier: if story { place.min(3) } else { 3 },
            art: story && *has_picture && !art,
            front: (front && story).then_some(place.min(6)),
            last,
            quiet,
        };
        art |= role.art;
        place += u8::from(story);
        role
    };
    stories.iter().map(role).collect()
}
