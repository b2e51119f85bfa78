//! A site in a temporary folder, built with the real program.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The program, run in a folder: without colours, on 9 October 2025.
pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
    command.current_dir(folder).env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", "1760000000");
    command
}

pub(crate) fn stderr(ended: &Output) -> String {
    String::from_utf8_lossy(&ended.stderr).into_owned()
}

/// A site on disk; removed when dropped.
pub(crate) struct Site(pub(crate) TempDir);

impl Site {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let site = Self(tempfile::tempdir().unwrap());
        site.write("glossator.toml", "");
        files.iter().for_each(|(path, text)| site.write(path, text));
        site
    }

    /// A site that has been built once.
    #[track_caller]
    pub(crate) fn built(files: &[(&str, &str)]) -> Self {
        let site = Self::new(files);
        site.good(&["build"]);
        site
    }

    pub(crate) fn root(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }

    /// Every text file of the site, without its output.
    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        let entries = walkdir::WalkDir::new(self.root()).into_iter().map(Result::unwrap);
        let files = entries.filter(|entry| entry.file_type().is_file()).map(|entry| {
            let path = entry.path().strip_prefix(self.root()).unwrap().display().to_string();
            (path, fs::read_to_string(entry.path()).unwrap())
        });
        files.filter(|(path, _)| !path.starts_with("public/")).collect()
    }

    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    /// Replaces all occurrences of words in a file; there must be at least one.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, changes: &[(&str, &str)]) {
        let mut text = self.read(path);
        for (former, now) in changes {
            assert!(text.contains(former), "{former}");
            text = text.replace(former, now);
        }
        self.write(path, &text);
    }

    /// Runs `glossator` with these arguments.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_glossator"));
        command.env("NO_COLOR", "1").args(arguments).arg("-r").arg(self.root()).output().unwrap()
    }

    /// The standard error of a run that must succeed.
    #[track_caller]
    pub(crate) fn good(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert!(ended.status.success(), "{arguments:?}: {}", stderr(&ended));
        stderr(&ended)
    }

    /// The standard output of a run that must succeed.
    #[track_caller]
    pub(crate) fn printed(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert!(ended.status.success(), "{arguments:?}: {}", stderr(&ended));
        String::from_utf8(ended.stdout).unwrap()
    }

    /// The standard error of a run that must fail.
    #[track_caller]
    pub(crate) fn bad(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.status.code(), Some(1));
        String::from_utf8(ended.stderr).unwrap()
    }

    #[track_caller]
    pub(crate) fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"];
        let mut git = Command::new("git");
        let done = git.arg("-C").arg(self.root()).args(identity).args(arguments).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }
}
