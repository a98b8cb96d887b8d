//! The JSON Schema of a framework file, and the check of a file's structure against it: one definition (the
//! structures in [`crate::file`]) serves editors, the check and the reading.

use crate::file::FrameworkFile;
use crate::mistake::Mistake;
use serde_json::Value as Json;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// More entries than this in one list are refused: no framework of people needs them, and every later step is
/// at most quadratic in them.
pub const MOST_ENTRIES: usize = 500;
/// More characters than this in one text are refused.
pub const LONGEST_TEXT: usize = 8_000;
/// The code of texts in which nothing stands.
pub(crate) const BLANK: &str = "framework::blank";

/// The schema, as published for editors.
pub fn json_schema() -> Json {
    let mut schema = schemars::schema_for!(FrameworkFile).to_value();
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

/// Everything in a file that is not as the schema says: unknown keys, missing keys, values of a wrong kind. Unknown
/// keys are taken out, so that the rest can still be read and its own mistakes be found in the same go.
pub fn structural_mistakes(file: &mut Spanned<DeTable<'_>>) -> Vec<Mistake> {
    let schema = json_schema();
    let mut walk = Walk { root: &schema, mistakes: Vec::new() };
    // A missing key of the file itself is shown at its very beginning, not over the whole of it.
    walk.table(file.get_mut(), &(0..0), &schema, "the file");
    walk.mistakes
}

struct Walk<'s> {
    root: &'s Json,
    mistakes: Vec<Mistake>,
}

impl<'s> Walk<'s> {
    /// What a schema refers to; an optional value's schema is that of the value.
    fn resolve(&self, schema: &'s Json) -> &'s Json {
        let mut schema = schema;
        // A definition refers at most to one other; the bound only guards against a circle.
        for _ in 0..8 {
            if let Some(reference) = schema.get("$ref").and_then(Json::as_str) {
                let target = reference.strip_prefix('#').and_then(|pointer| self.root.pointer(pointer));
                schema = target.unwrap_or(schema);
            } else if let Some(any) = schema.get("anyOf").and_then(Json::as_array) {
                schema = any
                    .iter()
                    .find(|one| one.get("type").and_then(Json::as_str) != Some("null"))
                    .unwrap_or(schema);
            } else {
                break;
            }
        }
        schema
    }

    fn table(&mut self, table: &mut DeTable<'_>, span: &Range<usize>, schema: &'s Json, what: &str) {
        let schema = self.resolve(schema);
        let properties = schema.get("properties").and_then(Json::as_object);
        let others = schema.get("additionalProperties").filter(|other| other.is_object());
        let mut unknown = Vec::new();
        for (key, value) in table.iter_mut() {
            let name = key.get_ref().as_ref();
            if let Some(known) = properties.and_then(|properties| properties.get(name)) {
                self.value(value, known, name);
            } else if let Some(other) = others {
                self.value(value, other, name);
            } else {
                let valid =
                    properties.into_iter().flat_map(|properties| properties.keys().map(String::as_str));
                self.mistakes.push(
                    Mistake::new(
                        "framework::unknown-key",
                        key.span(),
                        format!("unknown key `{}` in {what}", shortened(name)),
                        "no such key here",
                    )
                    .nearest(name, valid),
                );
                unknown.push(name.to_owned());
            }
        }
        for name in &unknown {
            table.remove(name.as_str());
        }
        let required = schema.get("required").and_then(Json::as_array).into_iter().flatten();
        for name in required.filter_map(Json::as_str).filter(|name| !has(table, name)) {
            let description = properties
                .and_then(|properties| properties.get(name))
                .and_then(|property| {
                    property.get("description").or(self.resolve(property).get("description"))
                })
                .and_then(Json::as_str);
            let mistake = Mistake::new(
                "framework::missing-key",
                span.clone(),
                format!("`{name}` is missing from {what}"),
                format!("add `{name}` here"),
            );
            self.mistakes.push(match description {
                Some(description) => mistake.help(format!(
                    "`{name}`: {}",
                    description.split_whitespace().collect::<Vec<_>>().join(" ")
                )),
                None => mistake,
            });
        }
    }

    fn value(&mut self, value: &mut Spanned<DeValue<'_>>, schema: &'s Json, name: &str) {
        let schema = self.resolve(schema);
        let span = value.span();
        if let Some(words) = self.words_of(schema) {
            self.one_of(value, &words, name);
            return;
        }
        let expected = expected_kinds(schema);
        match value.get_mut() {
            DeValue::Table(table) if expected.contains(&"object") => {
                self.table(table, &span, schema, &format!("`{name}`"));
            }
            DeValue::Array(array) if expected.contains(&"array") => {
                if array.len() > MOST_ENTRIES {
                    let message =
                        format!("`{name}` has {} entries; at most {MOST_ENTRIES} are read", array.len());
                    self.mistakes.push(Mistake::new(
                        "framework::too-large",
                        span,
                        message,
                        "too many entries",
                    ));
                    return;
                }
                if let Some(items) = schema.get("items") {
                    for item in array.iter_mut() {
                        self.value(item, items, name);
                    }
                }
            }
            DeValue::String(text) if expected.contains(&"string") => self.text(text, name, span),
            DeValue::Boolean(_) if expected.contains(&"boolean") => {}
            DeValue::Integer(number) if expected.contains(&"integer") || expected.contains(&"number") => {
                self.whole_number(number, schema, name, span);
            }
            DeValue::Float(number) if expected.contains(&"number") => {
                let finite = number.as_str().replace('_', "").parse::<f64>().is_ok_and(f64::is_finite);
                if !finite {
                    let message = format!("`{name}` must be a finite number");
                    self.mistakes.push(Mistake::new("framework::wrong-kind", span, message, "not finite"));
                }
            }
            other => {
                let wanted = expected.iter().map(|kind| in_words(kind)).collect::<Vec<_>>().join(" or ");
                let message = format!("`{name}` must be {wanted}, not {}", kind_of(other));
                self.mistakes.push(Mistake::new(
                    "framework::wrong-kind",
                    span,
                    message,
                    format!("expected {wanted}"),
                ));
            }
        }
    }

    /// A value that is one of a few words.
    fn one_of(&mut self, value: &Spanned<DeValue<'_>>, words: &[&str], name: &str) {
        let said = match value.get_ref() {
            DeValue::String(text) => Some(text.as_ref()),
            _ => None,
        };
        if said.is_none_or(|said| !words.contains(&said)) {
            let said = said
                .map_or_else(|| kind_of(value.get_ref()).to_owned(), |said| format!("`{}`", shortened(said)));
            let message = format!("{said} is not a value of `{name}`");
            let list = words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
            self.mistakes.push(
                Mistake::new(
                    "framework::unknown-value",
                    value.span(),
                    message,
                    format!("expected one of {list}"),
                )
                .nearest(said.trim_matches('`'), words.iter().copied()),
            );
        }
    }

    /// A text that says something, and no more than a person would read.
    fn text(&mut self, text: &str, name: &str, span: Range<usize>) {
        if text.len() > LONGEST_TEXT {
            let message = format!("`{name}` is longer than {LONGEST_TEXT} characters");
            self.mistakes.push(Mistake::new("framework::too-large", span, message, "too long"));
        } else if text.trim().is_empty() {
            let message = format!("nothing stands in `{name}`");
            self.mistakes.push(Mistake::new(BLANK, span, message, "write something here"));
        }
    }

    fn whole_number(
        &mut self,
        number: &toml::de::DeInteger<'_>,
        schema: &Json,
        name: &str,
        span: Range<usize>,
    ) {
        let parsed = i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok();
        let (least, most) = bounds(schema);
        match parsed {
            Some(number) if number >= least && number <= most => {}
            _ => {
                let message = format!("`{name}` must be a whole number from {least} to {most}");
                let message = if schema.get("type").is_some_and(|kind| kind.to_string().contains("integer")) {
                    message
                } else if parsed.is_some() {
                    return;
                } else {
                    format!("`{name}` must be a number of ordinary size")
                };
                self.mistakes.push(Mistake::new("framework::wrong-kind", span, message, "out of range"));
            }
        }
    }

    /// The words a value may be, where the schema lists them.
    fn words_of(&self, schema: &'s Json) -> Option<Vec<&'s str>> {
        if let Some(list) = schema.get("enum").and_then(Json::as_array) {
            return Some(list.iter().filter_map(Json::as_str).collect());
        }
        let one_of = schema.get("oneOf").and_then(Json::as_array)?;
        let mut words = Vec::new();
        for one in one_of {
            let one = self.resolve(one);
            match (one.get("const").and_then(Json::as_str), one.get("enum").and_then(Json::as_array)) {
                (Some(word), _) => words.push(word),
                (None, Some(list)) => words.extend(list.iter().filter_map(Json::as_str)),
                (None, None) => return None,
            }
        }
        Some(words)
    }
}

fn has(table: &DeTable<'_>, name: &str) -> bool {
    table.keys().any(|key| key.get_ref() == name)
}

fn bounds(schema: &Json) -> (i64, i64) {
    let format = schema.get("format").and_then(Json::as_str).unwrap_or_default();
    let (least, most) = match format {
        "uint8" => (0, i64::from(u8::MAX)),
        "int16" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        "uint32" => (0, i64::from(u32::MAX)),
        "uint64" => (0, i64::MAX),
        _ => (i64::MIN, i64::MAX),
    };
    (
        schema.get("minimum").and_then(Json::as_i64).unwrap_or(least).max(least),
        schema.get("maximum").and_then(Json::as_i64).unwrap_or(most).min(most),
    )
}

fn expected_kinds(schema: &Json) -> Vec<&str> {
    match schema.get("type") {
        Some(Json::String(kind)) => vec![kind.as_str()],
        Some(Json::Array(kinds)) => {
            kinds.iter().filter_map(Json::as_str).filter(|kind| *kind != "null").collect()
        }
        _ => Vec::new(),
    }
}

fn in_words(kind: &str) -> &str {
    match kind {
        "object" => "a table",
        "array" => "a list",
        "string" => "a text in quotation marks",
        "boolean" => "`true` or `false`",
        "integer" => "a whole number",
        "number" => "a number",
        other => other,
    }
}

fn kind_of(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date (put it in quotation marks)",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A name as a message may show it: a hostile one is cut.
pub(crate) fn shortened(name: &str) -> String {
    if name.chars().count() <= 60 {
        return name.to_owned();
    }
    name.chars().take(59).chain(['…']).collect()
}
