//! `serve`: previews the site from the model in memory, and notifies browsers of changes.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use tokio::net::TcpListener;
use tokio::signal;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::edge::edits::Edits;
use crate::edge::follow::Followed;
use crate::edge::options::{Options, Outcome, ServeOptions};
use crate::edge::server::{self, Job, Jobs, Preview};
use crate::edge::site::Place;
use crate::edge::watch::{Changed, Watch};
use crate::edge::{Failure, terminal};
use crate::source;

/// The port tried first, as in Zola.
const PORT: u16 = 1111;

/// Serves until Ctrl-C or SIGTERM.
pub(crate) fn serve(serve: &ServeOptions, options: &Options) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::Bind("this machine".into(), error.to_string()))?;
    let outcome = runtime.block_on(run(serve, options));
    // do not wait for pages being rendered
    runtime.shutdown_background();
    outcome
}

async fn run(serve: &ServeOptions, options: &Options) -> Result<Outcome, Failure> {
    if serve.edit && !serve.interface.is_loopback() && !serve.allow_remote_edit {
        let line =
            "other machines could change the files of this site; allow it with --allow-remote-edit";
        return Err(Failure::Usage(line.into()));
    }
    let place = Place::find(options)?;
    let watch = Watch::of(&place, serve.poll)?;
    let mut followed = Followed::read(place)?;
    let listener = listen(serve).await?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::Bind(serve.interface.to_string(), error.to_string()))?;

    // keep the sub-path of the published site, so that addresses are the same
    let settings = &mut followed.place.settings;
    let base = source::base_url(&followed.sources.tree, settings);
    let sub_path = base.as_deref().map_or("/", server::sub_path).to_string();
    let home = format!("http://{}{sub_path}", reached_at(address));
    settings.base_url = Some(home.clone());
    let diagnostics = followed.understand().diagnostics;
    terminal::print(&diagnostics, &followed.sources.tree, options.format);
    let (hand_in, work) = unbounded_channel();
    let jobs = serve.edit.then(|| Jobs(hand_in.clone()));
    let preview = Arc::new(Preview::new(&followed, sub_path, serve.interface, jobs)?);

    let served = axum::serve(listener, server::router(preview.clone())).into_future();
    terminal::remark(options, &format!("the site is at {home} (Ctrl-C to stop)"));
    if serve.open && open::that_detached(&home).is_err() {
        terminal::remark(options, &format!("no browser could be opened; open {home}"));
    }
    tokio::select! {
        // do not wait for browsers, which keep the event stream open
        () = asked_to_stop() => Ok(Outcome::Good),
        ended = served => match ended {
            Ok(()) => Ok(Outcome::Good),
            Err(error) => Err(Failure::Bind(home, error.to_string())),
        },
        () = watching(watch, hand_in, options) => Ok(Outcome::Good),
        () = working(followed, work, preview) => Ok(Outcome::Good),
    }
}

/// Queues changes on disk.
async fn watching(mut watch: Watch, hand_in: UnboundedSender<Job>, options: &Options) {
    loop {
        let changed = watch.changed().await;
        let options = options.clone();
        let again = move |followed: &mut Followed, _: &mut Edits, preview: &Preview| {
            again(followed, preview, changed, &options);
        };
        // the queue is gone once the server ends
        let _ = hand_in.send(Box::new(again));
    }
}

/// Runs queued work in order; pages are served at the same time.
async fn working(followed: Followed, mut work: UnboundedReceiver<Job>, preview: Arc<Preview>) {
    let mut site = (followed, Edits::default());
    while let Some(job) = work.recv().await {
        let preview = preview.clone();
        let done = move || {
            job(&mut site.0, &mut site.1, &preview);
            site
        };
        site = match tokio::task::spawn_blocking(done).await {
            Ok(site) => site,
            // it panicked and printed that: keep the last state and stop
            Err(_) => break,
        };
    }
    drop(work);
    std::future::pending().await
}

fn again(followed: &mut Followed, preview: &Preview, changed: Changed, options: &Options) {
    let started = Instant::now();
    let what = match &changed {
        Changed::Paths(paths) => named(paths),
        Changed::Anything => "anything".into(),
    };
    match followed.follow(changed) {
        Ok(followup) => {
            let diagnostics = followup.model.diagnostics.clone();
            preview.replace(followed, followup);
            let time = started.elapsed().as_secs_f64();
            terminal::print(&diagnostics, &followed.sources.tree, options.format);
            terminal::remark(options, &format!("changed: {what} · {time:.3} s"));
        }
        Err(failure) => terminal::fail(&failure),
    }
}

/// One of the files, and the number of others.
fn named(paths: &BTreeSet<crate::base::Path>) -> String {
    let first = paths.first().map_or("", |path| path.as_str());
    match paths.len() {
        0 | 1 => first.to_string(),
        many => format!("{first} and {} more", many - 1),
    }
}

/// Binds the requested port, or the first free one from 1111.
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
            "this port and the next 49 are in use".into(),
        ),
    })
}

/// The address for a browser on this machine: `0.0.0.0` cannot be opened.
fn reached_at(address: SocketAddr) -> String {
    if address.ip().is_unspecified() {
        format!("localhost:{}", address.port())
    } else {
        address.to_string()
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
