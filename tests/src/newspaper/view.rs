use jiff::Timestamp;

use super::Site;
use super::http::{Answer, Freshness, Request};
use super::paper::{Edition, Paper, Picture, Post};

/// What one request is answered from: the paper at this moment and how the visitor calls the site.
pub(super) struct View<'a> {
    pub(super) site: Site,
    pub(super) paper: &'a Paper,
    pub(super) edition: &'a Edition,
    pub(super) request: &'a Request,
    /// `http://host`, by which the visitor calls the site.
    pub(super) origin: String,
}

impl View<'_> {
    /// The absolute address of a path on this site.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The absolute address of a story.
    pub(super) fn story_url(&self, post: &Post) -> String {
        self.url(&self.site.path(self.edition, post))
    }

    /// Where a link in a story leads: what the sample paper has of its own lies on this site.
    pub(super) fn link(&self, url: &str) -> String {
        let Some(path) = url.strip_prefix(&self.edition.home) else { return url.to_owned() };
        match self.edition.at(url) {
            Some(post) => self.story_url(post),
            None => self.url(&format!("/{path}")),
        }
    }

    /// A number among the parameters.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.request.parameter(name)?.parse().ok()
    }

    /// The bytes of a picture as it was uploaded.
    pub(super) fn original(&self, picture: &Picture) -> Option<Answer> {
        let bytes = self.paper.picture(picture, None)?;
        Some(file(picture.kind(), &bytes, upload_time(self.edition, picture)))
    }

    /// Bytes of the sample paper's own, such as a printed page.
    pub(super) fn sample_file(&self, path: &str, kind: &str) -> Option<Answer> {
        let bytes = self.paper.sample.file(&format!("{}{path}", self.edition.home))?;
        Some(file(kind, &bytes, self.edition.clock))
    }
}

/// A file as servers send it.
pub(super) fn file(kind: &str, bytes: &[u8], changed: Timestamp) -> Answer {
    Answer::new(200, kind, bytes)
        .with("Cache-Control", "max-age=31536000")
        .fresh_by(Freshness::TagAndTime(changed))
}

/// When a picture was uploaded: with its story.
pub(super) fn upload_time(edition: &Edition, picture: &Picture) -> Timestamp {
    let start = picture.day.to_zoned_datetime(edition.zone.clone());
    start.map_or(edition.clock, |start| start.timestamp())
}
