//! What `cargo package` packs: everything that is compiled in.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

#[test]
fn every_included_file_is_packed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut list = Command::new(env!("CARGO"));
    list.args(["package", "--list", "--allow-dirty", "--offline"]).current_dir(root);
    let output = list.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let packed = String::from_utf8(output.stdout).unwrap();
    let mut n_included = 0;
    for entry in WalkDir::new(root.join("src")) {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]").next().unwrap();
        for included in text.split("include_str!(").skip(1) {
            // in `concat!("../templates/", $name)` it is a folder
            let name = included.split('"').nth(1).unwrap();
            let from_root = normal(&path.strip_prefix(root).unwrap().with_file_name(name));
            let name = from_root.to_str().unwrap();
            assert!(packed.lines().any(|line| line.starts_with(name)), "{name} is not packed");
            n_included += 1;
        }
    }
    assert!(n_included > 5, "{n_included}");
}

/// A path without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            normal.pop();
        } else {
            normal.push(part);
        }
    }
    normal
}
