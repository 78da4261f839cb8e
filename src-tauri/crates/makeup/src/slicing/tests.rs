use super::*;
use crate::cost::CAP;

/// A shape that fits any rectangle of exactly `area` cells, at `cost`.
fn shape(columns: usize, rows: usize, area: usize, cost: i32) -> Shape {
    let mut shape = Shape::new(columns, rows);
    for width in 1..=columns {
        if area.is_multiple_of(width) && area / width <= rows && area > 0 {
            let leaf = Leaf { cost, ..Leaf::default() };
            shape.cell_mut(width, area / width).offer(leaf);
        }
    }
    shape
}

fn page(shapes: &[Shape], columns: usize, rows: usize) -> Option<(i32, Vec<Placed>)> {
    let shapes = shapes.iter().collect::<Vec<_>>();
    let slicing = Slicing::run((columns, rows), &shapes, shapes.len(), CAP);
    let all = (1 << shapes.len()) - 1;
    let root = *slicing.roots(all, 1).first()?;
    Some((root.cost, slicing.trace(all, root)))
}

#[test]
fn two_beside_each_other_need_no_gap() {
    let (cost, placed) = page(&[shape(4, 10, 20, 5), shape(4, 10, 20, 7)], 4, 10).unwrap();
    assert_eq!(cost, 12);
    let places = placed.iter().map(|p| (p.column, p.columns, p.row, p.rows)).collect::<Vec<_>>();
    assert_eq!(places, [(0, 2, 0, 10), (2, 2, 0, 10)]);
}

#[test]
fn one_above_the_other_has_a_row_between() {
    let (_, placed) = page(&[shape(1, 10, 6, 0), shape(1, 10, 3, 0)], 1, 10).unwrap();
    assert_eq!((placed[0].row, placed[0].rows, placed[1].row, placed[1].rows), (0, 6, 7, 3));
    assert!(page(&[shape(1, 10, 6, 0), shape(1, 10, 4, 0)], 1, 10).is_none());
}

#[test]
fn the_page_is_tiled_whatever_the_subset() {
    let shapes = [8, 12, 9, 15, 6, 10].map(|area| shape(3, 12, area, 1));
    let borrowed = shapes.iter().collect::<Vec<_>>();
    let slicing = Slicing::run((3, 12), &borrowed, 6, CAP);
    let mut pages = 0;
    for set in 1..64 {
        for root in slicing.roots(set, 5) {
            pages += 1;
            let placed = slicing.trace(set, root);
            assert_eq!(placed.len(), set.count_ones() as usize);
            let gaps = placed.iter().filter(|p| p.row > 0).map(|p| p.columns).sum::<usize>();
            let area = placed.iter().map(|p| p.columns * p.rows).sum::<usize>();
            assert_eq!(area + gaps, 36, "{placed:?}");
        }
    }
    assert!(pages > 0);
}
