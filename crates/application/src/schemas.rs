//! The JSON Schemas of results, made from the very types that are written: `docs/schemas` holds them for readers, and a
//! test holds the two together.

use crate::areas::AreaList;
use crate::assess::Assessments;
use crate::check::{CheckedLetter, CheckedStatement, Drafted};
use crate::compare::{CompareResult, RemitResult, TrendResult};
use crate::error::ErrorReport;
use crate::import::{ImportResult, SnapshotState};
use crate::judgement::JudgedAssessment;
use crate::letter::LetterData;
use crate::made::{Made, Shape};
use crate::profile::ProfileResult;
use crate::settings::{IndicatorTableData, SettingsTableData};
use crate::status::{IndicatorList, Status};
use crate::trace::Traced;
use framework::diff::Difference;
use framework::validate::Validation;
use ingest::screening::Screening;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value as Json, json};

const COMMENT: &str = "Generated from crates/application by its tests; do not edit by hand.";

/// Each published schema: the name of its file in `docs/schemas`, and its text.
pub fn published() -> Vec<(String, String)> {
    let schemas = [
        of::<AreaList>(),
        of::<JudgedAssessment>(),
        of::<LetterData>(),
        of::<Assessments>(),
        of::<Validation>(),
        of::<Difference>(),
        of::<CheckedLetter>(),
        of::<CheckedStatement>(),
        of::<Drafted>(),
        of::<CompareResult>(),
        of::<TrendResult>(),
        of::<RemitResult>(),
        of::<ProfileResult<'_>>(),
        of::<ImportResult>(),
        of::<Screening>(),
        of::<SnapshotState>(),
        of::<Status>(),
        of::<IndicatorList>(),
        of::<SettingsTableData>(),
        of::<IndicatorTableData>(),
        of::<Traced>(),
        ("error".to_owned(), plain::<ErrorReport>()),
    ];
    schemas
        .into_iter()
        .map(|(name, schema)| {
            let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
            text.push('\n');
            (format!("{name}.schema.json"), text)
        })
        .collect()
}

/// The schema of a result in its envelope, and its name: the shape's, without the program's.
fn of<T: Shape + JsonSchema>() -> (String, Json) {
    let mut schema = plain::<Made<T>>();
    let keys = &mut schema["properties"];
    keys["format"] = json!({ "const": T::FORMAT, "description": "The name of this shape." });
    keys["version"] = json!({
        "const": T::VERSION,
        "description": "Its version; it grows where a key changes its meaning or goes."
    });
    (T::FORMAT.trim_start_matches("kingsway-").to_owned(), schema)
}

fn plain<T: JsonSchema>() -> Json {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    schema["$comment"] = Json::from(COMMENT);
    only_what_is_named(&mut schema);
    schema
}

/// The keywords that join the keys of an object with those of other schemas.
const JOINED: [&str; 3] = ["oneOf", "anyOf", "allOf"];

/// Nothing but the named keys is written, so readers may rely on that.
fn only_what_is_named(schema: &mut Json) {
    match schema {
        Json::Object(object) => {
            let is_joined = JOINED.iter().any(|key| object.contains_key(*key));
            if object.get("properties").is_some_and(Json::is_object) && object.contains_key("required") {
                // Beside schemas that name further keys of the same object, only all of them together say which there are.
                let closed = if is_joined { "unevaluatedProperties" } else { "additionalProperties" };
                object.entry(closed).or_insert(Json::from(false));
            }
            let is_whole = object.contains_key("unevaluatedProperties");
            for (key, value) in object.iter_mut() {
                match value.as_array_mut() {
                    Some(parts) if is_whole && JOINED.contains(&key.as_str()) => {
                        parts.iter_mut().filter_map(Json::as_object_mut).for_each(|part| {
                            part.values_mut().for_each(only_what_is_named);
                        });
                    }
                    _ => only_what_is_named(value),
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(only_what_is_named),
        _ => {}
    }
}
