use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread;

use extract::{Form, PageStory, Refusal, page_story};
use flate2::read::GzDecoder;
use model::{Moment, plain_text};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::error::plain;
use crate::lines::next_line;
use crate::{Code, Error};

/// The most bytes of a page, unpacked; the extractor refuses what is larger and says so.
const LARGEST: u64 = 16 << 20;
/// Pages that are read before the first of them is told, for each thread.
const AHEAD: usize = 16;

/// What the extractor makes of one page.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PageRead {
    /// Its name in the list that was read, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The headline, or empty.
    pub title: String,
    /// The words over the headline, or empty.
    pub kicker: String,
    /// The summary under it, or empty.
    pub deck: String,
    /// Who signed it, people and agencies, in the page's order.
    pub byline: Vec<String>,
    /// The agency that it came from, or empty.
    pub agency: String,
    /// The place that it is filed from, or empty.
    pub dateline: String,
    /// When it was published.
    pub published: Option<Moment>,
    /// When it was last changed.
    pub modified: Option<Moment>,
    /// The story as plain text, blocks parted by one empty line; empty if the page is no story.
    pub body: String,
    /// The story's own pictures in order.
    pub images: Vec<PageImage>,
    /// What sort of thing it is: a [`model::Kind`], or `live` or `video`.
    pub kind: &'static str,
    /// BCP 47.
    pub language: String,
    /// Path of its section, from the top.
    pub section: Vec<String>,
    /// The paper's own subject words.
    pub tags: Vec<String>,
    /// The story's own address.
    pub url: String,
    /// The page that goes on where this one ends.
    pub next: Option<Url>,
    /// The page that this one goes on from.
    pub previous: Option<Url>,
    /// Why the page is no story.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A picture of a page's story.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PageImage {
    /// Absolute address.
    pub url: String,
    /// What is printed under it, without the credit.
    pub caption: String,
    /// Who took it or owns it.
    pub credit: String,
}

/// Reads the page in a file (`.gz` or not) that was downloaded from `url`.
///
/// # Errors
/// If the address is none or the file cannot be read; a page that is no story is no error.
pub fn extract_file(file: &Path, url: &str) -> Result<PageRead, Error> {
    let url = Url::parse(url).map_err(|error| {
        Error::new(
            Code::BadAddress,
            format!("“{url}” is no address ({error})."),
            "Give the address that the page was downloaded from, with its scheme.",
        )
    })?;
    let bytes = page_bytes(file).map_err(|error| unreadable(file, &error))?;
    Ok(read(&bytes, &url))
}

/// Reads the pages that a list names, one JSON object `{id, file, url}` a line, and tells each in the list's order.
///
/// Files are looked for in `pages`, else beside the list. What cannot be read has its reason and stops nothing.
/// `threads` work at the same time.
///
/// # Errors
/// If the list cannot be read, or as `tell` says.
pub fn extract_batch(
    list: &Path,
    pages: Option<&Path>,
    threads: usize,
    tell: &mut dyn FnMut(&PageRead) -> Result<(), Error>,
) -> Result<(), Error> {
    let pages = pages.or_else(|| list.parent()).unwrap_or(Path::new("."));
    let mut input = BufReader::new(File::open(list).map_err(|error| unreadable(list, &error))?);
    let mut line = Vec::new();
    loop {
        let asked = next_asked(&mut input, &mut line, threads * AHEAD)
            .map_err(|error| unreadable(list, &error))?;
        if asked.is_empty() {
            return Ok(());
        }
        for read in read_all(&asked, pages, threads) {
            tell(&read)?;
        }
    }
}

/// A line of the list.
#[derive(Deserialize)]
struct Asked {
    id: String,
    file: PathBuf,
    url: String,
}

/// The next lines, at most `count`; one that says nothing is its reason.
fn next_asked(
    input: &mut impl BufRead,
    line: &mut Vec<u8>,
    count: usize,
) -> io::Result<Vec<Result<Asked, String>>> {
    let mut asked = Vec::new();
    while asked.len() < count
        && let Some(next) = next_line(input, line)?
    {
        if next.as_ref().is_ok_and(|text| text.trim().is_empty()) {
            continue;
        }
        asked.push(next.and_then(|text| {
            serde_json::from_str(text).map_err(|error| format!("no line of a list: {error}"))
        }));
    }
    Ok(asked)
}

fn read_all(asked: &[Result<Asked, String>], pages: &Path, threads: usize) -> Vec<PageRead> {
    let share = asked.len().div_ceil(threads.max(1));
    thread::scope(|scope| {
        let work: Vec<_> = asked
            .chunks(share.max(1))
            .map(|own| scope.spawn(move || own.iter().map(|it| read_asked(it, pages)).collect()))
            .collect();
        work.into_iter().flat_map(|work| work.join().unwrap_or_else(|_| Vec::new())).collect()
    })
}

fn read_asked(asked: &Result<Asked, String>, pages: &Path) -> PageRead {
    let asked = match asked {
        Ok(asked) => asked,
        Err(reason) => return refused(reason.clone()),
    };
    let page = || {
        let url = Url::parse(&asked.url).map_err(|error| format!("its address: {error}"))?;
        let bytes = page_bytes(&pages.join(&asked.file)).map_err(|error| plain(&error))?;
        // The last net: whatever a page does, the others are read.
        catch_unwind(AssertUnwindSafe(|| read(&bytes, &url)))
            .map_err(|_| "the extractor failed".to_owned())
    };
    PageRead { id: Some(asked.id.clone()), ..page().unwrap_or_else(refused) }
}

fn page_bytes(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let open = File::open(file)?;
    if file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz")) {
        GzDecoder::new(open).take(LARGEST).read_to_end(&mut bytes)?;
    } else {
        open.take(LARGEST).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn read(bytes: &[u8], url: &Url) -> PageRead {
    match page_story(bytes, None, url) {
        Ok(story) => of_story(story),
        Err(refusal) => no_story(refusal),
    }
}

fn of_story(story: PageStory) -> PageRead {
    let reading = story.extracted.reading;
    let images = reading.figures().map(|figure| PageImage {
        url: figure.url.clone(),
        caption: figure.cutline.clone(),
        credit: figure.credit.clone(),
    });
    PageRead {
        id: None,
        images: images.collect(),
        body: plain_text(&reading.body),
        byline: story.signed,
        published: reading.published,
        kind: match story.form {
            Form::Story => reading.kind.as_str(),
            Form::Live => "live",
            Form::Video => "video",
        },
        title: reading.headline,
        kicker: story.kicker,
        deck: reading.deck,
        agency: reading.agency,
        dateline: reading.dateline,
        modified: reading.modified,
        tags: reading.tags,
        url: reading.url,
        next: story.next,
        previous: story.previous,
        language: reading.language,
        section: reading.section,
        reason: None,
    }
}

fn no_story(refusal: Refusal) -> PageRead {
    PageRead {
        title: refusal.headline,
        byline: refusal.signed,
        published: refusal.published,
        ..refused(refusal.why.to_string())
    }
}

fn refused(reason: String) -> PageRead {
    PageRead { reason: Some(reason), ..PageRead::default() }
}

fn unreadable(file: &Path, error: &io::Error) -> Error {
    Error::new(
        Code::BadInput,
        format!("{} cannot be read ({}).", file.display(), plain(error)),
        "Name a file that is there.",
    )
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write as _;

    use super::*;

    #[test]
    fn a_list_is_told_in_its_order_and_nothing_stops_it() {
        let folder = tempfile::tempdir().unwrap();
        let story = |n: usize| {
            let text = format!(
                "<p>Snow closed pass number {n} on Friday, and two hundred trucks wait below it.</p>"
            );
            format!(
                "<title>Snow {n}</title><article><h1>Snow {n}</h1>{text}<p>The first of them has waited since \
                 Tuesday, said the officer who closed it.</p></article>"
            )
        };
        let mut list = String::from("no line\n\n");
        for n in 0..70 {
            let file = folder.path().join(format!("{n}.html.gz"));
            let mut packed = flate2::write::GzEncoder::new(
                File::create(file).unwrap(),
                flate2::Compression::fast(),
            );
            packed.write_all(story(n).as_bytes()).unwrap();
            packed.finish().unwrap();
            list += &format!(
                "{{\"id\":\"{n}\",\"file\":\"{n}.html.gz\",\"url\":\"https://gazette.example/{n}/\"}}\n"
            );
        }
        fs::write(folder.path().join("9.html.gz"), "not packed").unwrap();
        fs::remove_file(folder.path().join("11.html.gz")).unwrap();
        let path = folder.path().join("list.jsonl");
        fs::write(&path, list).unwrap();
        let mut told = Vec::new();
        extract_batch(&path, None, 3, &mut |read| {
            told.push(read.clone());
            Ok(())
        })
        .unwrap();
        assert_eq!(told.len(), 71);
        assert!(told[0].reason.is_some());
        for (n, read) in told[1..].iter().enumerate() {
            assert_eq!(read.id.as_deref(), Some(n.to_string().as_str()));
            let is_bad = matches!(n, 9 | 11);
            assert_eq!(read.reason.is_some(), is_bad, "{n}");
            assert_eq!(read.title, if is_bad { String::new() } else { format!("Snow {n}") });
        }
    }
}
