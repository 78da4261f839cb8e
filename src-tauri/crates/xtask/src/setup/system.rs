use std::path::Path;

/// The systems that differ in how packages are installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum System {
    /// Debian, Ubuntu and what is made from them.
    Debian,
    /// Fedora and what is made from it.
    Fedora,
    /// Arch and what is made from it.
    Arch,
    /// openSUSE.
    Suse,
    /// Apple's.
    MacOs,
    /// Microsoft's.
    Windows,
    /// One that is not known here.
    Other,
}

impl System {
    /// The system that this runs on.
    pub(crate) fn here() -> Self {
        if cfg!(target_os = "macos") {
            Self::MacOs
        } else if cfg!(windows) {
            Self::Windows
        } else {
            let file = Path::new("/etc/os-release");
            Self::of_os_release(&std::fs::read_to_string(file).unwrap_or_default())
        }
    }

    /// Reads `ID` first, then what `ID_LIKE` says it is like.
    fn of_os_release(text: &str) -> Self {
        let value = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            line.unwrap_or_default().trim_matches(['"', '\'']).to_owned()
        };
        let (own, like) = (value("ID"), value("ID_LIKE"));
        let names = std::iter::once(own.as_str()).chain(like.split_whitespace());
        names.map(Self::named).find(|system| *system != Self::Other).unwrap_or(Self::Other)
    }

    fn named(id: &str) -> Self {
        match id {
            "debian" | "ubuntu" => Self::Debian,
            "fedora" | "rhel" | "centos" => Self::Fedora,
            "arch" | "archlinux" => Self::Arch,
            "suse" | "opensuse" | "opensuse-tumbleweed" | "opensuse-leap" => Self::Suse,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_known_by_its_own_name_or_by_what_it_is_like() {
        let of = System::of_os_release;
        assert_eq!(of("NAME=\"Debian GNU/Linux\"\nID=debian\n"), System::Debian);
        assert_eq!(of("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), System::Debian);
        assert_eq!(of("ID=\"opensuse-tumbleweed\"\nID_LIKE=\"opensuse suse\"\n"), System::Suse);
        assert_eq!(of("ID=nobara\nID_LIKE='rhel centos fedora'\n"), System::Fedora);
        assert_eq!(of("ID=manjaro\nID_LIKE=arch\n"), System::Arch);
        assert_eq!(of("ID=nixos\n"), System::Other);
        assert_eq!(of(""), System::Other);
    }
}
