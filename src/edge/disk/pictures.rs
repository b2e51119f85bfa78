//! The cache of image variants in a site.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path as OsPath, PathBuf};
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::base::{KeptVariants, Path, PictureFormat, PictureTrouble, Size, Variant, Variants};
use crate::edge::disk::former::CACHE;
use crate::edge::picture::{self, VERSION, Wanted};
use crate::edge::site::{Known, Missing};

/// Folder of the variants below the cache folder.
const FOLDER: &str = "images";

/// The image cache of a site.
#[derive(Debug)]
pub(crate) struct Pictures {
    root: PathBuf,
    wanted: Wanted,
    missing: Missing,
    /// Keys used in this build.
    used: Mutex<BTreeSet<String>>,
}

/// The JSON record of a cached image.
#[derive(Debug, Serialize, Deserialize)]
enum Record {
    /// The image is used as it is.
    Alone,
    /// It has too many pixels: width and height.
    TooLarge(u32, u32),
    /// It cannot be decoded; the reason.
    Unreadable(String),
    Made {
        width: u32,
        height: u32,
        format: String,
        is_choice: bool,
        /// Width, height, format and size in bytes of each variant.
        made: Vec<(u32, u32, String, u64)>,
    },
}

impl Pictures {
    /// The image cache of the site at a root.
    pub(crate) fn new(root: &OsPath, wanted: Wanted, missing: Missing) -> Self {
        Self { root: root.to_path_buf(), wanted, missing, used: Mutex::default() }
    }

    /// Whether the cache has any entry.
    pub(crate) fn has_any(&self) -> bool {
        self.folder().exists()
    }

    /// The variants of the image at a path; `None` if it is used as it is, or the file system fails.
    ///
    /// *Errors*: the image cannot be decoded.
    pub(crate) fn find(
        &self,
        from: &Path,
        known: &Known,
    ) -> Result<Option<KeptVariants>, PictureTrouble> {
        let place = self.root.join(from.as_str());
        let stamp = fs::metadata(&place).ok().map(|it| (it.len(), it.modified().ok()));
        let remembered = stamp.as_ref().and_then(|(size, time)| {
            let known = known.lock().expect("no reader panicked");
            let (old, then, key) = known.get(from)?;
            (old == size && then == time && time.is_some()).then(|| key.clone())
        });
        let (key, bytes) = match remembered {
            Some(key) => (key, None),
            None => {
                // the sink reports unreadable files
                let Ok(bytes) = fs::read(&place) else { return Ok(None) };
                (self.key(&bytes), Some(bytes))
            }
        };
        if let Some((size, time)) = stamp {
            let mut known = known.lock().expect("no reader panicked");
            known.insert(from.clone(), (size, time, key.clone()));
        }
        self.used.lock().expect("no reader panicked").insert(key.clone());
        if let Some(kept) = self.kept(&key) {
            return kept.map(|kept| kept.map(|variants| KeptVariants { key, variants }));
        }
        match (self.missing, bytes) {
            (Missing::Make, Some(bytes)) => self.make(key, &bytes),
            (Missing::Check, Some(bytes)) => picture::check(&bytes).map(|()| None),
            _ => Ok(None),
        }
    }

    fn make(&self, key: String, bytes: &[u8]) -> Result<Option<KeptVariants>, PictureTrouble> {
        let made = picture::variants(bytes, &self.wanted);
        // only cached variants can be published, since they are copied from the cache
        let is_kept = self.keep(&key, &made).is_ok();
        let Some(made) = made? else { return Ok(None) };
        let of = |made: &Variant<Vec<u8>>| {
            let file = variant(&key, made.size.width, made.format)?;
            Some(Variant { size: made.size, format: made.format, file })
        };
        let Variants { size, format, is_choice, made } = made;
        let made: Option<Vec<_>> = made.iter().map(of).collect();
        let kept = made.map(|made| Variants { size, format, is_choice, made });
        Ok(kept.filter(|_| is_kept).map(|variants| KeptVariants { key, variants }))
    }

    /// Cache key: hash of the image, the options and the version.
    fn key(&self, bytes: &[u8]) -> String {
        let Wanted { widths, quality } = &self.wanted;
        let mut hash = blake3::Hasher::new();
        hash.update(format!("{VERSION} {widths:?} {quality}\n").as_bytes()).update(bytes);
        hash.finalize().to_hex()[..32].to_string()
    }

    /// The cached entry of a key; `None` if missing or incomplete.
    fn kept(&self, key: &str) -> Option<Result<Option<Variants<Path>>, PictureTrouble>> {
        let record = fs::read(self.folder().join(format!("{key}.json"))).ok()?;
        let record: Record = serde_json::from_slice(&record).ok()?;
        let (size, end, is_choice, made) = match record {
            Record::Alone => return Some(Ok(None)),
            Record::TooLarge(width, height) => {
                return Some(Err(PictureTrouble::TooLarge(Size { width, height })));
            }
            Record::Unreadable(reason) => return Some(Err(PictureTrouble::Unreadable(reason))),
            Record::Made { width, height, format, is_choice, made } => {
                (Size { width, height }, format, is_choice, made)
            }
        };
        let of = |(width, height, end, bytes): &(u32, u32, String, u64)| {
            let (size, format) = (Size { width: *width, height: *height }, format(end)?);
            let file = variant(key, *width, format)?;
            let found = fs::metadata(self.root.join(file.as_str())).ok()?;
            (found.len() == *bytes).then_some(Variant { size, format, file })
        };
        let made = made.iter().map(of).collect::<Option<Vec<_>>>()?;
        let format = format(&end)?;
        Some(Ok(Some(Variants { size, format, is_choice, made })))
    }

    /// Stores an entry, the record last, so that it implies the files.
    fn keep(
        &self,
        key: &str,
        made: &Result<Option<Variants<Vec<u8>>>, PictureTrouble>,
    ) -> io::Result<()> {
        let folder = self.folder();
        let cache = self.root.join(CACHE);
        if !folder.exists() {
            fs::create_dir_all(&folder)?;
            fs::write(cache.join(".gitignore"), "*\n")?;
        }
        let record = match made {
            Ok(None) => Record::Alone,
            Err(PictureTrouble::Unreadable(reason)) => Record::Unreadable(reason.clone()),
            Err(PictureTrouble::TooLarge(size)) => Record::TooLarge(size.width, size.height),
            Ok(Some(Variants { size: Size { width, height }, format, is_choice, made })) => {
                let mut files = Vec::new();
                for Variant { size, format, file } in made {
                    let Some(path) = variant(key, size.width, *format) else { continue };
                    write(&self.root.join(path.as_str()), file)?;
                    let (end, bytes) = (format.extension().into(), file.len() as u64);
                    files.push((size.width, size.height, end, bytes));
                }
                Record::Made {
                    width: *width,
                    height: *height,
                    format: format.extension().into(),
                    is_choice: *is_choice,
                    made: files,
                }
            }
        };
        write(&folder.join(format!("{key}.json")), &serde_json::to_vec(&record)?)
    }

    /// Removes entries that were not used.
    pub(crate) fn prune(&self) {
        let used = self.used.lock().expect("no reader panicked");
        for entry in fs::read_dir(self.folder()).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let key = name.split('.').next().unwrap_or_default();
            if !used.contains(key) {
                // a failure only wastes some space
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    fn folder(&self) -> PathBuf {
        self.root.join(CACHE).join(FOLDER)
    }
}

/// Path of a cached variant, relative to the site root.
fn variant(key: &str, width: u32, format: PictureFormat) -> Option<Path> {
    Path::new(&format!("{CACHE}/{FOLDER}/{key}.{width}.{}", format.extension()))
}

fn format(extension: &str) -> Option<PictureFormat> {
    PictureFormat::ALL.into_iter().find(|format| format.extension() == extension)
}

/// Writes a file atomically. Identical images may be written at the same time.
fn write(place: &OsPath, bytes: &[u8]) -> io::Result<()> {
    let thread = format!("{:?}", std::thread::current().id());
    let digits: String = thread.chars().filter(char::is_ascii_digit).collect();
    let staged = place.with_extension(format!("new{digits}"));
    fs::write(&staged, bytes)?;
    fs::rename(staged, place)
}
