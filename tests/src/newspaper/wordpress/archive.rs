use jiff::civil::Date;
use maud::{Markup, html};

use super::furniture::{around, card, not_found, sidebar};
use super::{author_path, matches_words, section_path, tag_path};
use crate::newspaper::http::Answer;
use crate::newspaper::paper::{Author, Post, Section, Tag, percent_encoded};
use crate::newspaper::view::View;

/// Stories on one page.
pub(super) const PER_PAGE: usize = 10;

/// A list of stories that has an address.
pub(super) enum Archive<'a> {
    Home,
    Search(String),
    Section(&'a Section),
    Author(&'a Author),
    Tag(&'a Tag),
    /// A year, a month or a day, as its path has it: `2026`, `11`.
    Time(Vec<String>),
}

impl<'a> Archive<'a> {
    /// The archive at a path, if there is one.
    pub(super) fn of(view: &View<'a>, parts: &[&str]) -> Option<Self> {
        let edition = view.edition;
        match parts {
            [] => Some(view.request.parameter("s").map_or(Self::Home, Self::Search)),
            ["category", .., slug] => {
                let path = format!("/{}/", parts.join("/"));
                let mut found = edition.sections.iter().filter(|section| section.slug == *slug);
                found.find(|section| section_path(edition, section) == path).map(Self::Section)
            }
            ["author", slug] => {
                edition.authors.iter().find(|it| it.slug == *slug).map(Self::Author)
            }
            ["tag", slug] => edition.tags.iter().find(|it| it.slug == *slug).map(Self::Tag),
            [year, rest @ ..] if rest.len() <= 2 && year.len() == 4 => {
                let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
                let all = parts.iter().all(is_number);
                all.then(|| Self::Time(parts.iter().map(ToString::to_string).collect()))
            }
            _ => None,
        }
    }

    /// Its stories, the newest first.
    pub(super) fn stories(&self, view: &View<'a>) -> Vec<&'a Post> {
        let edition = view.edition;
        let is_in = |post: &&Post| match self {
            Self::Home => true,
            Self::Search(words) => matches_words(post, words),
            Self::Section(section) => edition.is_in(post, section),
            Self::Author(author) => edition.author_of(post) == Some(*author),
            Self::Tag(tag) => post.reading.tags.contains(&tag.name),
            Self::Time(parts) => written(post.day()).starts_with(&parts.join("-")),
        };
        edition.listed().filter(is_in).collect()
    }

    /// Its path without a page's number.
    pub(super) fn path(&self, view: &View<'_>) -> String {
        match self {
            Self::Home | Self::Search(_) => "/".to_owned(),
            Self::Section(section) => section_path(view.edition, section),
            Self::Author(author) => author_path(author),
            Self::Tag(tag) => tag_path(tag),
            Self::Time(parts) => format!("/{}/", parts.join("/")),
        }
    }

    /// What it is called.
    pub(super) fn title(&self) -> String {
        match self {
            Self::Home => String::new(),
            Self::Search(words) => format!("Search Results for “{words}”"),
            Self::Section(section) => section.name().to_owned(),
            Self::Author(author) => author.name.clone(),
            Self::Tag(tag) => tag.name.clone(),
            Self::Time(parts) => parts.join("-"),
        }
    }

    fn query(&self) -> String {
        match self {
            Self::Search(words) => format!("?s={}", percent_encoded(words)),
            _ => String::new(),
        }
    }
}

fn written(day: Date) -> String {
    day.strftime("%Y-%m-%d").to_string()
}

/// One page of an archive; beyond its end there is none.
pub(super) fn answer(view: &View<'_>, archive: &Archive<'_>, number: usize) -> Answer {
    let stories = archive.stories(view);
    let pages = stories.len().div_ceil(PER_PAGE).max(1);
    let is_empty_time = matches!(archive, Archive::Time(_)) && stories.is_empty();
    if number == 0 || number > pages || is_empty_time {
        return not_found(view);
    }
    let title = archive.title();
    let head = html! {
        title {
            @if title.is_empty() {
                (view.edition.name) " - " (view.edition.tagline)
            } @else {
                (title) " - " (view.edition.name)
            }
        }
        @if let Archive::Section(_) = archive {
            link rel="alternate" type="application/rss+xml" title={ (title) " Feed" }
                href=(view.url(&format!("{}feed/", archive.path(view))));
        }
    };
    let shown: Vec<&Post> =
        stories.into_iter().skip((number - 1) * PER_PAGE).take(PER_PAGE).collect();
    let main = html! {
        div class="jeg_main" { div class="container" { div class="jeg_cat_content row" {
            div class="jeg_main_content jeg_column col-sm-8" { div class="jeg_inner_content" {
                @if !title.is_empty() { (heading(view, &title)) }
                div class="jeg_postblock_5 jeg_postblock jeg_col_2o3" {
                    div class="jeg_posts jeg_load_more_flag" {
                        @for post in shown { (card(view, post, "jeg_pl_lg_2", true)) }
                    }
                }
                (paging(view, archive, number, pages))
            } }
            (sidebar(view))
        } } }
    };
    Answer::page(
        200,
        around(view, &head, if title.is_empty() { "home blog" } else { "archive" }, &main),
    )
}

fn heading(view: &View<'_>, title: &str) -> Markup {
    html! {
        div class="jeg_breadcrumbs jeg_breadcrumb_category jeg_breadcrumb_container" { div id="breadcrumbs" {
            span { a href=(view.url("/")) { "Home" } }
            i class="fa fa-angle-right" {}
            span class="breadcrumb_last_link" { (title) }
        } }
        h1 class="jeg_cat_title" { (title) }
    }
}

fn paging(view: &View<'_>, archive: &Archive<'_>, number: usize, pages: usize) -> Markup {
    let address = |page: usize| {
        let number = if page > 1 { format!("page/{page}/") } else { String::new() };
        view.url(&format!("{}{number}{}", archive.path(view), archive.query()))
    };
    html! {
        div class="jeg_navigation jeg_pagination jeg_pagenav_1 jeg_aligncenter no_navtext no_pageinfo" {
            @if number > 1 { a class="prev page-numbers" href=(address(number - 1)) { "Prev" } }
            @for page in 1..=pages {
                @if page == number {
                    span aria-current="page" class="page-numbers current" { (page) }
                } @else {
                    a class="page-numbers" href=(address(page)) { (page) }
                }
            }
            @if number < pages { a class="next page-numbers" href=(address(number + 1)) { "Next" } }
        }
    }
}
