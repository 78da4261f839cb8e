use model::{Block, Kind};

use crate::text;

/// The most words of a story that is pictures first.
const FEW: usize = 200;
/// The least pictures in gallery markup that make a gallery of a story with little text.
const PICTURES: usize = 3;

/// What decides of what kind a story is.
pub(super) struct Clues<'a> {
    /// WordPress's post format, or empty.
    pub(super) format: &'a str,
    pub(super) headline: &'a str,
    /// Names of all sections that it stands in, with those above them.
    pub(super) sections: Vec<&'a str>,
    pub(super) body: &'a [Block],
    /// Pictures of it, the leading one included.
    pub(super) pictures: usize,
    /// Pictures of it that stand in the markup of galleries.
    pub(super) in_galleries: usize,
}

/// Tells of what kind a story is.
pub(super) fn of_story(clues: &Clues<'_>) -> Kind {
    let words = text::word_count(&model::plain_text(clues.body));
    let has_pdf = clues.body.iter().any(is_pdf);
    let filed = |names: &[&str]| {
        clues.sections.iter().any(|section| names.contains(&text::squeezed(section).as_str()))
    };
    let headline = clues.headline.to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| headline.starts_with(word));
    let epaper = filed(&EPAPER) || starts(&["e-paper", "epaper", "ای پیپر", "ई-पेपर"]);
    if epaper && words <= FEW && (clues.pictures > 0 || has_pdf) {
        return Kind::Epage;
    }
    let cartoon = filed(&CARTOON) || starts(&["cartoon", "toon:", "کارٹون", "कार्टून"]);
    if cartoon && words <= FEW && clues.pictures > 0 {
        return Kind::Cartoon;
    }
    let pictures_first = clues.in_galleries >= PICTURES && words <= FEW;
    let filed_as_gallery = filed(&GALLERY) && words <= FEW && clues.pictures > 1;
    if clues.format == "gallery" && clues.pictures > 1 || pictures_first || filed_as_gallery {
        return Kind::Gallery;
    }
    Kind::Article
}

/// Names of sections without spaces and marks, lower case.
const EPAPER: [&str; 6] = ["epaper", "epapers", "epages", "ایپیپر", "ईपेपर", "todayspaper"];
const CARTOON: [&str; 8] =
    ["cartoon", "cartoons", "toon", "toons", "cartoonoftheday", "کارٹون", "कार्टून", "caricature"];
const GALLERY: [&str; 10] = [
    "gallery",
    "galleries",
    "photogallery",
    "photos",
    "pictures",
    "inpictures",
    "photoessay",
    "photofeature",
    "multimediaphotos",
    "تصاویر",
];

fn is_pdf(block: &Block) -> bool {
    let Block::Embed { url, .. } = block else { return false };
    url.split(['?', '#']).next().is_some_and(|path| path.to_ascii_lowercase().ends_with(".pdf"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(section: &str, headline: &str, pictures: usize, words: usize) -> Kind {
        let body = [Block::paragraph("word ".repeat(words))];
        of_story(&Clues {
            format: "standard",
            headline,
            sections: vec![section],
            body: &body,
            pictures,
            in_galleries: 0,
        })
    }

    #[test]
    fn a_section_or_headline_names_the_kind_if_there_is_a_picture() {
        assert_eq!(kind("E-Paper", "Monday", 4, 0), Kind::Epage);
        assert_eq!(kind("CARTOON", "Monday", 1, 5), Kind::Cartoon);
        assert_eq!(kind("Local", "Toon: 20-11", 1, 0), Kind::Cartoon);
        assert_eq!(kind("Photo Gallery", "Monday", 5, 20), Kind::Gallery);
        assert_eq!(kind("Cartoon", "The art of the cartoon", 1, 900), Kind::Article);
        assert_eq!(kind("Cartoon", "No drawing today", 0, 20), Kind::Article);
        assert_eq!(kind("Local", "Snow", 5, 20), Kind::Article);
    }

    #[test]
    fn a_format_or_gallery_markup_makes_a_gallery() {
        let clues = |format, in_galleries, words: usize| {
            let body = [Block::paragraph("word ".repeat(words))];
            of_story(&Clues {
                format,
                headline: "",
                sections: vec![],
                body: &body,
                pictures: in_galleries,
                in_galleries,
            })
        };
        assert_eq!(clues("gallery", 2, 900), Kind::Gallery);
        assert_eq!(clues("", 3, 20), Kind::Gallery);
        assert_eq!(clues("", 3, 900), Kind::Article);
        assert_eq!(clues("gallery", 0, 20), Kind::Article);
    }

    #[test]
    fn a_pdf_alone_makes_an_e_page() {
        let body = [Block::Embed {
            url: "https://a.test/p.PDF?x".into(),
            provider: "a.test".into(),
            title: String::new(),
        }];
        let clues = Clues {
            format: "",
            headline: "",
            sections: vec!["Epaper"],
            body: &body,
            pictures: 0,
            in_galleries: 0,
        };
        assert_eq!(of_story(&clues), Kind::Epage);
    }
}
