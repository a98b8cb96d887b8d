//! The check of a file's structure against the JSON schema of the types that it is read into.

use crate::loader::Format;
use crate::mistake::Mistake;
use crate::place::shortened;
use serde_json::Value as Json;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The code of texts with nothing in them.
pub(crate) const BLANK: &str = "blank";

/// Everything in a file that is not as the schema says: unknown keys, missing keys, values of a wrong kind. Unknown
/// keys are taken out, so that the rest can still be read and its own mistakes be found in the same run.
pub(crate) fn structural_mistakes(
    format: &Format,
    schema: &Json,
    file: &mut Spanned<DeTable<'_>>,
) -> Vec<Mistake> {
    let mut walk = Walk { format, root: schema, mistakes: Vec::new() };
    // A missing key of the file itself is shown at its very beginning, not over the whole of it.
    walk.table(file.get_mut(), &(0..0), schema, "the file");
    walk.mistakes
}

struct Walk<'s> {
    format: &'s Format,
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
                continue;
            }
            match alternatives(schema).as_slice() {
                [only] => schema = only,
                _ => break,
            }
        }
        schema
    }

    /// Of several schemas that a value may have, the one that it is meant to have: that of its kind, and among tables
    /// the one whose fixed values it has, or whose required keys. None where that does not decide: then the types say
    /// what is wrong when they read it.
    fn alternative(&self, value: &DeValue<'_>, schemas: &[&'s Json]) -> Option<&'s Json> {
        let resolved = schemas.iter().map(|schema| self.resolve(schema));
        let mut meant: Vec<&'s Json> =
            resolved.filter(|schema| accepts_kind(&expected_kinds(schema), value)).collect();
        if let DeValue::Table(table) = value
            && meant.len() > 1
        {
            let tagged = |schema: &&Json| {
                properties(schema).any(|(name, one)| {
                    one.get("const")
                        .and_then(Json::as_str)
                        .is_some_and(|fixed| text_at(table, name) == Some(fixed))
                })
            };
            let complete = |schema: &&Json| required(schema).all(|name| has(table, name));
            if meant.iter().any(tagged) {
                meant.retain(tagged);
            } else {
                meant.retain(complete);
            }
        }
        match meant.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    fn table(&mut self, table: &mut DeTable<'_>, span: &Range<usize>, schema: &'s Json, what: &str) {
        let schema = self.resolve(schema);
        let properties = schema.get("properties").and_then(Json::as_object);
        let others = schema.get("additionalProperties").filter(|other| other.is_object());
        rename_former_keys(self.format, table, schema);
        let mut unknown = Vec::new();
        for (key, value) in table.iter_mut() {
            let name = key.get_ref().as_ref();
            if let Some(known) = properties.and_then(|properties| properties.get(name)) {
                self.value(value, known, name);
            } else if let Some(other) = others {
                self.value(value, other, name);
            } else {
                self.mistakes.push(unknown_key(key, schema, what));
                unknown.push(name.to_owned());
            }
        }
        for name in &unknown {
            table.remove(name.as_str());
        }
        for name in required(schema).filter(|name| !has(table, name)) {
            let description = properties
                .and_then(|properties| properties.get(name))
                .and_then(|property| {
                    property.get("description").or(self.resolve(property).get("description"))
                })
                .and_then(Json::as_str);
            let mistake = Mistake::new(
                "missing-key",
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
        let several = alternatives(schema);
        if !several.is_empty() {
            if let Some(meant) = self.alternative(value.get_ref(), &several) {
                self.value(value, meant, name);
            }
            return;
        }
        let expected = expected_kinds(schema);
        if expected.is_empty() {
            return;
        }
        match value.get_mut() {
            DeValue::Table(table) if expected.contains(&"object") => {
                self.table(table, &span, schema, &format!("`{name}`"));
            }
            DeValue::Array(array) if expected.contains(&"array") => {
                let most = self.format.most_entries;
                if array.len() > most {
                    let message = format!("`{name}` has {} entries; at most {most} are read", array.len());
                    self.mistakes.push(Mistake::new("too-large", span, message, "too many entries"));
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
                    self.mistakes.push(Mistake::new("wrong-kind", span, message, "not finite"));
                }
            }
            other => {
                let wanted = expected.iter().map(|kind| in_words(kind)).collect::<Vec<_>>().join(" or ");
                let message = format!("`{name}` must be {wanted}, not {}", kind_of(other));
                self.mistakes.push(Mistake::new("wrong-kind", span, message, format!("expected {wanted}")));
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
                Mistake::new("unknown-value", value.span(), message, format!("expected one of {list}"))
                    .nearest(said.trim_matches('`'), words.iter().copied()),
            );
        }
    }

    /// A text that says something, and no more than a person would read.
    fn text(&mut self, text: &str, name: &str, span: Range<usize>) {
        let longest = self.format.longest_text;
        if text.len() > longest {
            let message = format!("`{name}` is longer than {longest} characters");
            self.mistakes.push(Mistake::new("too-large", span, message, "too long"));
        } else if text.trim().is_empty() && !self.format.blank_texts {
            let message = format!("`{name}` is empty");
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
                self.mistakes.push(Mistake::new("wrong-kind", span, message, "out of range"));
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

fn unknown_key(key: &Spanned<toml::de::DeString<'_>>, schema: &Json, what: &str) -> Mistake {
    let name = key.get_ref().as_ref();
    let message = |kind: &str| format!("{kind} key `{}` in {what}", shortened(name));
    // A key that once did something (`x-retired` in the schema) says what took its place.
    match schema.get("x-retired").and_then(|retired| retired.get(name)).and_then(Json::as_str) {
        Some(instead) => {
            Mistake::new("retired-key", key.span(), message("retired"), "does nothing any more").help(instead)
        }
        None => {
            let valid = properties(schema).map(|(name, _)| name.as_str());
            Mistake::new("unknown-key", key.span(), message("unknown"), "no such key here")
                .nearest(name, valid)
        }
    }
}

/// Gives keys that once had another name (`x-formerly` in the schema, or `_` for `-`) their present one, so that files
/// written before stay valid.
fn rename_former_keys(format: &Format, table: &mut DeTable<'_>, schema: &Json) {
    for (name, one) in properties(schema) {
        let former = one.get("x-formerly").and_then(Json::as_str).map(str::to_owned);
        let underscored = (format.underscores && name.contains('-')).then(|| name.replace('-', "_"));
        for former in former.into_iter().chain(underscored) {
            let span = table.keys().find(|key| *key.get_ref() == former).map(Spanned::span);
            if let Some(span) = span
                && !has(table, name)
                && let Some(value) = table.remove(former.as_str())
            {
                table.insert(Spanned::new(span, name.clone().into()), value);
            }
        }
    }
}

/// The schemas of which a value must have one, that of a missing value left out.
fn alternatives(schema: &Json) -> Vec<&Json> {
    let listed = ["anyOf", "oneOf", "allOf"].into_iter().find_map(|key| schema.get(key)?.as_array());
    let is_null = |one: &&Json| one.get("type").and_then(Json::as_str) == Some("null");
    listed.into_iter().flatten().filter(|one| !is_null(one)).collect()
}

fn properties(schema: &Json) -> impl Iterator<Item = (&String, &Json)> {
    schema.get("properties").and_then(Json::as_object).into_iter().flatten()
}

fn required(schema: &Json) -> impl Iterator<Item = &str> {
    let names = schema.get("required").and_then(Json::as_array).into_iter().flatten();
    names.filter_map(Json::as_str)
}

fn text_at<'t>(table: &'t DeTable<'_>, name: &str) -> Option<&'t str> {
    match table.iter().find(|(key, _)| key.get_ref() == name)?.1.get_ref() {
        DeValue::String(text) => Some(text.as_ref()),
        _ => None,
    }
}

fn accepts_kind(expected: &[&str], value: &DeValue<'_>) -> bool {
    let kinds: &[&str] = match value {
        DeValue::String(_) => &["string"],
        DeValue::Integer(_) => &["integer", "number"],
        DeValue::Float(_) => &["number"],
        DeValue::Boolean(_) => &["boolean"],
        DeValue::Datetime(_) => &[],
        DeValue::Array(_) => &["array"],
        DeValue::Table(_) => &["object"],
    };
    expected.is_empty() || kinds.iter().any(|kind| expected.contains(kind))
}

fn has(table: &DeTable<'_>, name: &str) -> bool {
    table.keys().any(|key| key.get_ref() == name)
}

fn bounds(schema: &Json) -> (i64, i64) {
    let format = schema.get("format").and_then(Json::as_str).unwrap_or_default();
    let (least, most) = match format {
        "uint8" => (0, i64::from(u8::MAX)),
        "int8" => (i64::from(i8::MIN), i64::from(i8::MAX)),
        "uint16" => (0, i64::from(u16::MAX)),
        "int16" => (i64::from(i16::MIN), i64::from(i16::MAX)),
        "uint32" => (0, i64::from(u32::MAX)),
        "int32" => (i64::from(i32::MIN), i64::from(i32::MAX)),
        "uint64" | "uint" => (0, i64::MAX),
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
