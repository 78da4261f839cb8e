//! What a story said differently from one version to another: by paragraph, and within a paragraph by word.

use model::{Figure, Moment, Story};
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_segmentation::UnicodeSegmentation;

use crate::{Desk, Error};

/// One of the versions that are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// Its number, from 1.
    pub revision: u32,
    /// When it was downloaded.
    pub captured: Option<Moment>,
    /// Its headline.
    pub headline: String,
}

/// What became of words, a passage or a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// Both versions have it.
    Same,
    /// Only the older one has it.
    Deleted,
    /// Only the newer one has it.
    Inserted,
    /// Both have it, and it says something else.
    Changed,
}

/// Words that share a fate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Their fate: same, deleted or inserted.
    pub change: Change,
    /// The words, with the spaces among them.
    pub text: String,
}

/// A headline, deck, byline or block of the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// What became of it.
    pub change: Change,
    /// Its words; laid end to end without the deleted ones they are the newer version.
    pub pieces: Vec<Piece>,
}

/// A use of a picture that came, went, or got other words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureChange {
    /// What became of it.
    pub change: Change,
    /// It, as the newer version has it, or the older where it was deleted.
    pub figure: Figure,
    /// Its cutline.
    pub cutline: Passage,
}

/// What a story says differently in two of its versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Id of the story.
    pub id: String,
    /// Its address.
    pub url: String,
    /// The older version.
    pub from: Version,
    /// The newer version.
    pub to: Version,
    /// The headline.
    pub headline: Passage,
    /// The deck.
    pub deck: Passage,
    /// Who wrote it.
    pub byline: Passage,
    /// The body, block by block, in the order of the newer version; deleted blocks stand where they stood.
    pub body: Vec<Passage>,
    /// Figures that are not the same.
    pub figures: Vec<FigureChange>,
}

impl Desk {
    /// Compares two versions of a story: the newest with the one before it unless others are named.
    ///
    /// # Errors
    /// If there is no such story or version, or the archive cannot be read.
    pub fn comparison(
        &self,
        id_or_url: &str,
        from: Option<u32>,
        to: Option<u32>,
    ) -> Result<Comparison, Error> {
        let new = self.story(id_or_url, to)?;
        let old =
            self.story(id_or_url, Some(from.unwrap_or(new.revision.saturating_sub(1).max(1))))?;
        Ok(compare(&old, &new))
    }
}

/// Compares two versions of a story.
fn compare(old: &Story, new: &Story) -> Comparison {
    let passage = |of: fn(&Story) -> &str| by_word(of(old), of(new));
    Comparison {
        id: new.id.clone(),
        url: new.reading.url.clone(),
        from: version(old),
        to: version(new),
        headline: passage(|story| &story.reading.headline),
        deck: passage(|story| &story.reading.deck),
        byline: passage(|story| &story.reading.byline),
        body: by_block(&old.text, &new.text),
        figures: figures(old, new),
    }
}

fn version(story: &Story) -> Version {
    Version {
        revision: story.revision,
        captured: story.captured,
        headline: story.reading.headline.clone(),
    }
}

impl Passage {
    fn whole(change: Change, text: &str) -> Self {
        let pieces = match text {
            "" => Vec::new(),
            _ => vec![Piece { change, text: text.to_owned() }],
        };
        Self { change, pieces }
    }
}

fn by_block(old: &str, new: &str) -> Vec<Passage> {
    let blocks = |text: &'_ str| -> Vec<String> {
        text.split("\n\n").filter(|block| !block.is_empty()).map(str::to_owned).collect()
    };
    let (old, new) = (blocks(old), blocks(new));
    let mut passages = Vec::with_capacity(new.len());
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (older, newer) = (&old[operation.old_range()], &new[operation.new_range()]);
        if let DiffOp::Equal { .. } = operation {
            passages.extend(newer.iter().map(|block| Passage::whole(Change::Same, block)));
            continue;
        }
        // Blocks in the same place are versions of each other.
        passages.extend(older.iter().zip(newer).map(|(older, newer)| by_word(older, newer)));
        let paired = older.len().min(newer.len());
        let whole = |change| move |block: &String| Passage::whole(change, block);
        passages.extend(older.iter().skip(paired).map(whole(Change::Deleted)));
        passages.extend(newer.iter().skip(paired).map(whole(Change::Inserted)));
    }
    passages
}

fn by_word(old: &str, new: &str) -> Passage {
    if old == new {
        return Passage::whole(Change::Same, new);
    }
    if old.is_empty() || new.is_empty() {
        let (change, text) =
            if new.is_empty() { (Change::Deleted, old) } else { (Change::Inserted, new) };
        return Passage::whole(change, text);
    }
    let words =
        |text: &'_ str| -> Vec<String> { text.split_word_bounds().map(str::to_owned).collect() };
    let (old, new) = (words(old), words(new));
    let mut pieces: Vec<Piece> = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (older, newer) = (&old[operation.old_range()], &new[operation.new_range()]);
        let fates: &[(Change, &[String])] = match operation {
            DiffOp::Equal { .. } => &[(Change::Same, newer)],
            _ => &[(Change::Deleted, older), (Change::Inserted, newer)],
        };
        let said = fates.iter().filter(|(_, words)| !words.is_empty());
        pieces.extend(said.map(|&(change, words)| Piece { change, text: words.concat() }));
    }
    Passage { change: Change::Changed, pieces }
}

/// Figures are the same where they are of the same picture: its bytes where both are held, else its address.
fn figures(old: &Story, new: &Story) -> Vec<FigureChange> {
    let is_same = |older: &Figure, newer: &Figure| {
        older.url == newer.url || (older.photo.is_some() && older.photo == newer.photo)
    };
    let mut changes = Vec::new();
    let mut gone: Vec<&Figure> = old.reading.figures().collect();
    for newer in new.reading.figures() {
        let held = gone.iter().position(|older| is_same(older, newer)).map(|at| gone.remove(at));
        let older = held.map_or("", |older| &older.cutline);
        let (change, is_told) = match held {
            Some(_) => (Change::Changed, older != newer.cutline),
            None => (Change::Inserted, true),
        };
        if is_told {
            let cutline = by_word(older, &newer.cutline);
            changes.push(FigureChange { change, figure: newer.clone(), cutline });
        }
    }
    changes.extend(gone.into_iter().map(|older| FigureChange {
        change: Change::Deleted,
        figure: older.clone(),
        cutline: by_word(&older.cutline, ""),
    }));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(passage: &Passage, but: Change) -> String {
        let pieces = passage.pieces.iter().filter(|piece| piece.change != but);
        pieces.map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn each_version_can_be_read_out_of_the_words_between_them() {
        for (old, new) in [
            ("Forty trucks crossed the pass.", "Forty-one trucks crossed the pass by dark."),
            ("برف سے درہ بند", "برف سے درہ دو دن بند"),
            ("बर्फ से रास्ता बंद", "बर्फ और पत्थर से रास्ता बंद"),
            ("", "A new deck"),
        ] {
            let passage = by_word(old, new);
            assert_eq!(
                (said(&passage, Change::Inserted), said(&passage, Change::Deleted)),
                (old.into(), new.into())
            );
        }
        let kept = by_word("The road is open.", "The road is shut.");
        let kept: Vec<&str> = kept
            .pieces
            .iter()
            .filter(|piece| piece.change == Change::Same)
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(kept, ["The road is ", "."]);
    }

    #[test]
    fn a_paragraph_that_was_put_in_leaves_the_others_the_same() {
        let passages = by_block(
            "One.\n\nTwo.\n\nThree.",
            "One.\n\nOne and a half.\n\nTwo.\n\nThree, they say.",
        );
        let changes: Vec<Change> = passages.iter().map(|passage| passage.change).collect();
        assert_eq!(changes, [Change::Same, Change::Inserted, Change::Same, Change::Changed]);
    }
}
