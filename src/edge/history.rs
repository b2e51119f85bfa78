//! Reads former texts from a Git repository: an article as it was when a selector was last changed.
//!
//! Calls the installed Git: a library such as `gix` would add dozens of crates.
//!
//! Only reads objects, with all options set that keep a repository's configuration from running programs or using the
//! network.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path as OsPath;
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::anchor::{Digest, Former, Snapshot, Standing};
use crate::base::Path;
use crate::pipeline::{self, Model, Version, each};
use crate::source::SourceFile;

/// Articles processed in parallel: limits the texts in memory.
const SIDE_BY_SIDE: usize = 1_000;

/// Objects requested at once: their names must fit into a pipe buffer.
const BATCH: usize = 1_000;

/// Maximum size in bytes of a text.
const LARGEST: u64 = 16 << 20;

/// The Git repository that contains a site.
pub(crate) struct Repository<'a> {
    /// The folder of the site.
    root: &'a OsPath,
    /// Path of the site in the repository: empty, or ending in a slash.
    prefix: String,
    /// Whether the clone is shallow.
    pub(crate) is_shallow: bool,
}

/// Object id of a blob.
type Id = String;

/// By file, newest first: number of a commit that changed it, and its blob since then; `None` if deleted.
type Changes = HashMap<Path, Vec<(usize, Option<Id>)>>;

/// Blobs of an article and its sidecars after a commit.
type State = BTreeMap<Path, Id>;

impl<'a> Repository<'a> {
    /// The Git repository of a site; `None` outside a repository or without Git.
    pub(crate) fn of(root: &'a OsPath) -> Option<Self> {
        let asked = ["rev-parse", "--show-prefix", "--is-shallow-repository"];
        let output = String::from_utf8(run(root, &asked)?).ok()?;
        let (prefix, is_shallow) = output.trim_end_matches('\n').rsplit_once('\n')?;
        Some(Self { root, prefix: prefix.into(), is_shallow: is_shallow == "true" })
    }

    /// Adds snapshots from the history for selectors of `articles` that are not known; also whether all of the history
    /// could be read. `None` if Git fails.
    pub(crate) fn supplement(
        &self,
        model: &Model,
        articles: &BTreeSet<&Path>,
        former: &Former,
    ) -> Option<(Former, bool)> {
        let changes = self.changes()?;
        let searches = articles.iter().filter_map(|it| Search::new(model, it, &changes, former));
        let mut searches: Vec<Search<'_>> = searches.collect();
        let (mut all, mut is_whole) = (former.clone(), !self.is_shallow);
        while !searches.is_empty() {
            let mut some = searches.split_off(searches.len().saturating_sub(SIDE_BY_SIDE));
            while !some.is_empty() {
                let ids = some.iter().flat_map(Search::state).flat_map(|it| it.values());
                let ids: BTreeSet<&str> = ids.map(String::as_str).collect();
                let texts = self.contents(&ids)?;
                is_whole &= ids.iter().all(|id| texts.contains_key(*id));
                let steps = each(&some, |search| search.step(model, &texts));
                some = Vec::new();
                for (next, snapshots) in steps {
                    for (article, snapshot) in snapshots {
                        let known = all.of(article).iter().cloned();
                        let snapshots = known.chain([snapshot]).collect();
                        all.articles.insert(article.clone(), snapshots);
                    }
                    some.extend(next);
                }
            }
        }
        Some((all, is_whole))
    }

    /// The texts of articles in a revision; `None` if there is no such revision.
    pub(crate) fn at(&self, model: &Model, revision: &str) -> Option<Former> {
        let commit = format!("{revision}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        let commit = String::from_utf8(run(self.root, &asked)?).ok()?;
        let asked = ["ls-tree", "-r", "-z", "--full-tree", commit.trim(), "--", &self.content()];
        let listed = String::from_utf8(run(self.root, &asked)?).ok()?;
        let entries = listed.split('\0').filter_map(|entry| {
            let (head, path) = entry.split_once('\t')?;
            // excludes symbolic links, which are blobs, too
            let head = head.strip_prefix("100644 ").or(head.strip_prefix("100755 "))?;
            Some((self.path(path)?, head.rsplit(' ').next()?.to_owned()))
        });
        let files: BTreeMap<Path, Id> = entries.collect();
        let articles = model.site.documents.iter().map(|document| &document.file);
        let states: Vec<(&Path, State)> = articles
            .map(|file| {
                let own = file.with_sidecars().into_iter();
                let state = own.filter_map(|path| files.get(&path).cloned().map(|id| (path, id)));
                (&file.path, state.collect())
            })
            .collect();
        let ids = states.iter().flat_map(|(_, state)| state.values().map(String::as_str));
        let texts = self.contents(&ids.collect())?;
        let found = each(&states, |(article, state)| {
            let snapshot = pipeline::standing(model, article, &version(state, &texts))?;
            let is_known = !snapshot.places.is_empty();
            is_known.then(|| ((*article).clone(), Arc::from([snapshot])))
        });
        Some(Former { articles: found.into_iter().flatten().collect() })
    }

    /// Path of `content` from the top of the repository.
    fn content(&self) -> String {
        format!("{}content", self.prefix)
    }

    /// Converts a path in the repository to one in the site.
    fn path(&self, path: &str) -> Option<Path> {
        Path::new(path.strip_prefix(&self.prefix)?)
    }

    /// Changes of the texts by commit; merges are compared with their first parent. `None` if Git fails. Renamed files
    /// have their present name.
    fn changes(&self) -> Option<Changes> {
        let content = format!(":(top,literal){}", self.content());
        let asked = [
            "log",
            "--first-parent",
            "-m",
            "--raw",
            "--no-abbrev",
            "-z",
            "-M",
            "--format=%x02",
            "--no-color",
            "--no-ext-diff",
            "--no-textconv",
            "--no-show-signature",
            "--no-notes",
            "--no-relative",
            "--",
            &content,
        ];
        let output = run(self.root, &asked)?;
        let output = String::from_utf8_lossy(&output);
        let (mut changes, mut names) = (Changes::new(), HashMap::new());
        for (number, commit) in output.split('\u{2}').enumerate() {
            self.commit(number, commit, &mut changes, &mut names);
        }
        Some(changes)
    }

    /// Parses the part of `git log --raw -z` for one commit. `names`: present names of files renamed since.
    fn commit(
        &self,
        number: usize,
        output: &str,
        changes: &mut Changes,
        names: &mut HashMap<Path, Path>,
    ) {
        let mut renamed = Vec::new();
        let mut words = output.split('\0').map(|word| word.trim_start_matches('\n'));
        while let Some(word) = words.next() {
            let Some(head) = word.strip_prefix(':') else { continue };
            let head: Vec<&str> = head.split(' ').collect();
            let &[_, mode, _, id, what] = &head[..] else { continue };
            let Some(first) = words.next() else { break };
            let is_moved = what.starts_with(['R', 'C']);
            let now = if is_moved { words.next().unwrap_or_default() } else { first };
            let Some(path) = self.path(now) else { continue };
            let name = names.get(&path).cloned().unwrap_or(path);
            if what.starts_with('R') {
                renamed.extend(self.path(first).map(|former| (former, name.clone())));
            }
            let is_file = matches!(mode, "100644" | "100755");
            changes.entry(name).or_default().push((number, is_file.then(|| id.to_owned())));
        }
        names.extend(renamed);
    }

    /// Contents of the objects that exist and are text; `None` if Git fails.
    fn contents(&self, ids: &BTreeSet<&str>) -> Option<HashMap<Id, Arc<str>>> {
        let mut found = HashMap::new();
        if ids.is_empty() {
            return Some(found);
        }
        let mut child = git(self.root, &["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        let (mut asks, answers) = (child.stdin.take()?, child.stdout.take()?);
        let mut answers = BufReader::new(answers);
        let ids: Vec<&str> = ids.iter().copied().collect();
        for batch in ids.chunks(BATCH) {
            asks.write_all((batch.join("\n") + "\n").as_bytes()).ok()?;
            asks.flush().ok()?;
            for id in batch {
                let mut head = String::new();
                answers.read_line(&mut head).ok()?;
                let length = head.trim().rsplit(' ').next().and_then(|it| it.parse::<u64>().ok());
                let Some(length) = length else { continue };
                if length > LARGEST {
                    std::io::copy(&mut (&mut answers).take(length + 1), &mut std::io::sink())
                        .ok()?;
                    continue;
                }
                let mut bytes = Vec::new();
                (&mut answers).take(length + 1).read_to_end(&mut bytes).ok()?;
                bytes.pop();
                if let Ok(text) = String::from_utf8(bytes) {
                    found.insert((*id).to_owned(), text.trim_start_matches('\u{feff}').into());
                }
            }
        }
        drop(asks);
        child.wait().ok()?;
        Some(found)
    }
}

/// A search for the versions in which selectors of an article were last changed, from the newest back.
struct Search<'m> {
    article: &'m Path,
    /// The versions, newest first.
    states: Arc<[State]>,
    /// Index of the next version.
    at: usize,
    /// The selectors that all newer versions have.
    digests: BTreeSet<Digest>,
    /// The version examined before.
    last: Option<Version>,
}

/// Snapshots of an article at the versions where selectors were last changed.
type Found<'m> = Vec<(&'m Path, Snapshot)>;

impl<'m> Search<'m> {
    /// A search for unknown selectors; `None` if there are none, or no versions.
    fn new(model: &Model, article: &'m Path, changes: &Changes, former: &Former) -> Option<Self> {
        let at = model.site.document(article)?;
        let states = states(&model.site.documents[at].file, changes);
        let selectors = model.site.anchored[at].selectors.iter().map(|it| it.digest);
        let digests: BTreeSet<Digest> =
            selectors.filter(|digest| !former.knows(article, *digest)).collect();
        let is_open = !states.is_empty() && !digests.is_empty();
        is_open.then(|| Self { article, states: states.into(), at: 0, digests, last: None })
    }

    fn state(&self) -> Option<&State> {
        self.states.get(self.at)
    }

    /// Examines the next version. Selectors that it lacks were last changed in the version after it.
    fn step(&self, model: &Model, texts: &HashMap<Id, Arc<str>>) -> (Option<Self>, Found<'m>) {
        let now = self.state().map(|state| version(state, texts));
        let is_same = now.as_ref().zip(self.last.as_ref());
        let is_same = is_same.is_some_and(|(a, b)| fronts(a) == fronts(b));
        let present: BTreeSet<Digest> = match &now {
            Some(_) if is_same => self.digests.clone(),
            Some(now) => {
                let snapshot = pipeline::standing(model, self.article, now);
                let has = |digest: &&Digest| {
                    snapshot.as_ref().is_some_and(|it| it.place(**digest).is_some())
                };
                self.digests.iter().filter(has).copied().collect()
            }
            None => BTreeSet::new(),
        };
        let gone = self.digests.difference(&present).next().is_some();
        let found = self.last.as_ref().filter(|_| gone).and_then(|last| {
            let mut snapshot = pipeline::standing(model, self.article, last)?;
            let is_found =
                |it: &Standing| self.digests.contains(&it.digest) && !present.contains(&it.digest);
            snapshot.places.retain(is_found);
            (!snapshot.places.is_empty()).then_some((self.article, snapshot))
        });
        let next = (!present.is_empty()).then(|| Self {
            article: self.article,
            states: self.states.clone(),
            at: self.at + 1,
            digests: present,
            last: now,
        });
        (next, found.into_iter().collect())
    }
}

/// The parts of a version that contain selectors: front matter and sidecars.
fn fronts(version: &Version) -> Vec<(&Path, &str)> {
    let front = |(path, text)| {
        (path, if Path::as_str(path).ends_with(".md") { matter(text) } else { text })
    };
    version.iter().map(|(path, text)| front((path, &**text))).collect()
}

/// The front matter of a text, without its closing line.
fn matter(text: &str) -> &str {
    let fence = text.lines().next().unwrap_or_default().trim_end();
    let rest = &text[fence.len()..];
    let length = rest.find(&format!("\n{fence}")).map_or(text.len(), |at| fence.len() + at);
    if matches!(fence, "+++" | "---") { &text[..length] } else { "" }
}

/// The versions of an article and its sidecars, newest first.
fn states(file: &SourceFile, changes: &Changes) -> Vec<State> {
    let mut of_commits: BTreeMap<Reverse<usize>, Vec<(Path, &Option<Id>)>> = BTreeMap::new();
    for path in file.with_sidecars() {
        for (number, id) in changes.get(&path).into_iter().flatten() {
            of_commits.entry(Reverse(*number)).or_default().push((path.clone(), id));
        }
    }
    // oldest first: each commit changes the state before it
    let mut state = State::new();
    let mut states = Vec::new();
    for changed in of_commits.into_values() {
        for (path, id) in changed {
            match id {
                Some(id) => drop(state.insert(path, id.clone())),
                None => drop(state.remove(&path)),
            }
        }
        states.push(state.clone());
    }
    states.reverse();
    states
}

fn version(state: &State, texts: &HashMap<Id, Arc<str>>) -> Version {
    let text = |(path, id): (&Path, &Id)| Some((path.clone(), texts.get(id)?.clone()));
    state.iter().filter_map(text).collect()
}

/// Variables that select another repository or change the meaning of paths; the folder alone must decide.
const FOREIGN: [&str; 13] = [
    "GIT_DIR",
    "GIT_COMMON_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_EXTERNAL_DIFF",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// Output of Git; `None` if it fails.
fn run(root: &OsPath, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = git(root, arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout)
}

/// Git with options that keep a repository's configuration from running programs.
fn git(root: &OsPath, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(["--no-pager", "--no-optional-locks", "--no-replace-objects"]);
    for setting in [
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "core.alternateRefsCommand=",
        "core.sshCommand=false",
        "diff.external=",
        "log.follow=false",
        "log.showRoot=true",
        "log.showSignature=false",
        "protocol.allow=never",
        "safe.bareRepository=explicit",
    ] {
        git.args(["-c", setting]);
    }
    for variable in FOREIGN {
        git.env_remove(variable);
    }
    // overrides protocols allowed by the repository's configuration
    git.env("GIT_ALLOW_PROTOCOL", "none").env("GIT_NO_LAZY_FETCH", "1");
    git.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    git.args(arguments).stderr(Stdio::null());
    git
}
