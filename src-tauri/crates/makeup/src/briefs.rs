//! Columns of briefs: items of whole rows that fill legs exactly.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::{
    format::{Format, int},
    galley::Galley,
    leaf::{Leaf, Shape},
    slicing::Placed,
    supply::Supply,
    take::Kind,
};

/// Items looked at for one leg; more would only cost time.
const MOST: usize = 96;

/// Column rows of a box beyond which each counts threefold.
const MODEST: i32 = 60;

/// Rows that an item may be set apart from the next beyond its own: more were white.
const AIR: usize = 3;

/// Gaps between the items of a leg that are reckoned with where they do not last.
const MOST_GAPS: usize = 4;

/// A strip or a tower of briefs.
const ODD_BOX: i32 = 200;

/// A leg of a box.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BoxLeg {
    /// Its items: index among the supply's fillers, and first row.
    pub(crate) items: Vec<(usize, usize)>,
    /// Rows of air between them beyond the one that each has.
    pub(crate) air: usize,
    /// Rows at its foot that nothing fills.
    pub(crate) white: usize,
}

impl BoxLeg {
    /// Sets its items apart, so that what they leave at the foot lies between them: [`AIR`] rows each at most.
    fn spread(&mut self) {
        let gaps = self.items.len().saturating_sub(1);
        let spread = self.white.min(AIR * gaps);
        for (at, (_, row)) in self.items.iter_mut().enumerate() {
            *row += spread * at / gaps.max(1);
        }
        self.white -= spread;
        self.air += spread;
    }
}

/// Whether items fill a box without air; better air than what the page itself says.
pub(crate) fn is_full(legs: &[BoxLeg]) -> bool {
    legs.iter().all(|leg| leg.white + leg.air == 0)
}

/// Which boxes the fillers can fill, and how.
pub(crate) struct Briefs {
    /// Rows of the heading above the legs.
    heading: usize,
    /// For each count of rows under the heading: how many legs can be filled at once.
    legs: Vec<usize>,
}

impl Briefs {
    /// Finds out which boxes can be filled.
    pub(crate) fn new(format: &Format, supply: &Supply) -> Self {
        let order = (0..supply.fillers.len().min(MOST)).collect::<Vec<_>>();
        let most = format.rows.into_iter().max().unwrap_or(0);
        let full = |rows| {
            let legs = fill(supply, &order, format.columns, rows);
            legs.iter().take_while(|leg| leg.white == 0 && !leg.items.is_empty()).count()
        };
        Self { heading: heading(format), legs: (0..=most).map(full).collect() }
    }

    /// Whether a box comes out exactly.
    pub(crate) fn fills(&self, columns: usize, rows: usize) -> bool {
        let under = rows.checked_sub(self.heading);
        under.and_then(|rows| self.legs.get(rows)).is_some_and(|legs| *legs >= columns)
    }

    /// The shape function of what fills.
    pub(crate) fn shape(&self, kind: Kind, format: &Format, supply: &Supply, page: usize) -> Shape {
        let mut shape = Shape::new(format.columns, page);
        for columns in 1..=format.columns {
            for rows in 1..=page {
                let is_odd = !format.allows(columns, rows);
                let elastic = matches!(kind, Kind::Elastic | Kind::Imprint);
                let cost = self.cost(kind, format, supply, (columns, rows));
                if let Some(cost) = cost.filter(|_| elastic || !is_odd) {
                    let cost = cost + i32::from(is_odd) * ODD_BOX;
                    let leaf = Leaf { cost: cost.min(5_000), ..Leaf::default() };
                    shape.cell_mut(columns, rows).offer(leaf);
                }
            }
        }
        shape
    }

    /// What a box of this size costs, if it may be so large and comes out.
    fn cost(
        &self,
        kind: Kind,
        format: &Format,
        supply: &Supply,
        (columns, rows): (usize, usize),
    ) -> Option<i32> {
        let screen = format.is_screen();
        let area = int(columns * rows);
        let exact = self.fills(columns, rows);
        // Print has longer columns: its modest box and a row of it count for less.
        let (most, more, modest, each) = if screen { (24, 2, 20, 7) } else { (40, 3, 7, 4) };
        match kind {
            Kind::Index => {
                let fits = (supply.index_rows..=supply.index_rows + more).contains(&rows);
                (columns == 1 && fits && supply.index_rows > 0).then_some(5 * int(rows))
            }
            Kind::Briefs => (exact && (format.least.briefs..=most).contains(&rows))
                .then_some(320 + modest * area),
            // What says nothing new is no recipe for half a page.
            Kind::Elastic => {
                exact.then_some(300 + each * (area + 2 * (area - MODEST).clamp(0, 2 * MODEST)))
            }
            _ if exact => Some(100 + each * area / 2),
            _ => {
                let white = int(supply.white_in_imprint(columns, rows));
                (rows >= 3).then_some(200 + each * area / 2 + 2 * each * white)
            }
        }
    }

    /// Rows of the heading.
    pub(crate) fn heading(&self) -> usize {
        self.heading
    }
}

impl Galley<'_> {
    /// What stands in each box of a page: nothing of what the page itself has, and nothing twice.
    ///
    /// The items are looked at in an order, the first ones first.
    pub(crate) fn boxes(&self, page: &[Placed], order: &[usize]) -> Vec<(usize, Vec<BoxLeg>)> {
        let element = |item: usize| self.supply.fillers[item].element;
        let has = |element: usize| page.iter().any(|it| self.takes[it.take].holds(element));
        let mut left = order.to_vec();
        left.retain(|item| !element(*item).is_some_and(has));
        let mut boxes = Vec::new();
        for placed in page.iter().filter(|placed| self.is_box(placed)) {
            let rows = placed.rows.saturating_sub(self.briefs.heading);
            let legs = fill_evenly(self.supply, &left, placed.columns, rows);
            let items = || legs.iter().flat_map(|leg| &leg.items).map(|(item, _)| *item);
            let told = |item: usize| {
                let same = |other| element(item).is_some() && element(item) == element(other);
                items().any(|other| other == item || same(other))
            };
            left.retain(|item| !told(*item));
            boxes.push((placed.take, legs));
        }
        boxes
    }

    /// Lets references stand above the imprint where its box is higher than what it prints.
    pub(crate) fn share_imprint(&self, page: &mut Vec<Placed>) {
        let is_imprint = |it: &Placed| self.takes[it.take].kind == Kind::Imprint;
        let briefs = self.takes.iter().position(|take| take.kind == Kind::Briefs);
        let Some((at, take)) = page.iter().position(is_imprint).zip(briefs) else { return };
        let (imprint, order) = (page[at], (0..self.supply.fillers.len()).collect::<Vec<_>>());
        let white_in = |rows| self.supply.white_in_imprint(imprint.columns, rows);
        let unfilled = self.rows_unfilled(page, &order);
        if white_in(imprint.rows) == 0 || (self.is_box(&imprint) && unfilled == 0) {
            return;
        }
        let shared = |rows: usize| {
            let above = imprint.rows.checked_sub(rows + 1)?;
            let row = imprint.row + above + 1;
            let own = Placed { row, rows, ..imprint };
            if above < self.format.least.briefs || self.is_box(&own) {
                return None;
            }
            let mut shared = page.clone();
            shared[at] = own;
            shared.push(Placed { take, rows: above, ..imprint });
            (self.rows_unfilled(&shared, &order) <= unfilled).then_some(shared)
        };
        // The highest name that leaves no white, else the one that leaves least.
        let mut heights = (1..imprint.rows).collect::<Vec<_>>();
        heights.sort_by_key(|rows| (white_in(*rows), Reverse(*rows)));
        if let Some(shared) = heights.into_iter().find_map(shared) {
            *page = shared;
        }
    }

    /// Rows of a page's boxes for which nothing can be found.
    pub(crate) fn white_in_boxes(&self, page: &[Placed]) -> usize {
        if !page.iter().any(|placed| self.is_box(placed)) {
            return 0;
        }
        let order = (0..self.supply.fillers.len()).collect::<Vec<_>>();
        self.rows_unfilled(page, &order)
    }

    fn rows_unfilled(&self, page: &[Placed], order: &[usize]) -> usize {
        let boxes = self.boxes(page, order);
        boxes.iter().flat_map(|(_, legs)| legs).map(|leg| leg.white).sum()
    }

    /// Whether items stand in a rectangle: the imprint gives its own to them where they fill it.
    fn is_box(&self, placed: &Placed) -> bool {
        match self.takes[placed.take].kind {
            Kind::Briefs | Kind::Elastic => true,
            Kind::Imprint => self.briefs.fills(placed.columns, placed.rows),
            _ => false,
        }
    }
}

/// Rows of the rule and the name above a column of briefs.
fn heading(format: &Format) -> usize {
    if format.is_screen() { 1 } else { 2 }
}

/// The same, but where the items do not last no leg has many and another none: all are filled as high as they last,
/// and the rest is air between them.
fn fill_evenly(supply: &Supply, order: &[usize], legs: usize, rows: usize) -> Vec<BoxLeg> {
    let white = |legs: &[BoxLeg]| legs.iter().map(|leg| leg.white).sum::<usize>();
    let mut best: Option<Vec<BoxLeg>> = None;
    for cut in 0..=(AIR * MOST_GAPS).min(rows / 2) {
        if best.as_ref().is_some_and(|best| white(best) == 0) {
            break;
        }
        let mut filled = fill(supply, order, legs, rows - cut);
        for leg in &mut filled {
            leg.white += cut;
            leg.spread();
        }
        if best.as_ref().is_none_or(|best| white(&filled) < white(best)) {
            best = Some(filled);
        }
    }
    best.unwrap_or_default()
}

/// Fills `legs` legs of `rows` rows with different items, a row between two of them, as long as they last; no
/// two tell of one element.
fn fill(supply: &Supply, order: &[usize], legs: usize, rows: usize) -> Vec<BoxLeg> {
    let mut left = alike(supply, order);
    let mut filled = Vec::with_capacity(legs);
    for _ in 0..legs {
        let mut items = leg(supply, &left, rows);
        left.retain(|alike| !alike.iter().any(|item| items.contains(item)));
        items.sort_by_key(|item| order.iter().position(|other| other == item));
        let mut row = 0;
        let place = |item: usize| {
            let at = row;
            row += usize::from(supply.fillers[item].rows.max(2)) + 1;
            (item, at)
        };
        let items = items.into_iter().map(place).collect();
        filled.push(BoxLeg { items, air: 0, white: (rows + 1).saturating_sub(row.max(1)) });
    }
    filled
}

/// The items of an order, those of one element together.
fn alike(supply: &Supply, order: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: BTreeMap<usize, usize> = BTreeMap::new();
    for item in order {
        let at = match supply.fillers[*item].element {
            Some(element) => *known.entry(element).or_insert(groups.len()),
            None => groups.len(),
        };
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(*item);
    }
    groups
}

/// Items that fill one leg as far as may be, one of each group at most, from as near to the front as may be.
fn leg(supply: &Supply, groups: &[Vec<usize>], rows: usize) -> Vec<usize> {
    // Each item brings its gap; the last one's is outside the leg.
    let aim = rows + 1;
    let size = |item: usize| usize::from(supply.fillers[item].rows.max(2)) + 1;
    let mut by: Vec<Option<usize>> = vec![None; aim + 1];
    for items in groups {
        // From the highest sum down: what a group reaches is not built upon by itself.
        for sum in (1..=aim).rev().filter(|sum| by[*sum].is_none()).collect::<Vec<_>>() {
            let reaches = |item: &&usize| {
                let own = size(**item);
                sum == own || (sum > own && by[sum - own].is_some())
            };
            by[sum] = items.iter().find(reaches).copied();
        }
        if by[aim].is_some() {
            break;
        }
    }
    let mut items = Vec::new();
    let mut sum = by.iter().rposition(Option::is_some).unwrap_or(0);
    while let Some(item) = by[sum] {
        items.push(item);
        sum -= size(item);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::supply::Filler;

    fn supply(rows: &[u8]) -> Supply {
        let fillers = rows.iter().map(|rows| Filler { element: None, section: 0, rows: *rows });
        Supply { fillers: fillers.collect(), ..Supply::default() }
    }

    #[test]
    fn legs_are_filled_exactly_with_different_items() {
        let supply = supply(&[3, 4, 5, 3, 6, 4, 5]);
        let legs = fill(&supply, &[0, 1, 2, 3, 4, 5, 6], 2, 12);
        assert!(is_full(&legs), "{legs:?}");
        let mut seen = Vec::new();
        for leg in &legs {
            let (last, row) = leg.items[leg.items.len() - 1];
            assert_eq!(row + usize::from(supply.fillers[last].rows), 12, "{legs:?}");
            seen.extend(leg.items.iter().map(|(item, _)| *item));
        }
        let count = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), count);
    }

    #[test]
    fn a_box_tells_of_an_element_once() {
        let mut supply = supply(&[3, 4, 3, 4, 5]);
        for (item, element) in [(0, 7), (1, 7), (2, 8), (3, 8)] {
            supply.fillers[item].element = Some(element);
        }
        // 3 + 1 + 4 would be one element twice; 4 + 1 + 3 of two elements is not.
        let legs = fill(&supply, &[0, 1, 2, 3, 4], 2, 8);
        let items = legs.iter().flat_map(|leg| &leg.items);
        let told = items.filter_map(|(item, _)| supply.fillers[*item].element);
        assert_eq!(told.collect::<Vec<_>>(), [7, 8], "{legs:?}");
    }

    #[test]
    fn a_heading_alone_fills_no_box() {
        let format = Format::broadsheet(crate::format::Script::Latin);
        let supply = supply(&[3, 4, 5, 3]);
        let briefs = Briefs::new(&format, &supply);
        let heading = briefs.heading();
        assert!(!briefs.fills(1, heading) && briefs.fills(1, heading + 3));
    }

    #[test]
    fn what_is_left_lies_between_the_items() {
        let mut leg = fill(&supply(&[3, 3, 3]), &[0, 1, 2], 1, 14).remove(0);
        assert_eq!((leg.items.len(), leg.white), (3, 3));
        leg.spread();
        let rows = leg.items.iter().map(|(_, row)| *row).collect::<Vec<_>>();
        assert_eq!((rows, leg.white), (vec![0, 5, 11], 0));
    }

    #[test]
    fn items_that_do_not_last_are_shared_by_all_legs() {
        let supply = supply(&[4; 9]);
        let legs = fill_evenly(&supply, &[0, 1, 2, 3, 4, 5, 6, 7, 8], 3, 19);
        let counts = legs.iter().map(|leg| (leg.items.len(), leg.air, leg.white));
        assert_eq!(counts.collect::<Vec<_>>(), [(3, 5, 0); 3]);
        assert!(is_full(&fill_evenly(&supply, &[0, 1, 2, 3], 1, 19)));
    }

    #[test]
    fn what_does_not_come_out_leaves_white() {
        let whites = |supply: &Supply| {
            fill(supply, &[0, 1], 2, 9).iter().map(|leg| leg.white).collect::<Vec<_>>()
        };
        assert_eq!(whites(&supply(&[5, 8])), [1, 4]);
        assert!(fill(&supply(&[]), &[], 1, 9).iter().all(|leg| leg.white == 9));
    }
}
