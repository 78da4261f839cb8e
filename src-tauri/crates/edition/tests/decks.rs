//! A page's lead keeps its deck: it says half of what the headline says.

mod days;

use std::collections::BTreeSet;

use days::{Kind, day, text};
use edition::{Galleys, Sheet, page::Part};

#[test]
fn a_pages_lead_keeps_its_deck_at_both_usual_sizes() {
    let window = Sheet::Screen { width: 1440, height: 788 };
    for (sheet, percent) in [(window, 100), (window, 118), (Sheet::Broadsheet, 100)] {
        let kind = Kind { stories: 40, ..Kind::usual("en") };
        let paper = day(kind, 1961, &mut |random| text(kind, random));
        let decked = paper.stories.iter().filter(|it| !it.story.reading.deck.is_empty());
        let decked: BTreeSet<String> = decked.map(|it| it.story.id.clone()).collect();
        let made = Galleys::new(paper).make_up(sheet, percent);
        let modules = made.pages.iter().flat_map(|page| &page.modules);
        let has_one = |story: &String| decked.contains(story);
        let leads =
            modules.filter(|it| it.part == Part::Lead && it.story.as_ref().is_some_and(has_one));
        let leads: Vec<_> = leads.collect();
        let bare = leads.iter().filter(|lead| lead.deck.is_empty()).count();
        assert!(leads.len() >= 4, "{sheet} at {percent} %: {} leads with a deck", leads.len());
        assert!(
            bare * 20 <= leads.len(),
            "{sheet} at {percent} %: {bare} of {} lost it",
            leads.len()
        );
    }
}
