use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tauri::UriSchemeResponder;
use tauri::http::{Response, StatusCode, Uri, header};

use crate::archive::OpenArchive;

/// Pictures that are read and made smaller at once; more would only wait for the disk.
const CLERKS: usize = 3;
/// Widths in pixels in which a picture may be had beside its original.
const WIDTHS: [u32; 3] = [320, 640, 1280];
/// Hexadecimal digits of a BLAKE3 hash.
const HASH_DIGITS: usize = 64;
/// A picture is named by its content, so it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Where the window asks for pictures: `photo://localhost/HASH` or `HASH-320`, `HASH-640`, `HASH-1280`.
pub(crate) struct PictureDesk(Sender<Wanted>);

struct Wanted {
    path: String,
    responder: UriSchemeResponder,
}

impl PictureDesk {
    /// Starts the threads that answer.
    pub(crate) fn open(archive: &OpenArchive) -> Self {
        let (sender, receiver) = mpsc::channel();
        let receiver = Arc::new(Mutex::new(receiver));
        for _ in 0..CLERKS {
            let (archive, receiver) = (archive.clone(), Arc::clone(&receiver));
            thread::spawn(move || answer_all(&archive, &receiver));
        }
        Self(sender)
    }

    /// Answers a request as soon as a thread is free.
    pub(crate) fn ask(&self, uri: &Uri, responder: UriSchemeResponder) {
        let wanted = Wanted { path: uri.path().to_owned(), responder };
        if let Err(mpsc::SendError(wanted)) = self.0.send(wanted) {
            wanted.responder.respond(missing("No thread is left that could read it."));
        }
    }
}

fn answer_all(archive: &OpenArchive, receiver: &Mutex<Receiver<Wanted>>) {
    loop {
        // The lock is held while waiting: whoever has it takes the next request and lets it go.
        let next = receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(Wanted { path, responder }) = next else { return };
        responder.respond(answer(archive, &path));
    }
}

fn answer(archive: &OpenArchive, path: &str) -> Response<Vec<u8>> {
    let Some((hash, width)) = parse(path) else { return missing("This names no picture.") };
    match archive.desk().and_then(|desk| desk.shown_photo(hash, width)) {
        Ok(photo) => respond(StatusCode::OK, photo.media_type, FOR_EVER, photo.bytes),
        Err(error) => missing(&error.message),
    }
}

/// The hash and, for a smaller version, its width.
fn parse(path: &str) -> Option<(&str, Option<u32>)> {
    let name = path.strip_prefix('/')?;
    let (hash, width) = match name.split_once('-') {
        None => (name, None),
        Some((hash, width)) => {
            (hash, Some(WIDTHS.into_iter().find(|known| known.to_string() == width)?))
        }
    };
    let is_hash = hash.len() == HASH_DIGITS
        && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then_some((hash, width))
}

/// The text is for whoever looks into it; the window shows its own.
fn missing(why: &str) -> Response<Vec<u8>> {
    respond(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", "no-store", why.into())
}

fn respond(
    status: StatusCode,
    media_type: &str,
    caching: &str,
    bytes: Vec<u8>,
) -> Response<Vec<u8>> {
    let response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, media_type)
        .header(header::CACHE_CONTROL, caching)
        // The window reads the pixels of photographs that it dithers; nothing else can ask here.
        .header(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        // What a newspaper sent is shown as the picture that it was found to be, or not at all.
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    response.body(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_names_the_original_and_with_a_width_a_smaller_version() {
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(parse(&format!("/{hash}")), Some((hash.as_str(), None)));
        assert_eq!(parse(&format!("/{hash}-640")), Some((hash.as_str(), Some(640))));
    }

    #[test]
    fn nothing_else_names_a_picture() {
        let hash = "0123456789abcdef".repeat(4);
        let upper = hash.to_uppercase();
        for wrong in [
            String::new(),
            "/".to_owned(),
            hash.clone(),
            format!("/{upper}"),
            format!("/{hash}0"),
            format!("/{hash}-641"),
            format!("/{hash}-0640"),
            format!("/{hash}-640-640"),
            format!("/../{}", &hash[3..]),
        ] {
            assert_eq!(parse(&wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_picture_that_is_not_held_is_missing_and_says_so() {
        let folder = tempfile::tempdir().unwrap();
        let archive = OpenArchive::open(Some(folder.path().to_owned()));
        let response = answer(&archive, &format!("/{}", "0".repeat(64)));
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        assert!(String::from_utf8_lossy(response.body()).starts_with("There is no photo"));
    }
}
