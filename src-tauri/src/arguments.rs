use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// What the program takes.
const USAGE: &str = "broadsheet-desktop takes --archive FOLDER, or the folder from BROADSHEET_ARCHIVE, \
                     and nothing else.";

/// The archive's folder as it was named: by `--archive`, or else by `BROADSHEET_ARCHIVE`; none if it was not.
///
/// # Errors
/// Says what it takes where it is given anything else.
pub(crate) fn archive_folder(
    arguments: impl Iterator<Item = OsString>,
) -> Result<Option<PathBuf>, &'static str> {
    let named = named_folder(arguments)?;
    let set = || env::var_os("BROADSHEET_ARCHIVE").filter(|folder| !folder.is_empty());
    Ok(named.or_else(set).map(PathBuf::from))
}

fn named_folder(
    mut arguments: impl Iterator<Item = OsString>,
) -> Result<Option<OsString>, &'static str> {
    let mut named = None;
    while let Some(argument) = arguments.next() {
        let inline = argument.to_str().and_then(|argument| argument.strip_prefix("--archive="));
        named = match inline {
            Some(folder) => Some(folder.into()),
            None if argument == "--archive" => arguments.next(),
            None => return Err(USAGE),
        };
        if named.as_ref().is_none_or(|folder| folder.is_empty()) {
            return Err(USAGE);
        }
    }
    Ok(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(arguments: &[&str]) -> Result<Option<OsString>, &'static str> {
        named_folder(arguments.iter().map(OsString::from))
    }

    #[test]
    fn the_folder_is_named_in_either_way() {
        assert_eq!(named(&["--archive", "/a b"]), Ok(Some("/a b".into())));
        assert_eq!(named(&["--archive=/a b"]), Ok(Some("/a b".into())));
        assert_eq!(named(&[]), Ok(None));
    }

    #[test]
    fn anything_else_is_refused() {
        for wrong in [&["--archive"][..], &["--archive="], &["/a"], &["--archives", "/a"]] {
            assert_eq!(named(wrong), Err(USAGE), "{wrong:?}");
        }
    }
}
