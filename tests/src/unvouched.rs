use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A web server on loopback that speaks TLS with a certificate for which nobody vouches; it ends with this value.
#[derive(Debug)]
pub struct Unvouched {
    url: String,
    server: Child,
    _folder: TempDir,
}

impl Unvouched {
    /// Makes the certificate and starts the server.
    ///
    /// # Panics
    /// When `openssl` is not there or does not start.
    #[must_use]
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a certificate");
        let openssl = || {
            let mut command = Command::new("openssl");
            command.current_dir(folder.path()).stdin(Stdio::null()).stderr(Stdio::null());
            command
        };
        let made = openssl()
            .args([
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
            ])
            .args(["-keyout", "key.pem", "-out", "certificate.pem"])
            .status();
        assert!(made.is_ok_and(|status| status.success()), "openssl makes a certificate");
        let mut server = openssl()
            .args([
                "s_server",
                "-www",
                "-accept",
                "127.0.0.1:0",
                "-cert",
                "certificate.pem",
                "-key",
                "key.pem",
            ])
            .stdout(Stdio::piped())
            .spawn()
            .expect("openssl serves");
        let lines = BufReader::new(server.stdout.take().expect("its output is piped")).lines();
        let address = lines
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("ACCEPT ").map(str::to_owned));
        let url = format!("https://{}/", address.expect("openssl says where it listens"));
        Self { url, server, _folder: folder }
    }

    /// The address of its only page.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Unvouched {
    fn drop(&mut self) {
        // It may have ended already.
        drop(self.server.kill());
        drop(self.server.wait());
    }
}
