//! Repair of what `verify` found: planned, agreed to, done, and verified again.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use archive::{Again, CaptureId, Damage, Held, Repair, Spot};
use harvest::Stop;
use jiff::tz::TimeZone;
use model::Moment;
use serde::Serialize;

use crate::fetch::runtime;
use crate::schedule::scheduled_folder;
use crate::{Access, Checked, Code, Desk, Error, Fetch, clock};

/// What a repair came to, or would.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repaired {
    /// Nothing is damaged.
    pub ok: bool,
    /// What was checked.
    pub checked: Checked,
    /// What is damaged; after a repair: still, and `repair` says why.
    pub damaged: Vec<Damage>,
    /// What was put right; `repair` says how.
    pub repaired: Vec<Damage>,
    /// Rows may be lost that were never seen.
    pub partial: bool,
}

/// Puts right what is damaged in an archive: by its seals, from folders of backups (`from`, and the one that backups
/// are made into on time), from its own captures, and from its newspapers.
///
/// Nothing is changed, and no address asked, before `agree` has been shown what would be done and breaks off no more;
/// none where it broke off.
///
/// # Errors
/// [`Code::NotFound`] if there is no archive, [`Code::InUse`], [`Code::Newer`]; [`Code::Damaged`] if nothing of it can
/// be read and no backup has it.
pub fn repair(
    folder: &Path,
    from: &[PathBuf],
    agree: &mut dyn FnMut(&Repaired) -> ControlFlow<()>,
) -> Result<Option<Repaired>, Error> {
    let mut from = from.to_owned();
    from.extend(scheduled_folder(folder));
    let index = damage_of_index(folder);
    let prepared = Repair::prepare(folder, &from).map_err(without_backup)?;
    let plan = Repaired {
        ok: prepared.found.damaged.is_empty() && index.is_none(),
        checked: prepared.found.checked,
        damaged: prepared.left.iter().map(what_is_left).chain(index.clone()).collect(),
        repaired: prepared.mended.clone(),
        partial: prepared.is_partial,
    };
    if plan.ok {
        return Ok(Some(plan));
    }
    if agree(&plan).is_break() {
        return Ok(None);
    }
    prepared.carry_out()?;
    let desk = Desk::open(folder, Access::Write)?;
    let mut said = desk.read_damaged()?;
    said.extend(desk.ask_again(&plan.damaged)?);
    if !plan.repaired.is_empty() || index.is_some() {
        desk.reindex()?;
    }
    let after = desk.verify(true)?;
    let is_still = |damage: &Damage| after.damaged.iter().any(|still| is_same(still, damage));
    let how = |damage: &Damage| {
        said.iter().find(|(item, _)| is_same(item, damage)).map(|(_, how)| how.clone())
    };
    let told = |damage: Damage| Damage {
        repair: how(&damage).unwrap_or_else(|| damage.repair.clone()),
        ..damage
    };
    let mended = plan.damaged.into_iter().map(|damage| match damage.what {
        "index" => Damage { repair: "Made anew.".to_owned(), ..damage },
        _ => told(damage),
    });
    let repaired =
        plan.repaired.into_iter().chain(mended).filter(|damage| !is_still(damage)).collect();
    let damaged: Vec<Damage> = after.damaged.iter().cloned().map(told).collect();
    Ok(Some(Repaired {
        ok: after.ok,
        checked: after.checked,
        damaged,
        repaired,
        partial: plan.partial,
    }))
}

fn is_same(one: &Damage, other: &Damage) -> bool {
    (one.what, &one.id, &one.detail) == (other.what, &other.id, &other.detail)
}

/// What is wrong with the search index of an archive that can be opened.
fn damage_of_index(folder: &Path) -> Option<Damage> {
    let desk = Desk::open(folder, Access::Read).ok()?;
    let detail = desk.check_index().err()?;
    Some(crate::care::index_damage(detail))
}

/// What can be tried with an item that neither a seal nor a backup gives back.
fn what_is_left(damage: &Damage) -> Damage {
    let repair = match damage.what {
        "story" if damage.detail.contains("version") => {
            "It is read again from its capture, and taken if that proves to be what was stored."
        }
        "capture" | "photo" if !damage.url.is_empty() => {
            "Its address is asked again, and what it sends is taken if it is byte for byte what was stored."
        }
        _ => return damage.clone(),
    };
    Damage { repair: repair.to_owned(), ..damage.clone() }
}

/// Where nothing can be read, only a backup helps.
fn without_backup(error: archive::Error) -> Error {
    match error {
        archive::Error::Damaged { .. } => Error::new(
            Code::Damaged,
            "Nothing of archive.db can be read, and no backup of it was found.",
            "Name the folder of your backups: broadsheet verify --repair --from DIR; nothing was changed.",
        ),
        other => other.into(),
    }
}

/// A damaged item, and what came of it.
type Said = (Damage, String);

impl Desk {
    /// Reads damaged versions of stories again from their captures.
    fn read_damaged(&self) -> Result<Vec<Said>, Error> {
        let mut put_back = Vec::new();
        let revisions = self.reader().damaged_revisions()?;
        for (id, number) in revisions {
            let Some(reading) = self.reading_of_capture(&id, number)? else { continue };
            let how = match self.writer()?.put_reading_back(&id, number, &reading)? {
                Again::Same => "Read again from its capture.",
                Again::Instead => {
                    "Read again from its capture: what was stored could not be read at all; pictures may be missing."
                }
                Again::Other => {
                    "Its capture does not prove what was stored (pictures may be told elsewhere): fetch its day again."
                }
            };
            put_back.push((id, reading.url, how));
        }
        if put_back.is_empty() {
            return Ok(Vec::new());
        }
        let still = self.reader().verify(false)?.damaged;
        let said = put_back.into_iter().map(|(id, url, how)| {
            let named = |damage: &&Damage| damage.what == "story" && damage.id == id;
            let damage = still.iter().find(named).cloned().unwrap_or_else(|| Damage {
                what: "story",
                id: id.clone(),
                url,
                detail: "A version of it is not what was stored.".to_owned(),
                repair: String::new(),
            });
            (damage, how.to_owned())
        });
        Ok(said.collect())
    }

    fn reading_of_capture(&self, id: &str, number: u32) -> Result<Option<model::Reading>, Error> {
        let Ok(Some(part)) = self.reader().captured_part(id, number) else { return Ok(None) };
        let Some((source, _)) = self.reader().address_of_capture(part.capture)? else {
            return Ok(None);
        };
        let Some(source) = self.reader().source(&source)? else { return Ok(None) };
        // What no capture tells, about pictures, is taken from what is held, however damaged, or from another version.
        let told = [Some(number), None].map(|number| self.reader().story(id, number));
        let reading = told.into_iter().flatten().flatten().next().map(|story| story.reading);
        let held = Held {
            at: Spot::default(),
            source: source.id.clone(),
            story: id.to_owned(),
            revision: number,
            reading: reading.unwrap_or_default(),
            pictures: Vec::new(),
        };
        // A capture that is damaged too gives nothing back.
        let again = self.extracted(&held, &source).unwrap_or_default();
        Ok(again.map(|extracted| extracted.reading))
    }

    /// Asks the newspapers for captures and photos that are damaged.
    fn ask_again(&self, damaged: &[Damage]) -> Result<Vec<Said>, Error> {
        let mut said = Vec::new();
        for damage in damaged {
            let how = match damage.what {
                "capture" => self.ask_for_capture(damage)?,
                "photo" => self.ask_for_photo(damage)?,
                _ => None,
            };
            said.extend(how.map(|how| (damage.clone(), how)));
        }
        Ok(said)
    }

    fn ask_for_capture(&self, damage: &Damage) -> Result<Option<String>, Error> {
        let Ok(id) = damage.id.parse().map(CaptureId) else { return Ok(None) };
        // Where its bytes are whole, something else of its row is damaged, which no site can give back.
        let is_whole = self.reader().capture(id.0).is_ok();
        let Some((source, url)) = self.reader().address_of_capture(id)?.filter(|_| !is_whole)
        else {
            return Ok(None);
        };
        let Some(again) = self.again(&source)? else { return Ok(None) };
        Ok(Some(match runtime()?.block_on(again.page(&url)) {
            Ok(answer) => match self.writer()?.put_capture_back(id, &answer)? {
                Again::Other => {
                    "The site sends something else now, which is kept as a new capture; this one stays damaged.".to_owned()
                }
                _ => "Had again from the site, byte for byte.".to_owned(),
            },
            Err(error) => format!("The site did not give it: {}", Error::from(error).message),
        }))
    }

    fn ask_for_photo(&self, damage: &Damage) -> Result<Option<String>, Error> {
        let Some((source, addresses)) = self.reader().addresses_of_photo(&damage.id)? else {
            return Ok(None);
        };
        let Some(again) = self.again(&source)? else { return Ok(None) };
        let mut how = None;
        let runtime = runtime()?;
        for address in addresses {
            how = Some(match runtime.block_on(again.picture(&address)) {
                Ok(answer) => {
                    let now = Moment::new(clock::now(), &TimeZone::UTC);
                    if self.writer()?.put_photo_back(&damage.id, &answer.body, now)? == Again::Same
                    {
                        return Ok(Some("Had again from the site, byte for byte.".to_owned()));
                    }
                    "The site sends another picture now; this one stays damaged.".to_owned()
                }
                Err(error) => format!("The site did not give it: {}", Error::from(error).message),
            });
        }
        Ok(how)
    }

    /// Asks a source's site; none for what never came from one.
    fn again(&self, source: &str) -> Result<Option<harvest::Again>, Error> {
        let Some(source) = self.reader().source(source)? else { return Ok(None) };
        if self.reader().listing_address(&source.id)?.is_empty() {
            return Ok(None);
        }
        let manners = self.manners(&Fetch::default(), &source)?;
        Ok(Some(harvest::Again::new(manners, clock::now, Stop::default())))
    }
}
