//! The galley: all takes with what has been found out about them.

use std::{collections::BTreeMap, rc::Rc};

use crate::{
    briefs::Briefs,
    fill::{Ending, Fill, Fills, every_fill, padded_fill, terms},
    flow::{Flow, Setting},
    format::{Format, Top},
    leaf::{Leaf, Shape, role_cost, shape},
    legs::Body,
    role::{Role, Scene},
    search::Judged,
    slicing::Placed,
    supply::Supply,
    take::{Kind, Start, Take, WIDE},
};

/// All takes of an edition, their fills and shapes as far as they were asked for.
pub(crate) struct Galley<'a> {
    pub(crate) supply: &'a Supply,
    pub(crate) format: &'a Format,
    pub(crate) takes: Vec<Take>,
    pub(crate) briefs: Briefs,
    fills: BTreeMap<(usize, usize, Ending), Rc<Fills>>,
    shapes: BTreeMap<(usize, Role, usize), Rc<Shape>>,
    naturals: BTreeMap<usize, usize>,
    /// The pages of takes that stand alone on one.
    pub(crate) alone: BTreeMap<(Vec<usize>, Scene), Rc<Vec<Judged>>>,
    flow: Flow,
}

impl<'a> Galley<'a> {
    /// A galley of the supply's elements, each a whole story, and of what fills.
    pub(crate) fn new(format: &'a Format, supply: &'a Supply) -> Self {
        let takes = (0..supply.elements.len())
            .map(|element| Take::story(supply, element, format))
            .collect();
        Self {
            supply,
            format,
            takes,
            briefs: Briefs::new(format, supply),
            fills: BTreeMap::new(),
            shapes: BTreeMap::new(),
            naturals: BTreeMap::new(),
            alone: BTreeMap::new(),
            flow: Flow::default(),
        }
    }

    /// Adds a take and gives its index.
    pub(crate) fn add(&mut self, take: Take) -> usize {
        self.takes.push(take);
        self.takes.len() - 1
    }

    /// Cells that a take covers where it is set best, the rule above it included.
    pub(crate) fn natural(&mut self, take: usize) -> usize {
        if let Some(cells) = self.naturals.get(&take) {
            return *cells;
        }
        let role = Role { tier: 3, art: false, front: None, last: false, quiet: false };
        let shape = self.shape(take, role, Top::Inside);
        let rows = self.format.rows_under(Top::Inside);
        let places = (1..=self.format.columns)
            .flat_map(|columns| (1..=rows).map(move |rows| (columns, rows)));
        let whole = |(columns, rows): (usize, usize)| {
            let leaves = shape.cell(columns, rows).leaves().iter();
            let leaf = leaves.filter(|leaf| !leaf.fill.jump).min_by_key(|leaf| leaf.cost)?;
            Some((leaf.cost, columns * (rows + 1)))
        };
        let best = places.filter_map(whole).min();
        // What fills no rectangle has a head, too.
        let cells = best.map_or(self.takes[take].lines * 5 / 4, |(_, cells)| cells);
        self.naturals.insert(take, cells);
        cells
    }

    /// The shape of a take in a role on a page of so many rows.
    pub(crate) fn shape(&mut self, take: usize, role: Role, top: Top) -> Rc<Shape> {
        let rows = self.format.rows_under(top);
        let key = (take, role, rows);
        if let Some(shape) = self.shapes.get(&key) {
            return Rc::clone(shape);
        }
        let made = Rc::new(self.make(take, role, rows));
        self.shapes.insert(key, Rc::clone(&made));
        made
    }

    fn make(&mut self, take: usize, role: Role, rows: usize) -> Shape {
        let kind = self.takes[take].kind;
        if self.takes[take].is_filler() {
            return self.briefs.shape(kind, self.format, self.supply, rows);
        }
        let mut fills = vec![self.fills(take, 1, Ending::Whole)];
        if self.takes[take].wide.is_some() {
            fills.push(self.fills(take, WIDE, Ending::Whole));
        }
        let screen = self.format.is_screen();
        let before = self.format.least.before_jump;
        let after = self.format.least.after_jump.min(255) as u8;
        if role.may_jump() {
            fills.push(self.fills(take, 1, Ending::Jump { before, after, overleaf: false }));
        } else if self.takes[take].jumpable && role.front.is_none() {
            let page = self.format.columns * self.format.rows[1];
            let before = match (screen, kind) {
                // In the window it has the page alone but for what finds room beside it.
                (true, _) => page * 60 / 100,
                (false, Kind::Rest) => page * 45 / 100,
                (false, _) => page * 35 / 100,
            };
            // What is left must be enough for a module that fits somewhere.
            let after = (page / 8).clamp(usize::from(after), 48) as u8;
            let ending = Ending::Jump { before, after, overleaf: screen };
            fills.push(self.fills(take, 1, ending));
        }
        let fills = fills.iter().map(Rc::as_ref).collect::<Vec<_>>();
        shape(&self.takes[take], self.format, rows, role, &fills)
    }

    /// Looks for a way to fill the same rectangle under the same headline without white and orphans.
    pub(crate) fn repair(&mut self, placed: &Placed, role: Role, top: Top) -> Option<Leaf> {
        let (leaf, take) = (&placed.leaf, &self.takes[placed.take]);
        if !leaf.fill.is_flawed() || leaf.fill.jump || leaf.fill.loose || take.is_filler() {
            return None;
        }
        let above = usize::from(leaf.head) + usize::from(leaf.deck);
        let body = (placed.columns, placed.rows.checked_sub(above)?);
        let page = (placed.columns, self.format.rows_under(top));
        let cost = |fill: &Fill| role_cost(take, self.format, role, page, fill);
        let own = leaf.fill.cost + cost(&leaf.fill)?;
        let broken = take.broken(usize::from(leaf.fill.measure));
        let fills = every_fill(broken, self.format, body, Ending::Whole, &mut self.flow);
        let fill = fills
            .into_iter()
            .filter_map(|fill| Some((fill.cost + cost(&fill)?, fill)))
            .min_by_key(|(cost, _)| *cost)?;
        (fill.0 < own).then(|| Leaf { fill: fill.1, cost: leaf.cost - own + fill.0, ..*leaf })
    }

    /// A headline over the whole page with the text under it, the white levelled over all legs.
    pub(crate) fn padded(&mut self, take: usize, leaf: Leaf, rows: usize) -> Option<Leaf> {
        let above = usize::from(leaf.head) + usize::from(leaf.deck);
        let body = (self.format.columns, rows.checked_sub(above)?);
        let fill = padded_fill(&self.takes[take], self.format, body, &mut self.flow)?;
        Some(Leaf { fill, ..leaf })
    }

    fn fills(&mut self, take: usize, measure: usize, ending: Ending) -> Rc<Fills> {
        let key = (take, measure, ending);
        if let Some(fills) = self.fills.get(&key) {
            return Rc::clone(fills);
        }
        let rows = self.format.rows.into_iter().max().unwrap_or(0);
        let broken = self.takes[take].broken(measure);
        let found = Fills::find(broken, self.format, rows, ending, &mut self.flow);
        let found = Rc::new(found);
        self.fills.insert(key, Rc::clone(&found));
        found
    }

    /// The body of a leaf in a rectangle of so many columns and rows.
    pub(crate) fn body(&self, take: usize, columns: usize, rows: usize, leaf: &Leaf) -> Body {
        let rows = rows.saturating_sub(usize::from(leaf.head) + usize::from(leaf.deck));
        let legs = columns / usize::from(leaf.fill.measure.max(1));
        Body::of(&self.takes[take], (legs, rows), &leaf.fill)
    }

    /// The text of a leaf, line by line.
    pub(crate) fn set(&mut self, take: usize, body: &Body, leaf: &Leaf) -> Option<Setting> {
        let rooms = body.segments().iter().map(|segment| segment.rows).collect::<Vec<_>>();
        let terms = terms(&leaf.fill);
        self.flow.set(self.takes[take].broken(body.measure), &rooms, terms)
    }

    /// Makes a take of what a jump leaves, if anything is left.
    pub(crate) fn rest(&mut self, take: usize, start: Start) -> Option<usize> {
        let rest = self.takes[take].rest(self.supply, start, self.format)?;
        Some(self.add(rest))
    }
}
