use super::*;
use crate::format::{BODY, Script};

fn window() -> Format {
    Format::screen(1440, 788, BODY, Script::Latin)
}

/// All pictures stand in the area, `GAP` apart, and none is on another.
fn check(format: &Format, shapes: &[(i32, i32)]) -> Arranged {
    let gallery = arrange(format, shapes, (5, 9)).unwrap();
    let mut seen = gallery.pictures.iter().map(|place| place.picture).collect::<Vec<_>>();
    seen.sort_unstable();
    assert_eq!(seen, (0..shapes.len().min(PICTURES.1)).collect::<Vec<_>>());
    for (at, a) in gallery.pictures.iter().enumerate() {
        assert!(a.width > 0 && a.height > 0, "{gallery:?}");
        assert!(a.x >= 0 && a.x + a.width <= format.width, "{gallery:?}");
        assert!(a.y >= 0 && a.y + a.height <= format.height, "{gallery:?}");
        for b in &gallery.pictures[at + 1..] {
            let apart = a.x + a.width + GAP <= b.x
                || b.x + b.width + GAP <= a.x
                || a.y + a.height + GAP <= b.y
                || b.y + b.height + GAP <= a.y;
            assert!(apart, "{a:?} {b:?}");
        }
    }
    gallery
}

#[test]
fn usual_pictures_are_hardly_cropped_and_one_is_large() {
    let shapes = [(1500, 1000), (1200, 900), (800, 1200), (1600, 900), (1000, 1000), (1500, 1000)];
    for count in PICTURES.0..=shapes.len() {
        let gallery = check(&window(), &shapes[..count]);
        let area = |place: &Placed| i64::from(place.width) * i64::from(place.height);
        let all = gallery.pictures.iter().map(area).sum::<i64>();
        assert!(area(&gallery.pictures[0]) * 100 / all >= 38, "{count}: {gallery:?}");
        for place in &gallery.pictures {
            let (width, height) = shapes[place.picture];
            let (shown, natural) = (shape(place.width, place.height), shape(width, height));
            let kept = 100 * shown.min(natural) / shown.max(natural);
            assert!(kept >= 64, "{count}: {kept} % of {place:?}");
        }
    }
}

#[test]
fn odd_pictures_and_formats_have_their_places() {
    let odd = [(1, 1), (1, 20), (20, 1), (0, 0), (3000, 10), (7, 9), (100, 100), (5, 5)];
    for format in [
        window(),
        Format::broadsheet(Script::Latin),
        Format::eink(Script::Latin),
        Format::screen(1440, 788, BODY, Script::Nastaliq),
    ] {
        for count in 1..=odd.len() {
            check(&format, &odd[..count]);
        }
    }
    assert!(arrange(&window(), &[], (0, 0)).is_none());
}

#[test]
fn many_pictures_make_pages_of_three_to_seven() {
    assert_eq!(pages(5, 7), [5]);
    assert_eq!(pages(12, 7), [6, 6]);
    for count in 3..60 {
        let pages = pages(count, 7);
        assert_eq!(pages.iter().sum::<usize>(), count);
        assert!(pages.iter().all(|page| (PICTURES.0..=PICTURES.1).contains(page)), "{pages:?}");
    }
}
