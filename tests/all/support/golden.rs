//! Golden cases: sites as single text files, with the expected diagnostics and output.
//!
//! A file has sections, as in Go's `txtar`: a line `-- NAME --`, then text. `-- NAME: base64 --` holds binary content,
//! `-- NAME: link --` the target of a symbolic link. Sections are, in this order:
//!
//! - `command`: what is run; without it `build`;
//! - `former/PATH`: a file of the site as it was when it was built before;
//! - `PATH`: a file of the site; without `glossator.toml` it has that of [`CONFIG`];
//! - `stderr`: the exit status and the messages;
//! - `public/PATH`: a file of the output.

use std::fs;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine as _};

const CONFIG: &str = "title = \"Golden\"\nbase_url = \"https://example.org/\"\n";

pub(crate) struct Case {
    pub(crate) file: PathBuf,
    pub(crate) sections: Vec<Section>,
}

pub(crate) struct Section {
    pub(crate) name: String,
    /// `base64`, `link`, or empty.
    form: String,
    pub(crate) text: String,
}

impl Case {
    /// All cases, by name.
    pub(crate) fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<PathBuf> = entries.collect();
        files.sort();
        files.into_iter().map(Self::read).collect()
    }

    fn read(file: PathBuf) -> Self {
        let text = fs::read_to_string(&file).unwrap();
        let mut sections: Vec<Section> = Vec::new();
        for line in text.split_inclusive('\n') {
            let head = line.strip_prefix("-- ").and_then(|line| line.strip_suffix(" --\n"));
            match (head, sections.last_mut()) {
                (Some(head), _) => {
                    let (name, form) = head.split_once(": ").unwrap_or((head, ""));
                    let [name, form] = [name, form].map(str::to_owned);
                    sections.push(Section { name, form, text: String::new() });
                }
                (None, Some(section)) => section.text.push_str(line),
                (None, None) => panic!("{}: text before the first section", file.display()),
            }
        }
        Self { file, sections }
    }

    /// Writes the case back.
    pub(crate) fn write(&self) {
        let section = |Section { name, form, text }: &Section| match form.as_str() {
            "" => format!("-- {name} --\n{text}"),
            form => format!("-- {name}: {form} --\n{text}"),
        };
        fs::write(&self.file, self.sections.iter().map(section).collect::<String>()).unwrap();
    }

    pub(crate) fn name(&self) -> &str {
        self.file.file_stem().unwrap().to_str().unwrap()
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.sections.iter().find(|section| section.name == name).map(|section| &*section.text)
    }

    pub(crate) fn has_former(&self) -> bool {
        self.sections.iter().any(|section| section.name.starts_with("former/"))
    }

    /// Writes the site into a folder.
    pub(crate) fn lay_out(&self, root: &Path) {
        self.lay(root, |name| {
            let is_other = ["former/", "public/"].iter().any(|folder| name.starts_with(folder))
                || ["command", "stderr"].contains(&name);
            (!is_other).then_some(name)
        });
        if !root.join("glossator.toml").exists() {
            fs::write(root.join("glossator.toml"), CONFIG).unwrap();
        }
    }

    /// Writes the files of the former site into a folder.
    pub(crate) fn lay_out_former(&self, root: &Path) {
        self.lay(root, |name| name.strip_prefix("former/"));
    }

    fn lay(&self, root: &Path, path: impl Fn(&str) -> Option<&str>) {
        for Section { name, form, text } in &self.sections {
            let Some(place) = path(name).map(|path| root.join(path)) else { continue };
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            match form.as_str() {
                "" => fs::write(place, text).unwrap(),
                "base64" => {
                    let letters: String = text.split_whitespace().collect();
                    fs::write(place, BASE64_STANDARD.decode(letters).unwrap()).unwrap();
                }
                "link" => link(text.trim_end(), &place),
                form => panic!("{}: unknown form `{form}`", self.file.display()),
            }
        }
    }
}

#[cfg(unix)]
fn link(target: &str, place: &Path) {
    std::os::unix::fs::symlink(target, place).unwrap();
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) {}

/// Applies `work` to all cases in parallel.
pub(crate) fn each<T: Send>(cases: &mut [Case], work: impl Fn(&mut Case) -> T + Sync) -> Vec<T> {
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from);
    let size = cases.len().div_ceil(n_threads).max(1);
    let all = |part: &mut [Case]| part.iter_mut().map(&work).collect::<Vec<T>>();
    std::thread::scope(|scope| {
        let start = |part| scope.spawn(|| all(part));
        let parts: Vec<_> = cases.chunks_mut(size).map(start).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap()).collect()
    })
}
