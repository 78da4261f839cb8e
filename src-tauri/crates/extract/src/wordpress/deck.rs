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
/// The most characters of a deck; what is longer is the story itself.
const LENGTH: usize = 400;

/// The summary that an editor wrote for a story, or empty.
///
/// WordPress makes an excerpt of the story's own first words where none was written: that is no deck.
pub(super) fn of_post(post: &Post, headline: &str, words: &str) -> String {
    let said = FIELDS
        .iter()
        .filter_map(|field| post.value.pointer(field).and_then(Value::as_str))
        .map(plain);
    let excerpt = || plain(rendered(&post.value["excerpt"]));
    said.chain(std::iter::once_with(excerpt))
        .find(|said| {
            !said.is_empty() && said.chars().count() <= LENGTH && !repeats(said, headline, words)
        })
        .unwrap_or_default()
}

/// Whether a summary only repeats the headline or words of the story.
fn repeats(said: &str, headline: &str, words: &str) -> bool {
    let ends = ["[…]", "[...]", "…", "...", "Read more", "Continue reading", "Read More"];
    let cut = ends
        .iter()
        .fold(said.trim(), |said, end| said.strip_suffix(end).unwrap_or(said).trim_end());
    let squeezed = text::squeezed(cut);
    let words = text::squeezed(words);
    let start: String = squeezed.chars().take(60).collect();
    let begins = start.chars().count() == 60 && words.contains(&start);
    squeezed.is_empty()
        || squeezed == text::squeezed(headline)
        || words.contains(&squeezed)
        || begins
}

#[cfg(test)]
mod tests {
    use super::super::posts;
    use super::*;

    fn deck(fields: &str) -> String {
        let json = format!(r#"[{{"id":1,"link":"https://a.test/1",{fields}}}]"#);
        of_post(
            &posts(json.as_bytes()).unwrap()[0],
            "Snow closes the pass",
            "Leh: Snow fell on the pass on Friday. It is closed.",
        )
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
