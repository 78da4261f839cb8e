use std::time::Duration;

use extract::wordpress::Post;
use extract::{Extracted, Picture};
use jiff::civil::Date;
use jiff::{ToSpan, Unit};
use model::{Estimate, Reach};

use crate::listing::{PAGE_SIZE, PARENTS};
use crate::run::WINDOW_DAYS;

/// Bytes of a picture as papers upload it, where none of the sample's says its own.
const USUAL_PICTURE: u64 = 300_000;

/// What some stories of a paper have, summed up: by it, that of many more is estimated.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sample {
    stories: u64,
    /// Bytes of the stories as they are listed.
    text: u64,
    pictures: u64,
    /// Pictures that say their bytes, and those bytes.
    sized: u64,
    picture_bytes: u64,
    /// Records of pictures that are asked for by their numbers.
    records: u64,
    /// Stories whose uploads are asked for.
    parents: u64,
    /// Stories whose own page is read for its lead picture.
    pages: u64,
}

impl Sample {
    /// Adds a story, and whether its lead stands on its page alone.
    pub(crate) fn add(&mut self, post: &Post, extracted: &Extracted, hides_its_lead: bool) {
        let sized = || extracted.pictures.iter().filter_map(|picture: &Picture| picture.bytes);
        self.stories += 1;
        self.text += post.range.len() as u64;
        self.pictures += extracted.pictures.len() as u64 + u64::from(hides_its_lead);
        self.sized += sized().count() as u64;
        self.picture_bytes += sized().sum::<u64>();
        self.records += post.attachments().len() as u64;
        self.parents += u64::from(post.wants_children());
        self.pages += u64::from(hides_its_lead);
    }

    /// What it takes to fetch so many stories of these days.
    pub(crate) fn estimate(
        &self,
        reach: Reach,
        (since, until): (Date, Date),
        stories: u32,
        pause: Duration,
    ) -> Estimate {
        let count = u64::from(stories);
        let pictures = self.share(self.pictures, count);
        let bytes_of_pictures = match self.sized {
            0 => pictures * USUAL_PICTURE,
            sized => (pictures * self.picture_bytes).div_ceil(sized),
        };
        let requests =
            self.listings((since, until), count) + self.share(self.pages, count) + pictures;
        let milliseconds = u128::from(requests) * pause.as_millis();
        Estimate {
            reach,
            since,
            stories,
            pictures: u32::try_from(pictures).unwrap_or(u32::MAX),
            bytes: self.share(self.text, count) + bytes_of_pictures,
            seconds: u64::try_from(milliseconds.div_ceil(1000)).unwrap_or(u64::MAX),
        }
    }

    /// Requests that list so many stories, and the records of their pictures, page after page.
    fn listings(&self, (since, until): (Date, Date), stories: u64) -> u64 {
        let days = until.since((Unit::Day, since)).map_or(0, |span| i64::from(span.get_days())) + 1;
        let windows = u64::try_from(days).unwrap_or(1).div_ceil(WINDOW_DAYS.unsigned_abs()).max(1);
        let of_window = stories.div_ceil(windows);
        let pages = windows * of_window.div_ceil(PAGE_SIZE as u64).max(1);
        let of_page = stories.div_ceil(pages);
        let records = self.share(self.records, of_page).div_ceil(PAGE_SIZE as u64);
        let parents = self.share(self.parents, of_page).div_ceil(PARENTS as u64);
        pages * (1 + records + parents)
    }

    /// So much as `stories` have when those of the sample have `sum`.
    fn share(&self, sum: u64, stories: u64) -> u64 {
        (sum * stories).div_ceil(self.stories.max(1))
    }
}

/// How far back a paper can be fetched, with the first day of each reach, from the shortest on.
pub(crate) fn reaches(oldest: Date, newest: Date) -> Vec<(Reach, Date)> {
    let month = newest.saturating_sub(29.days());
    let year = newest.saturating_sub(1.year()).tomorrow().unwrap_or(newest);
    let mut reaches = vec![(Reach::Day, newest)];
    reaches.extend(
        [(Reach::Month, month), (Reach::Year, year)]
            .into_iter()
            .filter(|(_, since)| *since > oldest),
    );
    if oldest < newest {
        reaches.push((Reach::All, oldest));
    }
    reaches
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_reach_that_goes_beyond_the_oldest_story_is_left_out() {
        let newest = date(2026, 11, 20);
        let of = |oldest| {
            reaches(oldest, newest).into_iter().map(|(reach, _)| reach).collect::<Vec<_>>()
        };
        assert_eq!(of(newest), [Reach::Day]);
        assert_eq!(of(date(2026, 11, 18)), [Reach::Day, Reach::All]);
        assert_eq!(of(date(2026, 3, 1)), [Reach::Day, Reach::Month, Reach::All]);
        let all = reaches(date(2010, 5, 4), newest);
        assert_eq!(all[1], (Reach::Month, date(2026, 10, 22)));
        assert_eq!(all[2], (Reach::Year, date(2025, 11, 21)));
        assert_eq!(all[3], (Reach::All, date(2010, 5, 4)));
    }

    #[test]
    fn what_ten_stories_have_tells_what_a_month_takes() {
        let sample = Sample {
            stories: 10,
            text: 60_000,
            pictures: 12,
            sized: 6,
            picture_bytes: 1_200_000,
            records: 4,
            parents: 1,
            pages: 0,
        };
        let days = (date(2026, 10, 22), date(2026, 11, 20));
        let estimate = sample.estimate(Reach::Month, days, 1_500, Duration::from_secs(1));
        assert_eq!(estimate.pictures, 1_800);
        assert_eq!(estimate.bytes, 1_500 * 6_000 + 1_800 * 200_000);
        // Five weeks of 300 stories: 15 pages of 100, each with the records of 40 pictures and the uploads of 10 stories.
        assert_eq!(estimate.seconds, 15 * 3 + 1_800);
        let slower = sample.estimate(Reach::Month, days, 1_500, Duration::from_millis(2_500));
        assert_eq!(slower.seconds, (15 * 3 + 1_800_u64) * 5 / 2 + 1);
    }

    #[test]
    fn a_sample_without_a_story_or_a_size_is_no_failure() {
        let day = date(2026, 11, 20);
        let none = Sample::default().estimate(Reach::Day, (day, day), 3, Duration::from_secs(1));
        assert_eq!((none.stories, none.pictures, none.bytes, none.seconds), (3, 0, 0, 1));
        let unsized_ = Sample { stories: 2, pictures: 1, ..Sample::default() };
        let estimate = unsized_.estimate(Reach::Day, (day, day), 4, Duration::ZERO);
        assert_eq!((estimate.bytes, estimate.seconds), (2 * USUAL_PICTURE, 0));
    }
}
