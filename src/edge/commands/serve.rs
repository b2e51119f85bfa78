//! `serve`: the model in memory, pages on request, the browser told of changes.

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

/// The port that is tried first, as Zola has it.
const PORT: u16 = 1111;

/// Serves until Ctrl-C or SIGTERM.
pub(crate) fn serve(serve: &ServeOptions, options: &Options) -> Result<Outcome, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime =
        runtime.map_err(|error| Failure::Bind("this machine".into(), error.to_string()))?;
    let outcome = runtime.block_on(run(serve, options));
    // a page that is being made need not be finished
    runtime.shutdown_background();
    outcome
}

async fn run(serve: &ServeOptions, options: &Options) -> Result<Outcome, Failure> {
    if serve.edit && !serve.interface.is_loopback() && !serve.allow_remote_edit {
        let line = "others could change the files of this site: with --allow-remote-edit they may";
        return Err(Failure::Usage(line.into()));
    }
    let place = Place::find(options)?;
    let watch = Watch::of(&place, serve.poll)?;
    let mut followed = Followed::read(place)?;
    let listener = listen(serve).await?;
    let address = listener
        .local_addr()
        .map_err(|error| Failure::Bind(serve.interface.to_string(), error.to_string()))?;

    // links keep the sub-path of the published site, so that the preview has the same addresses
    let settings = &mut followed.place.settings;
    let base = source::base_url(&followed.sources.tree, settings);
    let sub_path = base.as_deref().map_or("/", server::sub_path).to_string();
    let home = format!("http://{}{sub_path}", reached_at(address));
    settings.base_url = Some(home.clone());
    let told = followed.understand().diagnostics;
    terminal::print(&told, &followed.sources.tree, options.format);
    let (hand_in, work) = unbounded_channel();
    let jobs = serve.edit.then(|| Jobs(hand_in.clone()));
    let preview = Arc::new(Preview::new(&followed, (sub_path, serve.interface), jobs)?);

    let served = axum::serve(listener, server::router(preview.clone())).into_future();
    terminal::remark(options, &format!("the site is at {home} (Ctrl-C ends)"));
    if serve.open && open::that_detached(&home).is_err() {
        terminal::remark(options, &format!("no browser could be opened; go to {home}"));
    }
    tokio::select! {
        // browsers keep the stream of changes open: to wait for them would be to wait for ever
        () = asked_to_stop() => Ok(Outcome::Good),
        ended = served => match ended {
            Ok(()) => Ok(Outcome::Good),
            Err(error) => Err(Failure::Bind(home, error.to_string())),
        },
        () = watching(watch, hand_in, options) => Ok(Outcome::Good),
        () = working(followed, work, preview) => Ok(Outcome::Good),
    }
}

/// Hands in what changed on disk.
async fn watching(mut watch: Watch, hand_in: UnboundedSender<Job>, options: &Options) {
    loop {
        let changed = watch.changed().await;
        let options = options.clone();
        let again = move |followed: &mut Followed, _: &mut Edits, preview: &Preview| {
            again(followed, preview, changed, &options);
        };
        // nobody works any more once the server ends
        let _ = hand_in.send(Box::new(again));
    }
}

/// Does what is handed in, one after the other; pages are served meanwhile.
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
            // it panicked, and has said so: what was shown stays, and nobody waits for more
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
            let told = followup.model.diagnostics.clone();
            preview.replace(followed, followup);
            let time = started.elapsed().as_secs_f64();
            terminal::print(&told, &followed.sources.tree, options.format);
            terminal::remark(options, &format!("changed: {what} · {time:.3} s"));
        }
        Err(failure) => terminal::fail(&failure),
    }
}

/// One of the files, and how many more there are.
fn named(paths: &BTreeSet<crate::base::Path>) -> String {
    let first = paths.first().map_or("", |path| path.as_str());
    match paths.len() {
        0 | 1 => first.to_string(),
        many => format!("{first} and {} more", many - 1),
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
