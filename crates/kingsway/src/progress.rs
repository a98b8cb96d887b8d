//! Progress of long work, on standard error and only on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;

/// A bar of some steps; silent when standard error is no terminal or the user asked for quiet.
pub fn bar(steps: u64, what: &str, quiet: bool) -> ProgressBar {
    let bar = ProgressBar::new(steps);
    if quiet || !std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
        return bar;
    }
    if let Ok(style) = ProgressStyle::with_template("{prefix} [{bar:30}] {pos}/{len} {wide_msg}") {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_prefix(what.to_owned());
    bar
}

/// A bar of bytes, whose length is set as it becomes known; silent as [`bar`] is.
pub fn bytes(quiet: bool) -> ProgressBar {
    let bar = bar(0, "", quiet);
    if let Ok(style) =
        ProgressStyle::with_template("{prefix} [{bar:30}] {bytes}/{total_bytes} {bytes_per_sec} {wide_msg}")
    {
        bar.set_style(style.progress_chars("=> "));
    }
    bar
}
