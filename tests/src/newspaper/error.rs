use std::io;

use thiserror::Error;

/// Why there is no newspaper; each is a sentence for people.
#[derive(Debug, Error)]
pub enum Error {
    /// Somebody else listens there.
    #[error("Port {port} is taken by another program; choose another with --port.")]
    PortTaken {
        /// The port.
        port: u16,
    },
    /// The system does not give the port.
    #[error("Port {port} cannot be opened ({why}); choose another with --port.")]
    Port {
        /// The port.
        port: u16,
        /// What the system says.
        why: String,
    },
    /// The folder that was named holds no paper.
    #[error("There is no paper in {folder}: {source}; name another folder with --paper.")]
    Folder {
        /// The folder.
        folder: String,
        /// What is wrong.
        source: sample::Error,
    },
    /// There is no paper to print.
    #[error("The sample paper cannot be read: {0}; build the program anew.")]
    Sample(#[from] sample::Error),
}

impl Error {
    pub(super) fn of_port(port: u16, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AddrInUse => Self::PortTaken { port },
            io::ErrorKind::PermissionDenied => {
                Self::Port { port, why: "ports below 1024 are the system’s".to_owned() }
            }
            _ => Self::Port { port, why: error.to_string() },
        }
    }
}
