//! The stone: where pages are made up.

use crate::{
    edition::{ALL, Effort, Fillers, Next},
    format::{Format, Top},
    galley::Galley,
    plan::{Edition, Page},
    supply::Supply,
};

/// Makes up pages of one format from one supply. Keeps what it has found out from page to page.
pub struct Stone<'a> {
    galley: Galley<'a>,
    effort: Effort,
}

impl<'a> Stone<'a> {
    /// A stone for this format and supply.
    pub fn new(format: &'a Format, supply: &'a Supply) -> Self {
        Self { galley: Galley::new(format, supply), effort: Effort::of(format) }
    }

    /// Makes up the whole edition: a front, then every section.
    ///
    /// Every element with text is in it exactly once, in one place or in parts that follow each other; in a
    /// window's edition the front begins stories that are whole inside.
    pub fn edition(&mut self) -> Edition {
        let pages = self.galley.edition(self.effort);
        self.galley.lay(&pages)
    }

    /// Makes up the pages of a part that follows another and so has no front, in another script say.
    pub fn later_part(&mut self) -> Edition {
        let pages = self.galley.later_part(self.effort);
        self.galley.lay(&pages)
    }

    /// Makes up one inside page that begins with `element`, as if all before it had been printed.
    ///
    /// This is what a window shows at once after it was resized; the rest of the edition follows.
    /// `None` where the supply has no such element.
    pub fn page_from(&mut self, element: usize) -> Option<Page> {
        let queue = self.galley.queue();
        let at = queue.iter().position(|take| self.galley.takes[*take].holds(element))?;
        let fillers = Fillers::new(&mut self.galley);
        let openers = &self.galley.supply.openers;
        let next = Next { queue: &queue[at..], late: true, top: Top::Inside, openers, aim: ALL };
        let drafts = self.galley.begin_queue(&next, self.effort, &fillers);
        let made = self.galley.made(drafts.into_iter().next()?);
        self.galley.lay(&[made]).pages.into_iter().next()
    }
}
