use super::http::{Answer, Request};
use super::paper::{Edition, Paper, Post};
use super::view::View;
use super::{sites, wordpress};

/// What sort of site shows the paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Site {
    /// WordPress with all that it has.
    #[default]
    WordPress,
    /// Sitemaps and nothing else lists the stories.
    SitemapOnly,
    /// Feeds and nothing else list the stories.
    FeedOnly,
    /// Neither feeds nor sitemaps, in Urdu.
    RightToLeft,
}

impl Site {
    /// All of them.
    pub const ALL: [Self; 4] =
        [Self::WordPress, Self::SitemapOnly, Self::FeedOnly, Self::RightToLeft];

    /// The word for it: `wordpress`, `sitemap-only` …
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WordPress => "wordpress",
            Self::SitemapOnly => "sitemap-only",
            Self::FeedOnly => "feed-only",
            Self::RightToLeft => "right-to-left",
        }
    }

    /// Path and query of a story's address.
    pub(super) fn path(self, edition: &Edition, post: &Post) -> String {
        match self {
            Self::WordPress => wordpress::path(post),
            Self::SitemapOnly => sites::sitemap_only::path(edition, post),
            Self::FeedOnly => sites::feed_only::path(post),
            Self::RightToLeft => sites::right_to_left::path(post),
        }
    }

    /// Whether it shows a story at all.
    pub(super) fn shows(self, post: &Post) -> bool {
        self != Self::RightToLeft || sites::right_to_left::shows(post)
    }

    /// What the site answers when nothing goes wrong.
    pub(super) fn answer(self, paper: &Paper, request: &Request) -> Answer {
        let edition = paper.edition();
        let view = View { site: self, paper, edition: &edition, request, origin: request.origin() };
        match self {
            Self::WordPress => wordpress::answer(&view),
            Self::SitemapOnly => sites::sitemap_only::answer(&view),
            Self::FeedOnly => sites::feed_only::answer(&view),
            Self::RightToLeft => sites::right_to_left::answer(&view),
        }
    }
}
