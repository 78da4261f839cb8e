//! Processor time, so that other work on the machine does not count.

use std::time::{Duration, Instant};

use edition::{Galleys, Sheet, Spot};
use model::plain_text;
use serde_json::{Value, json};
use typeset::{Face, Fonts, Language, Length, Paragraph, Setting, Size, Slot, Style};

use crate::days::Kind;
use crate::texts::Texts;
use crate::{FIRST_SEED, WINDOW, tally::number};

/// Editions that are timed; the median counts.
const ROUNDS: u64 = 5;
/// Windows of a resize, in px.
const WINDOWS: [(i32, i32); 5] = [(900, 640), (1200, 700), (1440, 788), (1680, 930), (1920, 968)];

/// Seconds of what has a goal.
pub(crate) fn figures(texts: &Texts) -> Value {
    let (mut shape, mut window, mut print, mut words) = (vec![], vec![], vec![], 0);
    let mut resize = Vec::new();
    for seed in 0..ROUNDS {
        let paper = texts.day(Kind::usual("en"), FIRST_SEED + seed);
        let text = paper.stories.iter().map(|placed| placed.story.text.as_str());
        words += text.map(|text| text.split_whitespace().count()).sum::<usize>();
        let ids: Vec<String> = paper.stories.iter().map(|it| it.story.id.clone()).collect();
        let (mut galleys, seconds) = timed(|| Galleys::new(paper));
        shape.push(seconds);
        window.push(timed(|| galleys.make_up(WINDOW, 100)).1);
        print.push(timed(|| galleys.make_up(Sheet::Broadsheet, 100)).1);
        for (width, height) in WINDOWS {
            for id in ids.iter().step_by(5) {
                let sheet = Sheet::Screen { width, height };
                let spot = Spot::Inside { story: id, at: 0, page: 2 };
                resize.push(timed(|| galleys.page_at(sheet, 100, spot)).1);
            }
        }
    }
    json!({
        "words": number(words) / number(shape.len()),
        "shape": spread(&mut shape).0,
        "window": spread(&mut window).0,
        "print": spread(&mut print).0,
        "resize": spread(&mut resize).1,
        "set": set(texts),
    })
}

/// Seconds to shape, hyphenate and break 120,000 words at one measure.
fn set(texts: &Texts) -> f64 {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut words = 0;
    for seed in 0.. {
        let paper = texts.day(Kind::usual("en"), FIRST_SEED + seed);
        let blocks = paper.stories.iter().flat_map(|placed| &placed.story.reading.body);
        for block in blocks {
            let text = plain_text(std::slice::from_ref(block));
            words += text.split_whitespace().count();
            paragraphs.push(text);
        }
        if words >= 120_000 {
            break;
        }
    }
    let style = Style::new(Face::Text, Size::pixels(17));
    let slot = Slot::of_width(Length::pixels(258));
    let (lines, seconds) = timed(|| {
        let mut fonts = Fonts::new();
        let set = |text: &String| {
            let paragraph = Paragraph::plain(&mut fonts, text, &style, Language::ENGLISH);
            paragraph.variants(&Setting::new(&style, &slot)).first().map_or(0, |it| it.lines.len())
        };
        paragraphs.iter().map(set).sum::<usize>()
    });
    assert!(lines > 0, "nothing was set");
    seconds * 120_000.0 / number(words)
}

/// The median, and what 95 of 100 keep to.
fn spread(seconds: &mut [f64]) -> (f64, f64) {
    seconds.sort_by(f64::total_cmp);
    let at = |share: usize| seconds[(seconds.len() - 1) * share / 100];
    (at(50), at(95))
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let (clock, begun) = (Instant::now(), processor_time());
    let done = work();
    let processor = processor_time().zip(begun).map(|(now, then)| now.saturating_sub(then));
    (done, processor.unwrap_or_else(|| clock.elapsed()).as_secs_f64())
}

/// Processor time of this thread; Linux alone tells it in a file.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(text.split(' ').next()?.parse().ok()?))
}
