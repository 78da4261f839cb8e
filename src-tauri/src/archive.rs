use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use desk::{Access, Code, Desk, Error, Moved, Opened, Settings};

/// The archive that the window shows, as far as it could be opened. Copies share it.
#[derive(Clone)]
pub(crate) struct OpenArchive {
    attempt: Arc<Mutex<Attempt>>,
    /// The reader wants a move to end.
    stops_moving: Arc<AtomicBool>,
}

/// What an attempt to open the archive came to.
struct Attempt {
    folder: Option<PathBuf>,
    desk: Option<Arc<Desk>>,
    /// Why it is open for reading only, or not at all.
    problem: Option<Error>,
    /// Held for as long as the archive is caught up with.
    catching_up: Option<Arc<()>>,
}

impl OpenArchive {
    /// Opens the archive in a folder, or in the usual one; the window opens whatever comes of it.
    pub(crate) fn open(folder: Option<PathBuf>) -> Self {
        let attempt = Arc::new(Mutex::new(Attempt::make(folder)));
        Self { attempt, stops_moving: Arc::default() }
    }

    /// The desk of the archive.
    ///
    /// # Errors
    /// Why it could not be opened.
    pub(crate) fn desk(&self) -> Result<Arc<Desk>, Error> {
        let attempt = self.attempt();
        match (&attempt.desk, &attempt.problem) {
            (Some(desk), _) => Ok(Arc::clone(desk)),
            (None, Some(problem)) => Err(problem.clone()),
            (None, None) => Err(unexpected()),
        }
    }

    /// Asks the desk on a thread that may wait, never on the window's own.
    ///
    /// # Errors
    /// As the desk says, or why there is none.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Desk) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let desk = self.desk()?;
        on_own_thread(move || question(&desk)).await
    }

    /// What the window needs to begin. Where there was a problem, the archive is first tried again.
    ///
    /// # Errors
    /// If the archive was opened and now cannot be read.
    pub(crate) async fn opened(&self) -> Result<Opened, Error> {
        let archive = self.clone();
        on_own_thread(move || archive.attempt().again().opened()).await
    }

    /// Moves the archive to another folder, and opens it there; it is open for reading alone meanwhile. The old one
    /// stays. `tell` hears how far it is.
    ///
    /// # Errors
    /// Why it could not be moved; it is open at the old place then.
    pub(crate) async fn move_to(
        &self,
        to: PathBuf,
        mut tell: impl FnMut(u64, u64) + Send + 'static,
    ) -> Result<Moved, Error> {
        let archive = self.clone();
        on_own_thread(move || {
            if !to.is_absolute() {
                return Err(not_whole());
            }
            let (from, writer) = archive.attempt().let_go()?;
            archive.stops_moving.store(false, Ordering::Relaxed);
            let mut watch = |done, total| {
                tell(done, total);
                match archive.stops_moving.load(Ordering::Relaxed) {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            };
            let moved =
                wait_until_unused(writer).and_then(|()| desk::move_archive(&from, &to, &mut watch));
            let folder = moved.as_ref().map_or(from, |moved| moved.to.clone());
            *archive.attempt() = Attempt::make(Some(folder));
            moved
        })
        .await
    }

    /// Ends a move; what it copied helps the next one.
    pub(crate) fn stop_moving(&self) {
        self.stops_moving.store(true, Ordering::Relaxed);
    }

    /// What a panic left behind under this lock is whole: it is replaced in one step.
    fn attempt(&self) -> MutexGuard<'_, Attempt> {
        self.attempt.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attempt {
    fn make(folder: Option<PathBuf>) -> Self {
        let folder = folder.map_or_else(desk::default_archive_folder, Ok);
        match folder {
            Ok(folder) => Self::make_in(folder),
            Err(problem) => {
                Self { folder: None, desk: None, problem: Some(problem), catching_up: None }
            }
        }
    }

    fn make_in(folder: PathBuf) -> Self {
        let (desk, problem) = match Desk::open(&folder, Access::Write).map(Arc::new) {
            Ok(desk) => (Some(desk), None),
            Err(problem) => (read_only(&folder, &problem).map(Arc::new), Some(problem)),
        };
        let catching_up = desk.as_ref().filter(|desk| desk.is_writable()).map(catch_up);
        Self { folder: Some(folder), desk, problem, catching_up }
    }

    /// Opens the archive for reading alone; gives its folder, and the desk that wrote it, which others may still ask.
    fn let_go(&mut self) -> Result<(PathBuf, Arc<Desk>), Error> {
        let (Some(folder), Some(desk)) = (&self.folder, &self.desk) else {
            return Err(self.problem.clone().unwrap_or_else(unexpected));
        };
        if desk.fetching().is_some() || desk.backups().running {
            return Err(busy("Stories are being fetched or a backup is being made."));
        }
        let reading = Arc::new(Desk::open(folder, Access::Read)?);
        let writing = self.desk.replace(reading).ok_or_else(unexpected)?;
        self.catching_up = None;
        Ok((folder.clone(), writing))
    }

    fn again(&mut self) -> &Self {
        if self.problem.is_some() {
            *self = Self::make(self.folder.take());
        }
        self
    }

    fn opened(&self) -> Result<Opened, Error> {
        if let Some(desk) = &self.desk {
            return desk.opened(self.problem.clone());
        }
        let folder = self.folder.as_deref().unwrap_or(Path::new(""));
        Ok(Opened {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            archive: folder.display().to_string(),
            problem: self.problem.clone(),
            writable: false,
            sources: Vec::new(),
            fetching: None,
            settings: Settings::default(),
        })
    }
}

/// Between two steps of reading again, the window and a run have the archive to themselves.
const PAUSE: Duration = Duration::from_millis(100);

/// Makes up, unseen, for what an older program could not do: reads better what it read, and looks at its photos, so
/// that the same one is found in another size or crop. It ends soon after what it gives is dropped.
fn catch_up(desk: &Arc<Desk>) -> Arc<()> {
    let wanted = Arc::new(());
    let (desk, is_wanted) = (Arc::clone(desk), Arc::downgrade(&wanted));
    thread::spawn(move || {
        let goes_on = || {
            thread::sleep(PAUSE);
            is_wanted.strong_count() > 0
        };
        // What fails or is cut off is taken up when the archive is opened again.
        if desk.can_read_better().unwrap_or(false) {
            drop(desk.read_again(false, &mut |_| goes_on()));
        }
        drop(desk.read_photos(&mut |_| goes_on()));
    });
    wanted
}

/// What another program writes, or what lies where nothing can be written, can still be read.
fn read_only(folder: &Path, problem: &Error) -> Option<Desk> {
    matches!(problem.code, Code::InUse | Code::Storage)
        .then(|| Desk::open(folder, Access::Read).ok())
        .flatten()
}

/// Waits for those who were asking a desk; it lets go of its archive when nobody has it any more.
fn wait_until_unused(mut desk: Arc<Desk>) -> Result<(), Error> {
    for _ in 0..PATIENCE {
        match Arc::try_unwrap(desk) {
            Ok(_) => return Ok(()),
            Err(used) => desk = used,
        }
        thread::sleep(Duration::from_millis(50));
    }
    Err(busy("Something else is being done with the archive."))
}

/// How often it is looked whether a desk is still asked: for ten seconds.
const PATIENCE: u32 = 200;

fn busy(why: &str) -> Error {
    Error {
        code: Code::InUse,
        message: format!("{why} The archive cannot be moved now."),
        hint: "Wait until that is done, or stop it, and try again.".to_owned(),
    }
}

fn not_whole() -> Error {
    Error {
        code: Code::BadInput,
        message: "The new folder is not named whole.".to_owned(),
        hint: "Give its path from the top of the disk on.".to_owned(),
    }
}

async fn on_own_thread<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|_| Err(unexpected()))
}

fn unexpected() -> Error {
    Error {
        code: Code::BadInput,
        message: "The program failed while it did this.".to_owned(),
        hint: "What was stored is safe; close the window and open it again.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(folder: &Path) -> (OpenArchive, Opened) {
        let archive = OpenArchive::open(Some(folder.to_owned()));
        let opened = tauri::async_runtime::block_on(archive.opened()).unwrap();
        (archive, opened)
    }

    #[test]
    fn a_second_window_reads_and_writes_once_the_first_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let (first, begun) = opened(folder.path());
        assert!(begun.writable && begun.problem.is_none());
        let (second, begun) = opened(folder.path());
        assert!(!begun.writable);
        assert_eq!(begun.problem.unwrap().code, Code::InUse);
        assert_eq!(second.desk().unwrap().folder(), folder.path());
        drop(first);
        // Who caught up with it lets go in a moment.
        let tried_again = (0..100)
            .map(|_| {
                thread::sleep(Duration::from_millis(20));
                tauri::async_runtime::block_on(second.opened()).unwrap()
            })
            .find(|opened| opened.writable);
        assert_eq!(tried_again.unwrap().problem, None);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_a_problem_and_each_command_answers_it() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let (archive, begun) = opened(&file.path().join("archive"));
        let problem = begun.problem.unwrap();
        assert_eq!(problem.code, Code::Storage);
        let asked = tauri::async_runtime::block_on(archive.ask(|desk| desk.sources()));
        assert_eq!(asked.unwrap_err(), problem);
    }

    #[test]
    fn a_moved_archive_is_open_at_its_new_place_and_one_that_cannot_move_at_its_old() {
        let place = tempfile::tempdir().unwrap();
        let (old, new) = (place.path().join("old"), place.path().join("new"));
        let (archive, _) = opened(&old);
        let to =
            |to: &Path| tauri::async_runtime::block_on(archive.move_to(to.to_owned(), |_, _| {}));
        assert_eq!(to(Path::new("here")).unwrap_err().code, Code::BadInput);
        assert_eq!(to(&old.join("within")).unwrap_err().code, Code::BadInput);
        assert!(archive.desk().unwrap().is_writable());
        let moved = to(&new).unwrap();
        assert_eq!((moved.from.as_path(), moved.to.as_path()), (old.as_path(), new.as_path()));
        let desk = archive.desk().unwrap();
        assert!(desk.is_writable());
        assert_eq!(desk.folder(), new);
        // The old one is whole until the reader lets it go.
        assert!(opened(&old).1.writable);
    }

    #[test]
    fn a_panic_is_an_error_and_the_next_question_is_answered() {
        let folder = tempfile::tempdir().unwrap();
        let (archive, _) = opened(folder.path());
        let asked = archive.ask(|_| -> Result<(), Error> { panic!("in a test") });
        assert_eq!(tauri::async_runtime::block_on(asked), Err(unexpected()));
        assert_eq!(tauri::async_runtime::block_on(archive.ask(|desk| desk.sources())), Ok(vec![]));
    }
}
