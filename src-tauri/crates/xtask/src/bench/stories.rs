use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use serde_json::json;

/// A generator whose stories have the spread of words of a real archive, where it lies beside the checkout.
const BESIDE: &str = "../shared/data/make_corpus.py";

/// Writes stories as JSON lines, the same ones every time; keeps a file that is there.
///
/// # Errors
/// When the file cannot be written or the generator beside the checkout fails.
pub(super) fn make(count: u32, path: &Path) -> Result<()> {
    if path.exists() {
        return Ok(());
    }
    let shown = path.display();
    let part = path.with_extension("part");
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    if Path::new(BESIDE).exists() {
        let file = fs::File::create(&part).with_context(|| format!("cannot write {shown}"))?;
        let mut python = Command::new("python3");
        python.args([BESIDE, &count.to_string()]).stdout(Stdio::from(file));
        crate::steps::run("stories", &mut python)?;
    } else {
        let lines: String = (0..count).map(|number| format!("{}\n", story(number))).collect();
        fs::write(&part, lines).with_context(|| format!("cannot write {shown}"))?;
    }
    if part.metadata()?.len() == 0 {
        bail!("no stories were made; remove {} and try again", part.display());
    }
    fs::rename(&part, path).with_context(|| format!("cannot write {shown}"))
}

const PEOPLE: [&str; 8] = ["Amin", "Bhat", "Dar", "Fernandes", "Kaul", "Mehta", "Rashid", "Thomas"];
const PLACES: [&str; 8] =
    ["Ashmarg", "Brenwar", "Chandral", "Dunmor", "Gulpora", "سرینگر", "the old town", "श्रीनगर"];
const SECTIONS: [&str; 5] = ["City", "Nation", "Sports", "Business", "Opinion > Editorial"];
const SUBJECTS: [&str; 8] = [
    "the police",
    "a court",
    "the government",
    "the power department",
    "farmers",
    "teachers",
    "the snow crew",
    "the election officer",
];
const ACTIONS: [&str; 8] =
    ["opened", "inspected", "postponed", "praised", "questioned", "repaired", "closed", "counted"];
const THINGS: [&str; 8] = [
    "the road over the pass",
    "the school hall",
    "apple crates",
    "a bridge",
    "the budget",
    "water meters",
    "the ferry",
    "ballot papers",
];

/// One story; the same number gives the same one.
fn story(number: u32) -> serde_json::Value {
    let mut chance = Chance(u64::from(number));
    let (year, month, day) = (2012 + chance.below(14), 1 + chance.below(12), 1 + chance.below(28));
    let date = format!("{year}-{month:02}-{day:02}");
    let place = chance.one_of(&PLACES);
    let paragraphs: Vec<String> =
        (0..4 + chance.below(8)).map(|_| paragraph(&mut chance)).collect();
    json!({
        "id": number,
        "url": format!("https://paper.example/{}/{number}/", date.replace('-', "/")),
        "lang": "en",
        "date": date,
        "time": format!("{:02}:{:02}", chance.below(24), chance.below(60)),
        "section": chance.one_of(&SECTIONS),
        "byline": chance.one_of(&PEOPLE),
        "agency": "",
        "dateline": place,
        "headline": format!("{place}: {}", sentence(&mut chance)),
        "deck": "",
        "tags": [place],
        "body": paragraphs.join("\n\n"),
    })
}

fn paragraph(chance: &mut Chance) -> String {
    let sentences: Vec<String> =
        (0..2 + chance.below(3)).map(|_| format!("{}.", sentence(chance))).collect();
    sentences.join(" ")
}

fn sentence(chance: &mut Chance) -> String {
    let mut text = format!(
        "{} {} {} in {}",
        chance.one_of(&SUBJECTS),
        chance.one_of(&ACTIONS),
        chance.one_of(&THINGS),
        chance.one_of(&PLACES)
    );
    if chance.below(2) == 0 {
        // Names that are rare: every archive has a long tail of them.
        text += &format!(", said {} {}", chance.one_of(&PEOPLE), chance.rare_name());
    }
    text
}

/// Chance that comes out the same for the same start (splitmix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[usize::try_from(self.below(words.len() as u64)).unwrap_or(0)]
    }

    fn rare_name(&mut self) -> String {
        let parts = ["ba", "dor", "el", "ga", "hin", "ka", "lum", "mer", "no", "ral", "sha", "ti"];
        (0..3).map(|_| self.one_of(&parts)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_gives_the_same_story_and_another_gives_another() {
        assert_eq!(story(7), story(7));
        assert_ne!(story(7)["body"], story(8)["body"]);
        assert!(story(7)["body"].as_str().unwrap().contains("\n\n"));
    }
}
