use std::collections::HashMap;

use model::{Figure, Reading};
use url::Url;

use super::Media;
use crate::address;
use crate::credit;
use crate::html::Shown;
use crate::picture::Picture;

/// The pictures of one story: turns what a page shows into figures of the originals.
pub(crate) struct Pictures<'a> {
    by_id: HashMap<u64, &'a Media>,
    by_address: HashMap<String, &'a Media>,
    named: Vec<Picture>,
}

impl<'a> Pictures<'a> {
    /// Takes the records that are at hand.
    pub(crate) fn new(media: impl Iterator<Item = &'a Media>) -> Self {
        let mut by_id = HashMap::new();
        let mut by_address = HashMap::new();
        for media in media {
            by_id.insert(media.id, media);
            for address in addresses(media) {
                by_address.insert(key(address), media);
            }
        }
        Self { by_id, by_address, named: Vec::new() }
    }

    /// The record of a picture: by its number, if that is still of this picture, or by its address.
    pub(super) fn record(&self, shown: &Shown) -> Option<&'a Media> {
        let numbered = shown.attachment.and_then(|id| self.by_id.get(&id).copied());
        numbered.filter(|media| is_of(media, shown)).or_else(|| {
            shown.addresses.iter().find_map(|url| self.by_address.get(&address::key(url)).copied())
        })
    }

    /// The record of a number.
    pub(super) fn numbered(&self, id: u64) -> Option<&'a Media> {
        self.by_id.get(&id).copied()
    }

    /// The figure of a picture that the story's text shows.
    pub(crate) fn figure(&mut self, shown: &Shown) -> Option<Figure> {
        let said = credit::split(&shown.cutline);
        let page = shown.addresses.iter().map(Url::to_string);
        let Some(media) = self.record(shown) else {
            let best = shown.addresses.first()?;
            let offers = address::originals(best).into_iter().map(String::from);
            let url = self.name(best.to_string(), None, offers.chain(page));
            return Some(Figure {
                url,
                cutline: said.words,
                credit: said.credit,
                alt: shown.alt.clone(),
                ..Figure::default()
            });
        };
        let own = self.of_media(media, page);
        let is_said = !shown.cutline.is_empty();
        Some(Figure {
            cutline: if is_said { said.words } else { own.cutline },
            credit: if said.credit.is_empty() { own.credit } else { said.credit },
            alt: if shown.alt.is_empty() { own.alt } else { shown.alt.clone() },
            ..own
        })
    }

    /// The figure of a picture of the library, such as the one that leads a story.
    pub(super) fn of_media(&mut self, media: &Media, page: impl Iterator<Item = String>) -> Figure {
        let offers = [media.original.clone(), media.shown.clone()].into_iter();
        Figure {
            photo: None,
            url: self.name(media.original.clone(), media.bytes, offers.chain(page)),
            cutline: media.cutline.clone(),
            credit: media.credit.clone(),
            alt: media.alt.clone(),
            width: media.width,
            height: media.height,
        }
    }

    /// Those of the pictures that a reading names, in its order.
    pub(crate) fn of_reading(self, reading: &Reading) -> Vec<Picture> {
        let mut pictures: Vec<Picture> = Vec::new();
        for figure in reading.figures() {
            let is_new = pictures.iter().all(|picture| picture.url != figure.url);
            if let Some(picture) =
                self.named.iter().find(|picture| is_new && picture.url == figure.url)
            {
                pictures.push(picture.clone());
            }
        }
        pictures
    }

    fn name(
        &mut self,
        url: String,
        bytes: Option<u64>,
        candidates: impl Iterator<Item = String>,
    ) -> String {
        if let Some(known) = self.named.iter_mut().find(|picture| picture.url == url) {
            add(&mut known.candidates, candidates);
        } else {
            let mut picture = Picture { url: url.clone(), candidates: Vec::new(), bytes };
            add(&mut picture.candidates, candidates);
            self.named.push(picture);
        }
        url
    }
}

fn add(candidates: &mut Vec<String>, more: impl Iterator<Item = String>) {
    for candidate in more {
        if !candidates.contains(&candidate) {
            candidates.push(candidate);
        }
    }
}

fn addresses(media: &Media) -> impl Iterator<Item = &str> {
    [&media.original, &media.shown].into_iter().chain(&media.sizes).map(String::as_str)
}

fn key(address: &str) -> String {
    Url::parse(address).map(|url| address::key(&url)).unwrap_or_default()
}

/// Whether a record is of the file that is shown: numbers in old stories may be another site's.
fn is_of(media: &Media, shown: &Shown) -> bool {
    let name = |url: &Url| url.path().rsplit('/').next().unwrap_or_default().to_owned();
    let names: Vec<String> = addresses(media)
        .filter_map(|address| Url::parse(address).ok())
        .map(|url| name(&url))
        .collect();
    shown.addresses.iter().flat_map(address::originals).any(|url| names.contains(&name(&url)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn media() -> Media {
        Media {
            id: 7,
            original: "https://a.test/u/snow.jpg".into(),
            shown: "https://a.test/u/snow-scaled.jpg".into(),
            sizes: vec!["https://a.test/u/snow-300x200.jpg".into()],
            cutline: "Snow in Leh.".into(),
            credit: "AP".into(),
            ..Media::default()
        }
    }

    fn shown(id: Option<u64>, address: &str) -> Shown {
        Shown { attachment: id, addresses: vec![Url::parse(address).unwrap()], ..Shown::default() }
    }

    #[test]
    fn the_record_tells_the_original_and_nothing_is_stripped() {
        let media = media();
        let mut pictures = Pictures::new([&media].into_iter());
        let figure = pictures.figure(&shown(None, "http://www.a.test/u/snow-300x200.jpg")).unwrap();
        assert_eq!(
            (figure.url.as_str(), figure.cutline.as_str()),
            ("https://a.test/u/snow.jpg", "Snow in Leh.")
        );
        let candidates = &pictures.named[0].candidates;
        assert_eq!(
            candidates,
            &[
                media.original.clone(),
                media.shown.clone(),
                "http://www.a.test/u/snow-300x200.jpg".into()
            ]
        );
    }

    #[test]
    fn a_number_that_now_belongs_to_another_picture_is_not_believed() {
        let media = media();
        let mut pictures = Pictures::new([&media].into_iter());
        let figure =
            pictures.figure(&shown(Some(7), "https://old.test/rain-1024x683.jpg")).unwrap();
        assert_eq!(figure.url, "https://old.test/rain-1024x683.jpg");
        assert_eq!(
            pictures.named[0].candidates,
            ["https://old.test/rain.jpg", "https://old.test/rain-1024x683.jpg"]
        );
        assert!(pictures.record(&shown(Some(7), "https://cdn.test/x/snow-640x400.jpg")).is_some());
    }

    #[test]
    fn the_storys_own_cutline_goes_before_the_librarys() {
        let media = media();
        let mut pictures = Pictures::new([&media].into_iter());
        let own =
            Shown { cutline: "Ice in Leh.".into(), ..shown(Some(7), "https://a.test/u/snow.jpg") };
        let figure = pictures.figure(&own).unwrap();
        assert_eq!((figure.cutline.as_str(), figure.credit.as_str()), ("Ice in Leh.", "AP"));
    }
}
