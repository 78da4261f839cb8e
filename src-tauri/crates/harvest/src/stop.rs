use std::sync::Arc;

use tokio::sync::watch;

use crate::Error;

/// Lets a reader stop a run from another thread. Copies stop together.
#[derive(Debug, Clone)]
pub struct Stop(Arc<watch::Sender<bool>>);

impl Default for Stop {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(false)))
    }
}

impl Stop {
    /// Ends the run at once; what was stored stays.
    pub fn stop(&self) {
        self.0.send_replace(true);
    }

    /// Ends with [`Error::Stopped`] as soon as somebody stops, else as `work` does.
    pub(crate) async fn or<T>(
        &self,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Error> {
        let mut stopped = self.0.subscribe();
        tokio::select! {
            biased;
            _ = stopped.wait_for(|stopped| *stopped) => Err(Error::Stopped),
            done = work => done,
        }
    }
}
