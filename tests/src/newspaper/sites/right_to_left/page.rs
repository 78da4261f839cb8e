use maud::{DOCTYPE, Markup, html};

use super::{section_path, stories, urdu};
use crate::newspaper::http::Answer;
use crate::newspaper::paper::{Post, Section};
use crate::newspaper::view::View;

/// Stories that are shown at first, and with each click more.
const SHOWN: usize = 3;
const NAME: &str = "روزنامہ لینٹرن";

/// A whole page around what is its own.
pub(super) fn around(view: &View<'_>, title: &str, main: &Markup) -> Markup {
    let sections = || {
        view.edition
            .sections
            .iter()
            .filter(|section| stories(view).any(|post| view.edition.is_in(post, section)))
    };
    html! {
        (DOCTYPE)
        html lang="ur" dir="rtl" {
            head {
                meta charset="UTF-8";
                title { (title) " — " (NAME) }
                meta property="og:title" content=(title);
                style { "body{font:1.3rem/2.2 'Noto Nastaliq Urdu',serif;max-width:44rem;margin:auto}img{max-width:100%}" }
            }
            body {
                div #sarnama { a href="/" { (NAME) } span { "ترسنگ سے ہر صبح شائع ہوتا ہے" } }
                div #fehrist {
                    @for section in sections() {
                        a href=(section_path(section)) { (urdu::section(&section.slug)) } " | "
                    }
                }
                (main)
                div #paon {
                    p { "جملہ حقوق محفوظ ہیں۔ لیمپ اسٹریٹ، ترسنگ" }
                    p { "ہمارے واٹس ایپ گروپ میں شامل ہوں" }
                }
            }
        }
    }
}

/// The front page: the newest stories, and more of them by `?baad=NUMBER`.
pub(super) fn front(view: &View<'_>) -> Answer {
    let all: Vec<&Post> = stories(view).collect();
    list(view, "سرِورق", "/", &all)
}

/// A section's page, as the front page.
pub(super) fn section(view: &View<'_>, section: &Section) -> Answer {
    let all: Vec<&Post> = stories(view).filter(|post| view.edition.is_in(post, section)).collect();
    list(view, urdu::section(&section.slug), &section_path(section), &all)
}

/// Stories after the one whose number is asked for.
fn list(view: &View<'_>, title: &str, path: &str, all: &[&Post]) -> Answer {
    let after = view.number("baad");
    let first = all.iter().position(|post| Some(post.id) == after).map_or(0, |place| place + 1);
    let shown: Vec<&&Post> = all.iter().skip(first).take(SHOWN).collect();
    let goes_on = all.len() > first + SHOWN;
    let main = html! {
        div.khabrain {
            h2 { (title) }
            @for post in &shown {
                div.khabar {
                    h3 { a href=(super::path(post)) { (urdu::headline(post)) } }
                    @if !urdu::deck(post).is_empty() { p { (urdu::deck(post)) } }
                    span.waqt { (urdu::date(post.published())) }
                }
            }
            @if let (true, Some(last)) = (goes_on, shown.last()) {
                a.mazeed href={ (path) "?baad=" (last.id) } { "مزید خبریں" }
            }
        }
    };
    Answer::page(200, around(view, title, &main))
}

/// The page for what is not there.
pub(super) fn not_found(view: &View<'_>) -> Answer {
    let main = html! { h1 { "صفحہ نہیں ملا" } p { "یہ صفحہ موجود نہیں یا ہٹا دیا گیا ہے۔" } };
    Answer::page(404, around(view, "صفحہ نہیں ملا", &main))
}
