//! The stable codes of errors. Scripts, pages and the site rely on them: a code is never given another meaning.

use serde::Serialize;

/// Declares the codes once, with what each means, so that list, text and documentation cannot drift apart.
macro_rules! codes {
    ($($name:ident = $code:literal: $meaning:literal,)+) => {
        /// What kind of thing went wrong, in a form that programs can rely on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $meaning] $name,)+
        }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The code as it is written: `area.unknown`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code),+ }
            }

            /// What it means, in a sentence.
            pub fn meaning(self) -> &'static str {
                match self { $(Code::$name => $meaning),+ }
            }
        }
    };
}

codes! {
    AreaUnknown = "area.unknown": "No area has the name, number or code that was given.",
    AreaNotAnAuthority = "area.not-an-authority": "England or a region was given where a local authority is needed.",
    AreaNotOpen = "area.not-open": "The area did not exist on the date: it was created later or abolished before.",
    AreaNoEvidence = "area.no-evidence": "The evidence holds nothing that was public about the area on the date.",
    DateBeforeEvidence = "date.before-evidence": "Nothing in the evidence was public on the date.",
    DateMissing = "date.missing": "No date was given and the framework has none of its own.",
    EvidenceEmpty = "evidence.empty": "The snapshot holds no figures and no inspections.",
    SnapshotMissing = "snapshot.missing": "The folder is not a snapshot.",
    SnapshotOccupied = "snapshot.occupied": "The folder for a new snapshot already holds something else.",
    SnapshotFile = "snapshot.file": "A file of the snapshot cannot be read or written.",
    SnapshotVersion = "snapshot.version": "The manifest of the snapshot cannot be read by this version.",
    SnapshotDamaged = "snapshot.damaged": "The snapshot was changed or damaged after it was written.",
    ImportMissing = "import.missing": "A path to import does not exist or cannot be read.",
    ImportUnreadable = "import.unreadable": "A file to import is not a table, or is broken.",
    ImportUnknownFormat = "import.unknown-format": "A file to import has no known format.",
    ImportAmbiguous = "import.ambiguous": "A file to import fits several source descriptions equally well.",
    ImportTooMuch = "import.too-much": "The files hold more than one snapshot can number.",
    ImportSeveral = "import.several": "Several files cannot be imported; each is named.",
    ImportNothing = "import.nothing": "None of the paths holds a published file.",
    ImportNothingRead = "import.nothing-read": "No row of a file to import could be read, although its format is known.",
    ImportSources = "import.sources": "A source description has mistakes or cannot be read.",
    EventsNone = "events.none": "The files given as one's own hold neither events of areas nor figures, or hold something else.",
    EventsMistakes = "events.mistakes": "Rows of the files given as one's own (events or figures) cannot be used; each is named.",
    EventsTooMany = "events.too-many": "The evidence and one's own files together are more than can be numbered.",
    FetchCatalogue = "fetch.catalogue": "The catalogue of published files has mistakes or cannot be read.",
    FetchUnknown = "fetch.unknown": "Nothing in the catalogue of published files has the name, and it is no address that is fetched from.",
    FetchFolder = "fetch.folder": "The folder for fetched files cannot be used, or its lock file cannot be read.",
    FetchService = "fetch.service": "A service that knows what is published could not be asked.",
    FetchNotBuilt = "fetch.not-built": "This build of the program asks no servers.",
    ConventionUnknown = "convention.unknown": "No convention of comparing has the name.",
    NeighboursUnknown = "neighbours.unknown": "The evidence holds no set of statistical neighbours of the name.",
    IndicatorUnknown = "indicator.unknown": "No indicator has the name.",
    RemitUnknown = "remit.unknown": "No remit or aspect has the name.",
    GroupUnknown = "group.unknown": "The indicator is not published for the group.",
    TopicUnknown = "topic.unknown": "No topic of indicators has the name.",
    FigureUnknown = "figure.unknown": "A figure cannot be followed to the cells of published files: its key names nothing in the evidence.",
    IndicatorNotPublished = "indicator.not-published": "Nothing was published of the indicator for the area.",
    FrameworkUnknown = "framework.unknown": "There is no such framework file, and no built-in framework of the name.",
    FrameworkNoneOfYear = "framework.none-of-year": "No framework was named, and none that comes with the program is for the year of the date.",
    FrameworkOtherYears = "framework.other-years": "The framework is for other years than that of the date.",
    FrameworkUnreadable = "framework.unreadable": "The framework file cannot be read as text.",
    FrameworkMistakes = "framework.mistakes": "The framework file has mistakes; each is shown at its place.",
    KnownGradesMistakes = "known-grades.mistakes": "The table of known grades has mistakes; each is named with its row.",
    JudgementSeveral = "judgement.several": "A judgement was given for more than one area.",
    JudgementNoGrade = "judgement.no-grade": "The framework gives no overall grade, or not the one that was judged.",
    JudgementNoName = "judgement.no-name": "The judgement does not say who made it.",
    JudgementNoGrounds = "judgement.no-grounds": "The judged grade differs from the derived one and no grounds are given.",
    DocumentUnreadable = "document.unreadable": "The document to check cannot be read.",
    DraftRefused = "draft.refused": "The edited draft cannot become a letter; each problem is named with its line.",
    SenderMistakes = "sender.mistakes": "The sender file has mistakes.",
    SenderSignature = "sender.signature": "The picture of the signature cannot be used.",
    NotJudged = "sender.not-judged": "The sender's file issues the letter or names a public body, and no judgement is recorded.",
    RecipientsMistakes = "recipients.mistakes": "The table of recipients has mistakes; each is named with its row.",
    TraceUnknown = "trace.unknown": "No statement, claim, part of the framework, remit or indicator has the name that was to be traced.",
    WordsMistakes = "words.mistakes": "A file of words or phrases has mistakes.",
    LetterRefused = "letter.refused": "The letter cannot be put together from what it should hold.",
    FileUnreadable = "file.unreadable": "A file cannot be read.",
    FileTooLarge = "file.too-large": "A file is larger than such a file can be.",
    ResultUnwritable = "result.unwritable": "The result cannot be written in the format.",
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The page `docs/errors.md`.
pub fn documentation() -> String {
    let mut page = String::from(
        "# Errors\n\nEvery error has a code that stays the same from version to version, a message (what is wrong, where, what was\n\
         expected) and, where something can be done, help. On the command line an error ends with exit code 2; mistakes that a\n\
         command was asked to find (`framework check`, `check`, `snapshot`) end with exit code 1.\n\n\
         This page is written from the program (`crates/application/src/error/code.rs`) and held to it by a test.\n\n\
         | code | meaning |\n|---|---|\n",
    );
    for code in Code::ALL {
        page.push_str(&format!("| `{code}` | {} |\n", code.meaning()));
    }
    page
}
