//! Drafts become the plan: every line gets its place, every jump its page.

use std::rc::Rc;

use crate::{
    briefs::{BoxLeg, is_full},
    edition::Made,
    format::Top,
    gallery,
    galley::Galley,
    legs::{Body, Segment},
    plan::{
        Edition, FillerPlace, GalleryPage, Head, Jump, Leg, Module, ModuleKind, Page, PageKind,
        Part, PicturePlace, Rect, Run,
    },
    search::Draft,
    slicing::Placed,
    take::Kind,
};

/// What is known of all pages while one is laid.
struct Laying<'m> {
    pages: &'m [Rc<Made>],
    /// How often each filler was used.
    used: Vec<usize>,
    /// What stands in the boxes of the page that is laid, by their takes.
    boxes: Vec<(usize, Vec<BoxLeg>)>,
}

impl Galley<'_> {
    /// Turns the drafts of an edition into its plan.
    pub(crate) fn lay(&mut self, pages: &[Rc<Made>]) -> Edition {
        let used = vec![0; self.supply.fillers.len()];
        let mut laying = Laying { pages, used, boxes: Vec::new() };
        let mut pages =
            (0..pages.len()).map(|at| self.lay_page(&mut laying, at)).collect::<Vec<_>>();
        for gallery in 0..self.supply.galleries.len() {
            self.lay_gallery(gallery, &mut pages);
        }
        Edition { format: self.format.clone(), pages }
    }

    /// Adds the pages of one gallery.
    fn lay_gallery(&self, at: usize, pages: &mut Vec<Page>) {
        let gallery = &self.supply.galleries[at];
        let shapes = gallery.pictures.iter().map(|picture| (picture.width, picture.height));
        let shapes = shapes.collect::<Vec<_>>();
        let counts = gallery::pages(shapes.len(), gallery::PICTURES.1);
        let mut first = 0;
        for (part, count) in counts.iter().enumerate() {
            let around = (gallery.head, gallery.foot);
            let places = gallery::arrange(self.format, &shapes[first..first + count], around);
            if let Some(places) = places {
                let part = (part + 1, counts.len());
                pages.push(Page {
                    number: pages.len() + 1,
                    kind: PageKind::Pictures,
                    top: Top::Inside,
                    section: gallery.section,
                    rows: self.format.rows_under(Top::Inside),
                    cost: 0,
                    modules: Vec::new(),
                    gallery: Some(GalleryPage { gallery: at, part, first, places }),
                });
            }
            first += count;
        }
    }

    fn lay_page(&mut self, laying: &mut Laying<'_>, at: usize) -> Page {
        let mut draft = laying.pages[at].draft.clone();
        self.share_imprint(&mut draft.placed);
        laying.boxes = self.fill_boxes(laying, &draft);
        let rows = self.format.rows_under(draft.top);
        // Sides change from page to page, so that no gutter runs through a whole paper; under a plate the
        // first story begins the page.
        let mirrored = at % 2 == 1 && draft.top != Top::Opener;
        let mut stories = 0;
        let mut modules = Vec::new();
        for placed in &draft.placed {
            let take = &self.takes[placed.take];
            let part = match (take.is_story(), stories) {
                (true, 0) => Part::Lead,
                (true, 1) => Part::Second,
                _ => Part::Other,
            };
            stories += usize::from(take.is_story());
            let column = if mirrored {
                self.format.columns - placed.column - placed.columns
            } else {
                placed.column
            };
            let placed = Placed { column, ..*placed };
            modules.push(if self.takes[placed.take].is_filler() {
                self.lay_filler(laying, &placed)
            } else {
                self.lay_copy(laying, at, &placed, part)
            });
        }
        Page {
            number: at + 1,
            kind: match draft.top {
                Top::Front => PageKind::Front,
                Top::Inside => PageKind::News,
                Top::Opener => PageKind::Section,
            },
            top: draft.top,
            section: draft.section,
            rows,
            cost: draft.cost,
            modules,
            gallery: None,
        }
    }

    fn lay_copy(&mut self, laying: &Laying<'_>, at: usize, placed: &Placed, part: Part) -> Module {
        let leaf = &placed.leaf;
        let body = self.body(placed.take, placed.columns, placed.rows, leaf);
        let above = usize::from(leaf.head) + usize::from(leaf.deck);
        let origin = Rect {
            column: placed.column,
            row: placed.row + above,
            columns: placed.columns,
            rows: placed.rows - above,
        };
        let take = &self.takes[placed.take];
        let mut module = Module {
            kind: match take.kind {
                Kind::Rest => ModuleKind::Rest,
                Kind::Group => ModuleKind::Group,
                _ => ModuleKind::Story,
            },
            element: take.element,
            part,
            rect: rect(placed),
            head: (leaf.lines > 0).then(|| Head {
                class: usize::from(leaf.class),
                lines: usize::from(leaf.lines),
                rows: usize::from(leaf.head),
            }),
            deck: usize::from(leaf.deck),
            byline: byline(&body, origin),
            picture: take
                .picture
                .as_ref()
                .and_then(|(index, _)| picture(*index, &body, placed, origin)),
            quotation: body.quotation_place().map(|(column, row, rows)| Rect {
                column: origin.column + column,
                row: origin.row + row,
                columns: 1,
                rows,
            }),
            legs: Vec::new(),
            jump: None,
            from_page: from_page(laying, at, placed.take),
        };
        self.lay_text(&mut module, &body, origin, placed);
        if leaf.fill.jump {
            module.jump = jump(laying, at, placed, &body, origin);
        }
        module
    }

    fn lay_text(&mut self, module: &mut Module, body: &Body, origin: Rect, placed: &Placed) {
        let (legs, places) = legs(body, origin);
        module.legs = legs;
        let Some(setting) = self.set(placed.take, body, &placed.leaf) else { return };
        let take = self.takes[placed.take].broken(body.measure);
        for piece in &setting.pieces {
            let para = &take.paras[piece.para];
            // A brief's headline or a crosshead stands in the rows before its first line.
            let over = u16::from(para.head);
            let head = over.saturating_sub(piece.first).min(piece.rows);
            let leg = &mut module.legs[places[piece.leg]];
            leg.white = leg.white.saturating_sub(usize::from(piece.rows));
            leg.runs.push(Run {
                element: para.element,
                paragraph: para.paragraph,
                variant: usize::from(para.variants[piece.variant]),
                head: usize::from(head),
                first: usize::from(para.skip + piece.first.saturating_sub(over)),
                lines: usize::from(piece.rows - head),
            });
        }
    }

    fn lay_filler(&self, laying: &mut Laying<'_>, placed: &Placed) -> Module {
        let mut module = Module {
            kind: ModuleKind::Imprint,
            element: None,
            part: Part::Other,
            rect: rect(placed),
            head: None,
            deck: 0,
            byline: None,
            picture: None,
            quotation: None,
            legs: Vec::new(),
            jump: None,
            from_page: None,
        };
        let kind = self.takes[placed.take].kind;
        if kind == Kind::Index {
            module.kind = ModuleKind::Index;
            return module;
        }
        let own = laying.boxes.iter().find(|(take, _)| *take == placed.take);
        // References stand in an imprint's place where they fill most of it.
        let white = |legs: &[BoxLeg]| legs.iter().map(|leg| leg.white).sum::<usize>();
        let room = placed.columns * placed.rows;
        let has_most = |legs: &[BoxLeg]| kind != Kind::Imprint || 3 * white(legs) <= room;
        let Some((_, legs)) = own.filter(|(_, legs)| has_most(legs)) else { return module };
        module.kind = ModuleKind::Briefs;
        let heading = self.briefs.heading();
        for (column, leg) in legs.iter().enumerate() {
            let rect = Rect {
                column: placed.column + column,
                row: placed.row + heading,
                columns: 1,
                rows: placed.rows - heading,
            };
            let fillers = leg.items.iter().map(|(filler, row)| {
                laying.used[*filler] += 1;
                let rows = usize::from(self.supply.fillers[*filler].rows.max(2));
                FillerPlace { filler: *filler, row: *row, rows }
            });
            let (fillers, white) = (fillers.collect(), leg.white);
            module.legs.push(Leg { rect, runs: Vec::new(), fillers, white });
        }
        module
    }

    /// What stands in the boxes of a page: the least used first, of its section.
    fn fill_boxes(&self, laying: &Laying<'_>, draft: &Draft) -> Vec<(usize, Vec<BoxLeg>)> {
        let fillers = &self.supply.fillers;
        let mut order = (0..fillers.len()).collect::<Vec<_>>();
        // Beside a plate stands what else its section has.
        let away =
            |item: usize| (fillers[item].section != draft.section) != (draft.top == Top::Opener);
        order.sort_by_key(|item| (laying.used[*item], away(*item)));
        let boxes = self.boxes(&draft.placed, &order);
        if boxes.iter().all(|(_, legs)| is_full(legs)) {
            return boxes;
        }
        // The order in which the page was found to come out.
        order.sort_unstable();
        self.boxes(&draft.placed, &order)
    }
}

fn rect(placed: &Placed) -> Rect {
    Rect { column: placed.column, row: placed.row, columns: placed.columns, rows: placed.rows }
}

/// The legs without text, all their rows white; and which of them each segment with text is.
fn legs(body: &Body, origin: Rect) -> (Vec<Leg>, Vec<usize>) {
    let full = Body { levelled: 0, ..*body }.segments();
    let at = |segment: &Segment| {
        let same = |other: &Segment| other.column == segment.column && other.row == segment.row;
        full.iter().position(same).unwrap_or(0)
    };
    let places = body.segments().iter().map(at).collect();
    let leg = |segment: &Segment| Leg {
        rect: Rect {
            column: origin.column + segment.column * body.measure,
            row: origin.row + segment.row,
            columns: body.measure,
            rows: segment.rows,
        },
        runs: Vec::new(),
        fillers: Vec::new(),
        white: segment.rows,
    };
    (full.iter().map(leg).collect(), places)
}

fn byline(body: &Body, origin: Rect) -> Option<Rect> {
    let over = body.picture.0 > 0 && body.picture_column() == 0;
    let under = if over { body.picture.1 } else { 0 };
    (body.byline > 0).then_some(Rect {
        column: origin.column,
        row: origin.row + under,
        columns: body.measure,
        rows: body.byline,
    })
}

fn picture(index: usize, body: &Body, placed: &Placed, origin: Rect) -> Option<PicturePlace> {
    let (columns, rows) = (body.picture.0 * body.measure, body.picture.1);
    let column = origin.column + body.picture_column() * body.measure;
    (columns > 0).then_some(PicturePlace {
        picture: index,
        rect: Rect { column, row: origin.row, columns, rows },
        cutline: usize::from(placed.leaf.fill.cutline),
    })
}

/// The number of the page from which a rest comes.
fn from_page(laying: &Laying<'_>, at: usize, take: usize) -> Option<usize> {
    let has = |made: &Rc<Made>| made.rests.iter().any(|(_, rest)| *rest == take);
    laying.pages[..at].iter().rposition(has).map(|page| page + 1)
}

/// The jump line: the last row of the last leg, and the page with the rest or with the whole story.
fn jump(
    laying: &Laying<'_>,
    at: usize,
    placed: &Placed,
    body: &Body,
    origin: Rect,
) -> Option<Jump> {
    let rest = laying.pages[at].rests.iter().find(|(take, _)| *take == placed.take);
    let target = rest.map_or(placed.take, |(_, rest)| *rest);
    let holds = |made: &Rc<Made>| made.draft.placed.iter().any(|other| other.take == target);
    let page = laying.pages[at + 1..].iter().position(holds).map(|page| at + page + 2);
    let last = *body.segments().last()?;
    Some(Jump {
        column: origin.column + last.column,
        row: origin.row + last.row + last.rows,
        // A page that is made alone goes on on the next.
        to_page: page.unwrap_or(at + 2),
    })
}
