//! The sink of `build --compress`: beside each file of text the same packed, for hosts that hand out `x.html.gz` and
//! `x.html.br` as they are.

use std::io::Write;

use crate::base::{Path, Sink, SinkError};
use crate::edge::disk::folder::Folder;
use crate::plan::Plan;

/// Files with fewer bytes than these fit into one packet of the network as they are.
const SMALLEST: usize = 1024;

/// Endings of files that pack well; pictures, films and fonts are packed already.
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

/// How a file is packed: its ending, and the function that packs.
type Way = (&'static str, fn(&[u8]) -> Vec<u8>);

/// All ways.
const WAYS: [Way; 2] = [("gz", gzip), ("br", brotli)];

/// A folder that gets the packed files, too; those that the site brings along itself are not made.
#[derive(Debug)]
pub(crate) struct Packed<'a>(pub(crate) &'a Folder, pub(crate) &'a Plan);

impl Packed<'_> {
    /// Puts the packed files of a file beside it. What did not change is not packed again.
    fn pack(&self, path: &Path, bytes: &[u8]) -> Result<(), SinkError> {
        if bytes.len() < SMALLEST {
            return Ok(());
        }
        let is_same = self.0.was_written(path, bytes);
        for (ending, pack) in WAYS {
            let Some(beside) = Path::new(&format!("{path}.{ending}")) else { continue };
            if self.1.has_output(&beside) || (is_same && self.0.keep(&beside)?) {
                continue;
            }
            let packed = pack(bytes);
            if packed.len() < bytes.len() {
                self.0.put(&beside, &packed)?;
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

/// *Source*: RFC 1952; without a time and a name, so that the same bytes give the same bytes.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let written = packed.write_all(bytes).and_then(|()| packed.finish());
    written.expect("memory takes all that is written")
}

/// *Source*: RFC 7932.
fn brotli(bytes: &[u8]) -> Vec<u8> {
    /// 11 takes ten times as long for files a twentieth smaller.
    const QUALITY: u32 = 9;
    /// Logarithm of the window: files are seldom larger than four mebibytes.
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
    fn what_is_packed_is_unpacked_the_same() {
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
    fn pictures_are_packed_already() {
        for (path, is) in
            [("a/index.html", true), ("x.SVG", true), ("x.png", false), ("CNAME", false)]
        {
            assert_eq!(is_text(&Path::new(path).unwrap()), is, "{path}");
        }
    }
}
