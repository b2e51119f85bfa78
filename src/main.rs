//! Entry point: arguments in, exit status out.

use std::process::ExitCode;

fn main() -> ExitCode {
    glossator::edge::cli::run()
}
