//! Names every command, so that a window may call those alone that its capability lists.

const COMMANDS: &[&str] = &[
    "opened",
    "paper",
    "pages",
    "page",
    "wish",
    "days",
    "section",
    "story",
    "photo_uses",
    "search",
    "find_source",
    "add_source",
    "remove_source",
    "restore_source",
    "read_sample",
    "fetch",
    "stop_fetch",
    "save_settings",
    "backups",
    "set_schedule",
    "back_up",
    "stop_backup",
    "move_archive",
    "stop_move",
    "remove_moved",
    "open_link",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let attributes = tauri_build::Attributes::new().app_manifest(manifest);
    tauri_build::try_build(attributes).expect("tauri.conf.json and capabilities can be read");
}
