//! Counts: what a story is to `makeup` in one format, and the lines that were counted.

use makeup::{
    format::{CLASSES, Format, Script, int},
    supply::{Element, Paragraph as Counted, Picture, Variant as Count},
};
use model::Kind;
use typeset::{Alignment, DropCap, Length, Paragraph, Setting, Size, Slot, Style, Variant};

use crate::{
    around::{Around, around},
    body::{CAP_LINES, Crosshead, Text},
    boxes::{StoryBox, boxes},
    copy::{Copy, Shown},
    roles::{Role, Roles, WIDE_SIZE, quarters},
    sections::{Voice, is_letters},
    tables::SetTable,
};

/// A cost of the breaker for one of makeup: a line beyond the limit of its stretch is worth some two hundred.
const BREAKING: i64 = 1000;
/// Lines of a headline, beyond which a smaller class is taken.
const HEAD_LINES: u32 = 3;
/// Rows of a table's row that are kept together at most: more find no leg that is high enough.
const MOST_KEPT: u8 = 6;
/// Rows of a table in a box that no leg's foot parts.
const MOST_BOXED: usize = 14;
/// Rows of crossheads before one paragraph at most.
const MOST_HEAD: u8 = 8;
/// Columns of a leg that is read in a wide measure.
const WIDE: usize = 2;
/// Lines of a deck.
const DECK_LINES: usize = 2;

/// A story in one format: its counts and its broken paragraphs.
pub(crate) struct Counts {
    pub(crate) element: Element,
    /// The lines of each paragraph's variants, in the order of the element's.
    pub(crate) lines: Vec<Vec<Variant>>,
    /// The tables that fit the column.
    pub(crate) tables: Vec<Option<SetTable>>,
    /// The paragraphs that stand in boxes.
    pub(crate) boxes: Vec<StoryBox>,
    /// The first letter of the first paragraph, if it stands over several lines.
    pub(crate) cap: Option<DropCap>,
    /// The same in legs two columns wide, for what may stand in them.
    pub(crate) wide: Option<Wide>,
    /// The deck over each number of columns, where it fits; empty without one.
    pub(crate) decks: Vec<Option<Set>>,
    /// What cuts a leg in two, if makeup finds a place for it.
    pub(crate) inset: Inset,
}

/// A story's lines in legs two columns wide.
pub(crate) struct Wide {
    /// The lines of each paragraph's variants.
    pub(crate) lines: Vec<Vec<Variant>>,
    pub(crate) cap: Option<DropCap>,
    /// The quotation around which one of them runs.
    pub(crate) around: Option<Around>,
}

/// Words that are broken for their place, and how they are set.
pub(crate) struct Set {
    pub(crate) role: Role,
    pub(crate) variant: Variant,
}

impl Set {
    pub(crate) fn of(paragraph: &Paragraph, role: Role, width: i32) -> Self {
        Self { role, variant: set(paragraph, &role, width) }
    }

    /// From the top of its first line to the foot of its last.
    pub(crate) fn height(&self) -> i32 {
        int(self.variant.lines.len()) * self.role.leading
    }
}

/// What may cut a leg in two.
pub(crate) enum Inset {
    None,
    /// One of the first quotations.
    Quotations(Vec<Set>),
    /// A picture, its index and the rows of its cutline.
    Picture(usize, usize),
}

/// Breaks and counts a story; in which group it is made up and whether it has a slug is for others to say.
pub(crate) fn count(copy: &Copy, format: &Format, roles: &Roles) -> Counts {
    let face = roles.body.style.face;
    let set = |table| SetTable::of(table, format, (roles.agate, face));
    let tables: Vec<Option<SetTable>> = copy.body.tables.iter().map(set).collect();
    let boxes = if format.is_screen() { Vec::new() } else { boxes(&copy.story, &copy.body) };
    let (mut paragraphs, lines, cap) = body(copy, &tables, format, roles);
    for it in &boxes {
        box_in(&mut paragraphs, it, copy.body.paragraphs[it.first].row.is_some());
    }
    let widths = 1..=format.columns;
    let length = paragraphs.iter().map(|counted| usize::from(counted.best().lines)).sum();
    let wide = may_be_wide(copy, length, format).then(|| {
        let (span, roles) = (Format { column: format.span(WIDE), ..format.clone() }, roles.wide());
        let (mut counted, mut lines, cap) = body(copy, &tables, &span, &roles);
        let around = around(copy, &span, &roles, (&mut counted, &mut lines));
        (counted, Wide { lines, cap, around })
    });
    let (inset, rows) = inset(copy, length, format, roles);
    let decks = decks(copy, format, roles);
    let deck_rows = |deck: &Option<Set>| {
        deck.as_ref().map_or(0, |deck| small(rows_in(format, deck.height() + format.row * 4 / 10)))
    };
    let element = Element {
        section: 0,
        score: copy.score,
        wish: copy.weight.wish,
        paragraphs,
        wide: wide.as_ref().map_or_else(Vec::new, |(counted, _)| counted.clone()),
        heads: widths.clone().map(|columns| heads(copy, format, roles, columns)).collect(),
        decks: decks.iter().map(deck_rows).collect(),
        slug: 0,
        byline: u8::from(copy.byline.is_some()),
        pictures: copy.pictures.iter().map(|shown| picture(shown, copy, format, roles)).collect(),
        quotation: rows,
        rest_quotation: if matches!(&inset, Inset::Quotations(sets) if sets.len() > 1) {
            rows
        } else {
            0
        },
        brief_head: rows_of(&copy.brief, &roles.brief, format.column).max(1),
    };
    let wide = wide.map(|(_, wide)| wide);
    Counts { element, lines, tables, boxes, cap, wide, decks, inset }
}

/// Makes room for the head of a box, and keeps a table of modest length in one leg.
fn box_in(paragraphs: &mut [Counted], it: &StoryBox, is_table: bool) {
    let Some((first, rest)) = paragraphs[it.first..].split_first_mut() else { return };
    // A row of air for the rule, and a row for the head.
    let is_begin = it.first == 0;
    first.air = u8::from(!is_begin);
    first.head = if is_begin { 1 } else { 2 };
    let after = it.end - it.first - 1;
    let rows = usize::from(first.best().lines)
        + rest[..after].iter().map(|it| usize::from(it.best().lines)).sum::<usize>();
    if is_table && rows <= MOST_BOXED {
        for row in &mut paragraphs[it.first..it.end - 1] {
            row.joined = true;
        }
    }
    // Below a list there is air for a rule; below a table there is already.
    if let Some(next) = paragraphs.get_mut(it.end).filter(|next| !is_table && next.head == 0) {
        (next.head, next.air) = (1, 1);
    }
}

/// Whether a text is read in legs two columns wide: the paper's own voice, and a column of some length that
/// nothing interrupts; letters are not.
fn may_be_wide(copy: &Copy, lines: usize, format: &Format) -> bool {
    let is_plain = |text: &Text| text.heads.is_empty() && text.row.is_none();
    let is_column = copy.voice == Voice::Opinion
        && copy.story.reading.kind == Kind::Article
        && !is_letters(&copy.story)
        && copy.pictures.is_empty();
    // Beyond 75 letters of 0.419 of their size the eye does not find the next line.
    let letters = format.span(WIDE) / (format.body * WIDE_SIZE / 100 * 419 / 1000).max(1);
    let page = format.columns * format.rows[1];
    is_column
        && copy.script == Script::Latin
        && copy.body.paragraphs.iter().all(is_plain)
        && format.columns >= 2 * WIDE
        && letters <= 75
        && (page / 10..=page / 2).contains(&lines)
}

/// The paragraphs of a story in one measure: their counts, their lines, and the first letter.
type Broken = (Vec<Counted>, Vec<Vec<Variant>>, Option<DropCap>);

fn body(copy: &Copy, tables: &[Option<SetTable>], format: &Format, roles: &Roles) -> Broken {
    let mut paragraphs = Vec::new();
    let mut lines = Vec::new();
    let mut cap = None;
    for text in &copy.body.paragraphs {
        let (counted, broken) = match (table_row(tables, text), capped(text, format, roles)) {
            (Some((table, row)), _) => {
                // Air parts a table from the text after it.
                let is_last = text.number + 1 == copy.body.length;
                let air = u16::from(table.is_last(row) && !is_last);
                let joined = table.is_ruled(row) && !table.is_last(row);
                (Counted { joined, ..whole(table.rows(row) + air) }, Vec::new())
            }
            (None, Some((letter, counted, variants))) => {
                cap = Some(letter);
                (counted, variants)
            }
            (None, None) => {
                let (style, slots) = (text.style(roles), text.slots(roles, format));
                broken(&text.shaped, &style, &slots)
            }
        };
        let head = heads_over(text, format, roles);
        // What a story begins with has no air above it.
        let begins = text.heads.first().map_or(text.number, |head| head.number) == 0;
        let air = if begins { 0 } else { head.min(1) };
        paragraphs.push(Counted { head, air, ..counted });
        lines.push(broken);
    }
    (paragraphs, lines, cap)
}

/// The table that a paragraph is a row of, if it fits the column, and which row.
pub(crate) fn table_row<'a>(
    tables: &'a [Option<SetTable>],
    text: &Text,
) -> Option<(&'a SetTable, u32)> {
    let row = text.row.as_ref()?;
    Some((tables.get(row.table)?.as_ref()?, row.row))
}

/// A row of a table, which is not parted.
fn whole(lines: u16) -> Counted {
    let keep = u8::try_from(lines).unwrap_or(u8::MAX).min(MOST_KEPT);
    Counted { variants: vec![Count { lines, cost: 0, keep }], ..Counted::default() }
}

/// A paragraph whose first letter stands over several lines, where enough of them stand beside and under it.
fn capped(text: &Text, format: &Format, roles: &Roles) -> Option<(DropCap, Counted, Vec<Variant>)> {
    let cap = text.cap.as_ref()?;
    let leading = quarters(roles.body.leading);
    let style = Style { indent: Length(0), leading, ..roles.body.style };
    let letter = cap.letter.resized(&style, CAP_LINES)?;
    let slots = letter.slots(Slot::of_width(Length(format.column)), Length(format.body / 5));
    let (mut counted, variants) = broken(&cap.rest, &style, &slots);
    let least = variants.iter().map(|variant| variant.lines.len()).min()?;
    let fits = letter.line.width.0 * 3 < format.column && least > CAP_LINES as usize + 1;
    let keep = u8::try_from(CAP_LINES + 1).unwrap_or(u8::MAX);
    counted.variants.iter_mut().for_each(|variant| variant.keep = keep);
    fits.then_some((letter, counted, variants))
}

/// What may cut one of a story's legs in two, and its rows with the air around it.
fn inset(copy: &Copy, lines: usize, format: &Format, roles: &Roles) -> (Inset, u8) {
    let last = copy.pictures.len().saturating_sub(1);
    let page = format.columns * format.rows[1];
    // What goes on on other pages has its other pictures there.
    if last > 0 && (page / 3..=page * 4 / 5).contains(&lines) {
        let shown = &copy.pictures[last];
        let (width, height) = (i64::from(shown.size.0.max(1)), i64::from(shown.size.1.max(1)));
        let natural = i32::try_from(i64::from(format.column) * height / width).unwrap_or(0);
        let cutline = picture(shown, copy, format, roles).cutline(1);
        let rows = rows_in(format, natural);
        if (format.least.picture..=format.rows[1] / 2).contains(&rows) {
            return (Inset::Picture(last, cutline), small(rows + cutline + 1));
        }
    }
    let rows = |set: &Set| rows_in(format, set.height() + format.row * 19 / 10);
    let most = format.rows[1] / 3;
    let sets = copy.quotations.iter().map(|words| Set::of(words, roles.quotation, format.column));
    let fitting: Vec<Set> = sets.take_while(|set| rows(set) <= most).collect();
    match fitting.iter().map(rows).max() {
        Some(rows) => (Inset::Quotations(fitting), small(rows)),
        None => (Inset::None, 0),
    }
}

/// A paragraph in its ways of being broken.
pub(crate) fn broken(shaped: &Paragraph, style: &Style, slots: &[Slot]) -> (Counted, Vec<Variant>) {
    let setting = Setting { style, slots, looseness: 1, no_hyphen: &[] };
    let mut variants = shaped.variants(&setting);
    variants.truncate(3);
    let least = variants.first().map_or(0, |variant| variant.cost);
    let count = |variant: &Variant| Count {
        lines: u16::try_from(variant.lines.len()).unwrap_or(u16::MAX),
        cost: i32::try_from(((variant.cost - least) / BREAKING).clamp(0, 4000)).unwrap_or(4000),
        keep: 0,
    };
    let counted = Counted { variants: variants.iter().map(count).collect(), ..Counted::default() };
    (counted, variants)
}

/// Rows of the crossheads over a paragraph, the row of air above each included, and the air above a table.
fn heads_over(text: &Text, format: &Format, roles: &Roles) -> u8 {
    // A story that begins with one needs no air above it.
    let rows = |head: &Crosshead| {
        let lines = rows_of(&head.shaped, &roles.crosshead, format.column);
        lines.saturating_add(u8::from(head.number > 0))
    };
    let is_table = text.number > 0 && text.row.as_ref().is_some_and(|row| row.row == 0);
    let rows = text.heads.iter().map(rows).fold(u8::from(is_table), u8::saturating_add);
    rows.min(MOST_HEAD)
}

/// Lines of the headline in each class.
fn heads(copy: &Copy, format: &Format, roles: &Roles, columns: usize) -> [u8; CLASSES] {
    let slot = Slot::of_width(Length(format.span(columns)));
    let mut lines = [0; CLASSES];
    for (class, lines) in lines.iter_mut().enumerate() {
        let (shaped, style) = head(copy, roles, class);
        if is_last_resort(format, class, columns) {
            // Lines of the class that are as high as those of the smaller size.
            let leading = roles.heads[class].leading.max(1);
            let height = long_head(copy, format, roles).height();
            *lines = small(usize::try_from((height + leading - 1) / leading).unwrap_or(0));
            continue;
        }
        let variants = shaped.headlines(&Setting::new(style, &slot), HEAD_LINES);
        // The fewest lines stand first.
        *lines = variants.first().map_or(0, |variant| small(variant.lines.len()));
    }
    lines
}

/// The smallest class over the whole page is the last resort: it takes what it needs.
pub(crate) fn is_last_resort(format: &Format, class: usize, columns: usize) -> bool {
    class + 1 == CLASSES && columns == format.columns
}

/// The headline over the whole page: smaller than any class, where it would take more than two fifths of that.
pub(crate) fn long_head(copy: &Copy, format: &Format, roles: &Roles) -> Set {
    let (shaped, style) = head(copy, roles, CLASSES - 1);
    let slot = Slot::of_width(Length(format.span(format.columns)));
    let rows = format.rows.into_iter().min().unwrap_or(0);
    let most = int(rows) * format.row * 2 / 5;
    let sized = |percent: u16| {
        let style = Style { size: Size(style.size.0 * percent / 100), ..*style };
        let leading = roles.heads[CLASSES - 1].leading * i32::from(percent) / 100;
        let mut variants = shaped.headlines(&Setting::new(&style, &slot), u32::from(u8::MAX));
        let role = Role { style, leading };
        if variants.is_empty() {
            return Set::of(shaped, role, slot.width.0);
        }
        Set { role, variant: variants.swap_remove(0) }
    };
    let mut sizes = [100, 85, 70, 60].into_iter().map(sized);
    sizes.find(|set| set.height() <= most).unwrap_or_else(|| sized(50))
}

/// The headline as shaped for a class, and its style.
pub(crate) fn head<'a>(
    copy: &'a Copy,
    roles: &'a Roles,
    class: usize,
) -> (&'a Paragraph, &'a Style) {
    let style = &roles.heads[class.min(CLASSES - 1)].style;
    let is_small = style.face == typeset::Face::TextSemiBold;
    (&copy.headline[usize::from(is_small)], style)
}

/// The deck over each number of columns: smaller, down to the text's size, where it needs more lines than it may have.
fn decks(copy: &Copy, format: &Format, roles: &Roles) -> Vec<Option<Set>> {
    let Some(deck) = &copy.deck else { return Vec::new() };
    let full = roles.deck.style.size.0;
    let least = full.min(roles.body.style.size.0);
    let sized = |size: u16| Role {
        style: Style { size: Size(size), ..roles.deck.style },
        leading: (roles.deck.leading * i32::from(size) / i32::from(full.max(1))).max(format.row),
    };
    let roles = [full, full.midpoint(least), least].map(sized);
    let over = |columns: usize| {
        let mut sets = roles.iter().map(|role| Set::of(deck, *role, format.span(columns)));
        sets.find(|set| set.variant.lines.len() <= DECK_LINES)
    };
    (1..=format.columns).map(over).collect()
}

fn picture(shown: &Shown, copy: &Copy, format: &Format, roles: &Roles) -> Picture {
    let cutline = |columns: usize| {
        let caption = shown.caption.as_ref().map(|text| (&text.shaped, &roles.caption));
        let cutline = shown.cutline.as_ref().map(|words| (words, &roles.cutline));
        let Some((words, role)) = caption.or(cutline) else { return 0 };
        let count = set(words, role, format.span(columns)).lines.len();
        let height = i32::try_from(count).unwrap_or(0) * role.leading;
        small(rows_in(format, height))
    };
    Picture {
        width: shown.size.0,
        height: shown.size.1,
        kept: if copy.story.reading.kind == Kind::Cartoon { 100 } else { 80 },
        cutlines: (1..=format.columns).map(cutline).collect(),
    }
}

/// Whole rows that a height takes.
pub(crate) fn rows_in(format: &Format, height: i32) -> usize {
    usize::try_from((height + format.row - 1) / format.row).unwrap_or(0)
}

/// Rows of a paragraph that is set line by row.
fn rows_of(paragraph: &Paragraph, role: &Role, width: i32) -> u8 {
    small(set(paragraph, role, width).lines.len())
}

/// A paragraph in the best lines of one width.
pub(crate) fn set(paragraph: &Paragraph, role: &Role, width: i32) -> Variant {
    let slot = Slot::of_width(Length(width));
    let style = Style { alignment: Alignment::Start, ..role.style };
    let mut variants = paragraph.variants(&Setting::new(&style, &slot));
    if variants.is_empty() {
        Variant { cost: 0, lines: Vec::new() }
    } else {
        variants.swap_remove(0)
    }
}

fn small(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use makeup::format::{BODY, Script};
    use typeset::Fonts;

    use super::*;
    use crate::copy::tests::story;

    #[test]
    fn a_long_deck_is_set_smaller_and_never_shortened() {
        let format = Format::screen(1440, 788, BODY, Script::Latin);
        let roles = Roles::of(&format);
        let sizes = |times: usize| {
            let mut story = story("Snow", &["It snowed."]);
            story.reading.deck = "The ferry ran aground twice ".repeat(times);
            let copy = Copy::shape(&mut Fonts::new(), story, 0);
            let set = decks(&copy, &format, &roles);
            set.iter().map(|set| set.as_ref().map(|set| set.role.style.size)).collect::<Vec<_>>()
        };
        let full = Some(roles.deck.style.size);
        assert_eq!(sizes(1), [full; 5]);
        let longer = sizes(5);
        assert_eq!((longer[0], longer[4]), (None, full));
        assert!(longer[1] >= Some(roles.body.style.size) && longer[1] < full, "{longer:?}");
        assert_eq!(sizes(60), [None; 5]);
    }
}
