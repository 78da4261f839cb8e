//! What the window may ask: a command a line, each answered by the desk.

use std::path::PathBuf;

use desk::{
    BackupStep, Backups, Error, Fetch, Imported, Opened, Pages, Paper, PhotoUses, ReadingSpot,
    Schedule, SectionStories, Settings, Window, Wish,
};
use jiff::civil::Date;
use model::{Answer, Day, DayLedger, Event, Found, Query, Source, Story};
use tauri::ipc::{Channel, Invoke};
use tauri::{State, Wry, command, generate_handler};

use crate::archive::OpenArchive;
use crate::found::LastFound;
use crate::{link, run};

/// Answers the commands that are listed here, in `build.rs` and in the capability.
pub(crate) fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    generate_handler![
        opened,
        paper,
        pages,
        page,
        wish,
        days,
        section,
        story,
        photo_uses,
        search,
        find_source,
        add_source,
        remove_source,
        restore_source,
        read_sample,
        fetch,
        stop_fetch,
        save_settings,
        backups,
        set_schedule,
        back_up,
        stop_backup,
        move_archive,
        stop_move,
        remove_moved,
        open_link,
    ]
}

type Asked<'a> = State<'a, OpenArchive>;

#[command]
async fn opened(archive: Asked<'_>) -> Result<Opened, Error> {
    archive.opened().await
}

#[command]
async fn paper(
    archive: Asked<'_>,
    source: String,
    day: Option<Date>,
) -> Result<Option<Paper>, Error> {
    archive.ask(move |desk| desk.paper(&source, day)).await
}

#[command]
async fn pages(
    archive: Asked<'_>,
    source: String,
    day: Date,
    window: Window,
) -> Result<Pages, Error> {
    archive.ask(move |desk| desk.pages(&source, day, window)).await
}

#[command]
async fn page(
    archive: Asked<'_>,
    source: String,
    day: Date,
    window: Window,
    spot: ReadingSpot,
) -> Result<Option<Pages>, Error> {
    archive.ask(move |desk| desk.page((&source, day), window, &spot)).await
}

#[command]
async fn wish(archive: Asked<'_>, story: String, wish: Option<Wish>) -> Result<(), Error> {
    archive.ask(move |desk| desk.wish(&story, wish)).await
}

#[command]
async fn days(archive: Asked<'_>, source: String) -> Result<Vec<Day>, Error> {
    archive.ask(move |desk| desk.days(Some(&source))).await
}

#[command]
async fn section(
    archive: Asked<'_>,
    source: String,
    slug: String,
    offset: u32,
    limit: u32,
) -> Result<SectionStories, Error> {
    archive.ask(move |desk| desk.section(&source, &slug, offset, limit)).await
}

#[command]
async fn story(archive: Asked<'_>, id: String, revision: Option<u32>) -> Result<Story, Error> {
    archive.ask(move |desk| desk.story(&id, revision)).await
}

#[command]
async fn photo_uses(archive: Asked<'_>, hash: String) -> Result<PhotoUses, Error> {
    archive.ask(move |desk| desk.photo_uses(&hash)).await
}

#[command]
async fn search(archive: Asked<'_>, query: Query) -> Result<Answer, Error> {
    archive.ask(move |desk| desk.search(&query)).await
}

#[command]
async fn find_source(
    archive: Asked<'_>,
    last: State<'_, LastFound>,
    address: String,
    allow_private: bool,
) -> Result<Found, Error> {
    let last = last.inner().clone();
    archive.ask(move |desk| last.find(desk, &address, allow_private)).await
}

#[command]
async fn add_source(
    archive: Asked<'_>,
    last: State<'_, LastFound>,
    address: String,
    sections: Option<Vec<String>>,
    allow_private: bool,
) -> Result<Source, Error> {
    let last = last.inner().clone();
    archive
        .ask(move |desk| {
            let found = last.take_or_find(desk, &address, allow_private)?;
            desk.add_source(found, sections.as_deref(), allow_private)
        })
        .await
}

#[command]
async fn remove_source(
    archive: Asked<'_>,
    source: String,
    keep_stories: bool,
) -> Result<(), Error> {
    archive.ask(move |desk| desk.remove_source(&source, keep_stories)).await
}

#[command]
async fn restore_source(archive: Asked<'_>, source: String) -> Result<(), Error> {
    archive.ask(move |desk| desk.restore_source(&source).map(drop)).await
}

#[command]
async fn read_sample(archive: Asked<'_>) -> Result<Imported, Error> {
    archive.ask(|desk| desk.read_sample(None)).await
}

#[command]
async fn fetch(
    archive: Asked<'_>,
    fetch: Fetch,
    events: Channel<Event>,
) -> Result<Vec<DayLedger>, Error> {
    archive.ask(move |desk| run::fetch(desk, fetch, &events)).await
}

#[command]
async fn stop_fetch(archive: Asked<'_>) -> Result<(), Error> {
    archive.desk().map(|desk| desk.stop_fetching(None))
}

#[command]
async fn save_settings(archive: Asked<'_>, settings: Settings) -> Result<(), Error> {
    archive.ask(move |desk| desk.save_settings(&settings)).await
}

#[command]
async fn backups(archive: Asked<'_>) -> Result<Backups, Error> {
    archive.ask(|desk| Ok(desk.backups())).await
}

#[command]
async fn set_schedule(archive: Asked<'_>, schedule: Option<Schedule>) -> Result<Backups, Error> {
    archive.ask(|desk| desk.set_schedule(schedule).map(|()| desk.backups())).await
}

#[command]
async fn back_up(
    archive: Asked<'_>,
    only_if_due: bool,
    steps: Channel<BackupStep>,
) -> Result<Backups, Error> {
    archive.ask(move |desk| run::back_up(desk, only_if_due, steps)).await
}

#[command]
async fn stop_backup(archive: Asked<'_>) -> Result<(), Error> {
    archive.desk().map(|desk| desk.stop_backup())
}

#[command]
async fn move_archive(
    archive: Asked<'_>,
    to: PathBuf,
    steps: Channel<BackupStep>,
) -> Result<Opened, Error> {
    archive.move_to(to, run::told(steps)).await?;
    archive.opened().await
}

#[command]
async fn stop_move(archive: Asked<'_>) -> Result<(), Error> {
    archive.stop_moving();
    Ok(())
}

#[command]
async fn remove_moved(archive: Asked<'_>, from: PathBuf) -> Result<(), Error> {
    archive.ask(move |desk| desk::remove_moved(&from, desk.folder())).await
}

#[command]
async fn open_link(url: String) -> Result<(), Error> {
    link::open(&url)
}
