//! What is written as JSON against the schema that is published for it.

use serde_json::Value;

/// A schema of `docs/schemas`.
pub fn published(file: &str) -> Value {
    let path = crate::root().join("docs/schemas").join(file);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Where a value breaks a schema, each place with the rule that it breaks: `/blocks/0/value: "three" is not …`.
pub fn broken(schema: &Value, value: &Value) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap_or_else(|error| panic!("no schema: {error}"));
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Fails where a value breaks a schema of `docs/schemas`.
pub fn assert_fits(file: &str, value: &Value) {
    let broken = broken(&published(file), value);
    assert!(broken.is_empty(), "{file}:\n{}", broken.join("\n"));
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_broken_rule_is_named_with_its_place() {
        let schema = json!({
            "type": "object", "required": ["name"], "additionalProperties": false,
            "properties": { "name": { "type": "string" }, "grades": { "items": { "maximum": 4 } } },
        });
        assert_eq!(broken(&schema, &json!({ "name": "Luton", "grades": [1, 4] })), Vec::<String>::new());
        let found = broken(&schema, &json!({ "grades": [5], "more": 1 })).join("\n");
        for part in ["/grades/0", "more", "name"] {
            assert!(found.contains(part), "{part} is not in {found}");
        }
    }
}
