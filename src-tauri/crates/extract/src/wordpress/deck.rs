use model::Block;
use serde_json::Value;

use super::Post;
use super::answer::rendered;
use crate::html::plain;
use crate::text;

/// Where themes and plugins put a subtitle into the answer.
const FIELDS: [&str; 11] = [
    "/subtitle",
    "/post_subtitle",
    "/jnews_post_subtitle",
    "/acf/subtitle",
    "/acf/sub_title",
    "/acf/sub_heading",
    "/acf/deck",
    "/acf/standfirst",
    "/meta/subtitle",
    "/meta/post_subtitle",
    "/meta/_subtitle",
];
/// Letters that a summary and the story have in common by no chance.
const START: usize = 60;
/// The same, where the summary ends like one that was cut.
const CUT_START: usize = 20;
/// The most characters of a deck; what is longer is the story itself.
const LENGTH: usize = 400;

/// What WordPress and themes put at the end of an excerpt that they cut.
const CUTS: [&str; 7] = ["[…]", "[...]", "…", "...", "Read more", "Read More", "Continue reading"];

/// The summary that an editor wrote for a story, or empty.
///
/// WordPress makes an excerpt of the story's own first words where none was written: that is no deck.
pub(super) fn of_post(post: &Post, headline: &str, body: &[Block]) -> String {
    let said = FIELDS
        .iter()
        .filter_map(|field| post.value.pointer(field).and_then(Value::as_str))
        .map(plain);
    let excerpt = || plain(rendered(&post.value["excerpt"]));
    let mut candidates = said
        .chain(std::iter::once_with(excerpt))
        .filter(|said| !said.is_empty() && said.chars().count() <= LENGTH)
        .peekable();
    if candidates.peek().is_none() {
        return String::new();
    }
    // An excerpt holds cutlines that stand in blocks, but none that a shortcode made.
    let known = [headline, &plain(post.content()), &model::plain_text(body)].map(text::squeezed);
    candidates.find(|said| !repeats(said, &known)).unwrap_or_default()
}

/// Whether a summary only repeats the headline or words of the story.
fn repeats(said: &str, known: &[String]) -> bool {
    let cut = CUTS
        .iter()
        .fold(said.trim(), |said, end| said.strip_suffix(end).unwrap_or(said).trim_end());
    let squeezed = text::squeezed(cut);
    let enough = if cut.len() < said.trim().len() { CUT_START } else { START };
    let start: String = squeezed.chars().take(enough).collect();
    squeezed.is_empty()
        || known.iter().any(|known| {
            known.contains(&squeezed) || start.len() < squeezed.len() && known.contains(&start)
        })
}

#[cfg(test)]
mod tests {
    use super::super::posts;
    use super::*;

    fn deck(fields: &str) -> String {
        let json = format!(r#"[{{"id":1,"link":"https://a.test/1",{fields}}}]"#);
        let body = [
            Block::paragraph("Leh: Snow fell on the pass on Friday."),
            Block::paragraph("It is closed."),
        ];
        of_post(&posts(json.as_bytes()).unwrap()[0], "Snow closes the pass", &body)
    }

    #[test]
    fn what_an_editor_wrote_is_the_deck() {
        assert_eq!(
            deck(r#""excerpt":{"rendered":"<p>Trucks wait &amp; wait<\/p>"}"#),
            "Trucks wait & wait"
        );
        assert_eq!(
            deck(r#""acf":{"subtitle":"Trucks wait"},"excerpt":{"rendered":"Other"}"#),
            "Trucks wait"
        );
    }

    #[test]
    fn what_wordpress_cut_from_the_story_is_not() {
        for excerpt in [
            "Leh: Snow fell on the &hellip;",
            "<p>Snow fell on the pass [&hellip;]</p>",
            "Snow closes the pass",
            "",
            "&#8230;",
        ] {
            assert_eq!(
                deck(&format!(r#""acf":[],"excerpt":{{"rendered":"{excerpt}"}}"#)),
                "",
                "{excerpt}"
            );
        }
    }
}
