use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Code, Desk, Error};

/// What the reader wishes for a story in the pages of its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Wish {
    /// It stands on the front.
    Front,
    /// It is left out.
    Out,
}

/// By the ids of stories.
pub(crate) type Wishes = BTreeMap<String, Wish>;

impl Desk {
    /// Keeps what the reader wishes for a story, or forgets it.
    ///
    /// # Errors
    /// [`Code::NotFound`] if there is no such story, or the archive cannot be written.
    pub fn wish(&self, story: &str, wish: Option<Wish>) -> Result<(), Error> {
        let story = self.story(story, None)?;
        let mut wishes = self.wishes(&story.source, story.day)?;
        match wish {
            Some(wish) => wishes.insert(story.id, wish),
            None => wishes.remove(&story.id),
        };
        let text = serde_json::to_string(&wishes).map_err(|error| {
            Error::new(Code::BadInput, format!("This wish cannot be kept ({error})."), "")
        })?;
        Ok(self.writer()?.set_setting(&name(&story.source, story.day), &text)?)
    }

    /// What the reader wishes for the stories of a day; what cannot be read counts as nothing.
    pub(crate) fn wishes(&self, source: &str, day: Date) -> Result<Wishes, Error> {
        let stored = self.reader().setting(&name(source, day))?;
        Ok(stored.and_then(|stored| serde_json::from_str(&stored).ok()).unwrap_or_default())
    }
}

/// The setting that has a day's wishes; whoever erases the source finds it by this beginning.
fn name(source: &str, day: Date) -> String {
    format!("wishes {source} {day}")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{Access, ReadingSpot, Window};

    /// An archive with three stories of a day.
    fn desk() -> (tempfile::TempDir, Desk) {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::open(folder.path(), Access::Write).unwrap();
        let line = |at: usize| {
            let body = "The ferry ran aground twice before noon. ".repeat(20 * (4 - at));
            format!(
                r#"{{"id": "a{at}", "url": "https://paper.example/{at}/", "date": "2020-04-03", "section": "City", "headline": "Ferry {at}", "body": "{body}"}}"#
            ) + "\n"
        };
        let lines: String = (1..=3).map(line).collect();
        desk.import_stories(lines.as_bytes(), &mut |_| ()).unwrap();
        (folder, desk)
    }

    const DAY: Date = date(2020, 4, 3);
    const WINDOW: Window = Window { width: 1024, height: 588, text_size: 100 };

    /// Stories on the pages of the day, the front's lead first.
    fn printed(desk: &Desk) -> Vec<String> {
        let source = desk.sources().unwrap().remove(0).id;
        let edition = desk.pages(&source, DAY, WINDOW).unwrap().edition;
        let modules = edition.pages.iter().flat_map(|page| &page.modules);
        let stories = modules.flat_map(|module| {
            let lines = module.legs.iter().flat_map(|leg| &leg.lines);
            module.story.clone().into_iter().chain(lines.filter_map(|line| line.story.clone()))
        });
        stories.collect()
    }

    #[test]
    fn what_is_pinned_leads_and_what_is_left_out_is_in_no_page_until_it_is_taken_back() {
        let (_folder, desk) = desk();
        let first = printed(&desk);
        assert_ne!(first[0], "a3");
        desk.wish("a3", Some(Wish::Front)).unwrap();
        assert_eq!(printed(&desk)[0], "a3");
        desk.wish("a1", Some(Wish::Out)).unwrap();
        assert!(!printed(&desk).contains(&"a1".to_owned()));
        let paper = desk.paper("paper.example", Some(DAY)).unwrap().unwrap();
        let wishes = [("a1".to_owned(), Wish::Out), ("a3".to_owned(), Wish::Front)];
        assert_eq!(paper.wishes, Wishes::from(wishes));
        for story in ["a1", "a3"] {
            desk.wish(story, None).unwrap();
        }
        assert_eq!(printed(&desk), first);
        assert!(desk.wish("nothing", None).is_err());
    }

    #[test]
    fn a_day_of_which_all_is_left_out_is_shown_all_the_same() {
        let (_folder, desk) = desk();
        for story in ["a1", "a2", "a3"] {
            desk.wish(story, Some(Wish::Out)).unwrap();
        }
        assert!(printed(&desk).contains(&"a1".to_owned()));
    }

    #[test]
    fn the_page_that_is_read_is_made_before_the_others() {
        let (_folder, desk) = desk();
        let spot =
            |story: Option<&str>| ReadingSpot { story: story.map(str::to_owned), at: 0, page: 2 };
        let page = |story| desk.page(("paper.example", DAY), WINDOW, &spot(story)).unwrap();
        let front = page(None).unwrap().edition;
        let whole = desk.pages("paper.example", DAY, WINDOW).unwrap().edition;
        assert_eq!((front.pages.len(), &front.format), (1, &whole.format));
        assert_eq!(page(Some("a2")).unwrap().edition.pages[0].number, 2);
        assert_eq!(page(Some("nothing")), None);
    }
}
