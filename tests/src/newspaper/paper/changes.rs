use jiff::civil::Date;
use model::{Block, Direction, Moment, Reading};
use serde::Deserialize;

use super::{Edition, Post, Visibility, slug_of};

/// A story of one's own.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Draft {
    /// The headline.
    pub headline: String,
    /// The summary under it.
    pub deck: String,
    /// Paragraphs, parted by empty lines.
    pub text: String,
    /// Names from the top down; the paper's first section where it is empty.
    pub section: Vec<String>,
    /// Who wrote it.
    pub byline: String,
    /// Subject words.
    pub tags: Vec<String>,
    /// BCP 47; the paper's own where it is empty.
    pub language: String,
    /// The last part of its address; made of the headline where it is empty.
    pub slug: String,
    /// When; the paper's clock where it is none.
    pub published: Option<Moment>,
}

/// What is changed of a story; what is none stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    /// A new headline.
    pub headline: Option<String>,
    /// A new summary.
    pub deck: Option<String>,
    /// New paragraphs, parted by empty lines.
    pub text: Option<String>,
    /// A new last part of the address; the old address leads to the new one.
    pub slug: Option<String>,
    /// Another time of publication, which moves it to another address where the day is another.
    pub published: Option<Moment>,
    /// Who may read it from now on.
    pub visibility: Option<Visibility>,
    /// Leaves the time of the last change as it was.
    pub silent: bool,
}

impl Change {
    /// New paragraphs, parted by empty lines.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self { text: Some(text.to_owned()), ..Self::default() }
    }

    /// Another readership.
    #[must_use]
    pub fn visibility(visibility: Visibility) -> Self {
        Self { visibility: Some(visibility), ..Self::default() }
    }

    fn is_empty(&self) -> bool {
        self.headline.is_none()
            && self.deck.is_none()
            && self.text.is_none()
            && self.slug.is_none()
            && self.published.is_none()
            && self.visibility.is_none()
    }
}

impl Edition {
    /// Publishes a story that waits.
    ///
    /// # Errors
    /// If there is none of that name.
    pub(crate) fn publish(&mut self, story: &str) -> Result<u64, String> {
        let post = self.named_mut(story)?;
        post.visibility = Visibility::Public;
        Ok(post.id)
    }

    /// Publishes the stories of all days up to this one.
    pub(crate) fn publish_until(&mut self, day: Date) {
        for post in self.all_mut() {
            if post.visibility == Visibility::Waiting && post.day() <= day {
                post.visibility = Visibility::Public;
            }
        }
    }

    /// Publishes a story of one's own.
    ///
    /// # Errors
    /// If there is no such section, or its address is taken.
    pub(crate) fn print(&mut self, draft: Draft) -> Result<u64, String> {
        let slug = if draft.slug.is_empty() { slug_of(&draft.headline) } else { draft.slug };
        self.see_that_it_is_free(&slug)?;
        let first = self.sections.first().map(|section| section.path.clone()).unwrap_or_default();
        let section = if draft.section.is_empty() { first } else { draft.section };
        if self.section(&section).is_none() {
            return Err(format!("There is no section {}.", section.join(" > ")));
        }
        let published = match draft.published {
            Some(published) => published,
            None => self.tick(),
        };
        let language =
            if draft.language.is_empty() { self.language.clone() } else { draft.language };
        self.add_author(&draft.byline, "");
        for tag in &draft.tags {
            self.add_tag(tag);
        }
        let id = self.all().iter().map(|post| post.id).max().unwrap_or(1000) + 1;
        let reading = Reading {
            url: format!("{}{}/{slug}/", self.home, published.date().strftime("%Y/%m/%d")),
            headline: draft.headline,
            deck: draft.deck,
            byline: draft.byline,
            published: Some(published),
            modified: Some(published),
            section,
            tags: draft.tags,
            direction: Direction::of_language(&language),
            language,
            body: paragraphs(&draft.text),
            ..Reading::default()
        };
        let visibility = Visibility::Public;
        let (later, former) = (Vec::new(), Vec::new());
        self.all_mut().push(Post { id, slug, visibility, reading, later, former });
        Ok(id)
    }

    /// Changes a story; an empty change is the sample paper's own next version of it.
    ///
    /// # Errors
    /// If there is no such story, or no next version.
    pub(crate) fn edit(&mut self, story: &str, change: Change) -> Result<u64, String> {
        if change.is_empty() {
            return self.correct(story);
        }
        let own = self.named_mut(story)?.slug.clone();
        if let Some(slug) = change.slug.as_ref().filter(|slug| **slug != own) {
            self.see_that_it_is_free(slug)?;
        }
        let now = if change.silent { None } else { Some(self.tick()) };
        let post = self.named_mut(story)?;
        let before = (post.day(), post.slug.clone());
        let reading = &mut post.reading;
        reading.headline = change.headline.unwrap_or_else(|| reading.headline.clone());
        reading.deck = change.deck.unwrap_or_else(|| reading.deck.clone());
        reading.published = change.published.or(reading.published);
        reading.modified = now.or(reading.modified);
        if let Some(text) = change.text {
            reading.body = paragraphs(&text);
        }
        post.slug = change.slug.unwrap_or_else(|| post.slug.clone());
        post.visibility = change.visibility.unwrap_or(post.visibility);
        if before != (post.day(), post.slug.clone()) {
            post.former.push(before);
        }
        Ok(post.id)
    }

    /// A slug is a part of an address, and no two stories have the same.
    fn see_that_it_is_free(&self, slug: &str) -> Result<(), String> {
        if slug.is_empty() || slug.contains(|c: char| c.is_whitespace() || "/?#%".contains(c)) {
            return Err(format!("“{slug}” is no slug; say one such as snow-falls."));
        }
        if self.all().iter().any(|post| post.slug == slug) {
            return Err(format!("There is a story “{slug}” already; give it another slug."));
        }
        Ok(())
    }

    /// Prints the sample paper's own next version of a story.
    fn correct(&mut self, story: &str) -> Result<u64, String> {
        let post = self.named_mut(story)?;
        if post.later.is_empty() {
            return Err(format!("“{}” has no later version; say what is changed.", post.slug));
        }
        post.reading = post.later.remove(0);
        Ok(post.id)
    }

    /// Takes a story off the site.
    ///
    /// # Errors
    /// If there is no such story.
    pub(crate) fn remove(&mut self, story: &str) -> Result<u64, String> {
        let post = self.named_mut(story)?;
        post.visibility = Visibility::Gone;
        Ok(post.id)
    }

    fn named_mut(&mut self, story: &str) -> Result<&mut Post, String> {
        let id = self.named(story).map(|post| post.id);
        let post = self.all_mut().iter_mut().find(|post| Some(post.id) == id);
        post.ok_or_else(|| format!("There is no story “{story}”; /__paper__/state names them all."))
    }
}

fn paragraphs(text: &str) -> Vec<Block> {
    text.split("\n\n").map(str::trim).filter(|it| !it.is_empty()).map(Block::paragraph).collect()
}
