use evidence::*;
use evidence::missing::Missing;
fn main() {
    let t = std::time::Instant::now();
    #[derive(serde::Deserialize)]
    struct R { regions: Vec<Region>, areas: Vec<Area> }
    let r: R = toml::from_str(&std::fs::read_to_string("sources/areas.toml").unwrap()).unwrap();
    let areas = Areas::new(r.areas, r.regions);
    let mut b = EvidenceBuilder::new();
    let src = b.source(Source { sha256: "x".into(), file: "bds".into(), format: "lait".into(), sheet: String::new(), title: String::new(), publisher: String::new(), licence: String::new(), as_at: None, encoding: String::new(), known_from_basis: String::new(), complete_for: vec![], rows_in_file: 0, rows_read: 0, rows_rejected: 0 });
    let mut by: std::collections::HashMap<String, Vec<IndicatorIndex>> = Default::default();
    let mut rd = csv::ReaderBuilder::new().has_headers(false).from_path("/tmp/prof/ind.csv").unwrap();
    for rec in rd.records() {
        let r = rec.unwrap();
        let i = b.indicator(Indicator { id: IndicatorId(format!("lait:{}:{}", &r[0], &r[1])), name: r[1].into(), code: r[2].into(), topic: r[3].into(), polarity: match &r[4] { "High" => Polarity::High, "Low" => Polarity::Low, _ => Polarity::Neither }, unit: Unit::Percent, unit_label: r[8].into(), decimals: r[5].parse().unwrap(), banded: &r[6] == "1", current: true, order: r[7].parse().unwrap() });
        by.entry(r[0].into()).or_default().push(i);
    }
    let all = b.group(Group::all());
    let mut rd = csv::ReaderBuilder::new().has_headers(false).from_path("/tmp/prof/obs.csv").unwrap();
    for rec in rd.records() {
        let r = rec.unwrap();
        let place = b.place(Place::from_code(&r[2]).unwrap());
        let period = b.period(Period::labelled(&r[1]));
        for i in by[&r[0]].clone() {
            b.observe(&Observation { indicator: i, place, period, group: all, value: r[3].parse::<f64>().map_or(Value::missing(Missing::NotAvailable), Value::Number), fraction: None, known_from: Date::constant(2020,1,1), source: src, row: r[4].parse().unwrap() });
        }
    }
    let mut n = Vec::new();
    let mut rd = csv::ReaderBuilder::new().has_headers(false).from_path("/tmp/prof/sn.csv").unwrap();
    for rec in rd.records() {
        let r = rec.unwrap();
        n.push(Neighbour { area: AreaNumber::new(r[0].parse().unwrap()).unwrap(), rank: r[1].parse().unwrap(), neighbour: AreaNumber::new(r[2].parse().unwrap()).unwrap(), closeness: String::new() });
    }
    b.neighbour_set(NeighbourSet { id: "dfe-2025-05".into(), version: Date::constant(2025,5,1), neighbours: n });
    eprintln!("read {:?}", t.elapsed());
    let (e, _) = b.finish(Vocabulary::default(), areas).unwrap();
    eprintln!("finish {:?}", t.elapsed());
    let cs = profile::Conventions::builtin();
    for id in ["lait", "csc", "default"] {
        let t = std::time::Instant::now();
        let table = profile::IndicatorTable::of(&e, cs.get(id).unwrap(), None);
        let a = t.elapsed();
        let mut out = Vec::new();
        table.write_csv(&mut out).unwrap();
        let c = t.elapsed();
        std::fs::write(format!("/tmp/prof/out-{id}.csv"), &out).unwrap();
        let mut cuts = String::new();
        for m in &table.measures { cuts += &format!("{:?}|{}|{}|{:?}\n", m.indicator.name, m.period.label, m.ranked, m.cut_points); }
        std::fs::write(format!("/tmp/prof/cuts-{id}.txt"), cuts).unwrap();
        let pq = table.parquet().unwrap();
        let mut js = Vec::new(); table.write_json(&mut js).unwrap();
        std::fs::write(format!("/tmp/prof/out-{id}.parquet"), &pq).unwrap();
        std::fs::write(format!("/tmp/prof/out-{id}.json"), &js).unwrap();
        eprintln!("{id} table {a:?} csv {c:?} bytes {} pq {} js {}", out.len(), pq.len(), js.len());
    }
}
