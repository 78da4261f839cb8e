//! Legs: the lines of stories, crossheads, tables and references in the columns of a page.

use makeup::{format::int, plan};
use typeset::{Alignment, DropCap, Face, Style};

use crate::{
    counts::{Wide, rows_in, set, table_row},
    furniture,
    galleys::Says,
    line::Part,
    module::Modules,
    page::{Area, Ink, Kind, Leg, Line, Rule, Source},
    roles::{Roles, quarters},
    tables::SetTable,
};

impl Modules<'_, '_> {
    pub(crate) fn leg(&mut self, planned: &plan::Leg) -> Leg {
        let area = self.area(planned.rect);
        let mut lines = Vec::new();
        let mut row = planned.rect.row;
        for run in &planned.runs {
            let place = (area.x, row, area.width);
            self.heads(run, place, &mut lines);
            self.box_rules(run, (area, row), &mut lines);
            let is_wide = planned.rect.columns > 1;
            self.run(run, is_wide, (area.x, row + run.head), &mut lines);
            row += run.head + run.lines;
        }
        for place in &planned.fillers {
            self.refer(place, (area, planned.rect.row + place.row), &mut lines);
        }
        Leg { area, lines }
    }

    /// The headline of a brief and the crossheads that go before a paragraph.
    fn heads(
        &mut self,
        run: &plan::Run,
        (x, row, width): (i32, usize, i32),
        lines: &mut Vec<Line>,
    ) {
        let copy = &self.setup.copies[run.element];
        let roles = self.setup.roles;
        let text = &copy.body.paragraphs[run.paragraph];
        // The text of a gallery is set on its own page, and makeup was given none.
        let counted = self.setup.counts[run.element].element.paragraphs.get(run.paragraph);
        let own = counted.map_or(0, |own| usize::from(own.head));
        let over = run.head.saturating_sub(own);
        let before = lines.len();
        if over > 0 {
            let place = (x, self.baseline(row), width);
            let brief = self.lines(&copy.brief, &roles.brief, place, Source::Headline);
            // Where a text fits in no other way, the legs or the page before have its first lines.
            let begun = self.begun.filter(|(element, _)| *element == run.element);
            let rest = if run.lines > 0 { brief.len().saturating_sub(over) } else { 0 };
            let torn = begun.map_or(rest, |(_, lines)| lines);
            self.begun = Some((run.element, torn + over));
            let raised = int(torn) * self.format().row;
            let here = brief.into_iter().skip(torn).take(over);
            lines.extend(here.map(|line| Line { y: line.y - raised, ..line }));
        }
        // Rows that are not here: the air above, at the top of a leg; what another leg has, where a text fits in
        // no other way than torn there.
        let torn = if run.lines > 0 { own.saturating_sub(run.head) } else { 0 };
        let mut next = 0;
        for head in &text.heads {
            next += usize::from(head.number > 0);
            let role = roles.crosshead;
            let start = head.start.map(|start| (start, 0));
            let kind = Kind::Crosshead;
            let part = Part { source: Source::Text, kind, paragraph: head.number, start };
            let variant = set(&head.shaped, &role, width);
            for (at, line) in (next..).zip(&variant.lines) {
                if (torn..torn + run.head - over).contains(&at) {
                    let place = (x, self.baseline(row + over + at - torn));
                    let drawn = (&head.shaped, &role.style, line);
                    lines.push(self.setter.line(drawn, place, part, &|_| Ink::Ink));
                }
            }
            next += variant.lines.len();
        }
        for line in &mut lines[before..] {
            line.story = Some(copy.story.id.clone());
        }
    }

    /// The head of a box over its first paragraph, the rule above that, and the one under a list.
    fn box_rules(&mut self, run: &plan::Run, (area, row): (Area, usize), lines: &mut Vec<Line>) {
        let setup = self.setup;
        let (copy, counts) = (&setup.copies[run.element], &setup.counts[run.element]);
        let own = counts.element.paragraphs.get(run.paragraph).map_or(0, |it| usize::from(it.head));
        if run.first > 0 || own == 0 || run.head < own {
            return;
        }
        // Within a group the headline of its brief comes first.
        let first = row + run.head - own;
        let y = self.format().y(self.page.top, first) + self.format().row / 2;
        let head = counts.boxes.iter().find(|it| it.first == run.paragraph).map(|it| it.head);
        let is_after = counts.boxes.iter().any(|it| it.end == run.paragraph);
        if (head.is_some() && own > 1) || is_after {
            let height = makeup::format::UNIT * if head.is_some() { 2 } else { 1 };
            self.rules.push(Rule { area: Area { y, height, ..area }, ink: Ink::Rule });
        }
        let Some(head) = head else { return };
        let words = setup.words_of(copy);
        let head = words.say(head).to_uppercase();
        let role = setup.roles.label;
        let runs = [(head.as_str(), role.style.face, Ink::Accent)];
        let place = (area.x, self.baseline(first + own - 1), area.width);
        let line = self.setter.speaking(words).words(&runs, &role, place, Alignment::Start);
        let story = Some(copy.story.id.clone());
        lines.extend(line.map(|line| Line { kind: Kind::Crosshead, story, ..line }));
    }

    fn run(
        &mut self,
        run: &plan::Run,
        is_wide: bool,
        (x, row): (i32, usize),
        lines: &mut Vec<Line>,
    ) {
        let copy = &self.setup.copies[run.element];
        let text = &copy.body.paragraphs[run.paragraph];
        let counts = &self.setup.counts[run.element];
        let (broken, cap, roles) = match counts.wide.as_ref().filter(|_| is_wide) {
            Some(Wide { lines, cap, .. }) => (lines, cap, &self.setup.roles.wide()),
            None => (&counts.lines, &counts.cap, self.setup.roles),
        };
        let style = text.style(roles);
        if let Some((table, number)) = table_row(&counts.tables, text) {
            return self.table_row(run, (table, number), (x, row), lines);
        }
        let Some(variant) = broken[run.paragraph].get(run.variant) else { return };
        let part = Part {
            source: Source::Text,
            kind: text.kind,
            paragraph: text.number,
            start: text.start.map(|start| (start, text.mark())),
        };
        let cap = cap.as_ref().zip(text.cap.as_ref());
        if let Some((letter, _)) = cap.filter(|_| run.first == 0) {
            let cap = self.cap((run, roles), letter, (x, row), part);
            lines.extend(cap.map(|line| Line { story: Some(copy.story.id.clone()), ..line }));
        }
        let (shaped, part) = match cap {
            Some((letter, cap)) => {
                let taken = u32::try_from(letter.taken).unwrap_or(0);
                let start = text.start.map(|start| (start + taken, 0));
                (&cap.rest, Part { start, ..part })
            }
            None => (&text.shaped, part),
        };
        for (at, line) in variant.lines.iter().skip(run.first).take(run.lines).enumerate() {
            let place = (x, self.baseline(row + at));
            let mut set = self.setter.line((shaped, &style, line), place, part, &|_| Ink::Ink);
            set.story = Some(copy.story.id.clone());
            lines.push(set);
        }
    }

    /// The first letter of a story over as many lines as stand beside it.
    fn cap(
        &mut self,
        (run, roles): (&plan::Run, &Roles),
        letter: &DropCap,
        (x, row): (i32, usize),
        part: Part,
    ) -> Option<Line> {
        let leading = quarters(roles.body.leading);
        let body = Style { leading, ..roles.body.style };
        let lines = letter.lines.min(u32::try_from(run.lines).unwrap_or(u32::MAX)).max(1);
        let letter = letter.resized(&body, lines)?;
        let place = (x, self.baseline(row + lines as usize - 1));
        let drawn = (&letter.paragraph, &letter.style, &letter.line);
        Some(self.setter.line(drawn, place, part, &|_| Ink::Ink))
    }

    /// A row of a table, cell by cell, and the rule under its heads.
    fn table_row(
        &mut self,
        run: &plan::Run,
        (table, number): (&SetTable, u32),
        (x, row): (i32, usize),
        lines: &mut Vec<Line>,
    ) {
        let copy = &self.setup.copies[run.element];
        let text = &copy.body.paragraphs[run.paragraph];
        let cells = text.row.iter().flat_map(|row| &row.cells);
        for ((cell, set), from) in table.cells(number).zip(cells) {
            let part = Part {
                source: Source::Text,
                kind: if cell.is_header { Kind::Head } else { Kind::Cell },
                paragraph: text.number,
                start: text.start.map(|start| (start + from, 0)),
            };
            let style = table.style_of(cell);
            for (at, line) in set.iter().enumerate().skip(run.first).take(run.lines) {
                let place = (x, self.baseline(row + at - run.first));
                let drawn = (&cell.paragraph, &style, line);
                let line = self.setter.line(drawn, place, part, &|_| Ink::Ink);
                lines.push(Line { story: Some(copy.story.id.clone()), ..line });
            }
        }
        let mut boxes = self.setup.counts[run.element].boxes.iter();
        if table.is_last(number) && boxes.any(|it| it.end == run.paragraph + 1) {
            let rows = run.lines - usize::from(text.number + 1 < copy.body.length);
            let y = self.format().y(self.page.top, row + rows) + self.format().row / 2;
            let (width, height) = (self.format().column, makeup::format::UNIT);
            self.rules.push(Rule { area: Area { x, y, width, height }, ink: Ink::Rule });
        }
        if table.is_ruled(number) {
            let format = self.format();
            let y = format.y(self.page.top, row + run.lines) - format.row / 16;
            let height = makeup::format::UNIT;
            let area = Area { x, y, width: format.column, height };
            self.rules.push(Rule { area, ink: Ink::Rule });
        }
    }

    /// A reference to a story that stands elsewhere.
    fn refer(
        &mut self,
        place: &plan::FillerPlace,
        (area, row): (Area, usize),
        lines: &mut Vec<Line>,
    ) {
        let refer = &self.setup.refers[place.filler];
        let copy = &self.setup.copies[refer.copy];
        let roles = self.setup.roles;
        let from = lines.len();
        let head = self.lines(
            &copy.brief,
            &roles.brief,
            (area.x, self.baseline(row), area.width),
            Source::Headline,
        );
        let mut next = row + head.len();
        lines.extend(head);
        if let (Says::Quotation(set), Some(words)) = (&refer.says, copy.quotations.last()) {
            let y = self.baseline(next) + (set.role.leading - self.format().row) / 2;
            lines.extend(self.set((words, set), (area.x, y), Source::Page));
            next += rows_in(self.format(), set.height());
        }
        let words = match refer.says {
            Says::Summary => copy.summary.as_ref(),
            Says::Opening => copy.opening.as_ref(),
            Says::Nothing | Says::Quotation(_) => None,
        };
        if let Some(words) = words {
            let place = (area.x, self.baseline(next), area.width);
            let mut words = self.lines(words, &roles.summary, place, Source::Page);
            next += words.len();
            lines.append(&mut words);
        }
        if let Some(page) = self.page_of(refer.copy) {
            let words = self.setup.words_of(copy);
            let named = words.page(page);
            let runs = [(named.as_str(), Face::TextMediumItalic, Ink::Accent)];
            let place = (area.x, self.baseline(next), area.width);
            let mut setter = self.setter.speaking(words);
            let line = setter.words(&runs, &roles.jump, place, Alignment::End);
            lines.extend(line.map(|line| Line { to_page: Some(page), ..line }));
        }
        for line in &mut lines[from..] {
            line.story = Some(copy.story.id.clone());
        }
        if row > self.page_row_of(area.y) {
            let y = self.format().y(self.page.top, row) - self.format().row / 2;
            let height = makeup::format::UNIT;
            self.rules.push(Rule { area: Area { y, height, ..area }, ink: Ink::Hair });
        }
    }

    /// The row that begins at a length.
    fn page_row_of(&self, y: i32) -> usize {
        let from = self.format().y(self.page.top, 0);
        usize::try_from((y - from) / self.format().row.max(1)).unwrap_or(0)
    }

    /// The page that has the whole story, or its beginning.
    fn page_of(&self, element: usize) -> Option<usize> {
        furniture::page_of(self.setup.plan, element)
    }
}
