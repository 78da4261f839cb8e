//! What is installed beside git, Rust and Node: one table a system.

use super::system::System;

/// What the machine is to be able to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Purpose {
    /// Compile everything and open the window.
    Build,
    /// Run every test too, and photograph the window.
    Test,
}

use Purpose::{Build, Test};

/// Packages of Debian 12 and newer, and what needs each.
const DEBIAN: &[(&str, Purpose, &str)] = &[
    ("build-essential", Build, "the C of SQLite and zstd, and the linker"),
    ("libwebkit2gtk-4.1-dev", Build, "the webview, with GTK 3"),
    ("pkg-config", Build, "finds the webview"),
    ("at-spi2-core", Test, "the accessibility tree"),
    ("dbus", Test, "a session bus of the tests' own"),
    ("fonts-liberation", Test, "the system's letters are the same on every machine"),
    ("imagemagick", Test, "photographs the whole screen"),
    ("libimage-exiftool-perl", Test, "tests: writes into photographs what we read from them"),
    ("openbox", Test, "a window manager"),
    ("poppler-utils", Test, "tests: reads the PDF that we write"),
    ("qpdf", Test, "tests: checks it"),
    ("openssl", Test, "tests: a server for whose certificate nobody vouches"),
    ("webkit2gtk-driver", Test, "drives the webview"),
    ("xdotool", Test, "the real mouse"),
    ("xvfb", Test, "a screen where there is none"),
    ("curl", Test, "tests/wordpress"),
    ("fonts-dejavu-core", Test, "tests/wordpress: letters in its pictures"),
    ("lomiri-wallpapers-16.04", Test, "tests/wordpress: photographs"),
    ("lomiri-wallpapers-20.04", Test, "tests/wordpress: photographs"),
    ("mariadb-client-core", Test, "tests/wordpress"),
    ("mariadb-server-core", Test, "tests/wordpress"),
    ("mate-backgrounds", Test, "tests/wordpress: photographs"),
    ("php-cli", Test, "tests/wordpress"),
    ("php-curl", Test, "tests/wordpress"),
    ("php-gd", Test, "tests/wordpress"),
    ("php-intl", Test, "tests/wordpress"),
    ("php-mbstring", Test, "tests/wordpress"),
    ("php-mysql", Test, "tests/wordpress"),
    ("php-xml", Test, "tests/wordpress"),
    ("php-zip", Test, "tests/wordpress"),
    ("plasma-workspace-wallpapers", Test, "tests/wordpress: photographs"),
    ("procps", Test, "tests/wordpress: ends what it started"),
    ("python3", Test, "tests/wordpress: fills the newspaper"),
    ("python3-pil", Test, "tests/wordpress: makes its pictures"),
    ("python3-venv", Test, "tests: a folder for programs that check WARC and WACZ"),
    ("wget", Test, "tests: keeps pages as WARC"),
    ("wordpress", Test, "tests/wordpress"),
];

/// Packages of Debian for a purpose.
pub(super) fn debian(purpose: Purpose) -> impl Iterator<Item = &'static str> {
    DEBIAN.iter().filter(move |(_, needed, _)| *needed <= purpose).map(|(name, ..)| *name)
}

/// How another system is set up by hand.
pub(super) struct ByHand {
    /// Commands of which one succeeds where nothing is missing.
    pub(super) probes: &'static [&'static [&'static str]],
    /// What to type otherwise.
    pub(super) command: &'static str,
}

/// What a build needs on the systems where nothing is installed without asking.
pub(super) fn by_hand(system: System) -> ByHand {
    match system {
        System::Fedora => ByHand {
            probes: &[&["rpm", "-q", "webkit2gtk4.1-devel", "gcc", "make", "pkgconf-pkg-config"]],
            command: "sudo dnf install webkit2gtk4.1-devel gcc make pkgconf-pkg-config",
        },
        System::Arch => ByHand {
            probes: &[&["pacman", "-Q", "webkit2gtk-4.1", "gcc", "make", "pkgconf"]],
            command: "sudo pacman -S --needed webkit2gtk-4.1 base-devel",
        },
        System::Suse => ByHand {
            probes: &[&["rpm", "-q", "webkit2gtk3-devel", "gcc", "make", "pkgconf-pkg-config"]],
            command: "sudo zypper install webkit2gtk3-devel gcc make pkgconf-pkg-config",
        },
        System::MacOs => ByHand {
            probes: &[&["xcode-select", "--print-path"]],
            command: "xcode-select --install",
        },
        // The C compiler is there: it linked this program. The webview is part of Windows 11.
        System::Windows => ByHand {
            probes: &[&["reg", "query", WEBVIEW2_OF_ALL], &["reg", "query", WEBVIEW2_OF_USER]],
            command: "winget install Microsoft.EdgeWebView2Runtime",
        },
        System::Debian | System::Other => ByHand {
            probes: &[&["pkg-config", "--exists", "webkit2gtk-4.1"]],
            command: "(with your system's package manager:) a C compiler, pkg-config, \
                      the headers of WebKitGTK 4.1",
        },
    }
}

/// Where the webview of Windows enters itself when it is installed for everybody, and for one person.
const WEBVIEW2_OF_ALL: &str = r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
const WEBVIEW2_OF_USER: &str =
    r"HKCU\Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";

/// Programs that only the tests call, looked for where packages are not installed for them.
pub(super) const TEST_PROGRAMS: [&str; 6] =
    ["Xvfb", "openbox", "dbus-run-session", "WebKitWebDriver", "import", "xdotool"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_needs_fewer_packages_than_the_tests() {
        let build: Vec<_> = debian(Build).collect();
        assert_eq!(build, ["build-essential", "libwebkit2gtk-4.1-dev", "pkg-config"]);
        assert!(debian(Test).count() > 20);
    }
}
