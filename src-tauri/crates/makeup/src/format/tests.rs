use super::*;

/// Width, height, body in quarters; columns, px of a column, row, rows inside: the table of the look.
const TABLE: [(i32, i32, i32, usize, i32, i32, usize); 10] = [
    (1440, 788, 56, 6, 214, 18, 40),
    (1440, 788, 64, 5, 259, 21, 34),
    (1440, 788, 68, 5, 258, 22, 33),
    (1440, 788, 80, 4, 325, 26, 27),
    (1440, 788, 96, 4, 322, 31, 23),
    (1440, 788, 136, 3, 430, 44, 16),
    (1024, 588, 68, 4, 229, 22, 24),
    (1024, 588, 72, 3, 311, 23, 23),
    (702, 824, 80, 2, 319, 26, 29),
    (1920, 968, 68, 7, 244, 22, 41),
];

#[test]
fn a_window_has_the_columns_and_rows_of_the_look() {
    for (width, height, quarters, columns, column, row, rows) in TABLE {
        let format = Format::screen(width, height, quarters * UNIT / 4, Script::Latin);
        let seen = (format.columns, round(format.column, UNIT), format.row / UNIT, format.rows[1]);
        assert_eq!(seen, (columns, column, row, rows), "{width} × {height} at {quarters}/4");
        assert!(!format.facing);
    }
}

#[test]
fn a_wide_window_shows_two_pages() {
    let format = Format::screen(2560, 1300, BODY, Script::Latin);
    assert!(format.facing);
    assert_eq!(format.width, 1280 * UNIT);
    assert!(format.columns <= 7);
    for (width, facing) in [(1920, false), (2150, true), (2560, true)] {
        let urdu = Format::screen(width, 1000, BODY, Script::Nastaliq);
        assert_eq!(urdu.facing, facing, "{width}: an edition in two scripts is turned as one");
    }
}

#[test]
fn print_has_the_grid_of_the_look() {
    let format = Format::broadsheet(Script::Latin);
    assert_eq!((format.columns, format.rows), (6, [106, 115, 110]));
    assert_eq!(format.column, 7957, "124.3 pt");
}

#[test]
fn columns_and_rows_stay_on_the_page() {
    let papers = [
        Format::broadsheet(Script::Latin),
        Format::tabloid(Script::Latin),
        Format::a4(Script::Latin),
        Format::letter(Script::Latin),
        Format::eink(Script::Latin),
        Format::eink(Script::Nastaliq),
        Format::broadsheet(Script::Nastaliq),
        Format::screen(320, 240, 34 * UNIT, Script::Latin),
    ];
    for format in papers {
        let end = format.x(format.columns - 1, 1).max(format.x(0, 1)) + format.column;
        assert!(end <= format.width - format.margin, "{format:?}");
        for top in [Top::Front, Top::Inside, Top::Opener] {
            let rows = format.rows_under(top);
            assert!(format.y(top, rows) <= format.height, "{format:?}");
            assert!(rows >= 6);
        }
        assert!(format.classes.is_sorted_by(|a, b| a > b), "{format:?}");
    }
}

#[test]
fn in_a_low_window_the_text_is_smaller_and_no_row_lies_under_the_furniture() {
    for script in [Script::Latin, Script::Nastaliq] {
        for height in [200, 260, 400] {
            let format = Format::screen(900, height, 2 * BODY, script);
            assert!(format.body < 2 * BODY);
            assert!(format.y(Top::Opener, 0) >= 101 * UNIT, "{format:?}");
        }
    }
    assert_eq!(Format::screen(1024, 588, 2 * BODY, Script::Latin).body, 2 * BODY);
}

#[test]
fn urdu_has_rows_of_36_and_four_columns_where_latin_has_five() {
    let format = Format::screen(1440, 788, BODY, Script::Nastaliq);
    assert_eq!((format.row, format.columns, format.body), (36 * UNIT, 4, 16 * UNIT + UNIT / 2));
    assert!(format.x(0, 1) > format.x(3, 1), "the first column is the right one");
}

#[test]
fn headlines_grow_slower_than_the_text() {
    let half = Format::screen(1440, 788, BODY, Script::Latin).classes[0];
    let full = Format::screen(1440, 788, 2 * BODY, Script::Latin).classes[0];
    assert_eq!(half, quarter(320 * BODY / 100));
    assert!(full > half * 3 / 2 && full < half * 31 / 20, "{half} {full}");
}

#[test]
fn text_sizes_are_in_quarters() {
    assert_eq!([80, 90, 118, 175].map(text_size), [54 * 16, 61 * 16, 80 * 16, 119 * 16]);
}

#[test]
fn papers_are_found_by_the_names_that_they_have() {
    let screen = Paper::Screen { width: 1440, height: 788 };
    for paper in [Paper::Broadsheet, Paper::Tabloid, Paper::A4, Paper::Letter, Paper::Eink, screen]
    {
        assert_eq!(paper.to_string().parse(), Ok(paper));
    }
    assert_eq!("A4".parse(), Ok(Paper::A4));
    for name in ["a5", "screen:1440", "screen:199x800", "screen:800x8001", "screen:axb", ""] {
        assert_eq!(name.parse::<Paper>(), Err(NoPaper), "{name}");
    }
}
