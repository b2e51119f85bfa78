//! Opens the author's editor at a place in a source. Own code: crates for this know no lines, or wait for the editor.

use std::path::Path as OsPath;
use std::process::{Command, Stdio};

use percent_encoding::{AsciiSet, utf8_percent_encode};

use crate::base::escape::NOT_IN_PATH;

/// A place in a file; line and column count from 1.
pub(super) struct Place<'a> {
    pub(super) file: &'a OsPath,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// The URL that opens a place in an editor: the configured one with `{path}`, `{line}` and `{column}` filled in.
pub(super) fn address(scheme: &str, place: &Place<'_>) -> String {
    const ENCODED: AsciiSet = NOT_IN_PATH.remove(b':');
    let path = place.file.to_string_lossy().replace('\\', "/");
    let path = utf8_percent_encode(&path, &ENCODED).to_string();
    scheme
        // `vscode://file/{path}` and `vscode://file{path}` are both in use
        .replace("/{path}", &format!("/{}", path.trim_start_matches('/')))
        .replace("{path}", &path)
        .replace("{line}", &place.line.to_string())
        .replace("{column}", &place.column.to_string())
}

/// Runs the editor in `$VISUAL` or `$EDITOR`. *Errors*: a message for the author.
pub(super) fn run(place: &Place<'_>) -> Result<(), String> {
    let named = ["VISUAL", "EDITOR"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.trim().is_empty()));
    let Some(named) = named else {
        return Err("no editor: set VISUAL or EDITOR, or `editor` under `[serve]`".into());
    };
    let call = call(&named, place)?;
    let mut command = Command::new(&call[0]);
    command.args(&call[1..]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child =
        command.spawn().map_err(|error| format!("`{}` cannot be started: {error}", call[0]))?;
    // wait for the process, or it would stay as a zombie
    tokio::task::spawn_blocking(move || child.wait());
    Ok(())
}

/// The command line that opens a place in an editor. *Errors*: a message for the author.
fn call(named: &str, place: &Place<'_>) -> Result<Vec<String>, String> {
    let mut words: Vec<String> = named.split_whitespace().map(String::from).collect();
    let program = words.first().map_or("", |word| word.rsplit(['/', '\\']).next().unwrap_or(word));
    let program = program.strip_suffix(".exe").unwrap_or(program).to_string();
    let has = |flag: &str| words.iter().any(|word| word == flag);
    let file = place.file.to_string_lossy().into_owned();
    let (line, column) = (place.line, place.column);
    let in_terminal = match program.as_str() {
        "vi" | "vim" | "nvim" | "nano" | "pico" | "micro" | "hx" | "helix" | "kak" | "joe"
        | "jed" | "ed" | "mg" | "ne" => !has("-g"),
        "emacs" => has("-nw"),
        "emacsclient" => has("-t") || has("-nw"),
        _ => false,
    };
    if in_terminal {
        let message = format!(
            "`{program}` needs a terminal, which a page has not: set VISUAL to an editor with a window, \
             or `editor` under `[serve]`"
        );
        return Err(message);
    }
    let more: Vec<String> = match program.as_str() {
        "code" | "code-insiders" | "codium" | "vscodium" | "cursor" | "windsurf" => {
            vec!["-g".into(), format!("{file}:{line}:{column}")]
        }
        "subl" | "sublime_text" | "zed" | "zeditor" | "lapce" | "pulsar" | "atom" => {
            vec![format!("{file}:{line}:{column}")]
        }
        "idea" | "pycharm" | "webstorm" | "phpstorm" | "rustrover" | "clion" | "goland" => {
            ["--line", &line.to_string(), "--column", &column.to_string(), &file]
                .map(String::from)
                .into()
        }
        "vim" | "nvim" | "gvim" | "mvim" => vec![format!("+call cursor({line}, {column})"), file],
        "emacs" | "emacsclient" => vec![format!("+{line}:{column}"), file],
        "gedit" | "gnome-text-editor" => vec![format!("+{line}:{column}"), file],
        "kate" => {
            ["-l", &line.to_string(), "-c", &column.to_string(), &file].map(String::from).into()
        }
        "mate" | "xed" | "geany" => ["-l", &line.to_string(), &file].map(String::from).into(),
        "bbedit" => vec![format!("+{line}"), file],
        "notepad++" => vec![format!("-n{line}"), format!("-c{column}"), file],
        // an unknown editor still opens the file
        _ => vec![file],
    };
    words.extend(more);
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::{Place, address, call};
    use std::path::Path;

    #[test]
    fn editors_have_different_line_arguments() {
        let place = Place { file: Path::new("/s/a b.md"), line: 3, column: 7 };
        let check = |named: &str, expected: &[&str]| {
            assert_eq!(call(named, &place).unwrap(), expected, "{named}");
        };
        check("code", &["code", "-g", "/s/a b.md:3:7"]);
        check("/usr/bin/code --wait", &["/usr/bin/code", "--wait", "-g", "/s/a b.md:3:7"]);
        check("gvim", &["gvim", "+call cursor(3, 7)", "/s/a b.md"]);
        check("subl", &["subl", "/s/a b.md:3:7"]);
        check("emacs", &["emacs", "+3:7", "/s/a b.md"]);
        check("my-editor", &["my-editor", "/s/a b.md"]);
        assert!(call("vim", &place).unwrap_err().contains("needs a terminal"));
        assert!(call("emacs -nw", &place).unwrap_err().contains("needs a terminal"));
    }

    #[test]
    fn an_address_has_the_place_filled_in() {
        let place = Place { file: Path::new("/s/a b?.md"), line: 3, column: 7 };
        let check = |scheme: &str, expected: &str| assert_eq!(address(scheme, &place), expected);
        check("vscode://file/{path}:{line}:{column}", "vscode://file/s/a%20b%3F.md:3:7");
        check("idea://open?file={path}&line={line}", "idea://open?file=/s/a%20b%3F.md&line=3");
    }
}
