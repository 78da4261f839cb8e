use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Handler;
use super::connection::serve;

/// Says to all who wait that the server ends.
#[derive(Debug, Default)]
pub(crate) struct Stopped {
    is_set: Mutex<bool>,
    changed: Condvar,
}

impl Stopped {
    /// Waits so long, or until the server ends.
    pub(crate) fn wait(&self, time: Duration) {
        let is_set = self.lock();
        let waited = self.changed.wait_timeout_while(is_set, time, |is_set| !*is_set);
        drop(waited);
    }

    /// Whether the server ends.
    pub(crate) fn is_set(&self) -> bool {
        *self.lock()
    }

    fn set(&self) {
        *self.lock() = true;
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, bool> {
        self.is_set.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A server on a port of loopback; it ends when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: Option<JoinHandle<()>>,
}

struct Shared {
    handler: Arc<dyn Handler>,
    stopped: Stopped,
    open: Mutex<BTreeMap<u64, TcpStream>>,
}

impl Server {
    /// Starts a server on this port; 0 is any free one.
    ///
    /// # Errors
    /// If the port cannot be had.
    pub(crate) fn start(port: u16, handler: Arc<dyn Handler>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            handler,
            stopped: Stopped::default(),
            open: Mutex::new(BTreeMap::new()),
        });
        let accepting = {
            let shared = Arc::clone(&shared);
            thread::spawn(move || accept(&listener, &shared))
        };
        Ok(Self { address, shared, accepting: Some(accepting) })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.set();
        // Wakes the thread that waits for the next visitor.
        drop(TcpStream::connect(self.address));
        if let Some(accepting) = self.accepting.take() {
            drop(accepting.join());
        }
        for stream in self.shared.open().values() {
            drop(stream.shutdown(Shutdown::Both));
        }
    }
}

impl Shared {
    fn open(&self) -> MutexGuard<'_, BTreeMap<u64, TcpStream>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for (number, stream) in (1_u64..).zip(listener.incoming()) {
        if shared.stopped.is_set() {
            return;
        }
        let Ok(stream) = stream else { continue };
        if let Ok(handle) = stream.try_clone() {
            shared.open().insert(number, handle);
        }
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            serve(&stream, number, &*shared.handler, &shared.stopped);
            // First the list's handle: a reset is sent when the last one is closed.
            shared.open().remove(&number);
        });
    }
}
