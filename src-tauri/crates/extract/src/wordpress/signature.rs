use model::{Block, Reading, Span};

use crate::agency;
use crate::dateline;

/// Logins that sites publish under when nobody is named.
const NOBODY: [&str; 5] = ["admin", "administrator", "root", "webadmin", "webmaster"];

/// Fills in byline, agency and dateline: from the authors that the site names and from the text.
pub(crate) fn sign(reading: &mut Reading, authors: Vec<String>) {
    let dateline = first_paragraph(&reading.body).and_then(of_spans);
    let mark = dateline.as_ref().map_or("", |dateline| &dateline.agency);
    let (agencies, people): (Vec<String>, Vec<String>) = authors
        .into_iter()
        .filter(|name| !name.is_empty() && !NOBODY.contains(&name.to_lowercase().as_str()))
        .partition(|name| agency::is_agency(name) || is_short_for(mark, name));
    reading.byline = people.join(", ");
    reading.agency = agencies.join(", ");
    if let Some(dateline) = dateline {
        reading.dateline = dateline.place;
        if reading.agency.is_empty() {
            reading.agency = dateline.agency;
        }
    }
    if reading.agency.is_empty() {
        reading.agency = signed_below(&reading.body).unwrap_or_default();
    }
}

/// Whether a dateline's mark stands for a name: `(WT)` for World Telegraph, which nobody has listed.
fn is_short_for(mark: &str, name: &str) -> bool {
    let initials: String = name.split_whitespace().filter_map(|word| word.chars().next()).collect();
    initials.chars().count() > 1 && initials == mark
}

fn first_paragraph(body: &[Block]) -> Option<&[Span]> {
    body.iter().find_map(|block| match block {
        Block::Paragraph { spans } => Some(spans.as_slice()),
        _ => None,
    })
}

fn of_spans(spans: &[Span]) -> Option<dateline::Dateline> {
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let bold =
        spans.iter().take_while(|span| span.strong).map(|span| span.text.chars().count()).sum();
    dateline::of_paragraph(&text, bold)
}

/// The agency that stands alone under a story: `(PTI)`, `— Agencies`.
fn signed_below(body: &[Block]) -> Option<String> {
    let Some(Block::Paragraph { spans }) = body.last() else { return None };
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    let edges = |c: char| !c.is_alphanumeric();
    (body.len() > 1 && agency::is_agency(&text)).then(|| text.trim_matches(edges).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(authors: &[&str], body: Vec<Block>) -> (String, String, String) {
        let mut reading = Reading { body, ..Reading::default() };
        sign(&mut reading, authors.iter().map(ToString::to_string).collect());
        (reading.byline, reading.agency, reading.dateline)
    }

    fn expected(byline: &str, agency: &str, dateline: &str) -> (String, String, String) {
        (byline.into(), agency.into(), dateline.into())
    }

    #[test]
    fn an_agency_is_no_byline() {
        let text = || vec![Block::paragraph("Leh, Nov 20 (PTI): Snow fell.")];
        assert_eq!(
            signed(&["Valley News Service"], text()),
            expected("", "Valley News Service", "Leh")
        );
        assert_eq!(signed(&["Sana Wani"], text()), expected("Sana Wani", "PTI", "Leh"));
        assert_eq!(signed(&["admin"], vec![]), expected("", "", ""));
        let marked =
            |mark: &str| vec![Block::paragraph(format!("Leh, Nov 20 ({mark}): Snow fell."))];
        assert_eq!(
            signed(&["World Telegraph"], marked("WT")),
            expected("", "World Telegraph", "Leh")
        );
        assert_eq!(signed(&["Sana Wani"], marked("WT")), expected("Sana Wani", "WT", "Leh"));
    }

    #[test]
    fn a_bold_place_is_a_dateline_and_an_agency_may_stand_below() {
        let bold = Block::Paragraph {
            spans: vec![Span { strong: true, ..Span::plain("Leh:") }, Span::plain(" Snow fell.")],
        };
        let body = vec![bold, Block::paragraph("(Agencies)")];
        assert_eq!(signed(&["News Desk"], body), expected("News Desk", "Agencies", "Leh"));
    }
}
