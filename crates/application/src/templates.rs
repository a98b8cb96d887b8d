//! Files to start from: the examples that come with the program.

/// A file that people write, with an example to start from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// Figures of an authority's own.
    LocalFigures,
    /// Events of areas.
    Events,
    /// Who sends letters.
    Sender,
    /// Who letters are written to.
    Recipients,
}

impl Template {
    /// Every template.
    pub const ALL: [Template; 4] =
        [Template::LocalFigures, Template::Events, Template::Sender, Template::Recipients];

    /// The usual name of such a file.
    pub fn file_name(self) -> &'static str {
        match self {
            Template::LocalFigures => "local-figures.csv",
            Template::Events => "events.csv",
            Template::Sender => "sender.toml",
            Template::Recipients => "recipients.csv",
        }
    }

    /// The example.
    pub fn text(self) -> &'static str {
        match self {
            Template::LocalFigures => include_str!("../../../examples/local-figures.csv"),
            Template::Events => include_str!("../../../examples/events.csv"),
            Template::Sender => include_str!("../../../examples/sender.toml"),
            Template::Recipients => include_str!("../../../examples/recipients.csv"),
        }
    }
}
