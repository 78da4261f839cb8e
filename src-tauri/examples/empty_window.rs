//! A window with a mark of ink on an empty page: what a webview costs before any program of ours does anything.
//!
//! `tests/desktop/first-paint.mjs` measures the program against it.

use tauri::http::{Response, header};
use tauri::webview::WebviewWindowBuilder;
use tauri::{Url, WebviewUrl};

const PAGE: &str = "<!doctype html><title>Empty</title><body style='background:#fbf8f1'>\
                    <p style='margin:300px;height:200px;background:#17150f'>";

#[expect(clippy::exit, reason = "what Tauri generates ends the program where it may not start")]
fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .register_uri_scheme_protocol("empty", |_, _| {
            let response = Response::builder().header(header::CONTENT_TYPE, "text/html");
            response.body(PAGE.as_bytes()).unwrap_or_default()
        })
        .setup(|app| {
            let page = WebviewUrl::CustomProtocol(Url::parse("empty://localhost/")?);
            let window = WebviewWindowBuilder::new(app, "main", page)
                .title("Empty")
                .inner_size(1440.0, 900.0)
                .decorations(false)
                .visible(false)
                .build()?;
            Ok(window.show()?)
        })
        .run(tauri::generate_context!())
}
