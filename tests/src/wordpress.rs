use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::cleanup::Cleanup;
use crate::{Manifest, Proxy};

/// A real WordPress newspaper on loopback, made by the scripts in `wordpress/`; it ends with the test.
pub struct Wordpress {
    /// Its state; lies in a folder of its own.
    site: PathBuf,
    url: String,
    _cleanup: Cleanup,
}

impl Wordpress {
    /// Starts an empty newspaper. Takes some seconds, more where Debian's packages must be installed first.
    ///
    /// # Panics
    /// When it does not start, with what the script said.
    #[must_use]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files").keep();
        let site = folder.join("site");
        let _cleanup = Cleanup::new(
            "BROADSHEET_WP=$1 \"$2\"; rm -rf \"$3\"",
            &[site.as_os_str(), script("stop").as_os_str(), folder.as_os_str()],
        );
        let url = run(&site, "start", &[] as &[&str]).trim().to_owned();
        Self { site, url, _cleanup }
    }

    /// Fills it; the arguments are those of `wordpress/seed`.
    ///
    /// # Panics
    /// When the script fails, with what it said.
    pub fn seed<A: AsRef<OsStr>>(&self, arguments: &[A]) {
        run(&self.site, "seed", arguments);
    }

    /// Its home page, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What it was filled with.
    ///
    /// # Panics
    /// When it was not filled.
    #[must_use]
    pub fn manifest(&self) -> Manifest {
        let json = fs::read(self.site.join("manifest.json")).expect("the newspaper was filled");
        serde_json::from_slice(&json).expect("the manifest has its fields")
    }

    /// Does what an editor does later, such as `{"edit": 3, "delete": 1}`; gives what was done: kind, id, address.
    ///
    /// # Panics
    /// When the script fails, with what it said.
    #[must_use]
    pub fn change(&self, what: &Value) -> Vec<(String, u64, String)> {
        let done = run(&self.site, "seed", &["change", &what.to_string()]);
        serde_json::from_str(&done).expect("the script prints a list")
    }

    /// A proxy before it that fails as told; see [`Proxy`].
    #[must_use]
    pub fn behind(&self, preset: &str) -> Proxy {
        Proxy::start(&self.url, preset)
    }

    /// The folder of its pictures, all sizes of them.
    #[must_use]
    pub fn uploads(&self) -> PathBuf {
        self.site.join("www/wp-content/uploads")
    }
}

/// The path of one of the scripts.
pub(crate) fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("wordpress").join(name)
}

fn run<A: AsRef<OsStr>>(site: &Path, name: &str, arguments: &[A]) -> String {
    let ran = Command::new(script(name))
        .args(arguments)
        .env("BROADSHEET_WP", site)
        .output()
        .expect("the scripts lie beside the tests");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "wordpress/{name} failed: {said}");
    String::from_utf8(ran.stdout).expect("the scripts print UTF-8")
}
