#![expect(clippy::cast_precision_loss, reason = "measures for a judge, not numbers to count with")]
//! What the first look at all passages of a page says about each: its neighbours, its like, what holds the story.

use rustc_hash::FxHashMap;

use super::passages::Page;

/// Sums over passages: letters, and letters times how likely they are the story's.
#[derive(Debug, Default, Clone, Copy)]
struct Sum {
    letters: f32,
    story: f32,
    count: f32,
}

impl Sum {
    fn add(&mut self, letters: f32, story: f32) {
        self.letters += letters;
        self.story += story;
        self.count += 1.0;
    }

    /// How likely all but one are, and their share of the page's story.
    fn without(self, letters: f32, story: f32, page: f32) -> [f32; 2] {
        let rest = self.letters - letters;
        let likely = if rest > 0.5 { (self.story - story) / rest } else { -1.0 };
        [likely, (self.story - story) / page]
    }
}

/// What the first look at all passages says of each, given how likely each is the story's by itself.
pub(super) struct Context<'a> {
    page: &'a Page,
    likely: &'a [f32],
    letters: Vec<f32>,
    blocks: Vec<usize>,
    elements: Vec<Sum>,
    signatures: FxHashMap<u64, Sum>,
    /// Number of the element that holds the story.
    root: usize,
    /// The first and last passage in it that is likely.
    first: usize,
    last: usize,
    /// The story up to each passage, it included, and as a whole.
    up_to: Vec<f32>,
    story: f32,
    /// How likely the likeliest long passages are.
    surest: f32,
}

impl<'a> Context<'a> {
    pub(super) fn of(page: &'a Page, likely: &'a [f32]) -> Self {
        let letters: Vec<f32> =
            page.passages.iter().map(|passage| passage.letters as f32 / 5.0).collect();
        let blocks: Vec<usize> =
            page.passages.iter().map(|passage| page.block_of(passage)).collect();
        let mut elements = vec![Sum::default(); page.elements.len()];
        let mut worth = vec![0.0_f32; page.elements.len()];
        let mut signatures: FxHashMap<u64, Sum> = FxHashMap::default();
        let mut up_to = Vec::with_capacity(likely.len());
        let mut story = 0.0;
        for ((block, letters), likely) in blocks.iter().zip(&letters).zip(likely) {
            for (at, _) in page.around(*block) {
                elements[at].add(*letters, letters * likely);
                worth[at] += (2.0 * likely - 1.0) * letters;
            }
            signatures
                .entry(page.elements[*block].signature)
                .or_default()
                .add(*letters, letters * likely);
            story += letters * likely;
            up_to.push(story);
        }
        // Of those that are worth the same the innermost is the last.
        let root = (0..worth.len()).max_by(|a, b| worth[*a].total_cmp(&worth[*b])).unwrap_or(0);
        let is_in = |at: &usize| {
            likely[*at] > 0.5 && page.around(blocks[*at]).any(|(around, _)| around == root)
        };
        let mut long: Vec<f32> = likely
            .iter()
            .zip(&letters)
            .filter(|(_, letters)| **letters > 15.0)
            .map(|(likely, _)| *likely)
            .collect();
        long.sort_unstable_by(|a, b| b.total_cmp(a));
        long.truncate(5);
        Self {
            page,
            likely,
            first: (0..likely.len()).find(is_in).unwrap_or(0),
            last: (0..likely.len()).rfind(is_in).unwrap_or(0),
            surest: long.iter().sum::<f32>() / long.len().max(1) as f32,
            story: story.max(1e-6),
            letters,
            blocks,
            elements,
            signatures,
            root,
            up_to,
        }
    }

    /// Measures a passage.
    pub(super) fn of_passage(&self, at: usize) -> Vec<f32> {
        let Self { page, likely, .. } = *self;
        let beside = |step: isize| {
            at.checked_add_signed(step).and_then(|at| likely.get(at)).copied().unwrap_or(-1.0)
        };
        let (own, letters, block) = (likely[at], self.letters[at], self.blocks[at]);
        let mut all: Vec<f32> = [0, -1, -2, -3, 1, 2, 3].map(beside).to_vec();
        let alike =
            self.signatures.get(&page.elements[block].signature).copied().unwrap_or_default();
        all.extend(alike.without(letters, letters * own, self.story));
        all.push(alike.count.min(20.0));
        let mut outer = block;
        for _ in 0..3 {
            outer = page.elements[outer].parent;
            all.extend(self.elements[outer].without(letters, letters * own, self.story));
        }
        let is_in = page.around(block).position(|(around, _)| around == self.root);
        let away = |from: usize| (at as f32 - from as f32).clamp(-20.0, 20.0);
        all.extend([
            is_in.map_or(-1.0, |up| up.min(12) as f32),
            page.steps_up(block, self.root, 12),
            page.steps_up(self.root, block, 12),
            self.elements[self.root].story / self.story,
            away(self.first),
            away(self.last),
            self.up_to[at] / self.story,
            self.story.min(3_000.0),
            self.surest,
            own - self.surest,
        ]);
        let before = at.saturating_sub(8)..at;
        let after = (at + 1).min(likely.len())..(at + 9).min(likely.len());
        for near in [before, after] {
            let sum = near.clone().fold(Sum::default(), |mut sum, at| {
                sum.add(self.letters[at], self.letters[at] * likely[at]);
                sum
            });
            all.push(near.map(|at| likely[at]).fold(-1.0, f32::max));
            all.push(if sum.letters > 0.0 { sum.story / sum.letters } else { -1.0 });
        }
        all
    }
}
