//! The imprint: what the paper says about itself at its end, in a few lines or under its name set large.

use makeup::{format::Format, plan::Rect};
use typeset::{Alignment, Face, Paragraph, Style};

use crate::{
    copy::SHAPED,
    counts::{Set, rows_in},
    furniture::nameplate,
    line::Setter,
    module::Modules,
    page::{Ink, Leg, Source},
    roles::{Role, Roles, quarters},
};

/// Rows of the imprint in a few lines: the paper's name, and what the edition holds.
pub(crate) const ROWS: usize = 3;
/// Rows beside the name's own where it is set large: the rule, what the edition holds, air.
const AROUND: i32 = 4;

/// Least and most rows that an imprint fills with the name set large, by width in columns; (0, 0) where the name
/// would be no larger than a headline.
pub(crate) fn plates(
    setter: &mut Setter<'_>,
    title: &str,
    format: &Format,
    roles: &Roles,
) -> Vec<(u8, u8)> {
    let rows = |columns: usize| {
        let largest =
            name(setter, title, (format, roles), (format.span(columns), i32::MAX)).leading;
        let least = largest.min(nameplate(format, roles).leading);
        if least < format.classes[2] {
            return (0, 0);
        }
        // It may stand in the middle of half as much again.
        let rows = [least + AROUND * format.row, (largest + AROUND * format.row) * 3 / 2];
        let [least, most] =
            rows.map(|height| u8::try_from(rows_in(format, height)).unwrap_or(u8::MAX));
        (least, most)
    };
    (1..=format.columns).map(rows).collect()
}

/// The name's role in a box of this width and height: half as large again as on the front at most.
fn name(
    setter: &mut Setter<'_>,
    title: &str,
    (format, roles): (&Format, &Roles),
    (width, height): (i32, i32),
) -> Role {
    let front = nameplate(format, roles);
    let high = (height - AROUND * format.row).clamp(front.leading / 2, 3 * front.leading / 2);
    let style = Style { size: quarters(high), ..front.style };
    let runs = [(title, Face::Blackletter, Ink::Ink)];
    let role = setter.fitted(&runs, &Role { style, leading: high }, width * 4 / 5);
    Role { leading: role.style.size.length().0, ..role }
}

impl Modules<'_, '_> {
    /// What the paper says about itself at its end.
    pub(crate) fn imprint(&mut self, rect: Rect) -> Leg {
        if self.setup.supply.shows_plate(rect.columns, rect.rows) {
            return self.plate(rect);
        }
        let area = self.area(rect);
        let roles = self.setup.roles;
        let mut lines = self.label(&self.setup.paper.title, rect);
        let (pages, stories) = (self.setup.pages, self.setup.held.0);
        let words = self.setup.words();
        let style = Style { size: SHAPED, ..roles.body.style };
        let place = (area.x, self.baseline(rect.row + 1));
        // A narrow column has room for less.
        let day = self.setup.paper.day;
        for facts in [words.imprint(day, stories, pages), words.date(day)] {
            let facts = Paragraph::plain(self.setter.fonts, &facts, &style, words.language());
            let set = Set::of(&facts, roles.body, self.format().column);
            if set.variant.lines.len() < rect.rows {
                lines.extend(self.set((&facts, &set), place, Source::Page));
                break;
            }
        }
        Leg { area, lines }
    }

    /// The paper's name in the middle of its box, and under it what the edition holds.
    fn plate(&mut self, rect: Rect) -> Leg {
        let (area, setup) = (self.area(rect), self.setup);
        let (title, roles, row) = (setup.paper.title.as_str(), setup.roles, setup.format.row);
        let place = (area.width, area.height);
        let role = name(&mut self.setter, title, (setup.format, roles), place);
        let height = role.leading + 2 * row;
        let y = area.y + (area.height - height) / 2 + role.leading * 4 / 5;
        let place = |y| (area.x, y, area.width);
        let plate = [(title, Face::Blackletter, Ink::Ink)];
        let mut lines: Vec<_> =
            self.setter.words(&plate, &role, place(y), Alignment::Centre).into_iter().collect();
        let facts = setup.words().imprint(setup.paper.day, setup.held.0, setup.pages);
        let facts = [(facts.as_str(), roles.byline.style.face, Ink::Second)];
        let below = place(y + role.leading / 5 + row * 3 / 2);
        lines.extend(self.setter.words(&facts, &roles.byline, below, Alignment::Centre));
        Leg { area, lines }
    }
}
