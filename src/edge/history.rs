//! Former texts out of a Git repository: how an article read when a selector was last changed.
//!
//! Git is asked for objects alone, with everything off by which the configuration of a repository runs programs or reaches
//! the network.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path as OsPath;
use std::process::{Command, Stdio};
use std::sync::Arc;

use crate::anchor::{Digest, Former, Snapshot};
use crate::base::Path;
use crate::edge::site::Place;
use crate::pipeline::{self, Model, Version, each};
use crate::source::SourceFile;

/// Articles that are looked at side by side: their texts are in memory.
const SIDE_BY_SIDE: usize = 1_000;

/// Objects that Git is asked for at once: their names fit into the buffer of a pipe.
const BATCH: usize = 1_000;

/// Bytes of the largest text that is read.
const LARGEST: usize = 16 << 20;

/// The Git repository that holds a site.
pub(crate) struct Repository<'a> {
    place: &'a Place,
    /// The site's folder in the repository: empty, or with a slash at its end.
    prefix: String,
    /// Whether its history is cut off.
    pub(crate) is_shallow: bool,
}

/// What an object holds is called by this.
type Id = String;

/// By file, the newest first: the number of a commit that changed it, and its contents since; `None` where it was removed.
type Changes = HashMap<Path, Vec<(usize, Option<Id>)>>;

/// An article and its sidecars after a commit.
type State = BTreeMap<Path, Id>;

impl<'a> Repository<'a> {
    /// The repository that a site lies in; `None` if there is none, or no Git.
    pub(crate) fn of(place: &'a Place) -> Option<Self> {
        let asked = ["rev-parse", "--show-prefix", "--is-shallow-repository"];
        let said = String::from_utf8(run(&place.root, &asked)?).ok()?;
        let (prefix, is_shallow) = said.trim_end_matches('\n').rsplit_once('\n')?;
        Some(Self { place, prefix: prefix.into(), is_shallow: is_shallow == "true" })
    }

    /// Adds what the history tells of selectors of `articles` that are not known.
    pub(crate) fn supplement(
        &self,
        model: &Model,
        articles: &BTreeSet<&Path>,
        former: &Former,
    ) -> Former {
        let changes = self.changes();
        let searches = articles.iter().filter_map(|it| Search::new(model, it, &changes, former));
        let mut searches: Vec<Search<'_>> = searches.collect();
        let mut all = former.clone();
        while !searches.is_empty() {
            let mut some = searches.split_off(searches.len().saturating_sub(SIDE_BY_SIDE));
            while !some.is_empty() {
                let ids = some.iter().flat_map(|it| it.state().values().map(String::as_str));
                let texts = self.texts(&ids.collect());
                let looked = each(&some, |search| {
                    let version = version(search.state(), &texts);
                    pipeline::standing(model, search.article, &version)
                });
                let halves = some.into_iter().zip(looked);
                some = halves
                    .flat_map(|(search, snapshot)| search.split(snapshot, &mut all))
                    .collect();
            }
        }
        all
    }

    /// The texts of articles in a revision; `None` if there is no such revision.
    pub(crate) fn at(&self, model: &Model, revision: &str) -> Option<Former> {
        let commit = format!("{revision}^{{commit}}");
        let asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", &commit];
        let commit = String::from_utf8(run(&self.place.root, &asked)?).ok()?;
        let asked = ["ls-tree", "-r", "-z", "--full-tree", commit.trim(), "--", &self.content()];
        let listed = String::from_utf8(run(&self.place.root, &asked)?).ok()?;
        let entries = listed.split('\0').filter_map(|entry| {
            let (head, path) = entry.split_once('\t')?;
            Some((self.path(path)?, head.rsplit(' ').next()?.to_owned()))
        });
        let files: BTreeMap<Path, Id> = entries.collect();
        let articles = model.site.documents.iter().map(|document| &document.file);
        let states: Vec<(&Path, State)> = articles
            .map(|file| {
                let own = std::iter::once(file.path.clone()).chain(file.sidecars());
                let state = own.filter_map(|path| files.get(&path).cloned().map(|id| (path, id)));
                (&file.path, state.collect())
            })
            .collect();
        let ids = states.iter().flat_map(|(_, state)| state.values().map(String::as_str));
        let texts = self.texts(&ids.collect());
        let found = each(&states, |(article, state)| {
            let snapshot = pipeline::standing(model, article, &version(state, &texts))?;
            let is_known = !snapshot.places.is_empty();
            is_known.then(|| ((*article).clone(), Arc::from([snapshot])))
        });
        Some(Former { articles: found.into_iter().flatten().collect() })
    }

    /// The folder with the texts, from the top of the repository.
    fn content(&self) -> String {
        format!("{}content", self.prefix)
    }

    /// A path of the repository as one of the site.
    fn path(&self, path: &str) -> Option<Path> {
        Path::new(path.strip_prefix(&self.prefix)?)
    }

    /// What commits did to the texts; nothing where Git fails. A file that was renamed is known by its present name.
    fn changes(&self) -> Changes {
        let content = format!(":(top,literal){}", self.content());
        let asked = [
            "log",
            "--topo-order",
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
        let said = run(&self.place.root, &asked).unwrap_or_default();
        let said = String::from_utf8_lossy(&said);
        let (mut changes, mut names) = (Changes::new(), HashMap::new());
        for (number, commit) in said.split('\u{2}').enumerate() {
            self.commit((number, commit), &mut changes, &mut names);
        }
        changes
    }

    /// Reads what `git log --raw -z` says of one commit. `names` are the present names of files that were renamed since.
    fn commit(
        &self,
        (number, said): (usize, &str),
        changes: &mut Changes,
        names: &mut HashMap<Path, Path>,
    ) {
        let mut renamed = Vec::new();
        let mut words = said.split('\0').map(|word| word.trim_start_matches('\n'));
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

    /// The contents of objects, as far as they are texts.
    fn texts(&self, ids: &BTreeSet<&str>) -> HashMap<Id, Arc<str>> {
        self.contents(ids).unwrap_or_default()
    }

    fn contents(&self, ids: &BTreeSet<&str>) -> Option<HashMap<Id, Arc<str>>> {
        let mut found = HashMap::new();
        if ids.is_empty() {
            return Some(found);
        }
        let mut child = git(&self.place.root, &["cat-file", "--batch"])
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
                let Some(length) = head.trim().rsplit(' ').next().and_then(|it| it.parse().ok())
                else {
                    continue;
                };
                let length: usize = length;
                if length > LARGEST {
                    return Some(found);
                }
                let mut bytes = vec![0; length + 1];
                answers.read_exact(&mut bytes).ok()?;
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

/// The search for the versions in which selectors of an article were last changed. From such a version on all have the
/// selector, so that a few of many have to be read.
struct Search<'m> {
    article: &'m Path,
    /// The versions, the newest first.
    states: Arc<[State]>,
    /// The selectors that are sought.
    digests: BTreeSet<Digest>,
    /// The oldest version that is known to have them, and how the article read there.
    has: Option<(usize, Snapshot)>,
    /// The oldest version that may have them.
    oldest: usize,
}

impl<'m> Search<'m> {
    /// A search for the selectors that are not known; `None` where there are none, or no versions.
    fn new(model: &Model, article: &'m Path, changes: &Changes, former: &Former) -> Option<Self> {
        let at = model.site.document(article)?;
        let states = states(&model.site.documents[at].file, changes);
        let selectors = model.site.anchored[at].selectors.iter().map(|(digest, _)| *digest);
        let digests: BTreeSet<Digest> =
            selectors.filter(|digest| !former.knows(article, *digest)).collect();
        let oldest = states.len().checked_sub(1)?;
        let search = Self { article, states: states.into(), digests, has: None, oldest };
        (!search.digests.is_empty()).then_some(search)
    }

    /// Which version is looked at next: the oldest, then the one in the middle.
    fn next(&self) -> usize {
        match &self.has {
            None if self.oldest + 1 == self.states.len() => self.oldest,
            has => (has.as_ref().map_or(0, |(at, _)| at + 1) + self.oldest).div_ceil(2),
        }
    }

    fn state(&self) -> &State {
        &self.states[self.next()]
    }

    /// Goes on, apart, with the selectors that the version has and those that it lacks; what is found goes to `all`.
    fn split(self, snapshot: Option<Snapshot>, all: &mut Former) -> Vec<Self> {
        let at = self.next();
        let (article, states, oldest) = (self.article, self.states, self.oldest);
        let has = |digest: &Digest| snapshot.as_ref().is_some_and(|it| it.place(*digest).is_some());
        let (present, absent): (BTreeSet<Digest>, _) = self.digests.into_iter().partition(has);
        let older = snapshot.map(|snapshot| (at, snapshot));
        let mut open = Vec::new();
        for (digests, has, oldest) in
            [(present, older, Some(oldest)), (absent, self.has, at.checked_sub(1))]
        {
            let is_open = match (&has, oldest) {
                (_, None) => false,
                (None, Some(_)) => true,
                (Some((at, _)), Some(oldest)) => *at < oldest,
            };
            if digests.is_empty() {
                continue;
            }
            if let (true, Some(oldest)) = (is_open, oldest) {
                open.push(Self { article, states: states.clone(), digests, has, oldest });
            } else if let Some((_, mut snapshot)) = has {
                snapshot.places.retain(|(digest, _)| digests.contains(digest));
                let known = all.of(article).iter().cloned();
                let snapshots = known.chain([snapshot]).collect();
                all.articles.insert(article.clone(), snapshots);
            }
        }
        open
    }
}

/// The versions of an article and its sidecars, the newest first.
fn states(file: &SourceFile, changes: &Changes) -> Vec<State> {
    let paths = std::iter::once(file.path.clone()).chain(file.sidecars());
    let mut of_commits: BTreeMap<Reverse<usize>, Vec<(Path, &Option<Id>)>> = BTreeMap::new();
    for path in paths {
        for (number, id) in changes.get(&path).into_iter().flatten() {
            of_commits.entry(Reverse(*number)).or_default().push((path.clone(), id));
        }
    }
    // from the oldest on: what a commit does not change stays
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

/// What Git prints; `None` if it fails.
fn run(root: &OsPath, arguments: &[&str]) -> Option<Vec<u8>> {
    let output = git(root, arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then_some(output.stdout)
}

/// Git, without anything by which a repository's configuration runs programs.
fn git(root: &OsPath, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(["--no-pager", "--no-optional-locks", "--no-replace-objects"]);
    for setting in [
        "core.fsmonitor=false",
        "core.hooksPath=/dev/null",
        "core.alternateRefsCommand=",
        "core.sshCommand=false",
        "diff.external=",
        "log.showSignature=false",
        "protocol.allow=never",
        "safe.bareRepository=explicit",
    ] {
        git.args(["-c", setting]);
    }
    // which repository it is follows from the folder, whatever ran this program
    for variable in
        ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_PREFIX"]
    {
        git.env_remove(variable);
    }
    git.env("GIT_NO_LAZY_FETCH", "1").env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C");
    git.args(arguments).stderr(Stdio::null());
    git
}
