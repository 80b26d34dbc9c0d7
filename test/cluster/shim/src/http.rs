//! Serves a wasi:http component over HTTP/1: a fresh instance for each request.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use anyhow::{Result, anyhow};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_util::task::TaskTracker;
use wasmtime::Store;
use wasmtime_wasi_http::WasiHttpView as _;
use wasmtime_wasi_http::io::TokioIo;
use wasmtime_wasi_http::p2::bindings::ProxyPre;
use wasmtime_wasi_http::p2::bindings::http::types::Scheme;
use wasmtime_wasi_http::p2::body::HyperOutgoingBody;

use crate::guest::{Guest, Host};
use crate::signals::Shutdown;

const DEFAULT_ADDRESS: (Ipv4Addr, u16) = (Ipv4Addr::UNSPECIFIED, 8080);
const DEFAULT_BACKLOG: u32 = 100;

/// Serves until it is told to shut down and the last connection has ended.
pub async fn serve(mut guest: Guest, handler: ProxyPre<Host>, shutdown: &Shutdown) -> Result<i32> {
    // What cannot be parsed is passed over without a word, as by runwasi.
    let address = guest
        .take("WASMTIME_HTTP_PROXY_SOCKET_ADDR")
        .and_then(|v| v.parse().ok());
    let backlog = guest
        .take("WASMTIME_HTTP_BACKLOG")
        .and_then(|v| v.parse().ok());
    let listener = listen(
        address.unwrap_or(DEFAULT_ADDRESS.into()),
        backlog.unwrap_or(DEFAULT_BACKLOG),
    )?;
    log::info!("serving HTTP on {}", listener.local_addr()?);

    let tracker = TaskTracker::new();
    let server = Arc::new(Server {
        guest,
        handler,
        next_id: AtomicU64::new(0),
        tracker: tracker.clone(),
    });
    loop {
        let client = tokio::select! {
            client = accept(&listener) => client,
            () = shutdown.requested() => break,
        };
        let Some(client) = client else { continue };
        let server = server.clone();
        tracker.spawn(async move {
            let service = service_fn(move |request| server.clone().handle(request));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(client), service);
            if let Err(error) = connection.await {
                log::error!("connection: {error:?}");
            }
        });
    }
    tracker.close();
    tracker.wait().await;
    Ok(0)
}

fn listen(address: SocketAddr, backlog: u32) -> Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    Ok(socket.listen(backlog)?)
}

async fn accept(listener: &TcpListener) -> Option<TcpStream> {
    use ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    match listener.accept().await {
        Ok((client, _)) => Some(client),
        // The client has gone: nothing to wait for.
        Err(error)
            if matches!(
                error.kind(),
                ConnectionAborted | ConnectionRefused | ConnectionReset
            ) =>
        {
            None
        }
        Err(error) => {
            // Likely out of file descriptors: an open connection may end.
            log::error!("accept: {error}");
            tokio::time::sleep(Duration::from_secs(1)).await;
            None
        }
    }
}

struct Server {
    guest: Guest,
    handler: ProxyPre<Host>,
    next_id: AtomicU64,
    tracker: TaskTracker,
}

impl Server {
    async fn handle(
        self: Arc<Self>,
        request: hyper::Request<Incoming>,
    ) -> Result<hyper::Response<HyperOutgoingBody>> {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        let mut store = Store::new(self.handler.engine(), Host::new(self.guest.request(id)));
        let (sender, receiver) = tokio::sync::oneshot::channel();
        let host = store.data_mut();
        let request = host.http().new_incoming_request(Scheme::Http, request)?;
        let out = host.http().new_response_outparam(sender)?;
        let proxy = self.handler.instantiate_async(&mut store).await?;
        // A task of its own: the guest may go on after it has set the response.
        let task = self.tracker.spawn(async move {
            proxy
                .wasi_http_incoming_handler()
                .call_handle(store, request, out)
                .await
        });
        match receiver.await {
            Ok(response) => Ok(response?),
            Err(_) => {
                let cause = match task.await? {
                    Ok(()) => anyhow!("it ended without one"),
                    Err(error) => error.into(),
                };
                log::error!("request {id}: {cause:#}");
                Err(cause.context("the guest set no response"))
            }
        }
    }
}
