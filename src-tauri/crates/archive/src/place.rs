//! Places where no archive may be written: a database that another program copies, or that lies behind a network,
//! is damaged sooner or later.

use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf, Prefix};

use crate::Error;

/// Why a folder is no safe place for an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hazard {
    /// A program keeps it the same as a copy elsewhere.
    Synced {
        /// The program's name.
        by: &'static str,
        /// The folder that it looks after.
        root: PathBuf,
    },
    /// It lies on another computer.
    Network,
}

/// Sees that an archive may be written in a folder, which need not be there yet.
///
/// # Errors
/// [`Error::UnsafePlace`] with the reason.
pub fn see_that_it_is_safe(folder: &Path) -> Result<(), Error> {
    hazard(&known(folder))
        .map_or(Ok(()), |hazard| Err(Error::UnsafePlace { folder: folder.to_owned(), hazard }))
}

/// A folder as the system knows it, links followed; one that is not there yet by the nearest that is.
#[must_use]
pub fn known(folder: &Path) -> PathBuf {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let there = full.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    there.map_or_else(
        || full.clone(),
        |(above, known)| known.join(full.strip_prefix(above).unwrap_or(Path::new(""))),
    )
}

fn hazard(folder: &Path) -> Option<Hazard> {
    let synced = folder.ancestors().find_map(|above| {
        let by = marked(above).or_else(|| named(above)).or_else(|| set(above))?;
        Some(Hazard::Synced { by, root: above.to_owned() })
    });
    synced.or_else(|| is_remote(folder).then_some(Hazard::Network))
}

/// The client that left its marks in a folder.
fn marked(folder: &Path) -> Option<&'static str> {
    // In a home folder `.dropbox` is the client's own folder; in the one that it looks after it is a file.
    if folder.join(".dropbox").is_file() || folder.join(".dropbox.cache").is_dir() {
        return Some("Dropbox");
    }
    const MARKS: [(&str, &str); 8] = [
        (".stfolder", "Syncthing"),
        (".sync/ID", "Resilio Sync"),
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".shortcut-targets-by-id", "Google Drive"),
        (".tmp.drivedownload", "Google Drive"),
        (".tmp.driveupload", "Google Drive"),
        (".owncloudsync.log", "ownCloud"),
        (".nextcloudsync.log", "Nextcloud"),
    ];
    let mark = MARKS.into_iter().find(|(mark, _)| folder.join(mark).exists());
    mark.map(|(_, by)| by).or_else(|| {
        let mut entries = fs::read_dir(folder).into_iter().flatten().flatten();
        entries.any(|entry| is_journal(&entry.file_name())).then_some("Nextcloud or ownCloud")
    })
}

/// The client's own database: `.sync_0123456789ab.db`, formerly `._sync_…` and `.csync_journal.db`.
fn is_journal(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else { return false };
    let is_one =
        name.starts_with(".sync_") || name.starts_with("._sync_") || name == ".csync_journal.db";
    is_one && Path::new(name).extension().is_some_and(|extension| extension == "db")
}

/// The client whose folders have a name of their own.
fn named(folder: &Path) -> Option<&'static str> {
    let name = folder.file_name()?.to_str()?;
    let above = folder.parent()?;
    let is_below_library = |place: &str| above.ends_with(Path::new("Library").join(place));
    match name {
        "Mobile Documents" if above.ends_with("Library") => Some("iCloud Drive"),
        _ if is_below_library("CloudStorage") => Some("a cloud drive"),
        _ if name == "OneDrive" || name.starts_with("OneDrive - ") => Some("OneDrive"),
        _ => None,
    }
}

/// The client tells every program where its folders are.
fn set(folder: &Path) -> Option<&'static str> {
    let is_set =
        |name: &str| std::env::var_os(name).is_some_and(|path| known(Path::new(&path)) == folder);
    ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"]
        .into_iter()
        .any(is_set)
        .then_some("OneDrive")
}

fn is_remote(folder: &Path) -> bool {
    // Windows resolves a drive that is connected to a network into its true name.
    let is_share = folder.components().next().is_some_and(|first| {
        let Component::Prefix(prefix) = first else { return false };
        matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    });
    is_share || is_mounted_from_elsewhere(folder)
}

#[cfg(target_os = "macos")]
fn is_mounted_from_elsewhere(folder: &Path) -> bool {
    /// `MNT_LOCAL` of `mount(2)`.
    const LOCAL: u32 = 0x1000;
    let there = folder.ancestors().find(|above| above.exists());
    there
        .and_then(|there| rustix::fs::statfs(there).ok())
        .is_some_and(|stat| stat.f_flags & LOCAL == 0)
}

#[cfg(not(target_os = "macos"))]
fn is_mounted_from_elsewhere(folder: &Path) -> bool {
    let mounts = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    file_system(folder, &mounts).is_some_and(is_of_network)
}

/// The kind of file system that holds a folder, by the system's list of mounts (`proc_pid_mountinfo(5)`).
#[cfg_attr(target_os = "macos", expect(dead_code, reason = "only Linux has such a list"))]
fn file_system<'a>(folder: &Path, mounts: &'a str) -> Option<&'a str> {
    let mount = |line: &'a str| {
        let (place, kind) = line.split_once(" - ")?;
        let point = PathBuf::from(unescaped(place.split(' ').nth(4)?));
        folder.starts_with(&point).then_some((point.components().count(), kind.split(' ').next()?))
    };
    // Of two mounts at one point the later one is seen.
    mounts.lines().filter_map(mount).max_by_key(|(depth, _)| *depth).map(|(_, kind)| kind)
}

/// Blanks and the like stand as octal numbers in the list of mounts.
fn unescaped(point: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .into_iter()
        .fold(point.to_owned(), |point, (octal, letter)| point.replace(octal, letter))
}

/// File systems of other computers, also of the one that a virtual machine runs on. By name, because all that run in
/// user space (`fuse.…`) share one magic number, and some of them are local disks.
fn is_of_network(kind: &str) -> bool {
    const PLAIN: [&str; 16] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb",
        "smb2",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "coda",
        "9p",
        "ceph",
        "davfs",
        "glusterfs",
        "vboxsf",
        "prl_fs",
    ];
    const IN_USER_SPACE: [&str; 16] = [
        "sshfs",
        "rclone",
        "davfs",
        "s3fs",
        "glusterfs",
        "ceph",
        "gvfsd-fuse",
        "kio-fuse",
        "curlftpfs",
        "vmhgfs-fuse",
        "juicefs",
        "onedriver",
        "google-drive-ocamlfuse",
        "smbnetfs",
        "nfs",
        "pcloud",
    ];
    PLAIN.contains(&kind)
        || kind.strip_prefix("fuse.").is_some_and(|program| IN_USER_SPACE.contains(&program))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(marks: &[&str], folder: &str) -> Option<String> {
        let home = tempfile::tempdir().unwrap();
        for mark in marks {
            let path = home.path().join(mark);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if mark.ends_with('/') {
                fs::create_dir_all(path).unwrap();
            } else {
                fs::write(path, "").unwrap();
            }
        }
        match hazard(&home.path().join(folder))? {
            Hazard::Synced { by, .. } => Some(by.to_owned()),
            Hazard::Network => None,
        }
    }

    #[test]
    fn a_folder_that_a_client_looks_after_is_known_by_the_clients_marks() {
        for (mark, who) in [
            ("Dropbox/.dropbox", "Dropbox"),
            ("Dropbox (Work)/.dropbox.cache/", "Dropbox"),
            ("Sync/.stfolder/", "Syncthing"),
            ("Sync/.stfolder", "Syncthing"),
            ("btsync/.sync/ID", "Resilio Sync"),
            ("Cloud/.sync_0123456789ab.db", "Nextcloud or ownCloud"),
            ("ownCloud/._sync_0123456789ab.db", "Nextcloud or ownCloud"),
            ("ownCloud/.csync_journal.db", "Nextcloud or ownCloud"),
            ("Nextcloud/.nextcloudsync.log", "Nextcloud"),
            ("My Drive/.shortcut-targets-by-id/", "Google Drive"),
            ("My Drive/.tmp.drivedownload/", "Google Drive"),
            ("Files/.849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
            ("OneDrive/readme", "OneDrive"),
            ("OneDrive - Gazette Ltd/readme", "OneDrive"),
            ("Library/Mobile Documents/com~apple~CloudDocs/readme", "iCloud Drive"),
            ("Library/CloudStorage/GoogleDrive-me@gazette.example/readme", "a cloud drive"),
        ] {
            let top = Path::new(mark).parent().unwrap();
            let top = if mark.contains(".sync/") { top.parent().unwrap() } else { top };
            // The archive need not be there yet, and may lie deep below.
            let folder = top.join("papers").join("archive");
            assert_eq!(by(&[mark], folder.to_str().unwrap()).as_deref(), Some(who), "{mark}");
        }
    }

    #[test]
    fn a_folder_beside_those_is_safe() {
        // The client's own folder in a home, and clients' folders next to the archive.
        let marks = [
            ".dropbox/instance.db",
            "Dropbox/.dropbox",
            "Sync/.stfolder/",
            "OneDrive/readme",
            "notes/.sync_notes.txt",
        ];
        for folder in ["archive", "papers/archive", "notes/archive", "Dropbox2/archive"] {
            assert_eq!(by(&marks, folder), None, "{folder}");
        }
    }

    #[test]
    fn what_lies_behind_a_network_is_known_by_its_mount() {
        let mounts = "\
            26 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda2 rw\n\
            60 26 0:50 / /home/me/press\\040room rw - nfs4 server:/export rw,vers=4.2\n\
            61 26 0:51 / /home/me/share rw shared:3 - cifs //server/share rw\n\
            62 26 0:52 / /home/me/ssh rw - fuse.sshfs me@server: rw\n\
            63 26 8:17 / /media/me/disk rw - fuseblk /dev/sdb1 rw\n\
            64 26 0:53 / /home/me/vault rw - fuse.gocryptfs /home/me/.vault rw\n\
            65 26 0:54 / /mnt/c rw - 9p drvfs rw\n\
            66 65 8:33 / /mnt/c/disk rw - ext4 /dev/sdc1 rw\n\
            67 26 0:55 / /over rw - nfs server:/over rw\n\
            68 67 8:34 / /over rw - xfs /dev/sdd1 rw\n";
        let is_remote =
            |folder: &str| file_system(Path::new(folder), mounts).is_some_and(is_of_network);
        for folder in [
            "/home/me/press room/archive",
            "/home/me/share",
            "/home/me/ssh/a/b",
            "/mnt/c/Users/me/archive",
        ] {
            assert!(is_remote(folder), "{folder}");
        }
        for folder in [
            "/home/me/archive",
            "/home/me/share2",
            "/media/me/disk/a",
            "/home/me/vault/a",
            "/mnt/c/disk/a",
            "/over/a",
        ] {
            assert!(!is_remote(folder), "{folder}");
        }
    }
}
