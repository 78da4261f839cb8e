//! The index as its users see it.

use std::fs;
use std::path::Path;

use model::{Figure, Kind, MARK_END, MARK_START, Query, Reading, Sort, Story};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::{Error, Found, Index, Load, Unusable};

/// The id of the archive that is indexed.
pub(crate) const ARCHIVE: &str = "f00d";

/// An index in a folder of its own.
pub(crate) struct Shelf {
    pub(crate) index: Index,
    folder: TempDir,
}

pub(crate) fn story(headline: &str, text: &str) -> Story {
    Story {
        id: headline.to_owned(),
        source: "gazette.example".to_owned(),
        day: "2020-09-15".parse().unwrap(),
        revision: 1,
        captured: None,
        gone: false,
        reading: Reading {
            headline: headline.to_owned(),
            language: "en".to_owned(),
            ..Reading::default()
        },
        text: text.to_owned(),
    }
}

impl Shelf {
    /// Rows are counted from 1.
    fn of(stories: &[Story]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(folder.path(), ARCHIVE).unwrap();
        let shelf = Self { index, folder };
        let rows: Vec<(u64, &Story)> = (1..).zip(stories).collect();
        shelf.put(&rows, 1);
        shelf
    }

    pub(crate) fn put(&self, rows: &[(u64, &Story)], last_change: u64) {
        let mut writer = self.index.writer(Load::Daily).unwrap();
        rows.iter().for_each(|(row, story)| writer.put(*row, story).unwrap());
        writer.commit(last_change).unwrap();
        writer.finish().unwrap();
        self.index.reload().unwrap();
    }

    fn ask(&self, query: &Query) -> Found {
        self.index.search(query).unwrap()
    }

    /// Rows found, in order.
    fn rows(&self, query: &Query) -> Vec<u64> {
        self.ask(query).hits.iter().map(|hit| hit.row).collect()
    }

    /// Rows found for a finished query.
    fn find(&self, text: &str) -> Vec<u64> {
        let mut rows = self.rows(&query(&format!("{text} ")));
        rows.sort_unstable();
        rows
    }

    fn find_exactly(&self, text: &str) -> Vec<u64> {
        let mut rows = self.rows(&Query { exact: true, ..query(text) });
        rows.sort_unstable();
        rows
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Its folder, of which nothing is open.
    pub(crate) fn close(self) -> TempDir {
        self.folder
    }
}

pub(crate) fn query(text: &str) -> Query {
    Query { text: text.to_owned(), limit: 20, ..Query::default() }
}

/// A paper's shelf with something in every field.
pub(crate) fn paper() -> Shelf {
    let mut snow =
        story("Snow closes the pass", "Traffic stopped at the tunnel. The road is closed.");
    snow.reading.deck = "Travellers wait".to_owned();
    snow.reading.byline = "Tariq Bhat".to_owned();
    snow.reading.agency = "PTI".to_owned();
    snow.reading.dateline = "Srinagar".to_owned();
    snow.reading.section = vec!["City & Towns".to_owned()];
    snow.reading.tags = vec!["Weather".to_owned()];
    snow.reading.lead =
        Some(Figure { cutline: "A stranded lorry".to_owned(), ..Figure::default() });

    let mut craft =
        story("Papier-mâché finds new hands", "Roads to the villages were open; tunnels too.");
    craft.reading.section = vec!["Opinion".to_owned(), "On Heritage".to_owned()];
    craft.reading.also_in = vec![vec!["Opinion".to_owned(), "Art Space".to_owned()]];
    craft.reading.kind = Kind::Gallery;
    craft.day = "2021-01-02".parse().unwrap();

    let mut urdu = story("برف باری سے سڑک بند", "سڑکوں پر برف ہے۔ كتاب میلہ ملتوی۔");
    urdu.reading.language = "ur-IN".to_owned();
    urdu.reading.section = vec!["City & Towns".to_owned()];
    urdu.source = "akhbar.example".to_owned();
    urdu.day = "2019-12-31".parse().unwrap();

    let mut hindi = story("बर्फ़बारी से सड़क बंद", "किसानों ने ज़िन्दगी की बात की।");
    hindi.reading.language = "hi".to_owned();
    hindi.day = "2021-12-31".parse().unwrap();
    Shelf::of(&[snow, craft, urdu, hindi])
}

#[test]
fn words_of_any_part_are_found_and_all_of_them_must_stand() {
    let shelf = paper();
    assert_eq!(shelf.find("snow"), [1]);
    assert_eq!(shelf.find("snow tunnel"), [1]);
    assert_eq!(shelf.find("snow villages"), [0_u64; 0]);
    for text in ["travellers", "bhat", "weather", "lorry", "caption:lorry", "byline:tariq"] {
        assert_eq!(shelf.find(text), [1], "{text}");
    }
    assert_eq!(shelf.find("papier-mache"), [2]);
    assert_eq!(shelf.find("کتاب"), [3]);
    assert_eq!(shelf.find("जिन्दगी"), [4]);
}

#[test]
fn exact_words_have_no_forms_and_stand_in_headline_or_body() {
    let shelf = paper();
    assert_eq!(shelf.find("road"), [1, 2]);
    assert_eq!(shelf.find_exactly("road"), [1]);
    assert_eq!(shelf.find("\"roads\""), [2]);
    assert_eq!(shelf.find("سڑک"), [3]);
    assert_eq!(shelf.find("किसान"), [4]);
    assert_eq!(shelf.find_exactly("किसान"), [0_u64; 0]);
    assert_eq!(shelf.find_exactly("bhat"), [0_u64; 0]);
    assert_eq!(shelf.find_exactly("byline:bhat"), [1]);
}

#[test]
fn phrases_need_their_words_in_order_and_together() {
    let shelf = paper();
    assert_eq!(shelf.find("\"the tunnel\""), [1]);
    assert_eq!(shelf.find("\"tunnel at\""), [0_u64; 0]);
    assert_eq!(shelf.find("\"stopped tunnel\""), [0_u64; 0]);
    assert_eq!(shelf.find("\"stopped tunnel\"~2"), [1]);
}

#[test]
fn or_not_and_groups_choose() {
    let shelf = paper();
    assert_eq!(shelf.find("snow OR villages"), [1, 2]);
    assert_eq!(shelf.find("roads -snow"), [2]);
    assert_eq!(shelf.find("-snow"), [2, 3, 4]);
    assert_eq!(shelf.find("road (snow OR cricket)"), [1]);
    assert_eq!(shelf.find("cricket OR -snow"), [2, 3, 4]);
}

#[test]
fn values_filter() {
    let shelf = paper();
    for (text, rows) in [
        ("section:opinion", &[2][..]),
        ("section:heritage", &[2]),
        ("section:\"Opinion > Art Space\"", &[2]),
        ("section:towns", &[1, 3]),
        ("source:gazette", &[1, 2, 4]),
        ("source:Akhbar.example", &[3]),
        ("kind:gallery", &[2]),
        ("lang:ur", &[3]),
        ("lang:en", &[1, 2]),
        ("lang:e", &[]),
        ("agency:pti", &[1]),
        ("place:srinagar", &[1]),
        ("tag:weather", &[1]),
        ("date:2020", &[1]),
        ("date:2019-12", &[3]),
        ("date:2020..2021", &[1, 2, 4]),
        ("date:2021-01-02..2021-12-31", &[2, 4]),
        ("date:..2020-09-15", &[1, 3]),
        ("date:2021-12-31..", &[4]),
        ("kind:article date:2021", &[4]),
    ] {
        assert_eq!(shelf.find(text), rows, "{text}");
    }
}

#[test]
fn near_words_and_patterns_are_found() {
    let shelf = paper();
    assert_eq!(shelf.find("tunenl~1"), [1]);
    assert_eq!(shelf.find("place:srenagar~"), [1]);
    assert_eq!(shelf.find("trav*"), [1]);
    assert_eq!(shelf.find("tu??el"), [1]);
    assert_eq!(shelf.find("*ages"), [2]);
    assert_eq!(shelf.find("/tunnels?/"), [1, 2]);
    assert_eq!(shelf.find("headline:sn*"), [1]);
}

#[test]
fn an_unfinished_last_word_is_completed() {
    let shelf = paper();
    assert_eq!(shelf.rows(&query("vill")), [2]);
    assert_eq!(shelf.rows(&query("vill ")), [0_u64; 0]);
    assert_eq!(shelf.rows(&query("v")), [0_u64; 0]);
    assert_eq!(shelf.rows(&query("headline:clos")), [1]);
    assert_eq!(shelf.rows(&query("\"the tun")), [1]);
    assert_eq!(shelf.rows(&Query { exact: true, ..query("vill") }), [0_u64; 0]);
}

#[test]
fn headlines_outrank_bodies_and_exact_words_their_forms() {
    let body = story("Weather", "All day the road lay under snow and nobody came to clear it.");
    let headline = story("Snow", "All day the road lay under it and nobody came to clear it.");
    let form =
        story("Weather again", "All day it snowed and nobody came to clear the road at night.");
    let shelf = Shelf::of(&[form, body, headline]);
    assert_eq!(shelf.rows(&query("snow ")), [3, 2, 1]);
}

#[test]
fn days_and_times_of_day_give_an_order() {
    let at = |headline: &str, moment: &str| {
        let mut story = story(headline, "snow");
        story.reading.published = Some(moment.parse().unwrap());
        story.day = story.reading.published.unwrap().date();
        story
    };
    let shelf = Shelf::of(&[
        at("noon", "2020-09-15T12:00:00+05:30"),
        at("night", "2020-09-15T00:10:00+05:30"),
        at("next day", "2020-09-16T00:10:00+05:30"),
    ]);
    assert_eq!(shelf.rows(&Query { sort: Sort::Newest, ..query("snow") }), [3, 1, 2]);
    assert_eq!(shelf.rows(&Query { sort: Sort::Oldest, ..query("snow") }), [2, 1, 3]);
    assert_eq!(shelf.rows(&query("date:2020 ")), [3, 1, 2], "nothing ranks them");
    let page = Query { sort: Sort::Newest, limit: 1, offset: 1, ..query("snow") };
    assert_eq!(shelf.rows(&page), [1]);
    assert_eq!(shelf.ask(&page).total, 3);
    let none = Query { limit: 0, ..query("snow") };
    assert_eq!((shelf.rows(&none).len(), shelf.ask(&none).total), (0, 3));
    let past = Query { offset: u32::MAX, limit: u32::MAX, ..query("snow") };
    assert_eq!((shelf.rows(&past).len(), shelf.ask(&past).total), (0, 3));
}

#[test]
fn facets_count_all_that_is_found() {
    let shelf = paper();
    let found = shelf.ask(&Query { facets: true, limit: 1, ..query("-cricket") });
    let said = |counts: &[model::FacetCount]| {
        let all: Vec<String> =
            counts.iter().map(|count| format!("{} {}", count.value, count.count)).collect();
        all.join(", ")
    };
    let facets = &found.facets;
    assert_eq!(
        said(&facets.section),
        "City & Towns 2, Opinion 1, Opinion > Art Space 1, Opinion > On Heritage 1"
    );
    assert_eq!(said(&facets.source), "gazette.example 3, akhbar.example 1");
    assert_eq!(said(&facets.year), "2021 2, 2019 1, 2020 1");
    assert_eq!(said(&facets.byline), "Tariq Bhat 1");
    assert_eq!(said(&facets.kind), "article 3, gallery 1");
    assert_eq!(said(&facets.language), "en 2, hi 1, ur-IN 1");
    assert_eq!(shelf.ask(&query("snow")).facets, model::Facets::default());
}

#[test]
fn hits_are_marked_in_headline_and_text() {
    let shelf = paper();
    let marked = |text: &str| text.replace(MARK_START, "<").replace(MARK_END, ">");
    let marks = shelf.ask(&query("road headline:snow -weather ")).marks;
    assert_eq!(marked(&marks.mark("Snow closes the roads")), "<Snow> closes the <roads>");
    assert_eq!(
        marked(&marks.snippet("Snow on the road, weather bad")),
        "Snow on the <road>, weather bad"
    );
}

#[test]
fn an_empty_query_finds_nothing() {
    let shelf = paper();
    for text in ["", "   ", "\u{0}", "-", "()", "\"\""] {
        let found = shelf.ask(&query(text));
        assert_eq!((found.total, found.understood.as_str()), (0, ""), "{text:?}");
    }
}

#[test]
fn a_row_is_replaced_and_deleted() {
    let shelf = Shelf::of(&[story("Snow", "first"), story("Rain", "second")]);
    shelf.put(&[(1, &story("Hail", "third"))], 7);
    assert_eq!(shelf.index.count(), 2);
    assert_eq!((shelf.find("snow"), shelf.find("hail")), (vec![], vec![1]));
    let mut writer = shelf.index.writer(Load::Daily).unwrap();
    writer.put(3, &story("Fog", "fourth")).unwrap();
    writer.put(3, &story("Mist", "fourth again")).unwrap();
    writer.delete(2).unwrap();
    writer.delete(99).unwrap();
    writer.commit(9).unwrap();
    writer.finish().unwrap();
    assert_eq!(shelf.find("rain"), [2], "seen only after a reload");
    shelf.index.reload().unwrap();
    assert_eq!(
        (shelf.find("rain"), shelf.find("fog"), shelf.find("mist")),
        (vec![], vec![], vec![3])
    );
    assert_eq!((shelf.index.count(), shelf.index.last_change()), (2, 9));
}

#[test]
fn what_was_committed_is_there_after_reopening() {
    let shelf = Shelf::of(&[story("Snow", "first")]);
    let Shelf { index, folder } = shelf;
    assert_eq!(index.last_change(), 1);
    drop(index);
    let index = Index::open(folder.path(), ARCHIVE).unwrap();
    assert_eq!((index.count(), index.last_change()), (1, 1));
    assert_eq!(index.search(&query("snow")).unwrap().total, 1);
}

#[test]
fn an_empty_index_is_opened_again_and_knows_no_change() {
    let folder = tempfile::tempdir().unwrap();
    drop(Index::open(folder.path(), ARCHIVE).unwrap());
    let index = Index::open(folder.path(), ARCHIVE).unwrap();
    assert_eq!((index.count(), index.last_change()), (0, 0));
}

#[test]
fn only_one_writes() {
    let shelf = paper();
    let other = Index::open(shelf.path(), ARCHIVE).unwrap();
    let writer = shelf.index.writer(Load::Daily).unwrap();
    assert!(matches!(other.writer(Load::Daily), Err(Error::Locked)));
    writer.finish().unwrap();
    assert!(other.writer(Load::Rebuild).is_ok());
}

#[test]
fn damage_and_other_versions_are_told_and_reset() {
    let reason = |folder: &Path| match Index::open(folder, ARCHIVE) {
        Err(Error::Unusable { reason, .. }) => Some(reason),
        _ => None,
    };
    let shelf = paper();
    let folder = shelf.path().to_owned();
    let meta = folder.join("meta.json");
    let kept = fs::read_to_string(&meta).unwrap();
    fs::write(&meta, kept.replace("\\\"schema\\\":", "\\\"schema\\\":1000")).unwrap();
    assert_eq!(reason(&folder), Some(Unusable::OtherVersion));
    fs::write(&meta, &kept[..kept.len() / 2]).unwrap();
    assert_eq!(reason(&folder), Some(Unusable::Damaged));
    fs::remove_file(&meta).unwrap();
    assert_eq!(reason(&folder), Some(Unusable::Damaged));
    let Shelf { index, folder: kept } = shelf;
    drop(index);
    let index = Index::reset(&folder, ARCHIVE).unwrap();
    assert_eq!((index.count(), index.last_change()), (0, 0));
    assert_eq!(reason(&folder), None);
    drop(kept);
}

/// Text with much of what means something in a query.
fn queries() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{0,6}",
        "[ \"()/*?~:.&'-]{1,4}",
        Just(" OR ".to_owned()),
        Just(" NOT ".to_owned()),
        Just("headline:".to_owned()),
        Just("date:2019..".to_owned()),
        Just("snow~2".to_owned()),
        Just("/[a-z]+|x{3}/".to_owned()),
        Just("سڑک ".to_owned()),
        Just("ज़िन्दगी".to_owned()),
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..20).prop_map(|pieces| pieces.concat())
}

thread_local! {
    // Made once a thread: an index a case would take minutes.
    static PAPER: Shelf = paper();
}

proptest! {
    #[test]
    fn no_query_fails(text in prop_oneof![queries(), any::<String>()], exact: bool, facets: bool) {
        let query = Query { text, exact, facets, limit: 3, ..Query::default() };
        PAPER.with(|paper| {
            let found = paper.ask(&query);
            let text = "Snow سڑک ज़िन्दगी\n\n on the road";
            let without_marks = |text: String| text.replace([MARK_START, MARK_END], "");
            prop_assert_eq!(without_marks(found.marks.mark(text)), text.replace("\n\n ", " "));
            prop_assert_eq!(without_marks(found.marks.snippet(text)), text.replace("\n\n ", " "));
            Ok(())
        })?;
    }
}
