//! The sink of `build --compress`: adds compressed copies of text files, for hosts that serve `x.html.gz` and
//! `x.html.br`.

use std::io::Write;

use crate::base::{Path, Sink, SinkError};
use crate::edge::disk::folder::Folder;
use crate::plan::Plan;

/// Minimum size in bytes: smaller files fit into one network packet.
const SMALLEST: usize = 1024;

/// Extensions of files that compress well; images, videos and fonts are already compressed.
const TEXTS: &[&str] = &[
    "atom",
    "css",
    "csv",
    "htm",
    "html",
    "js",
    "json",
    "jsonl",
    "jsonld",
    "md",
    "mjs",
    "rss",
    "svg",
    "txt",
    "vtt",
    "webmanifest",
    "xml",
];

/// A compression: file extension, and the function.
type Way = (&'static str, fn(&[u8]) -> Vec<u8>);

/// All compressions.
const WAYS: [Way; 2] = [("gz", gzip), ("br", brotli)];

/// A folder with compressed copies, except where the site has such a file itself.
#[derive(Debug)]
pub(crate) struct Packed<'a>(pub(crate) &'a Folder, pub(crate) &'a Plan);

impl Packed<'_> {
    /// Writes the compressed copies of a file. Unchanged files are not compressed again.
    fn pack(&self, path: &Path, bytes: &[u8]) -> Result<(), SinkError> {
        if bytes.len() < SMALLEST {
            return Ok(());
        }
        let is_same = self.0.was_written(path, bytes);
        for (ending, pack) in WAYS {
            let Some(copy) = Path::new(&format!("{path}.{ending}")) else { continue };
            if self.1.has_output(&copy) || (is_same && self.0.keep(&copy)?) {
                continue;
            }
            let packed = pack(bytes);
            if packed.len() < bytes.len() {
                self.0.put(&copy, &packed)?;
            }
        }
        Ok(())
    }
}

impl Sink for Packed<'_> {
    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), SinkError> {
        self.0.put(path, bytes)?;
        if is_text(path) { self.pack(path, bytes) } else { Ok(()) }
    }

    fn copy(&self, path: &Path, from: &Path) -> Result<(), SinkError> {
        self.0.copy(path, from)?;
        if is_text(path) { self.pack(path, &self.0.source(from)?) } else { Ok(()) }
    }
}

fn is_text(path: &Path) -> bool {
    let ending = path.as_str().rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    TEXTS.contains(&ending.as_str())
}

/// *Source*: RFC 1952. Without time and name, so that the output is reproducible.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let written = packed.write_all(bytes).and_then(|()| packed.finish());
    written.expect("memory takes all that is written")
}

/// *Source*: RFC 7932.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    /// 11 takes ten times as long for files that are 5 % smaller.
    const QUALITY: u32 = 9;
    /// Logarithm of the window size: files are rarely larger than 4 MiB.
    const WINDOW: u32 = 22;
    let mut packed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, QUALITY, WINDOW);
    writer.write_all(bytes).expect("memory takes all that is written");
    drop(writer);
    packed
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::{brotli, gzip, is_text};
    use crate::base::Path;

    #[test]
    fn compression_round_trips() {
        let text = "Ada kam aus Łódź. ".repeat(500);
        let mut out = String::new();
        flate2::read::GzDecoder::new(&*gzip(text.as_bytes())).read_to_string(&mut out).unwrap();
        assert_eq!(out, text);
        out.clear();
        brotli::Decompressor::new(&*brotli(text.as_bytes()), 4096)
            .read_to_string(&mut out)
            .unwrap();
        assert_eq!(out, text);
        assert_eq!(gzip(b"x"), gzip(b"x"));
    }

    #[test]
    fn only_text_is_compressed() {
        for (path, is) in
            [("a/index.html", true), ("x.SVG", true), ("x.png", false), ("CNAME", false)]
        {
            assert_eq!(is_text(&Path::new(path).unwrap()), is, "{path}");
        }
    }
}
