//! Every key of a framework file, each with other valid values: what a test tries to see what a key does.

use toml::{Table, Value};

/// Where a value is: keys and positions in lists.
pub type Path = Vec<Step>;

/// One step into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A key of a table.
    Key(String),
    /// An entry of a list.
    Entry(usize),
}

/// The path with the positions left out: `measures[].bands[].from`.
pub fn key(path: &[Step]) -> String {
    path.iter().fold(String::new(), |so_far, step| match step {
        Step::Key(name) if so_far.is_empty() => name.clone(),
        Step::Key(name) => format!("{so_far}.{name}"),
        Step::Entry(_) => format!("{so_far}[]"),
    })
}

/// Every scalar and every entry of a list.
pub fn paths(file: &Table) -> Vec<Path> {
    fn walk(value: &Value, at: &mut Path, all: &mut Vec<Path>) {
        match value {
            Value::Table(table) => {
                for (name, inner) in table {
                    at.push(Step::Key(name.clone()));
                    walk(inner, at, all);
                    at.pop();
                }
            }
            Value::Array(entries) => {
                for (position, inner) in entries.iter().enumerate() {
                    at.push(Step::Entry(position));
                    // The entry itself, to be removed; a scalar entry is changed at the same path.
                    if !matches!(inner, Value::Table(_) | Value::Array(_)) || at.len() > 1 {
                        all.push(at.clone());
                    }
                    if matches!(inner, Value::Table(_) | Value::Array(_)) {
                        walk(inner, at, all);
                    }
                    at.pop();
                }
            }
            _ => all.push(at.clone()),
        }
    }
    let mut all = Vec::new();
    walk(&Value::Table(file.clone()), &mut Vec::new(), &mut all);
    all
}

/// The file with the value changed in each way that could be valid.
pub fn variations(file: &Table, path: &[Step]) -> Vec<Table> {
    let mut all = Vec::new();
    if let Some(Step::Entry(at)) = path.last() {
        let mut file = file.clone();
        if let Some(Value::Array(entries)) = value_mut(&mut file, &path[..path.len() - 1]) {
            entries.remove(*at);
        }
        all.push(file);
    }
    let mut original = file.clone();
    let Some(old) = value_mut(&mut original, path).cloned() else { return all };
    let alone = |new: Value| {
        let mut file = file.clone();
        if let Some(value) = value_mut(&mut file, path) {
            *value = new;
        }
        file
    };
    match &old {
        Value::Boolean(old) => all.push(alone(Value::Boolean(!old))),
        Value::Integer(old) => {
            for new in [old + 1, old - 1, old * 2, old + 20, old * 10, 0, 1, 51, 99] {
                all.extend(with_number(file, path, *old as f64, new as f64));
            }
        }
        Value::Float(old) => {
            for new in [old + 0.1, old - 0.1, old + 1.0, old - 1.0, old * 10.0, 0.0] {
                all.extend(with_number(file, path, *old, new));
            }
        }
        Value::String(old) => {
            all.extend(other_texts(file, path, old).into_iter().map(|text| alone(Value::String(text))));
            all.extend(renamed(file, path, old));
        }
        _ => {}
    }
    all
}

/// A number changed alone; with the edge of the next band; with another weight of the same group.
fn with_number(file: &Table, path: &[Step], old: f64, new: f64) -> Vec<Table> {
    let is_whole = matches!(value_mut(&mut file.clone(), path), Some(Value::Integer(_)));
    let number = |value: f64| if is_whole { Value::Integer(value as i64) } else { Value::Float(value) };
    let mut alone = file.clone();
    *value_mut(&mut alone, path).unwrap() = number(new);
    let mut all = vec![alone.clone()];
    let bands = path.iter().position(|step| *step == Step::Key("bands".to_owned()));
    if let Some(bands) = bands {
        let mut file = file.clone();
        for_each_number(value_mut(&mut file, &path[..=bands]).unwrap(), &mut |value| {
            if as_number(value) == old {
                *value = number(new);
            }
        });
        all.push(file);
    }
    if path.last() == Some(&Step::Key("weight".to_owned())) {
        let (list, [Step::Entry(at), _]) = path.split_at(path.len() - 2) else { return all };
        let entries = value_mut(&mut file.clone(), list).and_then(|list| list.as_array().cloned()).unwrap();
        let block = |at: usize| entries[at].get("block").and_then(Value::as_str).map(str::to_owned);
        for (other, entry) in entries.iter().enumerate() {
            if other != *at
                && block(other) == block(*at)
                && let Some(theirs) = entry.get("weight").map(as_number)
            {
                let mut file = alone.clone();
                let path = [list, &[Step::Entry(other), Step::Key("weight".to_owned())]].concat();
                *value_mut(&mut file, &path).unwrap() = Value::Float(theirs + old - new);
                all.push(file);
                break;
            }
        }
    }
    all
}

fn as_number(value: &Value) -> f64 {
    match value {
        Value::Integer(number) => *number as f64,
        Value::Float(number) => *number,
        _ => f64::NAN,
    }
}

fn for_each_number(value: &mut Value, change: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Array(entries) => entries.iter_mut().for_each(|one| for_each_number(one, change)),
        Value::Table(table) => table.iter_mut().for_each(|(_, one)| for_each_number(one, change)),
        Value::Integer(_) | Value::Float(_) => change(value),
        _ => {}
    }
}

/// Words that keys of closed choices may hold.
const CHOICES: [&str; 22] = [
    "stated",
    "reported",
    "inferred",
    "chosen",
    "points",
    "percentage-of-maximum",
    "whole-half-up",
    "whole-down",
    "one-decimal-half-up",
    "leave-out",
    "worst",
    "best",
    "block-not-known",
    "no-grade",
    "holds",
    "does-not-hold",
    "withheld",
    "lowest",
    "none",
    "not-known",
    "summary",
    "improvements",
];

/// Other texts that could stand in the same place.
fn other_texts(file: &Table, path: &[Step], old: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    match path
        .iter()
        .rev()
        .find_map(|step| if let Step::Key(name) = step { Some(name.as_str()) } else { None })
    {
        Some("when" | "needs" | "only-when") => {
            all.push(format!("not ({old})"));
            all.extend(with_other_numbers(old));
        }
        Some("value") => all.extend([format!("{old} / 2"), format!("{old} + 1"), format!("{old} + 1 %")]),
        Some("as-at") => all.push("2011-01-31".to_owned()),
        _ => {
            all.extend(CHOICES.map(str::to_owned));
            for list in ["blocks", "counting", "measures"] {
                let entries = file.get(list).and_then(Value::as_array).into_iter().flatten();
                all.extend(entries.filter_map(|one| one.get("id")?.as_str().map(str::to_owned)));
            }
            let positions = file["scale"].get("positions").and_then(Value::as_array).into_iter().flatten();
            all.extend(positions.filter_map(|one| one.get("id")?.as_str().map(str::to_owned)));
            let vocabulary = crate::example_profile::vocabulary();
            for scale in &vocabulary.scales {
                all.push(scale.id.0.clone());
                all.extend(scale.values.iter().map(|value| value.label.clone()));
            }
            // Last, because whatever takes any text takes this one.
            all.insert(0, format!("{old} changed"));
        }
    }
    all.retain(|text| text != old);
    all
}

/// A condition with each of its numbers a little greater.
fn with_other_numbers(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    let digits: Vec<(usize, char)> = text.char_indices().collect();
    for (at, (byte, one)) in digits.iter().enumerate() {
        let begins = one.is_ascii_digit() && (at == 0 || digits[at - 1].1 == ' ');
        if begins {
            let number: String =
                text[*byte..].chars().take_while(|one| one.is_ascii_digit() || *one == '.').collect();
            let greater = number.parse::<f64>().unwrap_or(0.0) + 5.0;
            all.push(format!("{}{greater}{}", &text[..*byte], &text[byte + number.len()..]));
        }
    }
    all
}

/// An id with everything that refers to it.
fn renamed(file: &Table, path: &[Step], old: &str) -> Option<Table> {
    let is_id = matches!(path.last(), Some(Step::Key(name)) if name == "id" || name == "kind");
    if !is_id || path.len() == 1 {
        return None;
    }
    let new = if old.contains(' ') { format!("{old} too") } else { format!("{old}-too") };
    let mut file = Value::Table(file.clone());
    for_each_text(&mut file, &mut |text| {
        let mut from = 0;
        while let Some(at) = text[from..].find(old).map(|at| from + at) {
            let end = at + old.len();
            let within = |one: Option<char>| one.is_some_and(|one| one.is_alphanumeric() || one == '-');
            if !within(text[..at].chars().next_back()) && !within(text[end..].chars().next()) {
                text.replace_range(at..end, &new);
                from = at + new.len();
            } else {
                from = end;
            }
        }
    });
    match file {
        Value::Table(file) => Some(file),
        _ => None,
    }
}

/// Every text that may name something: conditions, values and references.
fn for_each_text(value: &mut Value, change: &mut impl FnMut(&mut String)) {
    const PROSE: [&str; 9] =
        ["reason", "source", "title", "name", "meaning", "about", "notes", "letter", "words"];
    match value {
        Value::Array(entries) => entries.iter_mut().for_each(|one| for_each_text(one, change)),
        Value::Table(table) => {
            let named = table.iter_mut().filter(|(name, _)| !PROSE.contains(&name.as_str()));
            named.for_each(|(_, one)| for_each_text(one, change));
        }
        Value::String(text) => change(text),
        _ => {}
    }
}

fn value_mut<'t>(file: &'t mut Table, path: &[Step]) -> Option<&'t mut Value> {
    let (Step::Key(first), rest) = path.split_first()? else { return None };
    rest.iter().try_fold(file.get_mut(first)?, |value, step| match step {
        Step::Key(name) => value.get_mut(name),
        Step::Entry(at) => value.get_mut(*at),
    })
}
