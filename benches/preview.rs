//! Measures how long a running preview takes to show an edit: `cargo bench --bench preview --
//! /dev/shm/bench/site-10000`.
//!
//! Arguments: the site (from `cargo bench --bench build`; edits are undone at the end), number of edits (40). Prints
//! the time from the start to the first page, and for three kinds of edit the median and the 95th percentile from
//! writing the file until the new page has been read over loopback.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench is an edge"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

const SOURCE: &str = "content/articles/0/article-0.md";
const PAGE: &str = "/articles/0/article-0/";

/// Restores the site and ends the program when dropped.
struct Serving {
    child: Child,
    source: PathBuf,
    text: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = fs::write(&self.source, &self.text);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let site = arguments
        .next()
        .map_or_else(|| std::env::temp_dir().join("glossator-bench/site-10000"), PathBuf::from);
    let edits: usize = arguments.next().map_or(40, |count| count.parse().unwrap());
    let source = site.join(SOURCE);
    let Ok(text) = fs::read_to_string(&source) else {
        println!("there is no {}: `cargo bench --bench build` makes one", source.display());
        return;
    };
    let started = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_glossator"))
        .args(["-r", site.to_str().unwrap(), "serve"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let serving = Serving { child, source, text };
    let address = loop {
        let line = lines.next().unwrap().unwrap();
        if let Some(rest) = line.split_once("http://") {
            break rest.1.split('/').next().unwrap().to_string();
        }
    };
    thread::spawn(move || lines.for_each(drop));
    get(&address);
    println!("start to first page: {:.2} s", started.elapsed().as_secs_f64());

    let Serving { source, text, .. } = &serving;
    let (front, body) =
        text.split_once("+++\n").and_then(|(_, rest)| rest.split_once("+++\n")).unwrap();
    let mut events = listen(&address);
    for (kind, edited) in [
        (
            "a sentence",
            &(|n: usize| format!("{text}\nEdit {n} of it.\n")) as &dyn Fn(usize) -> String,
        ),
        ("a tag", &|n| {
            format!(
                "+++\n{}+++\n{body}\nEdit {n} of it.\n",
                front.replacen("tags = [", &format!("tags = [\"edit {n}\", "), 1)
            )
        }),
        ("a mention", &|n| {
            format!("{text}\nEdit {n} of it. {}\n", "[Who](@entity-7) ".repeat(1 + n % 2))
        }),
    ] {
        let mut times: Vec<Duration> = (0..edits)
            .map(|n| once((source, &edited(n), &format!("Edit {n} of it.")), &address, &mut events))
            .collect();
        times.sort();
        let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1e3;
        println!("{kind}: median {:.1} ms, 95 % within {:.1} ms", at(0.5), at(0.95));
    }
}

/// Writes the file, waits for the event and reads the page; repeats if it was read too early.
fn once(
    (source, text, words): (&PathBuf, &str, &str),
    address: &str,
    events: &mut BufReader<TcpStream>,
) -> Duration {
    thread::sleep(Duration::from_millis(250));
    let begun = Instant::now();
    fs::write(source, text).unwrap();
    loop {
        event(events);
        if get(address).contains(words) {
            return begun.elapsed();
        }
    }
}

fn listen(address: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(
            format!("GET /__glossator/events HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes(),
        )
        .unwrap();
    let mut events = BufReader::new(stream);
    event(&mut events);
    events
}

fn event(events: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        assert_ne!(events.read_line(&mut line).unwrap(), 0, "the stream has ended");
    }
}

fn get(address: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream
        .write_all(
            format!("GET {PAGE} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")
                .as_bytes(),
        )
        .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}
