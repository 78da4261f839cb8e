use std::mem;

use model::{Block, Figure, Kind, Reading};

use super::kind::{self, Clues};

/// Paragraphs before which a repeated lead picture is only the theme's way to show it.
const TOP: usize = 2;

/// Tells the kind of a story and puts its pictures in their places: lead, text or gallery.
pub(crate) fn arrange(reading: &mut Reading, format: &str, in_galleries: usize) {
    let sections = reading.section.iter().chain(reading.also_in.iter().flatten());
    let clues = Clues {
        format,
        headline: &reading.headline,
        sections: sections.map(String::as_str).collect(),
        body: &reading.body,
        pictures: reading.figures().count(),
        in_galleries,
    };
    reading.kind = kind::of_story(&clues);
    match reading.kind {
        Kind::Article => lead_article(reading),
        Kind::Gallery | Kind::Cartoon | Kind::Epage => gather(reading),
    }
}

/// Takes the lead picture out of the text, where it only comes again.
fn lead_article(reading: &mut Reading) {
    let Some(lead) = &mut reading.lead else {
        if let Some(Block::Figure(first)) = reading.body.first() {
            reading.lead = Some(first.clone());
            reading.body.remove(0);
        }
        return;
    };
    let mut paragraphs = 0;
    reading.body.retain(|block| match block {
        Block::Figure(figure) if figure.url == lead.url => {
            let says_nothing_new = figure.cutline.is_empty()
                || lead.cutline.is_empty()
                || figure.cutline == lead.cutline;
            let repeats = paragraphs < TOP || says_nothing_new;
            if repeats {
                complete(lead, figure);
            }
            !repeats
        }
        block => {
            paragraphs += usize::from(matches!(block, Block::Paragraph { .. }));
            true
        }
    });
}

/// Moves all pictures of the text into the gallery, each once.
fn gather(reading: &mut Reading) {
    let mut gallery: Vec<Figure> = Vec::new();
    for block in mem::take(&mut reading.body) {
        match block {
            Block::Figure(figure) => match gallery.iter_mut().find(|known| known.url == figure.url)
            {
                Some(known) => complete(known, &figure),
                None => gallery.push(figure),
            },
            block => reading.body.push(block),
        }
    }
    gallery.extend(reading.lead.clone().filter(|_| gallery.is_empty()));
    let same =
        reading.lead.as_ref().and_then(|lead| gallery.iter().find(|figure| figure.url == lead.url));
    match (&mut reading.lead, same) {
        (Some(lead), Some(same)) => complete(lead, same),
        (Some(_), None) => {}
        (lead @ None, _) => *lead = gallery.first().cloned(),
    }
    reading.gallery = gallery;
}

/// Adds to a figure what another use of the same picture says.
fn complete(figure: &mut Figure, other: &Figure) {
    for (own, more) in [
        (&mut figure.cutline, &other.cutline),
        (&mut figure.credit, &other.credit),
        (&mut figure.alt, &other.alt),
    ] {
        if own.is_empty() {
            own.clone_from(more);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(url: &str, cutline: &str) -> Figure {
        Figure { url: url.into(), cutline: cutline.into(), ..Figure::default() }
    }

    fn story(lead: Option<Figure>, body: Vec<Block>) -> Reading {
        let mut reading = Reading { lead, body, ..Reading::default() };
        arrange(&mut reading, "", 0);
        reading
    }

    fn urls(reading: &Reading) -> Vec<&str> {
        reading.figures().map(|figure| figure.url.as_str()).collect()
    }

    #[test]
    fn a_lead_picture_is_not_printed_twice() {
        let text = || Block::paragraph("Snow.");
        let reading = story(
            Some(figure("a", "")),
            vec![text(), Block::Figure(figure("a", "Snow in Leh")), text()],
        );
        assert_eq!(urls(&reading), ["a"]);
        assert_eq!(reading.lead.unwrap().cutline, "Snow in Leh");
        let late = vec![text(), text(), Block::Figure(figure("a", "The same, a year before"))];
        assert_eq!(urls(&story(Some(figure("a", "Snow in Leh")), late.clone())), ["a", "a"]);
        assert_eq!(urls(&story(Some(figure("a", "")), late)), ["a"]);
    }

    #[test]
    fn a_picture_over_the_text_leads_it() {
        let reading = story(None, vec![Block::Figure(figure("a", "")), Block::paragraph("Snow.")]);
        assert_eq!((reading.lead.unwrap().url.as_str(), reading.body.len()), ("a", 1));
        let reading = story(None, vec![Block::paragraph("Snow."), Block::Figure(figure("a", ""))]);
        assert_eq!((reading.lead, reading.body.len()), (None, 2));
    }

    #[test]
    fn a_cartoon_and_a_gallery_have_their_pictures_beside_the_text() {
        let mut reading = Reading {
            headline: "Cartoon".into(),
            lead: Some(figure("a", "")),
            body: vec![Block::Figure(figure("a", "By A. Dar")), Block::paragraph("Snow.")],
            ..Reading::default()
        };
        arrange(&mut reading, "", 0);
        assert_eq!(reading.kind, Kind::Cartoon);
        assert_eq!(reading.gallery, [figure("a", "By A. Dar")]);
        assert_eq!((reading.lead.unwrap().cutline.as_str(), reading.body.len()), ("By A. Dar", 1));
    }

    #[test]
    fn a_featured_picture_alone_is_the_drawing() {
        let mut reading = Reading {
            headline: "Toon: 1".into(),
            lead: Some(figure("a", "")),
            ..Reading::default()
        };
        arrange(&mut reading, "", 0);
        assert_eq!(reading.gallery, [figure("a", "")]);
    }
}
