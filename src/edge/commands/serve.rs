//! `serve`: the model in memory, pages on request, the browser told of changes.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use tokio::net::TcpListener;
use tokio::signal;

use crate::edge::options::{Options, Outcome, ServeOptions};
use crate::edge::server::{self, Preview};
use crate::edge::site::Place;
use crate::edge::watch::Watch;
use crate::edge::{Failure, terminal};
use crate::source;

/// The port that is tried first, as Zola has it.
const PORT: u16 = 1111;

/// Serves until Ctrl-C or SIGTERM.
pub(crate) fn serve(serve: &ServeOptions, options: &Options) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::Bind("this machine".into(), error.to_string()))?;
    runtime.block_on(run(serve, options))
}

async fn run(serve: &ServeOptions, options: &Options) -> Result<Outcome, Failure> {
    let mut place = Place::find(options)?;
    let mut watch = Watch::of(&place)?;
    let tree = place.tree()?;
    let listener = listen(serve).await?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::Bind(serve.interface.to_string(), error.to_string()))?;

    // links keep the sub-path of the published site, so that the preview has the same addresses
    let config = source::classify(&tree.value, &place.settings).value.config;
    let sub_path = config.base_url.as_deref().map_or("/", server::sub_path).to_string();
    let home = format!("http://{}{sub_path}", reached_at(address));
    place.settings.base_url = Some(home.clone());
    let read = place.understand(tree);
    terminal::print(&read.model.diagnostics, &read.tree, options.format);
    let preview = Arc::new(Preview::new(&place.root, sub_path, serve.interface, read));

    terminal::remark(options, &format!("the site is at {home} (Ctrl-C ends)"));
    if serve.open && open::that_detached(&home).is_err() {
        terminal::remark(options, &format!("no browser could be opened; go to {home}"));
    }
    let served = axum::serve(listener, server::router(preview.clone())).into_future();
    tokio::pin!(served);
    let stopped = asked_to_stop();
    tokio::pin!(stopped);
    loop {
        tokio::select! {
            // browsers keep the stream of changes open: to wait for them would be to wait for ever
            () = &mut stopped => return Ok(Outcome::Good),
            ended = &mut served => {
                return match ended {
                    Ok(()) => Ok(Outcome::Good),
                    Err(error) => Err(Failure::Bind(home, error.to_string())),
                };
            }
            changed = watch.changed() => follow(&place, &preview, &changed, options),
        }
    }
}

/// Reads the site again after a change.
fn follow(place: &Place, preview: &Preview, changed: &Path, options: &Options) {
    let started = Instant::now();
    match place.read() {
        Ok(read) => {
            terminal::print(&read.model.diagnostics, &read.tree, options.format);
            preview.replace(read);
            let time = started.elapsed().as_secs_f64();
            terminal::remark(options, &format!("changed: {} · {time:.2} s", changed.display()));
        }
        Err(failure) => terminal::fail(&failure),
    }
}

/// Binds the port that was asked for, or the first free one from 1111.
async fn listen(serve: &ServeOptions) -> Result<TcpListener, Failure> {
    let ports = match serve.port {
        Some(port) => port..=port,
        None => PORT..=PORT + 49,
    };
    for port in ports {
        match TcpListener::bind((serve.interface, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => {
                let address = SocketAddr::new(serve.interface, port).to_string();
                return Err(Failure::Bind(address, error.to_string()));
            }
        }
    }
    Err(match serve.port {
        Some(port) => Failure::PortBusy(port),
        None => Failure::Bind(
            format!("{}:{PORT}", serve.interface),
            "this port and the 49 after it are taken".into(),
        ),
    })
}

/// Where a browser on this machine finds what listens on an address: `0.0.0.0` is no place to go to.
fn reached_at(address: SocketAddr) -> String {
    match address.ip().is_unspecified() {
        true => format!("localhost:{}", address.port()),
        false => address.to_string(),
    }
}

async fn asked_to_stop() {
    #[cfg(unix)]
    if let Ok(mut terminate) = signal::unix::signal(signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        return;
    }
    let _ = signal::ctrl_c().await;
}
