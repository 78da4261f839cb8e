use maud::{DOCTYPE, Markup, html};

use crate::newspaper::http::Answer;
use crate::newspaper::paper::Post;
use crate::newspaper::view::View;

/// Headlines on the front page, which leads no further.
const SHOWN: usize = 8;

/// A whole page around what is its own: three tables, as it was done.
pub(super) fn around(view: &View<'_>, title: &str, head: &Markup, main: &Markup) -> Markup {
    let name = &view.edition.name;
    html! {
        (DOCTYPE)
        html {
            head {
                meta http-equiv="Content-Type" content="text/html; charset=UTF-8";
                title { (name) ": " (title) }
                link rel="alternate" type="application/rss+xml" title="RSS" href="/rss.xml";
                link rel="alternate" type="application/atom+xml" title="Atom" href="/atom.xml";
                (head)
            }
            body bgcolor="#FFFFFF" text="#000000" link="#003366" {
                table width="780" border="0" cellpadding="0" cellspacing="0" align="center" {
                    tr { td colspan="3" class="mast" {
                        a href="/" { font size="7" face="Times" { b { (name) } } } br;
                        font size="1" { (view.edition.tagline) }
                    } }
                    tr {
                        td width="130" valign="top" bgcolor="#EEEEEE" class="leftnav" { (left(view)) }
                        td width="480" valign="top" class="maincell" { (main) }
                        td width="170" valign="top" class="rightcol" { (right(view)) }
                    }
                    tr { td colspan="3" align="center" class="foot" {
                        hr; font size="1" { "Copyright 2026 " (name) ". Best viewed at 1024 x 768. | " a href="/about.php" { "About us" } " | " a href="/rss.xml" { "RSS" } }
                    } }
                }
            }
        }
    }
}

fn left(view: &View<'_>) -> Markup {
    html! {
        @for section in view.edition.sections.iter().filter(|section| section.parent == 0) {
            a href={ "/rss.xml?section=" (section.slug) } { (section.name()) } br;
        }
    }
}

fn right(view: &View<'_>) -> Markup {
    html! {
        b { "Most read" } br;
        @for post in view.edition.public().take(3) {
            "» " a href=(super::path(post)) { (post.reading.headline) } br;
        }
        br;
        b { "Poll" } br;
        form action="/poll.php" method="post" {
            "Is the lake higher this year?" br;
            input type="radio" name="vote" value="1"; "Yes " input type="radio" name="vote" value="2"; "No" br;
            input type="submit" value="Vote";
        }
    }
}

/// The front page: the newest headlines.
pub(super) fn home(view: &View<'_>) -> Answer {
    let stories: Vec<&Post> = view.edition.public().take(SHOWN).collect();
    let main = html! {
        @for post in stories {
            font size="4" { a href=(super::path(post)) { b { (post.reading.headline) } } } br;
            (post.reading.deck) br; br;
        }
    };
    Answer::page(200, around(view, "Front page", &html! {}, &main))
}

/// What the paper says of itself.
pub(super) fn about(view: &View<'_>) -> Answer {
    Answer::page(200, around(view, "About us", &html! {}, &html! { (view.edition.about) }))
}

/// The page for an address that is none.
pub(super) fn not_found(view: &View<'_>) -> Answer {
    let main = html! { b { "404" } br; "The page was not found on this server." };
    Answer::page(404, around(view, "Not found", &html! {}, &main))
}

/// The page for a story that is not there, which says so only in words.
pub(super) fn gone(view: &View<'_>) -> Answer {
    let main = html! { "The requested article is not available." };
    Answer::page(200, around(view, "Error", &html! {}, &main))
}
