use tauri::utils::config::Color;
use tauri::webview::NewWindowResponse;
use tauri::{App, LogicalSize, Monitor, Url, WebviewUrl, WebviewWindowBuilder};

/// Its usual size, in logical pixels.
const SIZE: LogicalSize<f64> = LogicalSize::new(1440.0, 900.0);
/// Below this a line of text is too short to read.
const SMALLEST: LogicalSize<f64> = LogicalSize::new(700.0, 500.0);
/// The paper of the interface, so that nothing flashes before it is drawn.
const GROUND: Color = Color(0xfb, 0xf8, 0xf1, 0xff);

/// Opens the window.
///
/// # Errors
/// If the system refuses.
pub(crate) fn open(app: &App) -> tauri::Result<()> {
    #[cfg(target_os = "linux")]
    keep_widths_of_letters();
    let size = app.primary_monitor()?.map_or(SIZE, |monitor| fitted(SIZE, room(&monitor)));
    let smallest = fitted(SMALLEST, size);
    let dev_server = app.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    let window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title("Broadsheet")
        .inner_size(size.width, size.height)
        .min_inner_size(smallest.width, smallest.height)
        .center()
        .background_color(GROUND)
        // On X11 it would be shown with the system's title bar first, and be cut to the room that this leaves.
        .visible(false)
        .on_navigation(move |url| is_own(url, dev_server.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny);
    with_own_title_bar(window).build()?.show()
}

/// The interface draws the title bar; macOS keeps its three buttons over it.
#[cfg(target_os = "macos")]
fn with_own_title_bar<'a, M: tauri::Manager<tauri::Wry>>(
    window: WebviewWindowBuilder<'a, tauri::Wry, M>,
) -> WebviewWindowBuilder<'a, tauri::Wry, M> {
    window.title_bar_style(tauri::TitleBarStyle::Overlay).hidden_title(true)
}

/// The interface draws the title bar and its buttons.
#[cfg(not(target_os = "macos"))]
fn with_own_title_bar<'a, M: tauri::Manager<tauri::Wry>>(
    window: WebviewWindowBuilder<'a, tauri::Wry, M>,
) -> WebviewWindowBuilder<'a, tauri::Wry, M> {
    window.decorations(false)
}

/// Letters keep the widths that their fonts give them, so that a line is as long as it is measured.
///
/// A desktop sets this itself; under a bare window manager, letters would be fitted to whole pixels.
#[cfg(target_os = "linux")]
fn keep_widths_of_letters() {
    use gtk::prelude::GtkSettingsExt as _;
    if let Some(settings) = gtk::Settings::default() {
        settings.set_gtk_xft_hintstyle(Some("hintslight"));
    }
}

/// The part of a monitor that no panel covers.
fn room(monitor: &Monitor) -> LogicalSize<f64> {
    monitor.work_area().size.to_logical(monitor.scale_factor())
}

fn fitted(size: LogicalSize<f64>, room: LogicalSize<f64>) -> LogicalSize<f64> {
    LogicalSize::new(size.width.min(room.width), size.height.min(room.height))
}

/// Tells whether an address is the interface itself: the only thing that the window ever shows.
fn is_own(url: &Url, dev_server: Option<&Url>) -> bool {
    if let Some(dev_server) = dev_server {
        return url.origin() == dev_server.origin();
    }
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        // The interface's address on Windows.
        "http" => cfg!(windows) && url.host_str() == Some("tauri.localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_is_fitted_to_a_smaller_monitor() {
        let fitted = |width, height| fitted(SIZE, LogicalSize::new(width, height));
        assert_eq!(fitted(1366.0, 740.0), LogicalSize::new(1366.0, 740.0));
        assert_eq!(fitted(2560.0, 1400.0), SIZE);
        assert_eq!(fitted(800.0, 1280.0), LogicalSize::new(800.0, 900.0));
    }

    #[test]
    fn the_window_stays_at_home() {
        let parse = |url| Url::parse(url).unwrap();
        let is_own =
            |url, dev_server: Option<_>| is_own(&parse(url), dev_server.map(parse).as_ref());
        assert!(is_own("tauri://localhost/index.html#/today", None));
        for other in ["https://gazette.example/", "photo://localhost/a", "about:blank", "data:,a"] {
            assert!(!is_own(other, None), "{other}");
        }
        let dev_server = Some("http://localhost:5173");
        assert!(is_own("http://localhost:5173/", dev_server));
        assert!(!is_own("http://localhost:5174/", dev_server));
        assert!(!is_own("http://localhost:5173/", None));
    }
}
