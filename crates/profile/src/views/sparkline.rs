//! A series as a row of bars, one character a period; a gap is shown as a gap.

use evidence::Value;

/// Heights of a bar. The lowest is still a bar: nought is a value and must not look like no data.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// What stands where there is no value.
const GAP: char = '·';

/// What stands where the series breaks.
const BREAK: char = '┊';

/// The series as bars from its least to its greatest value; a series that does not move is drawn at half height.
/// `bases` says of each value on which basis it stands.
pub fn sparkline(series: &[Value], bases: &[u32]) -> String {
    let numbers = || series.iter().filter_map(|value| value.number());
    let least = numbers().fold(f64::INFINITY, f64::min);
    let greatest = numbers().fold(f64::NEG_INFINITY, f64::max);
    let height = |number: f64| {
        if greatest > least {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 7")]
            let step = ((number - least) / (greatest - least) * 7.0).round() as usize;
            BARS[step.min(7)]
        } else {
            BARS[3]
        }
    };
    let mut bars = String::new();
    for (at, value) in series.iter().enumerate() {
        if at > 0 && bases.get(at - 1) != bases.get(at) {
            bars.push(BREAK);
        }
        bars.push(value.number().map_or(GAP, height));
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use evidence::Missing;

    #[test]
    fn a_gap_is_shown_and_nought_is_drawn_as_a_value() {
        let series = [
            Value::Number(0.0),
            Value::missing(Missing::Confidential),
            Value::Number(5.0),
            Value::Number(10.0),
        ];
        assert_eq!(sparkline(&series, &[0; 4]), "▁·▅█");
        assert_eq!(sparkline(&[Value::Number(3.0), Value::Number(3.0)], &[0, 0]), "▄▄");
        assert_eq!(sparkline(&[Value::missing(Missing::Blank)], &[0]), "·");
        assert_eq!(sparkline(&series, &[0, 0, 1, 1]), "▁·┊▅█");
    }
}
