//! The front page: its candidates, and what is done when its recipe does not come out.

use crate::{
    edition::{ALL, LAST},
    format::Top,
    galley::Galley,
    search::{Draft, Request, wanted},
    supply::Wish,
    take::{Kind, Take},
};

impl Galley<'_> {
    /// Makes up the front from these takes, which stand in the queue's order.
    pub(crate) fn front(&mut self, queue: &[usize]) -> Option<Draft> {
        if let Some(draft) = self.only_page(queue) {
            return Some(draft);
        }
        let stories = self.candidates(queue);
        let first = *stories.first()?;
        let index = (self.supply.index_rows > 0).then(|| self.add(Take::bare(Kind::Index)));
        let most = wanted(self.format) + 2;
        let mut fillers = index.into_iter().collect::<Vec<_>>();
        let mut draft = self.try_front(&stories, &fillers, most);
        if draft.is_none() {
            fillers.push(self.add(Take::bare(Kind::Elastic)));
            draft = self.try_front(&stories, &fillers, most);
        }
        if draft.is_none() {
            let imprint = self.add(Take::bare(Kind::Imprint));
            draft = self
                .try_front(&stories, &[imprint], most)
                .or_else(|| self.try_front(&[first], &[imprint], most));
        }
        draft.or_else(|| self.force(first, Top::Front))
    }

    /// A front that holds the whole paper.
    fn only_page(&mut self, queue: &[usize]) -> Option<Draft> {
        let page = self.format.columns * self.format.rows_under(Top::Front);
        let lines = queue.iter().map(|take| self.takes[*take].lines).sum::<usize>();
        if queue.is_empty() || queue.len() > LAST || lines >= page {
            return None;
        }
        let mut takes = queue.to_vec();
        takes.sort_by_key(|take| {
            let wish = self.wish(*take);
            (wish != Wish::Front, wish == Wish::Mute, -self.takes[*take].score)
        });
        let must = (1 << takes.len()) - 1;
        takes.extend([Kind::Elastic, Kind::Imprint].map(|kind| self.add(Take::bare(kind))));
        let most = takes.len();
        let top = Top::Front;
        let request =
            Request { takes: &takes, queue, top, must, most, keep: 1, last: true, aim: ALL };
        self.pages(&request).into_iter().next()
    }

    /// What the reader said about a take's story.
    fn wish(&self, take: usize) -> Wish {
        self.takes[take].element.map_or(Wish::None, |at| self.supply.elements[at].wish)
    }

    fn try_front(&mut self, stories: &[usize], fillers: &[usize], most: usize) -> Option<Draft> {
        let takes = stories.iter().chain(fillers).copied().collect::<Vec<_>>();
        // The lead and whatever fills must be there, the other stories as they come out.
        let fill = ((1 << fillers.len()) - 1) << stories.len();
        let (top, must) = (Top::Front, 1 | fill);
        let request = Request {
            takes: &takes,
            queue: stories,
            top,
            must,
            most,
            keep: 1,
            last: false,
            aim: ALL,
        };
        self.pages(&request).into_iter().next()
    }

    /// Stories for the front: those that the reader wants there, then by score; one with a picture leads.
    fn candidates(&self, queue: &[usize]) -> Vec<usize> {
        let mut stories = queue
            .iter()
            .copied()
            .filter(|take| self.takes[*take].is_story() && self.wish(*take) != Wish::Mute)
            .collect::<Vec<_>>();
        stories.sort_by_key(|take| (self.wish(*take) != Wish::Front, -self.takes[*take].score));
        stories.truncate(wanted(self.format) + 2);
        let pinned = stories.first().is_some_and(|take| self.wish(*take) == Wish::Front);
        // A tall picture cannot be two columns wide on a low page: one that is not tall leads first.
        let wide = |take: &usize| {
            let picture = self.takes[*take].picture.as_ref();
            picture.is_some_and(|(_, picture)| picture.width * 10 >= picture.height * 9)
        };
        let any = || stories.iter().position(|take| self.takes[*take].picture.is_some());
        let with_art = stories.iter().take(4).position(wide).or_else(any);
        if let Some(at) = with_art.filter(|_| !pinned) {
            stories[..=at].rotate_right(1);
        }
        stories
    }
}
