//! `serve`: the model in memory, pages on request, the browser told of changes.

use std::sync::Arc;
use std::time::Duration;

use notify_debouncer_full::new_debouncer;
use notify_debouncer_full::notify::RecursiveMode;
use tokio::net::TcpListener;

use crate::edge::cli::{Options, Outcome, ServeOptions};
use crate::edge::server::{self, Preview};
use crate::edge::site::Place;
use crate::edge::{Failure, terminal};

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
    let listener = listen(serve).await?;
    let address =
        listener.local_addr().map_err(|error| Failure::Bind("?".into(), error.to_string()))?;
    let root = format!("http://{address}/");
    let first = place.read()?;
    // links keep the sub-path of the published site, so that the preview is at the same place
    let base = place.settings.base_url.clone().or(first.model.value.site.config.base_url.clone());
    let sub_path = base.as_deref().map_or("/", server::sub_path).to_string();
    place.settings.base_url = Some(format!("{}{sub_path}", root.trim_end_matches('/')));
    let read = place.read()?;
    terminal::print(&read.model.diagnostics, &read.tree, options.format);
    let preview =
        Arc::new(Preview::new(place.root.clone(), sub_path.clone(), serve.interface, read));

    let watched = preview.clone();
    let (rebuild, format) = (place.clone(), options.format);
    let changed = move |events: notify_debouncer_full::DebounceEventResult| {
        let Ok(events) = events else { return };
        if events.iter().any(|event| {
            !event.kind.is_access() && event.paths.iter().any(|path| is_source(&rebuild, path))
        }) {
            match rebuild.read() {
                Ok(read) => {
                    terminal::print(&read.model.diagnostics, &read.tree, format);
                    watched.replace(read);
                }
                Err(failure) => terminal::say(&format!("error: {failure}")),
            }
        }
    };
    let mut debouncer = new_debouncer(Duration::from_millis(60), None, changed)
        .map_err(|error| Failure::Read(place.root.clone(), error.to_string()))?;
    debouncer
        .watch(&place.root, RecursiveMode::Recursive)
        .map_err(|error| Failure::Read(place.root.clone(), error.to_string()))?;

    let home = format!("{}{sub_path}", root.trim_end_matches('/'));
    if !options.quiet {
        terminal::say(&format!("the site is at {home} (Ctrl-C ends)"));
    }
    if serve.open && open::that_detached(&home).is_err() {
        terminal::say(&format!("no browser could be opened; go to {home}"));
    }
    let app = server::router(preview);
    axum::serve(listener, app)
        .with_graceful_shutdown(asked_to_stop())
        .await
        .map_err(|error| Failure::Bind(home, error.to_string()))?;
    Ok(Outcome::Good)
}

/// Whether a change is one of the site's sources, not of its output.
fn is_source(place: &Place, path: &std::path::Path) -> bool {
    let Ok(below) = path.strip_prefix(&place.root) else { return false };
    let top = below.components().next().map(|part| part.as_os_str().to_string_lossy().into_owned());
    let is_hidden = below.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let top = top.unwrap_or_default();
    !is_hidden
        && (["content", "templates", "static", "strings"].contains(&top.as_str())
            || top == place.settings.config.as_str())
}

/// Binds the port that was asked for, or the first free one from 1111.
async fn listen(serve: &ServeOptions) -> Result<TcpListener, Failure> {
    let refused = |port: u16, error: &std::io::Error| {
        Failure::Bind(format!("{}:{port}", serve.interface), error.to_string())
    };
    if let Some(port) = serve.port {
        return TcpListener::bind((serve.interface, port))
            .await
            .map_err(|error| refused(port, &error));
    }
    for port in PORT..PORT + 50 {
        match TcpListener::bind((serve.interface, port)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {}
            Err(error) => return Err(refused(port, &error)),
        }
    }
    Err(Failure::Bind(
        format!("{}:{PORT}", serve.interface),
        "fifty ports in a row are busy".into(),
    ))
}

async fn asked_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = interrupt.await;
}
