use std::collections::HashMap;

use archive::WaitingPicture;
use exchange::{Head, Kind, Records};
use model::Moment;

use super::stories::answer;
use super::{Days, Halt};
use crate::{Desk, Error, clock};

/// Pictures that the stories of an import name, found among its records.
pub(super) struct Pictures<'a> {
    desk: &'a Desk,
    /// Addresses that stand for others: redirects, and answers that are the same.
    stands_for: &'a HashMap<String, Vec<String>>,
    waiting: Vec<Waiting>,
    /// Which picture an address is of, and how many are better.
    by_address: HashMap<String, Vec<(usize, usize)>>,
    pub(super) stored: u64,
    pub(super) skipped: Vec<(String, String)>,
}

struct Waiting {
    picture: WaitingPicture,
    /// How many candidates are better than the one that is stored.
    best: Option<usize>,
}

impl<'a> Pictures<'a> {
    pub(super) fn wanted(
        desk: &'a Desk,
        days: &Days,
        stands_for: &'a HashMap<String, Vec<String>>,
    ) -> Result<Self, Error> {
        let mut pictures = Self {
            desk,
            stands_for,
            waiting: Vec::new(),
            by_address: HashMap::new(),
            stored: 0,
            skipped: Vec::new(),
        };
        for (source, day) in days.keys() {
            for picture in desk.reader().waiting_pictures(source, (*day, *day))? {
                pictures.add(picture);
            }
        }
        Ok(pictures)
    }

    fn add(&mut self, picture: WaitingPicture) {
        let own = std::iter::once(&picture.url);
        let number = self.waiting.len();
        for (address, rank) in picture.candidates.iter().chain(own).zip(0..) {
            self.by_address.entry(key(address).to_owned()).or_default().push((number, rank));
        }
        self.waiting.push(Waiting { picture, best: None });
    }

    pub(super) fn take(&mut self, records: &mut Records<'_>, head: &Head) -> Result<(), Halt> {
        if !matches!(head.kind, Kind::Response | Kind::Resource) {
            return Ok(());
        }
        let target = head.target().to_owned();
        let digest = head.field("WARC-Payload-Digest");
        let others = [target.as_str(), digest].into_iter().filter_map(|it| self.stands_for.get(it));
        let addresses: Vec<&String> = std::iter::once(&target).chain(others.flatten()).collect();
        let mut uses: Vec<(usize, usize, String)> = Vec::new();
        for address in addresses {
            for (number, rank) in self.by_address.get(key(address)).into_iter().flatten() {
                let best = self.waiting.get(*number).and_then(|waiting| waiting.best);
                if best.is_none_or(|best| *rank < best) {
                    uses.push((*number, *rank, address.clone()));
                }
            }
        }
        if uses.is_empty() {
            return Ok(());
        }
        match answer(records, head)? {
            Ok(Some(answer)) if answer.status == 200 => {
                let captured = head.date().unwrap_or_else(clock::local_now);
                self.store(&uses, &answer.body, captured)
            }
            Ok(_) => Ok(()),
            Err(why) => {
                self.skipped.push((target, why.to_owned()));
                Ok(())
            }
        }
    }

    fn store(
        &mut self,
        uses: &[(usize, usize, String)],
        bytes: &[u8],
        captured: Moment,
    ) -> Result<(), Halt> {
        let Ok(photo) = archive::developed(bytes) else {
            // Such as a page that a server gave in its place.
            return Ok(());
        };
        for (number, rank, address) in uses {
            let Some(waiting) = self.waiting.get_mut(*number) else { continue };
            let mut writer = self.desk.writer()?;
            writer.store_picture(&waiting.picture, address, &photo, captured)?;
            self.stored += u64::from(waiting.best.is_none());
            waiting.best = Some(*rank);
        }
        Ok(())
    }
}

/// What two addresses of one file have in common, however it was asked for.
fn key(address: &str) -> &str {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    bare.split('#').next().unwrap_or(bare)
}
