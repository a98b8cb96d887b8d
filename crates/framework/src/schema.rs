//! The JSON schema of a framework file: derived from the types of [`crate::file`], which the check and the reading
//! use too.

use crate::file::FrameworkFile;
use definitions::{Format, Loader};
use serde_json::Value as Json;
use std::sync::LazyLock;

/// The limits of a framework file. The largest that ships has a hundredth of the bytes and a tenth of the entries;
/// later steps are at most quadratic in them.
pub const FORMAT: Format = Format {
    largest: 2_000_000,
    most_entries: 500,
    blank_texts: false,
    ..Format::new("framework", "a framework")
};

/// What reads framework files.
pub(crate) static LOADER: LazyLock<Loader<FrameworkFile>> = LazyLock::new(|| Loader::new(FORMAT));

/// The schema, as published for editors.
pub fn json_schema() -> Json {
    let mut schema = LOADER.schema().clone();
    if let Some(object) = schema.as_object_mut() {
        object.insert(
            "$comment".to_owned(),
            Json::from("Generated from crates/framework/src/file by its tests; do not edit by hand."),
        );
    }
    schema
}

/// The schema as the text of the published file.
pub fn json_schema_text() -> String {
    let mut text = serde_json::to_string_pretty(&json_schema()).unwrap_or_default();
    text.push('\n');
    text
}
