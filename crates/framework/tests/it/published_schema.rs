//! The JSON Schema in `docs/schemas` is what the program itself goes by.

use std::path::Path;

#[test]
fn the_published_schema_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas/framework.schema.json");
    let current = framework::schema::json_schema_text();
    // Run once with KINGSWAY_WRITE_SCHEMA=1 to write it anew.
    #[expect(clippy::disallowed_methods, reason = "a test may be told to write the file")]
    if std::env::var("KINGSWAY_WRITE_SCHEMA").is_ok() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &current).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        published == current,
        "docs/schemas/framework.schema.json is out of date: run this test with KINGSWAY_WRITE_SCHEMA=1"
    );
}

#[test]
fn every_key_of_the_schema_is_explained() {
    fn walk(value: &serde_json::Value, at: &str, bare: &mut Vec<String>) {
        if let Some(properties) = value.get("properties").and_then(|one| one.as_object()) {
            for (name, property) in properties {
                if property.get("description").is_none() {
                    bare.push(format!("{at}.{name}"));
                }
            }
        }
        if let Some(definitions) = value.get("$defs").and_then(|one| one.as_object()) {
            definitions.iter().for_each(|(name, definition)| walk(definition, name, bare));
        }
    }
    let mut bare = Vec::new();
    walk(&framework::schema::json_schema(), "", &mut bare);
    assert!(bare.is_empty(), "{bare:?}");
}
