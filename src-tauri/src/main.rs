//! The desktop program: a window onto the archive.
//!
//! It holds no use case of its own: each command asks `desk`, and the photo protocol hands out what `desk` keeps.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod archive;
mod arguments;
mod commands;
mod found;
mod link;
mod photo;
mod run;
mod window;

#[cfg(test)]
mod tests;

use std::process::ExitCode;

#[expect(clippy::print_stderr, reason = "there is no window yet that could say it")]
fn main() -> ExitCode {
    refuse_automation();
    let folder = match arguments::archive_folder(std::env::args_os().skip(1)) {
        Ok(folder) => folder,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    match open(archive::OpenArchive::open(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The window could not be opened: {error}.");
            ExitCode::FAILURE
        }
    }
}

/// Opens the window; returns when it is closed.
#[expect(clippy::exit, reason = "what Tauri generates ends the program where it may not start")]
fn open(archive: archive::OpenArchive) -> tauri::Result<()> {
    let photos = photo::PictureDesk::open(&archive);
    tauri::Builder::default()
        .manage(archive)
        .manage(found::LastFound::default())
        .invoke_handler(commands::handler())
        .register_asynchronous_uri_scheme_protocol("photo", move |_, request, responder| {
            photos.ask(request.uri(), responder);
        })
        .setup(|app| Ok(window::open(app)?))
        .run(tauri::generate_context!())
}

/// Sees to it that no other program can drive the window of a release.
///
/// The webview reads the variable in every build; tests use a debug build.
fn refuse_automation() {
    if cfg!(not(debug_assertions)) {
        #[expect(unsafe_code, reason = "no other thread runs yet that could read the environment")]
        // SAFETY: the first thing that the program does, on its only thread.
        unsafe {
            std::env::remove_var("TAURI_WEBVIEW_AUTOMATION");
        }
    }
}
