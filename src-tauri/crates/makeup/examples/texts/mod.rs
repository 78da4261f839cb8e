//! Lengths of real stories, where their texts lie beside the checkout (`../shared/data/texts`).

use std::{fs, io::Read, path::Path};

use crate::day::{Lengths, invented};

/// Reads the stories' lengths; invents them where the texts are not there.
pub(crate) fn lengths() -> Vec<Lengths> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let Some(texts) = here.ancestors().nth(4).map(|top| top.join("shared/data/texts")) else {
        return invented();
    };
    let mut all = Vec::new();
    for (file, most) in [("en-wikinews", 10_000), ("en-ntrex", 10_000), ("en-digitalgov", 300)] {
        #[expect(clippy::disallowed_methods, reason = "the texts lie beside the checkout")]
        let Ok(bytes) = fs::read(texts.join(format!("{file}.jsonl.gz"))) else { return invented() };
        let mut text = String::new();
        if flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).is_err() {
            return invented();
        }
        all.extend(text.lines().filter_map(story).take(most));
    }
    all
}

fn story(line: &str) -> Option<Lengths> {
    let story: serde_json::Value = serde_json::from_str(line).ok()?;
    let title = story["title"].as_str()?;
    let html = story["html"].as_str()?;
    let mut paragraphs = Vec::new();
    let mut words = 0;
    for part in html.split(['\n']).flat_map(|line| line.split("</p>")) {
        let mut text = String::new();
        let mut tag = false;
        for letter in part.chars() {
            match letter {
                '<' => tag = true,
                '>' => tag = false,
                letter if !tag => text.push(letter),
                _ => {}
            }
        }
        let text = text.split_whitespace().collect::<Vec<_>>();
        let length = text.iter().map(|word| word.chars().count() + 1).sum::<usize>();
        if length > 25 {
            words += text.len();
            paragraphs.push(length - 1);
        }
    }
    let long = title.chars().count();
    let fits = (90..=2600).contains(&words) && (18..=110).contains(&long);
    let title = title.split_whitespace().map(|word| word.chars().count()).collect();
    fits.then_some(Lengths { title, paragraphs })
}
