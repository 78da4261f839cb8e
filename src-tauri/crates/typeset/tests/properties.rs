//! Whatever the text, the measure and the face: lines, never a panic, and no letter lost.
//!
//! `PROPTEST_CASES=20000` makes it thorough.

use model::{Cell, Row, Span};
use proptest::prelude::*;
use typeset::{
    Alignment, DropCap, Face, Fault, Figures, Fonts, Language, Length, Line, Paragraph, Run,
    Setting, Size, Slot, Style, Table, TableStyle, Tracking,
};

const LANGUAGES: [Language; 3] = [Language::ENGLISH, Language::HINDI, Language::URDU];

/// Texts of words, and texts of anything at all.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => "[a-zA-Z]{1,14}",
        1 => "[a-z]{3,9}-[a-z]{3,9}",
        1 => "[0-9]{1,6}(%|,|\\.)?",
        1 => Just("https://www.example.org/a/long-path/of?many=words&more".to_owned()),
        2 => "[\u{905}-\u{939}][\u{93e}-\u{94d}]?[\u{915}-\u{939}]{1,8}",
        2 => "[\u{627}-\u{64a}]{1,9}",
        1 => Just("—".to_owned()),
        1 => Just("(👩‍👩‍👧)".to_owned()),
        1 => Just("co\u{ad}op\u{200b}er\u{a0}ate\n".to_owned()),
        1 => "[a-z]{60,200}",
        1 => "\\PC{1,6}",
    ];
    prop_oneof![
        8 => prop::collection::vec(word, 0..40).prop_map(|words| words.join(" ")),
        1 => any::<String>(),
        1 => "[ \u{a0}\u{200b}\u{200f}\u{202e}\u{2067}\r\n\ta\u{0}ا]{0,40}",
    ]
}

fn style() -> impl Strategy<Value = Style> {
    let tracking = prop_oneof![
        Just(Tracking::NONE),
        Just(Tracking::PRINT),
        Just(Tracking::WINDOW),
        Just(Tracking::fixed(-20)),
        Just(Tracking::fixed(90)),
    ];
    let alignment = prop_oneof![
        4 => Just(Alignment::Justified),
        1 => Just(Alignment::Start),
        1 => Just(Alignment::Centre),
        1 => Just(Alignment::End),
    ];
    (0..Face::ALL.len(), 20_u16..300, tracking, alignment, 0..900_i32, any::<bool>()).prop_map(
        |(face, size, tracking, alignment, indent, hyphens)| Style {
            tracking,
            alignment,
            hyphens,
            indent: Length(indent),
            figures: Figures::Proportional,
            ..Style::new(Face::ALL[face], Size(size))
        },
    )
}

/// Every byte is in exactly one line, in order.
fn covers(text: &str, lines: &[Line]) -> bool {
    let mut at = 0;
    for line in lines {
        let is_whole = text.is_char_boundary(line.range.end as usize) && line.end <= line.range.end;
        if line.range.start != at || line.range.end <= at || !is_whole {
            return false;
        }
        at = line.range.end;
    }
    at as usize == text.len() || lines.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_text_is_set(
        text in text(),
        style in style(),
        language in 0..LANGUAGES.len(),
        widths in prop::collection::vec(0..40_000_i32, 1..4),
        looseness in 0..3_u8,
        no_hyphen in prop::collection::vec(0..6_u32, 0..3),
        size in 1..2000_u16,
    ) {
        let mut fonts = Fonts::new();
        let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
        let italic = style.face.styled(false, true);
        let runs = [
            Run::plain(&text[..half], &style),
            Run { face: italic, size: Size(size), tag: 1, ..Run::plain(&text[half..], &style) },
        ];
        let paragraph = Paragraph::new(&mut fonts, &runs, &style, LANGUAGES[language]);
        prop_assert_eq!(paragraph.text(), text.as_str());
        let slots: Vec<Slot> = widths.iter().map(|width| Slot::of_width(Length(*width))).collect();
        let setting = Setting { style: &style, slots: &slots, looseness, no_hyphen: &no_hyphen };
        let variants = paragraph.variants(&setting);
        prop_assert!(!variants.is_empty());
        prop_assert!(variants.is_sorted_by_key(|variant| variant.cost));
        for variant in &variants {
            prop_assert!(covers(&text, &variant.lines), "{:?}", variant.lines);
            prop_assert_eq!(variant.lines.is_empty(), paragraph.is_blank());
            for (number, line) in variant.lines.iter().enumerate() {
                let slot = slots[number.min(slots.len() - 1)];
                let indent = if number == 0 { style.indent } else { Length(0) };
                let room = (slot.width - indent).max(Length(0));
                let is_over = line.width > room;
                prop_assert!(!is_over || line.fault == Some(Fault::Overfull), "{:?} in {:?}", line, slot);
                if line.fault.is_none() && indent <= slot.width {
                    prop_assert!(line.x >= slot.x && line.x + line.width <= slot.x + slot.width, "{:?} in {:?}", line, slot);
                }
                // A smaller run has smaller spaces, but the paragraph's tracking.
                prop_assert!(line.spread <= 4001 || size < style.size.0, "{:?}", line);
            }
        }
        for line in &variants[0].lines {
            let fragments = paragraph.fragments(line);
            prop_assert!(fragments.iter().all(|part| !part.text.contains(|letter: char| letter.is_control())));
            paragraph.path(&mut fonts, line);
        }
    }

    #[test]
    fn every_headline_is_set(
        text in text(),
        style in style(),
        language in 0..LANGUAGES.len(),
        width in 0..60_000_i32,
        most in 0..5_u32,
        sizes in prop::collection::vec(20_u16..300, 0..4),
    ) {
        let paragraph = Paragraph::plain(&mut Fonts::new(), &text, &style, LANGUAGES[language]);
        let sizes: Vec<Size> = sizes.into_iter().map(Size).collect();
        let headline = paragraph.fitted(&style, &sizes, Slot::of_width(Length(width)), most);
        prop_assert!(!headline.variants.is_empty());
        prop_assert!(headline.class < sizes.len().max(1));
        for variant in &headline.variants {
            prop_assert!(covers(&text, &variant.lines), "{:?}", variant.lines);
            prop_assert!(headline.is_over || variant.lines.len() <= most as usize);
        }
    }

    #[test]
    fn every_drop_cap_leaves_the_rest(text in text(), style in style(), lines in 0..5_u32) {
        let mut fonts = Fonts::new();
        if let Some(cap) = DropCap::new(&mut fonts, &text, &style, (Face::Display, lines)) {
            let rest = Run::after(&[Run::plain(&text, &style)], cap.taken);
            let rest: String = rest.iter().map(|run| run.text).collect();
            prop_assert_eq!(&text[cap.taken..], rest.as_str());
            prop_assert_eq!(cap.line.range.end as usize, cap.taken);
        }
    }

    #[test]
    fn every_table_is_set(
        rows in prop::collection::vec(prop::collection::vec((text(), 0..5_u32, 0..5_u32, any::<bool>()), 0..5), 0..5),
        style in style(),
        width in 0..40_000_i32,
    ) {
        let cell = |(text, colspan, rowspan, header): (String, u32, u32, bool)| Cell {
            header,
            colspan,
            rowspan,
            spans: vec![Span::plain(text)],
        };
        let rows: Vec<Row> =
            rows.into_iter().map(|cells| Row { cells: cells.into_iter().map(cell).collect() }).collect();
        let style = TableStyle { body: style, head: style, gap: Length(300) };
        let table = Table::new(&mut Fonts::new(), &rows, &style, Language::ENGLISH);
        let widths = table.widths(Length(width));
        if let Some(widths) = &widths {
            let gaps = 300 * i32::try_from(widths.len()).unwrap().saturating_sub(1);
            let total: i32 = widths.iter().map(|width| width.0).sum();
            prop_assert!(widths.is_empty() || total + gaps <= width);
        }
        let widths = widths.unwrap_or_else(|| table.columns.iter().map(|column| column.natural).collect());
        prop_assert_eq!(table.lines(&widths).len(), table.cells.len());
    }
}
