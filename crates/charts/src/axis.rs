//! Round numbers for the axis of values.

/// An axis from a round number to a round number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    pub low: f64,
    pub high: f64,
    /// The values that are marked, in order.
    pub ticks: Vec<f64>,
    /// How many decimals they are written with.
    pub decimals: u8,
}

/// The steps between marks within each power of ten.
const STEPS: [f64; 3] = [1.0, 2.0, 5.0];

/// At most this many steps: more crowd the axis.
const MOST_STEPS: f64 = 6.0;

impl Axis {
    /// The axis for values between `least` and `most`.
    pub(super) fn new(least: f64, most: f64) -> Self {
        // One value alone still needs a height to stand in.
        let (least, most) = if least < most { (least, most) } else { (least - 1.0, most + 1.0) };
        let (step, decimals) = step_for(most - least);
        let first = (least / step).floor();
        let last = (most / step).ceil();
        let mut ticks = Vec::new();
        let mut count = first;
        while count <= last {
            ticks.push(count * step);
            count += 1.0;
        }
        Self { low: first * step, high: last * step, ticks, decimals }
    }

    /// How far up the axis a value stands, from 0 to 1.
    pub(super) fn position(&self, value: f64) -> f64 {
        (value - self.low) / (self.high - self.low)
    }
}

/// The smallest round step that divides a range into few enough parts, with its decimals.
fn step_for(range: f64) -> (f64, u8) {
    // Powers of ten by multiplication: the logarithm's last digit depends on the machine.
    for power in -6_i32..=9 {
        let unit = if power >= 0 { ten_to(power) } else { 1.0 / ten_to(-power) };
        for step in STEPS {
            if range / (step * unit) <= MOST_STEPS {
                return (step * unit, u8::try_from(-power).unwrap_or(0));
            }
        }
    }
    (range, 0)
}

fn ten_to(power: i32) -> f64 {
    (0..power).fold(1.0, |product, _| product * 10.0)
}

#[cfg(test)]
mod tests {
    use super::Axis;

    #[test]
    fn axes_run_between_round_numbers() {
        let axis = Axis::new(36.5, 59.0);
        assert_eq!((axis.low, axis.high, axis.decimals), (35.0, 60.0, 0));
        assert_eq!(axis.ticks, [35.0, 40.0, 45.0, 50.0, 55.0, 60.0]);
        let axis = Axis::new(0.12, 0.19);
        assert_eq!((axis.low, axis.high, axis.decimals), (0.12, 0.2, 2));
    }

    proptest::proptest! {
        #[test]
        fn every_value_stands_on_its_axis(a in -1e9..1e9_f64, b in -1e9..1e9_f64) {
            let (least, most) = (a.min(b), a.max(b));
            let axis = Axis::new(least, most);
            for value in [least, most] {
                let position = axis.position(value);
                proptest::prop_assert!((-0.001..=1.001).contains(&position), "{} on {:?}", value, axis);
            }
            proptest::prop_assert!((2..=9).contains(&axis.ticks.len()), "{:?}", axis);
        }
    }
}
