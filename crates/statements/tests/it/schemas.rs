//! The published schema of a check is the one that the types have.

use statements::Checked;

#[test]
fn the_schema_of_a_check_is_that_of_its_types() {
    let mut schema = schemars::schema_for!(Vec<Checked>);
    schema.insert("$id".to_owned(), "kingsway:check:1".into());
    schema.insert("title".to_owned(), "What kingsway check found, version 1".into());
    schema.insert(
        "description".to_owned(),
        "One entry for each claim of each sentence, in the order of the document; a sentence without a claim has one entry."
            .into(),
    );
    let derived = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schemas/check.schema.json");
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    if published != derived {
        let new = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("check.schema.json");
        std::fs::write(&new, &derived).unwrap();
        panic!("docs/schemas/check.schema.json is not that of the types; compare it with {}", new.display());
    }
}
