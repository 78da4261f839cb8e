use jiff::tz::TimeZone;
use model::{Block, Direction, Moment, Reading, Section};
use url::Url;

use super::answer::{number, rendered};
use super::pictures::Pictures;
use super::{Media, Post, arrangement, deck, filing, media, signature};
use crate::html::{self, Part, Shown};
use crate::language;
use crate::picture::Extracted;

/// What is known of a paper when one of its posts is read.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The paper's sections, in its own order.
    pub sections: &'a [Section],
    /// Pictures of its media library, as far as they were asked for.
    pub media: &'a [Media],
    /// Lead pictures that only the stories' pages name, by the number of the post.
    pub leads_on_pages: &'a [(u64, Url)],
    /// Its time zone.
    pub zone: &'a TimeZone,
    /// Its main language (BCP 47).
    pub language: &'a str,
}

impl Post {
    /// Numbers of the pictures whose media record is needed and not in the answer.
    #[must_use]
    pub fn attachments(&self) -> Vec<u64> {
        let featured = self.featured();
        let known = Pictures::new(featured.iter());
        let parts = self.parts();
        let shown = html::pictures(&parts)
            .filter(|shown| known.record(shown).is_none())
            .filter_map(|shown| shown.attachment);
        let unseen_lead =
            number(&self.value["featured_media"]).filter(|id| *id > 0 && featured.is_none());
        let mut ids: Vec<u64> = Vec::new();
        for id in unseen_lead.into_iter().chain(shown) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Whether a picture in it can only be told by `media?parent=ID`.
    #[must_use]
    pub fn wants_children(&self) -> bool {
        let featured = self.featured();
        let known = Pictures::new(featured.iter());
        let host =
            |url: &Url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned());
        let own = self.address().and_then(|page| host(&page));
        let is_unknown = |shown: &Shown| {
            let is_own = shown
                .addresses
                .iter()
                .any(|url| host(url) == own || url.path().contains("/wp-content/uploads/"));
            shown.attachment.is_none() && is_own && known.record(shown).is_none()
        };
        html::pictures(&self.parts()).any(is_unknown)
    }

    /// Whether its lead picture has no record in the answer nor in `media`, so that only its page names it.
    ///
    /// WordPress keeps a record to itself when the picture was uploaded to a story that is not public.
    #[must_use]
    pub fn hides_its_lead(&self, media: &[Media]) -> bool {
        let featured = number(&self.value["featured_media"]).filter(|id| *id > 0);
        featured
            .is_some_and(|id| self.featured().is_none() && media.iter().all(|media| media.id != id))
    }

    /// Reads the story.
    #[must_use]
    pub fn reading(&self, context: &Context<'_>) -> Extracted {
        let featured = self.featured();
        let mut pictures = Pictures::new(context.media.iter().chain(&featured));
        let parts = self.parts();
        let in_galleries = html::pictures(&parts).filter(|shown| shown.in_gallery).count();
        let mut body = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Part::Block(block) => body.push(block),
                Part::Picture(shown) => body.extend(pictures.figure(&shown).map(Block::Figure)),
            }
        }
        let lead = number(&self.value["featured_media"]).and_then(|id| pictures.numbered(id));
        let lead = match lead {
            Some(media) => Some(pictures.of_media(media, std::iter::empty())),
            None => context.leads_on_pages.iter().find(|(post, _)| *post == self.id).and_then(
                |(_, url)| {
                    pictures.figure(&Shown { addresses: vec![url.clone()], ..Shown::default() })
                },
            ),
        };
        let mut reading = Reading { lead, body, ..self.head(context) };
        reading.deck = deck::of_post(self, &reading.headline, &reading.body);
        arrangement::arrange(
            &mut reading,
            self.value["format"].as_str().unwrap_or_default(),
            in_galleries,
        );
        signature::sign(&mut reading, self.authors());
        reading.language = language::of_text(&words(&reading), context.language);
        reading.direction = Direction::of_language(&reading.language);
        let pictures = pictures.of_reading(&reading);
        Extracted { reading, pictures }
    }

    /// All that stands over the text and is not read from it.
    fn head(&self, context: &Context<'_>) -> Reading {
        let moment =
            |name| self.time(name, context.zone).map(|time| Moment::new(time, context.zone));
        let headline = html::plain(rendered(&self.value["title"]));
        let filing = filing::of_post(self, context);
        Reading {
            url: self.url.clone(),
            headline,
            published: moment("date"),
            modified: moment("modified"),
            section: filing.section,
            also_in: filing.also_in,
            tags: filing.tags,
            extractor: crate::VERSION,
            ..Reading::default()
        }
    }

    /// The picture that leads the story, where the answer holds its record.
    fn featured(&self) -> Option<Media> {
        self.embedded("wp:featuredmedia").first().and_then(media::of_value)
    }

    fn authors(&self) -> Vec<String> {
        let names = self.embedded("author").iter().filter_map(|author| author["name"].as_str());
        names.map(html::plain).collect()
    }

    fn parts(&self) -> Vec<Part> {
        self.address().map(|page| html::parts(self.content(), &page)).unwrap_or_default()
    }

    fn address(&self) -> Option<Url> {
        Url::parse(&self.url).ok()
    }
}

/// All words of a story, by which its language is told.
fn words(reading: &Reading) -> String {
    let cutlines = reading.figures().map(|figure| figure.cutline.clone());
    let text = model::plain_text(&reading.body);
    let told = [reading.headline.clone(), text].into_iter().filter(|words| !words.is_empty());
    // Cutlines may come from an agency in another language, so they only speak where nothing else does.
    let mut told: Vec<String> = told.collect();
    if told.len() < 2 {
        told.extend(cutlines);
    }
    told.join("\n")
}
