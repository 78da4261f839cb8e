use super::*;
use crate::{
    format::{BODY, Format, Script},
    supply::{Element, Paragraph, Supply, Variant, Wish},
};

const WHOLE: Terms = Terms { after: None, strict: true, torn: 0 };

/// A take of paragraphs with these lines, each with the variants that follow the first.
fn take(paragraphs: &[&[u16]]) -> Take {
    let paragraph = |lines: &&[u16]| Paragraph {
        variants: lines.iter().map(|lines| Variant { lines: *lines, cost: 0, keep: 0 }).collect(),
        ..Paragraph::default()
    };
    let element = Element {
        section: 0,
        score: 0,
        wish: Wish::None,
        paragraphs: paragraphs.iter().map(paragraph).collect(),
        wide: Vec::new(),
        heads: Vec::new(),
        decks: Vec::new(),
        slug: 0,
        byline: 0,
        pictures: Vec::new(),
        quotation: 0,
        rest_quotation: 0,
        brief_head: 1,
    };
    let supply = Supply { elements: vec![element], ..Supply::default() };
    Take::story(&supply, 0, &Format::screen(1440, 788, BODY, Script::Latin))
}

fn set(paragraphs: &[&[u16]], rooms: &[usize], terms: Terms) -> Option<Vec<(usize, usize, u16)>> {
    let setting = Flow::default().set(&take(paragraphs), rooms, terms)?;
    Some(setting.pieces.iter().map(|piece| (piece.leg, piece.para, piece.rows)).collect())
}

#[test]
fn text_that_fills_its_legs_is_laid_in_order() {
    let pieces = set(&[&[4], &[6]], &[6, 4], WHOLE).unwrap();
    assert_eq!(pieces, [(0, 0, 4), (0, 1, 2), (1, 1, 4)]);
    assert!(set(&[&[4], &[6]], &[9, 4], WHOLE).is_none(), "more rows too many than legs");
    assert!(set(&[&[4], &[6]], &[5, 4], WHOLE).is_none(), "one row too few");
}

#[test]
fn a_paragraph_is_loosened_where_that_fills_the_legs() {
    let take = take(&[&[4, 5], &[6]]);
    let setting = Flow::default().set(&take, &[7, 4], WHOLE).unwrap();
    assert_eq!(setting.pieces[0].variant, 1);
    let fit = Flow::default().fit(&take, &[7, 4], WHOLE).unwrap();
    assert_eq!((fit.white, fit.orphans, fit.lines), (0, 0, 11));
}

#[test]
fn no_last_line_tops_a_leg() {
    // 4 lines before 3: a break after 6 would leave one line.
    let take = take(&[&[4], &[3]]);
    let fit = Flow::default().fit(&take, &[6, 2], WHOLE).unwrap();
    assert_eq!(fit.white, 1);
    let setting = Flow::default().set(&take, &[6, 2], WHOLE).unwrap();
    assert_eq!(setting.pieces.last().map(|piece| piece.rows), Some(2));
}

#[test]
fn any_leg_may_end_a_row_early_and_none_two() {
    let rows = |rooms: &[usize]| {
        let setting = Flow::default().set(&take(&[&[5], &[7]]), rooms, WHOLE)?;
        let leg = |at| {
            let here = setting.pieces.iter().filter(|piece| piece.leg == at);
            here.map(|piece| piece.rows).sum::<u16>()
        };
        Some((0..rooms.len()).map(leg).collect::<Vec<_>>())
    };
    assert_eq!(rows(&[8, 5]), Some(vec![8, 4]), "the last one");
    assert_eq!(rows(&[6, 7]), Some(vec![5, 7]), "the first one, rather than a first line alone");
    assert_eq!(rows(&[8, 6]), Some(vec![7, 5]), "both");
    assert_eq!(rows(&[8, 7]), None);
}

#[test]
fn a_first_line_alone_is_pushed_over_where_that_is_no_dearer() {
    let pieces = set(&[&[5], &[4]], &[6, 4], WHOLE).unwrap();
    assert_eq!(pieces, [(0, 0, 5), (1, 1, 4)]);
}

#[test]
fn a_jump_has_two_lines_on_either_side() {
    let terms = Terms { after: Some(6), strict: true, torn: 0 };
    let setting = Flow::default().set(&take(&[&[5], &[8]]), &[7], terms).unwrap();
    assert_eq!(setting.rest, Some(Start { para: 1, variant: 0, rows: 2 }));
    let setting = Flow::default().set(&take(&[&[5], &[8]]), &[6], terms).unwrap();
    assert_eq!(setting.rest, Some(Start { para: 1, variant: 0, rows: 0 }));
    assert_eq!(setting.pieces.len(), 1, "one row stays white");
    assert!(set(&[&[5], &[4]], &[5], terms).is_none(), "too few lines would remain");
}

#[test]
fn a_crosshead_goes_over_with_two_lines_and_a_row_of_a_table_whole() {
    let mut take = take(&[&[5], &[6]]);
    (take.paras[1].head, take.paras[1].keep) = (2, [4; 3]);
    let legs = |rooms: &[usize], take: &Take| {
        let setting = Flow::default().set(take, rooms, WHOLE)?;
        Some(setting.pieces.iter().map(|piece| (piece.leg, piece.rows)).collect::<Vec<_>>())
    };
    assert_eq!(legs(&[6, 6], &take), Some(vec![(0, 5), (1, 6)]));
    assert_eq!(legs(&[9, 2], &take), Some(vec![(0, 5), (0, 4), (1, 2)]));
    take.paras[1].air = 1;
    assert_eq!(legs(&[6, 5], &take), Some(vec![(0, 5), (1, 5)]), "no air at the top of a leg");
    take.paras[1].keep = [255; 3];
    assert_eq!(legs(&[9, 2], &take), None);
}

#[test]
fn the_heads_of_a_table_stand_over_its_rows() {
    let mut take = take(&[&[4], &[1], &[5]]);
    take.paras[1].joined = true;
    assert!(set(&[&[4], &[1], &[5]], &[5, 5], WHOLE).is_some());
    assert!(Flow::default().set(&take, &[5, 5], WHOLE).is_none());
    assert!(Flow::default().set(&take, &[7, 3], WHOLE).is_some());
}

#[test]
fn what_remains_begins_where_the_jump_broke_off() {
    let whole = take(&[&[5], &[8], &[3]]);
    let terms = Terms { after: Some(6), strict: true, torn: 0 };
    let start = Flow::default().set(&whole, &[8], terms).unwrap().rest.unwrap();
    let copy = Supply {
        elements: vec![Element {
            section: 0,
            score: 0,
            wish: Wish::None,
            paragraphs: [5, 8, 3]
                .map(|lines| Paragraph {
                    variants: vec![Variant { lines, cost: 0, keep: 0 }],
                    ..Paragraph::default()
                })
                .to_vec(),
            wide: Vec::new(),
            heads: Vec::new(),
            decks: Vec::new(),
            slug: 0,
            byline: 0,
            pictures: Vec::new(),
            quotation: 0,
            rest_quotation: 0,
            brief_head: 1,
        }],
        ..Supply::default()
    };
    let format = Format::screen(1440, 788, BODY, Script::Latin);
    let rest = whole.rest(&copy, start, &format).unwrap();
    assert_eq!(rest.lines, 8);
    assert_eq!(rest.paras[0].skip, 3);
}

#[test]
fn a_story_goes_on_after_a_paragraph_where_that_is_asked_for() {
    // Eight lines: five and three of the next one, or the first two in their longer variants.
    let whole = take(&[&[5], &[2, 3], &[8]]);
    let start = |torn| {
        let terms = Terms { after: Some(3), strict: true, torn };
        Flow::default().set(&whole, &[8], terms).unwrap().rest.unwrap()
    };
    assert_eq!((start(0).para, start(0).rows), (2, 0));
    let whole = take(&[&[5], &[3, 4], &[8]]);
    let terms = Terms { after: Some(3), strict: true, torn: 300 };
    let start = Flow::default().set(&whole, &[9], terms).unwrap().rest.unwrap();
    assert_eq!((start.para, start.rows), (2, 0));
}
