//! Words that are wider than the measure: they are broken between any two letters.

use std::borrow::Cow;

use crate::{
    Paragraph,
    piece::{After, Atom, Content, Piece, Sum, line_sum},
};

/// Breaking a word by force is worse than any line.
const FORCE: i32 = 3_000_000;

/// The paragraph's pieces, with those that are wider than a measure (in ems) broken up.
pub(crate) fn broken(paragraph: &Paragraph, measure: i64) -> Cow<'_, [Piece]> {
    let pieces = &paragraph.pieces;
    let is_wide = |index: &usize| {
        let sum = line_sum(pieces, *index, *index + 1);
        sum.width + sum.space > measure
    };
    let wide: Vec<usize> = (0..pieces.len()).filter(is_wide).collect();
    if wide.is_empty() {
        return Cow::Borrowed(pieces);
    }
    let mut all = Vec::with_capacity(pieces.len() + wide.len() * 32);
    let mut done = 0;
    for index in wide {
        all.extend_from_slice(&pieces[done..index]);
        break_up(paragraph, index, &mut all);
        done = index;
    }
    all.extend_from_slice(&pieces[done..]);
    Cow::Owned(all)
}

/// Appends a piece for each letter of a wide one but the last.
fn break_up(paragraph: &Paragraph, index: usize, all: &mut Vec<Piece>) {
    let pieces = &paragraph.pieces;
    let (start, mut sum) = if index == 0 {
        (0, Sum::default())
    } else {
        (pieces[index - 1].next, pieces[index - 1].at_next)
    };
    let end = pieces[index].end;
    let begin = all.len();
    for atom in paragraph.atoms_between(start, end) {
        letters(paragraph, atom, (start, end), |at, width| {
            if all.len() > begin || at > start {
                all.push(piece(paragraph, at, sum));
            }
            match width {
                Some(width) => sum.width += width,
                None => {
                    sum.space += space(paragraph, atom);
                    sum.spaces += 1;
                }
            }
            sum.letters += u32::from(paragraph.is_tracked && atom.cast.face.can_be_tracked());
        });
    }
    // The first letter begins the piece and is no place to break, wherever white space led it in.
    let first =
        paragraph.atoms_between(start, end).first().map_or(start, |atom| atom.start.max(start));
    let mut at = 0;
    all.retain(|piece| {
        at += 1;
        at <= begin || piece.end > first
    });
}

fn piece(paragraph: &Paragraph, at: u32, sum: Sum) -> Piece {
    let (left, right) = paragraph.text.split_at(at as usize);
    let is_letter = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    let hyphen = is_letter(left.chars().next_back()) && is_letter(right.chars().next());
    let mut at_end = sum;
    if hyphen {
        at_end.width += paragraph.hyphen;
        at_end.letters += u32::from(paragraph.is_tracked);
    }
    let after = After::Force { hyphen };
    Piece { end: at, next: at, at_end, at_next: sum, after, penalty: FORCE }
}

fn space(paragraph: &Paragraph, atom: &Atom) -> i64 {
    paragraph.scaled(i64::from(crate::fonts::advance(atom.cast.face, ' ')), atom.run)
}

/// Tells each letter of an atom that lies between two bytes: where it begins and its width.
fn letters(
    paragraph: &Paragraph,
    atom: &Atom,
    (start, end): (u32, u32),
    mut tell: impl FnMut(u32, Option<i64>),
) {
    let word = match &atom.content {
        Content::Space => return tell(atom.start, None),
        Content::Missing(word) => {
            return tell(atom.start, Some(paragraph.scaled(word.width, atom.run)));
        }
        Content::Word(word) => word,
    };
    let mut clusters: Vec<(u32, i64)> = Vec::new();
    for glyph in &word.glyphs {
        match clusters.iter_mut().find(|(cluster, _)| *cluster == glyph.cluster) {
            Some((_, width)) => *width += i64::from(glyph.advance),
            None => clusters.push((glyph.cluster, i64::from(glyph.advance))),
        }
    }
    clusters.sort_unstable_by_key(|(cluster, _)| *cluster);
    for (cluster, width) in clusters {
        let at = atom.start + cluster;
        if at >= start && at < end {
            tell(at, Some(paragraph.scaled(width, atom.run)));
        }
    }
}
