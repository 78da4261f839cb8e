//! The fields of the index and how a story fills them.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use model::Story;
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};

use crate::analyzer::NEWS;

/// Changes with every change of the fields or of the words that the analyzer makes.
pub(crate) const VERSION: u32 = 1;

/// Stands between the names of a section's path in a facet.
const PATH_SEPARATOR: &str = " > ";

/// Where `printed` counts from.
const EPOCH: Date = date(1970, 1, 1);

/// Seconds of a day, as `printed` counts.
pub(crate) const SECONDS_A_DAY: i64 = 86_400;

/// What a commit says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Payload {
    /// The id of the archive whose stories it indexes; empty where it has none.
    pub(crate) archive: String,
    /// [`VERSION`] of the program that wrote it.
    pub(crate) schema: u32,
    /// The archive's last change that the index knows of.
    pub(crate) last_change: u64,
}

impl Payload {
    /// As a commit carries it: JSON.
    pub(crate) fn written(&self) -> String {
        serde_json::json!(self).to_string()
    }

    /// None when it is not one of this program's.
    pub(crate) fn read(payload: &str) -> Option<Self> {
        serde_json::from_str(payload).ok()
    }
}

/// Names of the fields whose columns are read by name.
pub(crate) mod column {
    pub(crate) const ROW: &str = "row";
    pub(crate) const PRINTED: &str = "printed";
    pub(crate) const SOURCE: &str = "source";
    pub(crate) const KIND: &str = "kind";
    pub(crate) const LANGUAGE: &str = "language";
    pub(crate) const SECTION_PATH: &str = "section_path";
    pub(crate) const BYLINE_NAME: &str = "byline_name";
}

/// The fields, in the order in which they are declared.
///
/// Nothing is stored: what a story says is in the archive, the index knows its row there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// The story's row in the archive.
    pub(crate) row: Field,
    /// Seconds on the paper's own clock: the edition's day and, within it, the time of publication.
    pub(crate) printed: Field,
    pub(crate) headline: Field,
    pub(crate) deck: Field,
    pub(crate) body: Field,
    pub(crate) caption: Field,
    pub(crate) tag: Field,
    pub(crate) byline: Field,
    pub(crate) agency: Field,
    pub(crate) place: Field,
    /// The words of each section's whole path.
    pub(crate) section: Field,
    pub(crate) source: Field,
    pub(crate) kind: Field,
    pub(crate) language: Field,
    /// Each beginning of each section's path, for counting.
    section_path: Field,
    /// The byline as printed, for counting.
    byline_name: Field,
}

/// Declares the fields.
pub(crate) fn declare() -> (Schema, Fields) {
    let mut schema = SchemaBuilder::new();
    let row = schema.add_u64_field(column::ROW, INDEXED | FAST);
    let printed = schema.add_i64_field(column::PRINTED, FAST);
    let mut words = |name| schema.add_text_field(name, words());
    let [headline, deck, body] = ["headline", "deck", "body"].map(&mut words);
    let [caption, tag, byline] = ["caption", "tag", "byline"].map(&mut words);
    let [agency, place, section] = ["agency", "place", "section"].map(&mut words);
    let mut value = |name| schema.add_text_field(name, counted().set_indexing_options(whole()));
    let [source, kind, language] = [column::SOURCE, column::KIND, column::LANGUAGE].map(&mut value);
    let section_path = schema.add_text_field(column::SECTION_PATH, counted());
    let byline_name = schema.add_text_field(column::BYLINE_NAME, counted());
    let fields = Fields {
        row,
        printed,
        headline,
        deck,
        body,
        caption,
        tag,
        byline,
        agency,
        place,
        section,
        source,
        kind,
        language,
        section_path,
        byline_name,
    };
    (schema.build(), fields)
}

/// Text that is cut into words; their positions are kept for phrases.
fn words() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(NEWS)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}

/// Text that is found as a whole.
fn whole() -> TextFieldIndexing {
    TextFieldIndexing::default()
        .set_tokenizer("raw")
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::Basic)
}

/// Text that is counted for facets.
fn counted() -> TextOptions {
    TextOptions::default().set_fast("raw")
}

impl Fields {
    /// The story as the index takes it.
    pub(crate) fn document(&self, row: u64, story: &Story) -> TantivyDocument {
        let reading = &story.reading;
        let mut document = TantivyDocument::new();
        document.add_u64(self.row, row);
        document.add_i64(self.printed, printed(story));
        let mut add = |field, text: &str| {
            if !text.trim().is_empty() {
                document.add_text(field, text);
            }
        };
        add(self.headline, &reading.headline);
        add(self.deck, &reading.deck);
        add(self.body, &story.text);
        add(self.byline, &reading.byline);
        add(self.byline_name, &reading.byline);
        add(self.agency, &reading.agency);
        add(self.place, &reading.dateline);
        add(self.source, &story.source);
        add(self.kind, reading.kind.as_str());
        add(self.language, &reading.language);
        reading.figures().for_each(|figure| add(self.caption, &figure.cutline));
        reading.tags.iter().for_each(|tag| add(self.tag, tag));
        let paths: BTreeSet<&[String]> =
            reading.also_in.iter().chain([&reading.section]).map(Vec::as_slice).collect();
        paths.iter().for_each(|path| add(self.section, &path.join(" ")));
        beginnings(&paths).iter().for_each(|path| add(self.section_path, path));
        document
    }
}

/// Each beginning of each path, once, written as a facet's value.
fn beginnings(paths: &BTreeSet<&[String]>) -> BTreeSet<String> {
    let all = |path: &&[String]| {
        let path = path.to_vec();
        (1..=path.len()).map(move |depth| path[..depth].join(PATH_SEPARATOR))
    };
    paths.iter().flat_map(all).collect()
}

/// Where a story stands in time: its edition's day, then its time of publication on the paper's own clock.
fn printed(story: &Story) -> i64 {
    let time = story.reading.published.map_or(0, |moment| {
        let time = moment.offset.to_datetime(moment.timestamp).time();
        i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
    });
    first_second(story.day) + time
}

/// The first second of a day, counted as `printed` is.
pub(crate) fn first_second(day: Date) -> i64 {
    day.duration_since(EPOCH).as_secs()
}

/// The year in which a second lies that is counted as `printed` is.
pub(crate) fn year(printed: i64) -> i16 {
    EPOCH.saturating_add(SignedDuration::from_secs(printed)).year()
}
