//! SIGINT drains, any other signal ends at once.

use anyhow::Result;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Tells a server to take no more connections and end what it has.
#[derive(Default)]
pub struct Shutdown(CancellationToken);

impl Shutdown {
    pub async fn requested(&self) {
        self.0.cancelled().await
    }
}

/// Waits for signals; answers with an exit code when one says to end now.
pub async fn handle(shutdown: &Shutdown) -> Result<i32> {
    let first = next().await?;
    if first != SignalKind::interrupt() {
        return Ok(128 + first.as_raw_value());
    }
    shutdown.0.cancel();
    // The second one ends the wait; its bare number is what runwasi answers with.
    Ok(next().await?.as_raw_value())
}

async fn next() -> Result<SignalKind> {
    let (int, quit, term) = (
        SignalKind::interrupt(),
        SignalKind::quit(),
        SignalKind::terminate(),
    );
    let (mut on_int, mut on_quit, mut on_term) = (signal(int)?, signal(quit)?, signal(term)?);
    Ok(tokio::select! {
        _ = on_int.recv() => int,
        _ = on_quit.recv() => quit,
        _ = on_term.recv() => term,
    })
}
