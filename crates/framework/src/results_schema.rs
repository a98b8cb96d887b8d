//! The JSON Schemas of what is written for machines, made from the very structures that are written.

use crate::assessment::{self, Assessment};
use crate::diff::{self, Difference};
use crate::validate::{self, Validation};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value as Json, json};

/// Each published schema: the name of its file in `docs/schemas`, and its text.
pub fn published() -> Vec<(&'static str, String)> {
    let assessments = list_of_assessments();
    [
        ("assessment-1.schema.json", of::<Assessment>(assessment::FORMAT)),
        ("assessments-1.schema.json", assessments),
        ("validation-1.schema.json", of::<Validation>(validate::FORMAT)),
        ("framework-diff-1.schema.json", of::<Difference>(diff::FORMAT)),
    ]
    .map(|(file, schema)| {
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        (file, text)
    })
    .into()
}

/// What `kingsway assess --all` writes: the assessments of all areas under one head.
fn list_of_assessments() -> Json {
    let mut one = of::<Assessment>(assessment::FORMAT);
    let mut definitions = one["$defs"].take();
    let head = ["$schema", "title", "description", "$id", "$defs", "$comment"];
    if let (Some(object), Some(definitions)) = (one.as_object_mut(), definitions.as_object_mut()) {
        object.retain(|key, _| !head.contains(&key.as_str()));
        definitions.insert("Assessment".to_owned(), one);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": COMMENT,
        "title": "Assessments",
        "description": "What a framework derives for every area of a snapshot as at a date.",
        "type": "object",
        "additionalProperties": false,
        "required": ["format", "as_at", "snapshot", "assessments"],
        "properties": {
            "format": { "const": assessment::LIST_FORMAT, "description": "The version of this shape." },
            "as_at": { "type": "string", "description": "The cut-off date." },
            "snapshot": { "type": "string", "description": "The snapshot of the evidence." },
            "assessments": { "type": "array", "items": { "$ref": "#/$defs/Assessment" }, "description": "One for each area, by its number." },
        },
        "$defs": definitions,
    })
}

const COMMENT: &str = "Generated from crates/framework by its tests; do not edit by hand.";

fn of<T: JsonSchema>(format: &str) -> Json {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    schema["$comment"] = Json::from(COMMENT);
    schema["properties"]["format"] = json!({ "const": format, "description": "The version of this shape." });
    only_what_is_named(&mut schema);
    schema
}

/// Nothing but the named keys is written, so readers may rely on that.
fn only_what_is_named(schema: &mut Json) {
    match schema {
        Json::Object(object) => {
            if object.get("properties").is_some_and(Json::is_object) && object.contains_key("required") {
                object.insert("additionalProperties".to_owned(), Json::from(false));
            }
            object.values_mut().for_each(only_what_is_named);
        }
        Json::Array(items) => items.iter_mut().for_each(only_what_is_named),
        _ => {}
    }
}
