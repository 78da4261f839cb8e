use std::collections::BTreeSet;

use crate::{Block, Span, Story, Summary};

/// Characters of the body that open a story in a list: enough to stand beside a tall picture.
const OPENING: usize = 1_100;

impl Summary {
    /// A story as it stands in a list; `revisions` of it are held.
    #[must_use]
    pub fn of(story: Story, revisions: u32) -> Self {
        let addresses: BTreeSet<&str> =
            story.reading.figures().map(|figure| figure.url.as_str()).collect();
        let pictures = addresses.len();
        let words = story.text.split_whitespace().count();
        let reading = story.reading;
        Self {
            id: story.id,
            source: story.source,
            day: story.day,
            kind: reading.kind,
            headline: reading.headline,
            deck: reading.deck,
            byline: reading.byline,
            agency: reading.agency,
            published: reading.published,
            section: reading.section,
            language: reading.language,
            direction: reading.direction,
            opening: opening(&reading.body),
            lead: reading.lead.or_else(|| reading.gallery.into_iter().next()),
            words: u32::try_from(words).unwrap_or(u32::MAX),
            pictures: u32::try_from(pictures).unwrap_or(u32::MAX),
            revisions,
            gone: story.gone,
        }
    }
}

/// The first words of a body, cut at a word; links and line breaks are of no use in a list.
fn opening(body: &[Block]) -> Vec<Span> {
    let paragraphs = body.iter().filter_map(|block| match block {
        Block::Paragraph { spans } => Some(spans),
        _ => None,
    });
    let mut left = OPENING;
    let mut opening: Vec<Span> = Vec::new();
    for spans in paragraphs {
        if !opening.is_empty() {
            opening.push(Span::plain(" "));
        }
        for span in spans {
            let text = span.text.replace('\n', " ");
            let length = text.chars().count();
            if length > left {
                opening.push(Span { text: cut_at_word(&text, left), link: None, ..span.clone() });
                return opening;
            }
            left -= length;
            opening.push(Span { text, link: None, ..span.clone() });
        }
    }
    opening
}

fn cut_at_word(text: &str, characters: usize) -> String {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(index, _)| index);
    let kept = text.get(..end).unwrap_or(text);
    let kept = kept.rfind(char::is_whitespace).and_then(|space| kept.get(..space)).unwrap_or(kept);
    format!("{}…", kept.trim_end_matches([',', ';', ':', '.', '–', '—', ' ', '۔', '،']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(spans: &[Span]) -> String {
        spans.iter().map(|span| span.text.as_str()).collect()
    }

    #[test]
    fn a_short_body_opens_whole() {
        let body = [Block::paragraph("Snow fell."), Block::Rule, Block::paragraph("It stayed.")];
        assert_eq!(text(&opening(&body)), "Snow fell. It stayed.");
    }

    #[test]
    fn a_long_body_is_cut_at_a_word_in_any_script() {
        let long = "برف باری کے باعث شاہراہ بند ہے، ".repeat(60);
        let opened = text(&opening(&[Block::paragraph(long)]));
        assert!(opened.chars().count() <= OPENING + 1 && opened.ends_with('…'), "{opened}");
        assert!(!opened.contains("،…"));
    }
}
