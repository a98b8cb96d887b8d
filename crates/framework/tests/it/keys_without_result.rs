//! Keys whose change shows in no derived result, and why: the data of `every_key`.

/// Keys that change nothing that is derived, in the files whose names begin so, and why.
pub const NO_RESULT: [(&str, &str, &str); 12] = [
    ("format", "", "there is one version of the format"),
    ("as-at", "", "a suggestion: it is the date of `validate` where none is given, and shown by `explain`"),
    ("robustness.seed", "", "other random numbers; the counts may come out the same"),
    ("robustness.draws", "cqc", "no settings are counted, so none are resampled"),
    ("robustness.robust-from", "cqc", "no settings are resampled: every grade stays in all of no draws"),
    ("robustness.uncertain-below", "cqc", "no settings are resampled: every grade stays in all of no draws"),
    ("robustness.step-other", "cqc", "no threshold is in another unit than points and per cent"),
    ("robustness.step-points", "cqc", "the only thresholds are in per cent"),
    ("counting", "cqc", "declared for the words: what `always-count` names is counted exactly"),
    ("counting[].", "cqc", "declared for the words: what `always-count` names is counted exactly"),
    ("counting[].scales", "cqc", "declared for the words: what `always-count` names is counted exactly"),
    (
        "events[].none-recorded",
        "cqc",
        "no condition asks whether such an event happened, only for its points",
    ),
];

/// Keys that act outside the derivation: `explain` shows them, and these tests prove what they do.
pub const ELSEWHERE: [(&str, &str); 4] = [
    ("years", "catalogue: which framework is for a date"),
    ("chosen-by-date", "catalogue: which framework is chosen by a date"),
    ("words.", "application: the words of statements"),
    ("letter.", "application: what a letter holds"),
];

/// Keys of which every change is refused, with the code of the mistake, and why.
pub const REFUSED: [(&str, &str, &str); 0] = [];

/// Keys that hold a text for people: it must be shown to them.
pub const PROSE: [&str; 15] = [
    "id",
    "kind",
    "name",
    "title",
    "meaning",
    "about",
    "legal-basis",
    "notes[]",
    "why-no-overall",
    "reason",
    "standing",
    "source",
    "what",
    "years[]",
    "in-words",
];
