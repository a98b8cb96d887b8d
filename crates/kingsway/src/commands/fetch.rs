//! `kingsway fetch`: published files from their servers into a folder.

use crate::arguments::{FetchArguments, TextJsonCsv};
use crate::failure::{Failure, Outcome};
use crate::terminal::{self, Align, Table};
use crate::{output, progress};
use application::export::{csv, json};
use application::fetching::{
    self, Catalogue, CatalogueListing, DATA_SET, Event, FetchRequest, FileState, News, Offer, Standing,
    State, USUAL_GROUP,
};
use definitions::file::{printable, shown};
use indicatif::{HumanBytes, ProgressBar};
use std::fmt::Write;
use std::path::Path;

/// Carries the command out.
pub fn run(arguments: &FetchArguments, quiet: bool) -> Result<Outcome, Failure> {
    let catalogue = fetching::catalogue(arguments.catalogue.as_deref())?;
    if arguments.list {
        return list(arguments, &catalogue);
    }
    let Some(into) = &arguments.into else {
        return Err(Failure::new("no folder is named for the files").help("name one: --into DIR"));
    };
    let bar = progress::bytes(quiet);
    let watch = |event: Event<'_>| show(&bar, &event);
    if arguments.new {
        let news = fetching::news(&catalogue, into, &watch)?;
        bar.finish_and_clear();
        output::write(None, told(&news, terminal::width()).as_bytes())?;
        return Ok(Outcome::Done);
    }
    let names =
        if arguments.names.is_empty() { vec![USUAL_GROUP.to_owned()] } else { arguments.names.clone() };
    let request = FetchRequest { names, into: into.clone(), replace: arguments.replace };
    let files = fetching::fetch(&catalogue, &request, &watch)?;
    bar.finish_and_clear();
    output::write(None, fetched(&files, into, terminal::width()).as_bytes())?;
    let failed =
        files.iter().any(|file| matches!(&file.state, State::Failed(problem) if !is_told_of(problem)));
    Ok(if failed { Outcome::NotDone } else { Outcome::Done })
}

/// Whether a file is in the catalogue only to be told of: nobody can fetch it, so that is no failure.
fn is_told_of(problem: &fetching::Problem) -> bool {
    matches!(problem, fetching::Problem::NotOffered { .. })
}

fn show(bar: &ProgressBar, event: &Event<'_>) {
    match event {
        Event::Started { name, done, of } => {
            bar.set_length(0);
            bar.set_position(0);
            bar.set_prefix(format!("{}/{of}", done + 1));
            bar.set_message(printable(name).into_owned());
        }
        Event::Arriving { from, of } => {
            bar.set_length(of.unwrap_or(0));
            bar.set_position(*from);
        }
        Event::Received { bytes } => bar.inc(*bytes),
        Event::Waiting { time, why } => {
            let line = format!("{why}; the next attempt follows in {:.0} s", time.as_secs_f64().ceil());
            bar.println(format!("  {}", printable(&line)));
        }
    }
}

/// What became of each file.
fn fetched(files: &[FileState], into: &Path, width: Option<usize>) -> String {
    let mut table = Table::new(&[("File", Align::Left), ("Size", Align::Right), ("", Align::Left)]);
    for file in files {
        let state = match &file.state {
            State::Fetched { resumed: Some(from), .. } => {
                format!("fetched, taken up again at {}", HumanBytes(*from))
            }
            State::Fetched { newer: true, .. } => "fetched, a newer edition".to_owned(),
            State::Fetched { .. } => "fetched".to_owned(),
            State::AlreadyThere => "there already".to_owned(),
            State::Failed(problem) if is_told_of(problem) => problem.to_string(),
            State::Failed(problem) => format!("not fetched: {problem}"),
        };
        table.row(vec![file.name.clone(), size(file.bytes), state]);
    }
    let mut text = table.render(width);
    let count = |wanted: fn(&State) -> bool| files.iter().filter(|file| wanted(&file.state)).count();
    let _ = writeln!(
        text,
        "\n  {} fetched, {} there already, {} not fetched, in {}; {} says from where.",
        count(|state| matches!(state, State::Fetched { .. })),
        count(|state| matches!(state, State::AlreadyThere)),
        count(|state| matches!(state, State::Failed(_))),
        shown(into),
        fetching::LOCK_FILE
    );
    let mut licences: Vec<&str> =
        files.iter().filter(|file| file.bytes.is_some()).map(|file| file.licence.as_str()).collect();
    licences.sort_unstable();
    licences.dedup();
    for licence in licences {
        let _ =
            writeln!(text, "  Contains public sector information licensed under the {}.", printable(licence));
    }
    if files.iter().any(|file| matches!(file.state, State::Failed(_))) {
        let _ = writeln!(
            text,
            "  Run the command again: what is here stays, and what was cut off is taken up again."
        );
    } else {
        let _ = writeln!(text, "\n  Next: kingsway import {} --into evidence", shown(into));
    }
    text
}

fn size(bytes: Option<u64>) -> String {
    bytes.map_or_else(String::new, |bytes| HumanBytes(bytes).to_string())
}

/// What is new.
fn told(news: &[News], width: Option<usize>) -> String {
    let mut table = Table::new(&[("File", Align::Left), ("", Align::Left)]);
    let current = news.iter().filter(|one| one.standing == Standing::Current).count();
    for one in news.iter().filter(|one| one.standing != Standing::Current) {
        let how = match &one.standing {
            Standing::Current => continue,
            Standing::Newer { what } => format!("newer: {what}"),
            Standing::Ended { what } => what.clone(),
            Standing::Altered => "changed or taken away here since it was fetched".to_owned(),
            Standing::Unlisted => "not in this catalogue".to_owned(),
            Standing::NotFetched => "new on this page, not fetched".to_owned(),
            Standing::Unknown(problem) => format!("not known: {problem}"),
        };
        table.row(vec![one.name.clone(), how]);
    }
    let mut text = String::new();
    if current < news.len() {
        text.push_str(&table.render(width));
        text.push('\n');
    }
    let _ = writeln!(text, "  {current} of {} files are as their publishers have them.", news.len());
    text
}

fn list(arguments: &FetchArguments, catalogue: &Catalogue) -> Result<Outcome, Failure> {
    let format = arguments.output.format(arguments.format)?;
    let width = arguments.output.width();
    let asks_service = |name: &&String| name.starts_with(DATA_SET) || name.contains("://");
    let content = match arguments.names.iter().find(asks_service) {
        Some(asked) => {
            let offers = fetching::offers(catalogue, asked)?;
            match format {
                TextJsonCsv::Text => offered(&offers, width).into_bytes(),
                TextJsonCsv::Json => json(&offers)?,
                TextJsonCsv::Csv => csv(&offers)?,
            }
        }
        None => {
            let listing = fetching::listing(catalogue, &arguments.names)?;
            match format {
                TextJsonCsv::Text => listed(&listing, width).into_bytes(),
                TextJsonCsv::Json => json(&listing)?,
                TextJsonCsv::Csv => csv(&listing.files)?,
            }
        }
    };
    output::write(arguments.output.output.as_deref(), &content)?;
    Ok(Outcome::Done)
}

fn offered(offers: &[Offer], width: Option<usize>) -> String {
    let mut table = Table::new(&[
        ("Title", Align::Left),
        ("Latest", Align::Left),
        ("Size", Align::Right),
        ("Name", Align::Left),
    ]);
    for offer in offers {
        table.row(vec![offer.title.clone(), offer.latest.clone(), size(offer.bytes), offer.name.clone()]);
    }
    format!("{}\n  {} offered\n", table.render(width), offers.len())
}

fn listed(listing: &CatalogueListing, width: Option<usize>) -> String {
    let mut table = Table::new(&[
        ("File", Align::Left),
        ("As at", Align::Left),
        ("Size", Align::Right),
        ("What it is", Align::Left),
        ("Publisher", Align::Left),
    ]);
    for file in &listing.files {
        table.row(vec![
            file.file.clone(),
            file.as_at.clone(),
            size(file.bytes),
            file.title.clone(),
            file.publisher.clone(),
        ]);
    }
    let mut text = table.render(width);
    if !listing.groups.is_empty() {
        let mut groups = Table::new(&[
            ("Group", Align::Left),
            ("Files", Align::Right),
            ("Size", Align::Right),
            ("", Align::Left),
        ]);
        for group in &listing.groups {
            let cells =
                [group.group.clone(), group.files.to_string(), size(Some(group.bytes)), group.title.clone()];
            groups.row(cells);
        }
        let _ = write!(text, "\n{}", groups.render(width));
    }
    text
}
