//! Modules: the planned rectangles with their lines and pictures in place.

use makeup::{
    format::{Format, Script, int},
    plan::{self, ModuleKind, Rect},
};
use model::Kind as StoryKind;
use typeset::{Alignment, Face, Length, Paragraph, Setting, Slot};

use crate::{
    body::Text,
    copy::{CREDIT, Copy, Shown},
    counts::{Inset, Set, head, is_last_resort, long_head, set},
    crop::{crop, whole_in},
    furniture,
    galleys::Setup,
    line::{PAGE, Part, Setter},
    page::{Area, Ink, Jump, Leg, Line, Module, Picture, Rule, Source},
    roles::Role,
    slug, words,
};

/// Describes the modules of one page.
pub(crate) struct Modules<'a, 'b> {
    pub(crate) setup: &'a Setup<'a>,
    pub(crate) setter: Setter<'b>,
    pub(crate) page: &'a plan::Page,
    pub(crate) rules: Vec<Rule>,
    /// The brief whose headline was set last, and how many of its lines.
    pub(crate) begun: Option<(usize, usize)>,
}

impl Modules<'_, '_> {
    /// Describes one module.
    pub(crate) fn module(&mut self, planned: &plan::Module) -> Module {
        self.rule_off(planned);
        let copy = planned.element.map(|at| self.setup.copies[at]);
        let mut module = Module {
            kind: planned.kind,
            story: copy.map(|copy| copy.story.id.clone()),
            language: copy.and_then(|copy| self.other_language(copy)),
            part: planned.part,
            area: self.area(planned.rect),
            class: planned.head.map(|head| head.class),
            slug: copy.and_then(|copy| self.slug(planned, copy)),
            headline: self.headline(planned, copy),
            deck: copy.map_or_else(Vec::new, |copy| self.deck(planned, copy)),
            byline: copy.and_then(|copy| self.byline(planned, copy)),
            pictures: planned
                .picture
                .zip(copy)
                .and_then(|(place, copy)| self.picture(planned, place, copy))
                .into_iter()
                .collect(),
            quotation: self.run_around(planned),
            legs: planned.legs.iter().map(|leg| self.leg(leg)).collect(),
            jump: planned.jump.and_then(|jump| self.jump(jump, copy)),
            from_page: planned.from_page,
        };
        if let (Some(rect), Some(copy)) = (planned.quotation, copy) {
            self.inset(planned, (rect, copy), &mut module);
        }
        match planned.kind {
            ModuleKind::Index => module.legs = vec![self.index(planned.rect)],
            ModuleKind::Imprint => module.legs = vec![self.imprint(planned.rect)],
            ModuleKind::Briefs if !self.continues(planned) => {
                let words = self.setup.words().say(words::IN_THIS_PAPER);
                module.headline = self.label(words, planned.rect);
            }
            _ => {}
        }
        module
    }

    /// Whether a box of the same kind stands at its side.
    fn continues(&self, planned: &plan::Module) -> bool {
        let beside = |other: &plan::Module| {
            other.kind == planned.kind
                && other.rect.row == planned.rect.row
                && other.rect.column + other.rect.columns == planned.rect.column
        };
        self.page.modules.iter().any(beside)
    }

    /// The language of a story that is not in the paper's own.
    pub(crate) fn other_language(&self, copy: &Copy) -> Option<String> {
        let language = &copy.story.reading.language;
        (!language.is_empty() && *language != self.setup.paper.language).then(|| language.clone())
    }

    pub(crate) fn format(&self) -> &Format {
        self.setup.format
    }

    pub(crate) fn area(&self, rect: Rect) -> Area {
        let format = self.format();
        let y = format.y(self.page.top, rect.row);
        Area {
            x: format.x(rect.column, rect.columns),
            y,
            width: format.span(rect.columns),
            height: format.y(self.page.top, rect.row + rect.rows) - y,
        }
    }

    pub(crate) fn baseline(&self, row: usize) -> i32 {
        baseline(self.format(), self.format().y(self.page.top, row))
    }

    /// A rule above a module that does not stand at the head of the page, and one beside it.
    fn rule_off(&mut self, planned: &plan::Module) {
        let format = self.setup.format;
        let area = self.area(planned.rect);
        let unit = makeup::format::UNIT;
        if planned.rect.row > 0 {
            let heavy = !matches!(planned.kind, ModuleKind::Story | ModuleKind::Rest);
            let height = if heavy { 2 * unit } else { unit };
            let y = area.y - format.row / 2;
            self.rules.push(Rule { area: Area { y, height, ..area }, ink: Ink::Rule });
        }
        if planned.rect.column > 0 {
            let middle = (format.gutter - unit) / 2;
            let x = if format.from_right {
                area.x + area.width + middle
            } else {
                area.x - format.gutter + middle
            };
            self.rules.push(Rule { area: Area { x, width: unit, ..area }, ink: Ink::Hair });
        }
    }

    fn headline(&mut self, planned: &plan::Module, copy: Option<&Copy>) -> Vec<Line> {
        let Some(planned_head) = planned.head else { return Vec::new() };
        let area = self.area(planned.rect);
        let role = self.setup.roles.heads[planned_head.class.min(6)];
        if planned.kind == ModuleKind::Group {
            let words = self.briefs_title(planned);
            let y = self.head_baseline(planned, &role, 1);
            let runs = [(words.as_str(), role.style.face, Ink::Ink)];
            let at = (area.x, y, area.width);
            return self.setter.words(&runs, &role, at, Alignment::Start).into_iter().collect();
        }
        let Some(copy) = copy else { return Vec::new() };
        let (shaped, style) = head(copy, self.setup.roles, planned_head.class);
        let slot = Slot::of_width(Length(area.width));
        let mut variants = shaped.headlines(&Setting::new(style, &slot), 9);
        let wanted = variants.iter().position(|variant| variant.lines.len() == planned_head.lines);
        if planned.kind == ModuleKind::Rest && wanted.is_none() {
            return self.key_words(planned, copy);
        }
        let format = self.format();
        let set = if is_last_resort(format, planned_head.class, planned.rect.columns) {
            long_head(copy, format, self.setup.roles)
        } else if variants.is_empty() {
            Set::of(shaped, Role { style: *style, ..role }, area.width)
        } else {
            let variant = variants.swap_remove(wanted.unwrap_or(0));
            Set { role: Role { style: *style, ..role }, variant }
        };
        let y = self.head_baseline(planned, &set.role, set.variant.lines.len());
        self.set((shaped, &set), (area.x, y), Source::Headline)
    }

    /// The headline over short stories: their section's, their kind's where that is no news, else the day's.
    fn briefs_title(&self, planned: &plan::Module) -> String {
        let words = self.setup.words();
        let runs = planned.legs.iter().flat_map(|leg| &leg.runs);
        let mut all = runs.map(|run| self.setup.copies[run.element]);
        let Some(first) = all.next() else { return words.briefs(None) };
        let mut same = (true, true);
        for copy in all {
            same.0 &= copy.story.reading.kind == first.story.reading.kind;
            same.1 &= copy.section == first.section;
        }
        match (first.story.reading.kind, same) {
            (StoryKind::Gallery, (true, _)) => words.say(words::IN_PICTURES).to_owned(),
            (StoryKind::Epage, (true, _)) => words.say(words::AS_PRINTED).to_owned(),
            (_, (_, true)) => {
                words.briefs(self.setup.paper.sections.get(first.section).map(String::as_str))
            }
            _ => words.briefs(None),
        }
    }

    /// The first words of a headline that one line holds: they head the rest of a story where the whole does not fit.
    fn key_words(&mut self, planned: &plan::Module, copy: &Copy) -> Vec<Line> {
        let role = self.setup.roles.heads[planned.head.map_or(0, |head| head.class).min(6)];
        let area = self.area(planned.rect);
        let place = (area.x, self.head_baseline(planned, &role, 1), area.width);
        let words: Vec<&str> = copy.story.reading.headline.split_whitespace().take(8).collect();
        let mut line = None;
        for count in (1..=words.len()).rev() {
            let text = words[..count].join(" ");
            let runs = [(text.as_str(), role.style.face, Ink::Ink)];
            line = self.setter.words(&runs, &role, place, Alignment::Start);
            // What is too long is set smaller, and one word must be.
            let is_whole = |line: &Line| line.glyphs.iter().all(|it| it.size == role.style.size.0);
            if line.as_ref().is_some_and(is_whole) {
                break;
            }
        }
        line.into_iter().collect()
    }

    /// Rows of the word above a headline.
    fn slug_rows(&self, planned: &plan::Module) -> usize {
        let rows = |element: usize| {
            let kept = usize::from(self.setup.counts[element].element.slug);
            let copy = self.setup.copies[element];
            if kept > 0 && slug::is_said(self.setup, self.page, copy) { 0 } else { kept }
        };
        planned.element.filter(|_| planned.is_story()).map_or(0, rows)
    }

    /// The word above a headline, where it has a row.
    fn slug(&mut self, planned: &plan::Module, copy: &Copy) -> Option<Line> {
        let head = planned.head.filter(|_| self.slug_rows(planned) > 0)?;
        let section = self.setup.paper.sections.get(copy.section)?;
        let role = self.setup.roles.heads[head.class.min(6)];
        let (rise, _) = extent(self.format().script, &role);
        let y = self.head_baseline(planned, &role, head.lines) - rise - self.format().row * 6 / 10;
        let words = section.to_uppercase();
        let role = self.setup.roles.label;
        let area = self.area(planned.rect);
        let runs = [(words.as_str(), role.style.face, Ink::Accent)];
        self.setter.words(&runs, &role, (area.x, y, area.width), Alignment::Start)
    }

    /// A quotation or a picture that cuts a leg in two.
    fn inset(&mut self, planned: &plan::Module, (rect, copy): (Rect, &Copy), module: &mut Module) {
        let Some(element) = planned.element else { return };
        match &self.setup.counts[element].inset {
            Inset::None => {}
            Inset::Picture(picture, cutline) => {
                let place = plan::PicturePlace { picture: *picture, rect, cutline: *cutline };
                module.pictures.extend(self.picture(planned, place, copy));
            }
            Inset::Quotations(sets) => {
                let at = self.quoted_before(element) % sets.len().max(1);
                let words = copy.quotations.get(at).zip(sets.get(at));
                let area = self.area(rect);
                module.quotation = words.map_or_else(Vec::new, |words| self.quotation(words, area));
            }
        }
    }

    /// How often pages before this one have a quotation of a story.
    fn quoted_before(&self, element: usize) -> usize {
        let pages = &self.setup.plan.pages;
        let before = pages.iter().take_while(|page| page.number < self.page.number);
        let modules = before.flat_map(|page| &page.modules);
        modules.filter(|one| one.element == Some(element) && one.quotation.is_some()).count()
    }

    /// A quotation between two rules.
    pub(crate) fn quotation(&mut self, words: (&Paragraph, &Set), area: Area) -> Vec<Line> {
        let (row, set) = (self.format().row, words.1);
        let (top, foot) = (area.y + row * 45 / 100, area.y + area.height - row * 55 / 100);
        let height = makeup::format::UNIT;
        for y in [top, foot] {
            self.rules.push(Rule { area: Area { y, height, ..area }, ink: Ink::Rule });
        }
        let above = (foot - top - set.height()).max(0) / 2;
        let y = top + above + baseline_in(self.format().script, set.role.leading);
        self.set(words, (area.x, y), Source::Page)
    }

    /// The first baseline of a headline: most of what its rows leave over stands above it.
    fn head_baseline(&self, planned: &plan::Module, role: &Role, lines: usize) -> i32 {
        let format = self.format();
        let slug = self.slug_rows(planned);
        let rows = planned.head.map_or(0, |head| head.rows).saturating_sub(slug);
        let (rise, fall) = extent(format.script, role);
        let height = rise + fall + (int(lines) - 1).max(0) * role.leading;
        let left = (int(rows) * format.row - height).max(0);
        // At the head of a page nothing stands above: the headlines of a row begin level.
        let share = if planned.rect.row == 0 { 50 } else { 70 };
        format.y(self.page.top, planned.rect.row + slug) + left * share / 100 + rise
    }

    fn deck(&mut self, planned: &plan::Module, copy: &Copy) -> Vec<Line> {
        let decks = planned.element.map(|at| &self.setup.counts[at].decks);
        let set = decks.and_then(|decks| decks.get(planned.rect.columns - 1)?.as_ref());
        let words = copy.deck.as_ref().zip(set);
        let Some(words) = words.filter(|_| planned.deck > 0) else { return Vec::new() };
        let area = self.area(planned.rect);
        let row = planned.rect.row + planned.head.map_or(0, |head| head.rows);
        let y = self.format().y(self.page.top, row);
        let left = int(planned.deck) * self.format().row - words.1.height();
        let y = y + left.max(0) / 3 + baseline_in(self.format().script, words.1.role.leading);
        let mut lines = self.set(words, (area.x, y), Source::Deck);
        for line in &mut lines {
            ink(line, Ink::Second);
        }
        lines
    }

    fn byline(&mut self, planned: &plan::Module, copy: &Copy) -> Option<Line> {
        let rect = planned.byline?;
        let role = self.setup.roles.byline;
        let area = self.area(rect);
        let row = self.format().row;
        // Half of the air that it was given stands above it.
        let raised = row * 12 / 100 + int(rect.rows.saturating_sub(1)) * row / 2;
        let y = self.baseline(rect.row + rect.rows - 1) - raised;
        if let Some(from) = planned.from_page {
            return self.jumped_from(copy, from, (area.x, y, area.width));
        }
        let byline = copy.byline.as_ref()?;
        let variant = set(byline, &role, area.width);
        let line = variant.lines.first()?;
        Some(self.setter.line((byline, &role.style, line), (area.x, y), PAGE, &|_| Ink::Ink))
    }

    /// What stands in place of the byline of a story that comes from another page.
    fn jumped_from(&mut self, copy: &Copy, from: usize, place: (i32, i32, i32)) -> Option<Line> {
        let words = self.setup.words_of(copy);
        let headline = copy.story.reading.headline.split_whitespace();
        let short = headline.take(3).collect::<Vec<_>>().join(" ");
        let (before, after) = words.jumped_from();
        let page = words.page(from);
        let face = Face::TextMediumItalic;
        let runs = [
            (short.as_str(), face, Ink::Ink),
            (before, face, Ink::Ink),
            (page.as_str(), face, Ink::Accent),
            (after, face, Ink::Ink),
        ];
        let mut setter = self.setter.speaking(words);
        let line = setter.words(&runs, &self.setup.roles.jump, place, Alignment::Start)?;
        Some(Line { to_page: Some(from), ..line })
    }

    fn picture(
        &mut self,
        planned: &plan::Module,
        place: plan::PicturePlace,
        copy: &Copy,
    ) -> Option<Picture> {
        let shown = copy.pictures.get(place.picture)?;
        let format = self.setup.format;
        let mut area = self.area(place.rect);
        let rows = place.rect.rows.saturating_sub(place.cutline + 1);
        // Level with the x-height of the text beside it.
        let above = if place.rect.row == planned.rect.row { 0 } else { format.row * 15 / 100 };
        area.y += above;
        area.height = int(rows) * format.row - above - format.row * 2 / 10;
        let (place, place_row) = (area, place.rect.row + rows);
        // A drawing is never cropped.
        if copy.story.reading.kind == StoryKind::Cartoon {
            area = whole_in(shown.size, area);
        }
        let under = Area { y: area.y + area.height, ..place };
        let cutline = match (&shown.caption, &shown.cutline) {
            (Some(text), _) => self.caption(text, (place.x, place.width), place_row),
            (None, Some(words)) => self.cutline(words, under),
            (None, None) => Vec::new(),
        };
        Some(Picture { cutline, ..self.photo(shown, area) })
    }

    /// A photo in its place, without any words.
    pub(crate) fn photo(&self, shown: &Shown, area: Area) -> Picture {
        let figure = &shown.figure;
        let interest = self.setup.paper.interest.get(&shown.photo);
        let alt = if figure.alt.is_empty() { &figure.cutline } else { &figure.alt };
        Picture {
            photo: shown.photo.clone(),
            alt: alt.clone(),
            area,
            crop: crop(shown.size, (area.width, area.height), interest),
            cutline: Vec::new(),
            tab: None,
        }
    }

    fn cutline(&mut self, words: &Paragraph, under: Area) -> Vec<Line> {
        let role = self.setup.roles.cutline;
        let y = under.y + self::under(self.format().script, role.leading);
        let place = (under.x, y, under.width);
        let mut lines = self.lines(words, &role, place, Source::Cutline);
        for line in &mut lines {
            line.range = None;
        }
        lines
    }

    /// What a drawing says, in the middle under it, from a row on.
    fn caption(&mut self, text: &Text, (x, width): (i32, i32), row: usize) -> Vec<Line> {
        let role = self.setup.roles.caption;
        let variant = set(&text.shaped, &role, width);
        let start = text.start.map(|start| (start, text.mark()));
        let part = Part { source: Source::Text, start, ..PAGE };
        let y = self.baseline(row) - self.format().row;
        let set = |(at, line): (usize, &typeset::Line)| {
            let place = (x + (width - line.width.0) / 2, y + role.leading * (int(at) + 1));
            self.setter.line((&text.shaped, &role.style, line), place, part, &|_| Ink::Ink)
        };
        variant.lines.iter().enumerate().map(set).collect()
    }

    fn jump(&mut self, planned: plan::Jump, copy: Option<&Copy>) -> Option<Jump> {
        let format = self.setup.format;
        let y = self.baseline(planned.row);
        let words = copy.map_or(self.setup.words(), |copy| self.setup.words_of(copy));
        let (before, after) = words.continued();
        let page = words.page(planned.to_page);
        let (italic, strong) = (Face::TextMediumItalic, Face::TextSemiBoldItalic);
        let runs = [
            (before, italic, Ink::Ink),
            (page.as_str(), strong, Ink::Accent),
            (after, italic, Ink::Ink),
        ];
        let place = (format.x(planned.column, 1), y, format.column);
        let mut setter = self.setter.speaking(words);
        let line = setter.words(&runs, &self.setup.roles.jump, place, Alignment::End)?;
        let to_page = planned.to_page;
        Some(Jump { line: Line { to_page: Some(to_page), ..line }, to_page })
    }

    /// The label of a box, in its first row.
    pub(crate) fn label(&mut self, words: &str, rect: Rect) -> Vec<Line> {
        let area = self.area(rect);
        let role = self.setup.roles.label;
        let words = words.to_uppercase();
        let runs = [(words.as_str(), role.style.face, Ink::Accent)];
        let place = (area.x, self.baseline(rect.row), area.width);
        self.setter.words(&runs, &role, place, Alignment::Start).into_iter().collect()
    }

    fn index(&mut self, rect: Rect) -> Leg {
        let area = self.area(rect);
        let words = self.setup.words();
        let mut lines = self.label(words.say(words::INSIDE), rect);
        let role = self.setup.roles.index;
        let mut y = self.baseline(rect.row) + role.leading;
        for (section, page) in furniture::index(self.setup) {
            if y > area.y + area.height {
                break;
            }
            let face = role.style.face;
            let name = [(section.as_str(), face, Ink::Ink)];
            let width = area.width * 8 / 10;
            let x = if self.format().from_right { area.x + area.width - width } else { area.x };
            lines.extend(self.setter.words(&name, &role, (x, y, width), Alignment::Start));
            let figures = words.number(page);
            let number = [(figures.as_str(), face, Ink::Accent)];
            let place = (area.x, y, area.width);
            let number = self.setter.words(&number, &role, place, Alignment::End);
            lines.extend(number.map(|line| Line { to_page: Some(page), ..line }));
            y += role.leading;
        }
        Leg { area, lines }
    }

    /// A paragraph in one ink from a first baseline on; a credit has its own.
    pub(crate) fn paragraph(
        &mut self,
        (paragraph, source, colour): (&Paragraph, Source, Ink),
        role: &Role,
        place: (i32, i32, i32),
    ) -> Vec<Line> {
        let mut lines = self.lines(paragraph, role, place, source);
        if colour != Ink::Ink {
            lines.iter_mut().for_each(|line| ink(line, colour));
        }
        lines
    }

    /// A paragraph from a first baseline on.
    pub(crate) fn lines(
        &mut self,
        paragraph: &Paragraph,
        role: &Role,
        (x, y, width): (i32, i32, i32),
        source: Source,
    ) -> Vec<Line> {
        self.set((paragraph, &Set::of(paragraph, *role, width)), (x, y), source)
    }

    /// What is broken already, from a first baseline on.
    pub(crate) fn set(
        &mut self,
        (paragraph, set): (&Paragraph, &Set),
        (x, y): (i32, i32),
        source: Source,
    ) -> Vec<Line> {
        let start = (source != Source::Page).then_some((0, 0));
        let part = Part { source, start, ..PAGE };
        let is_cutline = source == Source::Cutline;
        let ink = |tag: u32| if is_cutline && tag == CREDIT { Ink::Third } else { Ink::Ink };
        let lines = set.variant.lines.iter().enumerate();
        let line = |(at, line): (usize, &typeset::Line)| {
            let place = (x, y + int(at) * set.role.leading);
            self.setter.line((paragraph, &set.role.style, line), place, part, &ink)
        };
        lines.map(line).collect()
    }
}

/// How far the letters of a headline rise above its first baseline and fall below its last.
fn extent(script: Script, role: &Role) -> (i32, i32) {
    let size = role.style.size.length().0;
    match script {
        Script::Latin => (size * 68 / 100, size * 24 / 100),
        Script::Nastaliq => (size * 150 / 100, size * 80 / 100),
    }
}

/// The baseline of a row of text that begins at `y`.
pub(crate) fn baseline(format: &Format, y: i32) -> i32 {
    y + baseline_in(format.script, format.row)
}

fn baseline_in(script: Script, row: i32) -> i32 {
    match script {
        Script::Latin => row * 73 / 100,
        Script::Nastaliq => row * 60 / 100,
    }
}

/// The first baseline of a cutline under its picture.
fn under(script: Script, leading: i32) -> i32 {
    match script {
        Script::Latin => leading,
        Script::Nastaliq => leading * 75 / 100,
    }
}

fn ink(line: &mut Line, ink: Ink) {
    for fragment in &mut line.fragments {
        fragment.ink = ink;
    }
    for glyphs in &mut line.glyphs {
        glyphs.ink = ink;
    }
}
