use desk::{Captured, Change, Code, Comparison, Desk, Error, History, Part, Passage, Rereading};
use indicatif::HumanBytes;

use crate::output::{Output, Status, counted};

pub(super) fn history(desk: &Desk, story: &str, output: &Output) -> Result<Status, Error> {
    output.result(&desk.history(story)?, history_text)?;
    Ok(Status::Done)
}

pub(super) fn reread(desk: &Desk, only_look: bool, output: &Output) -> Result<Status, Error> {
    let read = desk.read_again(only_look, &mut |_| true)?;
    output.result(&read, |read| reread_text(read, only_look))?;
    Ok(Status::Done)
}

fn reread_text(read: &Rereading, only_look: bool) -> String {
    let mut text = String::new();
    for story in &read.otherwise {
        let parts = if story.changed.is_empty() {
            "sections, tags or times".to_owned()
        } else {
            parts_text(&story.changed)
        };
        text.push_str(&format!("{}  version {}  {parts}\n", story.url, story.revision));
    }
    let stored = match (read.otherwise.is_empty(), only_look) {
        (true, _) => "",
        (false, true) => " Nothing was stored.",
        (false, false) => " What was read before is kept.",
    };
    text.push_str(&format!(
        "Read again: {}. Read otherwise: {}.{stored}\n",
        counted(read.read, "version", "versions"),
        read.otherwise.len()
    ));
    text
}

fn parts_text(parts: &[Part]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| format!("{part:?}").to_lowercase()).collect();
    parts.join(", ")
}

fn history_text(history: &History) -> String {
    let mut text = String::new();
    for revision in &history.revisions {
        let captured =
            revision.captured.map_or_else(|| "from a file".to_owned(), |at| at.to_string());
        let changed = match revision.changed.is_empty() {
            true => String::new(),
            false => format!("  changed: {}", parts_text(&revision.changed)),
        };
        text.push_str(&format!(
            "{}  {captured}  {} words  {}{changed}\n",
            revision.revision, revision.words, revision.headline
        ));
    }
    if history.gone {
        text.push_str("The paper has taken it down.\n");
    }
    text
}

pub(super) fn diff(
    desk: &Desk,
    (story, from, to): (&str, Option<u32>, Option<u32>),
    output: &Output,
) -> Result<Status, Error> {
    output.result(&desk.comparison(story, from, to)?, comparison_text)?;
    Ok(Status::Done)
}

fn comparison_text(comparison: &Comparison) -> String {
    let (from, to) = (&comparison.from, &comparison.to);
    let mut text =
        format!("Version {} to {} of {}\n\n", from.revision, to.revision, comparison.url);
    let heads = [
        ("Headline", &comparison.headline),
        ("Deck", &comparison.deck),
        ("Byline", &comparison.byline),
    ];
    for (name, passage) in heads.into_iter().filter(|(_, passage)| passage.change != Change::Same) {
        text.push_str(&format!("{name}: {}\n\n", passage_text(passage)));
    }
    let mut same = 0;
    for passage in &comparison.body {
        if passage.change == Change::Same {
            same += 1;
            continue;
        }
        text.push_str(&same_text(same));
        same = 0;
        text.push_str(&format!("{}\n\n", passage_text(passage)));
    }
    text.push_str(&same_text(same));
    for figure in &comparison.figures {
        let became = match figure.change {
            Change::Inserted => "came",
            Change::Deleted => "went",
            Change::Same | Change::Changed => "has other words",
        };
        text.push_str(&format!(
            "Picture {} {became}: {}\n\n",
            figure.figure.url,
            passage_text(&figure.cutline)
        ));
    }
    text
}

fn same_text(blocks: u32) -> String {
    match blocks {
        0 => String::new(),
        1 => "(1 paragraph is the same)\n\n".to_owned(),
        _ => format!("({blocks} paragraphs are the same)\n\n"),
    }
}

/// As wdiff marks words: what went between `[-` and `-]`, what came between `{+` and `+}`.
fn passage_text(passage: &Passage) -> String {
    let pieces = passage.pieces.iter().map(|piece| match piece.change {
        Change::Deleted => format!("[-{}-]", piece.text),
        Change::Inserted => format!("{{+{}+}}", piece.text),
        Change::Same | Change::Changed => piece.text.clone(),
    });
    pieces.collect()
}

pub(super) fn capture(
    desk: &Desk,
    (name, raw): (&str, bool),
    output: &Output,
) -> Result<Status, Error> {
    let captured = desk.captured(name)?;
    if raw && captured.capture.is_dropped() {
        return Err(Error {
            code: Code::NotFound,
            message: format!(
                "The body of capture {} was dropped to save room.",
                captured.capture.id
            ),
            hint: "What was read from it stays; broadsheet stats says when it was dropped."
                .to_owned(),
        });
    }
    if raw {
        output.bytes(&captured.capture.body)?;
    } else {
        output.result(&captured, capture_text)?;
    }
    Ok(Status::Done)
}

fn capture_text(captured: &Captured) -> String {
    let capture = &captured.capture;
    let mut text = format!(
        "Capture {} of {}\nfetched {}, status {}, {}, {} in the archive\nBLAKE3 {}\n",
        capture.id,
        capture.url,
        capture.fetched,
        capture.status,
        HumanBytes(capture.length),
        HumanBytes(capture.stored),
        capture.hash
    );
    if let Some((start, end)) = captured.part {
        text.push_str(&format!("The story is its bytes {start} to {end}.\n"));
    }
    for address in &capture.chain {
        text.push_str(&format!("answered by {address}\n"));
    }
    for (name, value) in &capture.headers {
        text.push_str(&format!("{name}: {value}\n"));
    }
    text
}
