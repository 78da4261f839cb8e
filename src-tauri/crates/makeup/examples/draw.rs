//! Draws plans as boxes with lines as grey bars, one SVG a page, to see what was decided:
//! `cargo run --release -p makeup --example draw -- FORMAT SEED STORIES FOLDER`.
#![expect(clippy::disallowed_methods, reason = "the drawings go to files")]

mod day;
mod texts;

use std::{fmt::Write as _, fs};

use day::{Kind, day, named};
use makeup::{
    format::{Format, UNIT},
    plan::{Module, ModuleKind, Page, Rect, Run},
    stone::Stone,
};
use texts::lengths;

fn main() -> std::io::Result<()> {
    let arguments = std::env::args().skip(1).collect::<Vec<_>>();
    let text = |at: usize, default: &'static str| arguments.get(at).map_or(default, String::as_str);
    let number = |at: usize, default: u64| text(at, "").parse().unwrap_or(default);
    let format = named(text(0, "window"));
    let kind = Kind { stories: number(2, 80) as usize, ..Kind::default() };
    let supply = day(&format, &lengths(), number(1, 1), kind);
    let folder = text(3, "target/plans");
    fs::create_dir_all(folder)?;
    for page in &Stone::new(&format, &supply).edition().pages {
        fs::write(format!("{folder}/{:03}.svg", page.number), draw(&format, page))?;
    }
    Ok(())
}

/// A page as SVG, in whole px or pt.
fn draw(format: &Format, page: &Page) -> String {
    let mut sheet = Sheet { format, page, svg: String::new() };
    let (width, height) = (format.width / UNIT, format.height / UNIT);
    let _ = write!(
        sheet.svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect width="{width}" height="{height}" fill="#fbf8f0"/>"##
    );
    for module in &page.modules {
        sheet.module(module);
    }
    sheet.svg + "</svg>"
}

struct Sheet<'a> {
    format: &'a Format,
    page: &'a Page,
    svg: String,
}

impl Sheet<'_> {
    fn bar(&mut self, rect: Rect, (inset, colour): (i32, &str)) {
        let x = self.format.x(rect.column, rect.columns) / UNIT;
        let y = self.format.y(self.page.top, rect.row) / UNIT + inset;
        let width = self.format.span(rect.columns) / UNIT;
        let height = (rect.rows as i32 * self.format.row / UNIT - 2 * inset).max(1);
        let _ = write!(
            self.svg,
            r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>"#
        );
    }

    fn module(&mut self, module: &Module) {
        let rect = module.rect;
        if rect.row > 0 {
            let rule = Rect { row: rect.row - 1, rows: 1, ..rect };
            self.bar(rule, (self.format.row / UNIT / 2 - 1, "#444"));
        }
        match module.kind {
            ModuleKind::Index => self.bar(rect, (2, "#e4c8a8")),
            ModuleKind::Imprint => self.bar(rect, (2, "#d8e4c8")),
            _ => {}
        }
        if let Some(head) = module.head {
            let size = self.format.classes[head.class] / UNIT;
            for line in 0..head.lines as i32 {
                let x = self.format.x(rect.column, rect.columns) / UNIT;
                let top = self.format.y(self.page.top, rect.row + head.rows) / UNIT;
                let y = top - (head.lines as i32 - line) * size * 105 / 100;
                let width = self.format.span(rect.columns) * 9 / 10 / UNIT;
                let height = size * 7 / 10;
                let _ = write!(
                    self.svg,
                    r##"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="#222"/>"##
                );
            }
            let deck = Rect { row: rect.row + head.rows, rows: module.deck, ..rect };
            if module.deck > 0 {
                self.bar(deck, (4, "#777"));
            }
        }
        if let Some(byline) = module.byline {
            self.bar(byline, (5, "#555"));
        }
        if let Some(place) = module.picture {
            let rows = place.rect.rows - place.cutline - 1;
            self.bar(Rect { rows, ..place.rect }, (0, "#7d9ab5"));
            if place.cutline > 0 {
                let row = place.rect.row + rows;
                self.bar(Rect { row, rows: place.cutline, ..place.rect }, (4, "#9a9a9a"));
            }
        }
        if let Some(quotation) = module.quotation {
            self.bar(quotation, (6, "#c9a0a0"));
        }
        self.legs(module);
    }

    fn run(&mut self, first: Rect, run: &Run) {
        let text = if run.variant > 0 { "#a8b8a0" } else { "#b9b4aa" };
        for line in 0..run.head + run.lines {
            let paint = if line < run.head { (3, "#222") } else { (4, text) };
            self.bar(Rect { row: first.row + line, ..first }, paint);
        }
    }

    fn legs(&mut self, module: &Module) {
        for leg in &module.legs {
            let mut row = leg.rect.row;
            for run in &leg.runs {
                self.run(Rect { row, rows: 1, ..leg.rect }, run);
                row += run.head + run.lines;
            }
            for filler in &leg.fillers {
                let (from, rows) = (leg.rect.row + filler.row, filler.rows);
                self.bar(Rect { row: from, rows, ..leg.rect }, (3, "#cdb9d8"));
            }
            if leg.white > 0 {
                let row = leg.rect.row + leg.rect.rows - leg.white;
                self.bar(Rect { row, rows: leg.white, ..leg.rect }, (2, "#ff5050"));
            }
        }
        if let Some(jump) = module.jump {
            let rect = Rect { column: jump.column, row: jump.row, columns: 1, rows: 1 };
            self.bar(rect, (4, "#a03020"));
        }
    }
}
