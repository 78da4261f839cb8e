//! What becomes of an index whose files are damaged.

use std::fs;
use std::path::{Path, PathBuf};

use model::{Query, Sort, Story};

use crate::tests::{ARCHIVE, paper, query, story};
use crate::{Error, Index, Load, Unusable};

/// Places at which each file is damaged.
const PLACES: usize = 12;

/// Searches that read each kind of file.
fn searches() -> Vec<Query> {
    let ask = |text: &str| Query { facets: true, ..query(text) };
    let texts =
        ["snow", "road ", "\"the tunnel\"", "sno*", "raod~", "kind:gallery", "date:2019..2021"];
    let newest = Query { sort: Sort::Newest, ..ask("the OR road OR سڑک") };
    texts.iter().map(|text| ask(text)).chain([newest]).collect()
}

/// Searches and writes; everything but a panic will do.
fn use_it(folder: &Path) -> Result<(), Error> {
    let index = Index::open(folder, ARCHIVE)?;
    let searched: Result<Vec<_>, Error> =
        searches().iter().map(|query| index.search(query)).collect();
    let mut writer = index.writer(Load::Daily)?;
    writer.put(2, &Story { text: "anew".to_owned(), ..story("Snow again", "") })?;
    writer.delete(3)?;
    writer.commit(9)?;
    writer.finish()?;
    index.reload()?;
    searched.map(drop)
}

/// An index of two segments, one of which has lost a story, and its files.
fn damageable() -> (tempfile::TempDir, Vec<(PathBuf, Vec<u8>)>) {
    let shelf = paper();
    shelf.put(&[(1, &story("Snow closes the pass", "Once more, on the road to the tunnel."))], 2);
    let folder = shelf.close();
    let mut files = Vec::new();
    for entry in fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        files.push((path.clone(), fs::read(&path).unwrap()));
    }
    files.sort();
    (folder, files)
}

fn restore(folder: &Path, files: &[(PathBuf, Vec<u8>)]) {
    fs::remove_dir_all(folder).unwrap();
    fs::create_dir(folder).unwrap();
    files.iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
}

#[test]
fn a_flipped_byte_is_found_and_never_ends_the_program() {
    let (folder, files) = damageable();
    for (path, bytes) in files.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        let is_of_segment = path.extension().is_some_and(|extension| extension != "json");
        for place in (0..bytes.len()).step_by(bytes.len().div_ceil(PLACES)) {
            restore(folder.path(), &files);
            let mut damaged = bytes.clone();
            damaged[place] ^= 0xFF;
            fs::write(path, damaged).unwrap();
            let is_told = match Index::open(folder.path(), ARCHIVE) {
                Ok(index) => !index.damaged().unwrap().is_empty(),
                Err(Error::Unusable { .. }) => true,
                Err(error) => panic!("{}, byte {place}: {error}", path.display()),
            };
            assert!(is_told || !is_of_segment, "{}, byte {place}", path.display());
            if let Err(error) = use_it(folder.path()) {
                let is_damaged = matches!(error, Error::Unusable { .. });
                assert!(is_damaged, "{}, byte {place}: {error:?}", path.display());
            }
        }
    }
    restore(folder.path(), &files);
    let index = Index::open(folder.path(), ARCHIVE).unwrap();
    assert_eq!(index.damaged().unwrap(), Vec::<String>::new());
    use_it(folder.path()).unwrap();
}

#[test]
fn a_file_that_is_cut_short_or_gone_is_found() {
    let (folder, files) = damageable();
    for (path, bytes) in &files {
        let is_of_segment = path.extension().is_some_and(|extension| extension != "json");
        if !is_of_segment || bytes.is_empty() {
            continue;
        }
        for spoil in [|path: &Path| fs::remove_file(path), |path: &Path| fs::write(path, "")] {
            restore(folder.path(), &files);
            spoil(path).unwrap();
            let is_told = match Index::open(folder.path(), ARCHIVE) {
                Ok(index) => !index.damaged().unwrap().is_empty(),
                Err(error) => matches!(error, Error::Unusable { .. }),
            };
            assert!(is_told, "{}", path.display());
        }
    }
}

#[test]
fn numbers_of_meta_that_are_wrong_are_found() {
    let (folder, _files) = damageable();
    let meta = folder.path().join("meta.json");
    let text = fs::read_to_string(&meta).unwrap();
    fs::write(&meta, text.replacen("\"max_doc\": 4", "\"max_doc\": 5", 1)).unwrap();
    let is_told = match Index::open(folder.path(), ARCHIVE) {
        Ok(index) => index.damaged().unwrap() == ["meta.json"],
        Err(error) => matches!(error, Error::Unusable { .. }),
    };
    assert!(is_told);
}

#[test]
fn the_index_of_another_archive_is_refused_and_reset() {
    let (folder, _files) = damageable();
    let Err(Error::Unusable { reason, .. }) = Index::open(folder.path(), "beef") else {
        panic!("another archive's index was opened");
    };
    assert_eq!(reason, Unusable::OtherArchive);
    let index = Index::reset(folder.path(), "beef").unwrap();
    assert_eq!((index.count(), index.last_change()), (0, 0));
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told_and_reset() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("index");
    fs::write(&place, "no folder").unwrap();
    assert!(matches!(Index::open(&place, ARCHIVE), Err(Error::Unusable { .. })));
    assert_eq!(Index::reset(&place, ARCHIVE).unwrap().count(), 0);
    assert!(Index::open(&place, ARCHIVE).is_ok());
}

#[test]
fn nothing_is_taken_from_under_a_writer() {
    let shelf = paper();
    let writer = shelf.index.writer(Load::Daily).unwrap();
    assert!(matches!(Index::reset(shelf.path(), ARCHIVE), Err(Error::Locked)));
    writer.finish().unwrap();
    assert_eq!(shelf.index.count(), 4);
    assert_eq!(Index::reset(shelf.path(), ARCHIVE).unwrap().count(), 0);
}

#[test]
fn what_another_program_committed_is_found_after_reloading() {
    let shelf = paper();
    let other = Index::open(shelf.path(), ARCHIVE).unwrap();
    shelf.put(&[(9, &story("Snow again", ""))], 2);
    assert_eq!((other.last_change(), other.count()), (2, 4));
    other.reload().unwrap();
    assert_eq!(other.count(), 5);
}
