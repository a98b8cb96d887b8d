//! The distribution functions that intervals are made of: normal, gamma, beta, binomial, Poisson and Student's t.
//! They are built on `libm`, which is the same code on every machine, so that the last bit is too.

#![expect(clippy::many_single_char_names, reason = "the letters are those of the formulas")]

use std::f64::consts::SQRT_2;

/// The distribution function of the standard normal.
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z / SQRT_2)
}

/// The value below which a share `p` of the standard normal lies; infinite at 0 and 1.
///
/// Acklam's rational approximation (relative error below 1.2e-9), then two of Halley's steps, which bring it to the
/// accuracy of `erfc`.
pub fn normal_quantile(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return if p == 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    if p > 0.5 {
        // Small tails are kept exact: 1 - p is exact for p from one half to one.
        return -normal_quantile(1.0 - p);
    }
    let mut z = acklam(p);
    for _ in 0..2 {
        let density = libm::exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt();
        let step = (normal_cdf(z) - p) / density;
        z -= step / (1.0 + 0.5 * z * step);
    }
    z
}

fn acklam(p: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
        1.0,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] = [
        7.784_695_709_041_462e-3,
        3.224_671_290_700_398e-1,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
        1.0,
    ];
    let of = |coefficients: &[f64], x: f64| coefficients.iter().fold(0.0, |sum, one| sum * x + one);
    if p < 0.02425 {
        let q = (-2.0 * libm::log(p)).sqrt();
        of(&C, q) / of(&D, q)
    } else {
        let q = p - 0.5;
        of(&A, q * q) * q / of(&B, q * q)
    }
}

/// Terms of a series or continued fraction: enough for parameters of some millions.
const TERMS: u32 = 20_000;

/// Where a series or continued fraction has converged.
const EXACT_ENOUGH: f64 = 1e-16;

/// The regularised lower incomplete gamma function P(a, x): the share of a gamma distribution of shape `a` below `x`.
pub fn gamma_cdf(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if a <= 0.0 {
        return 1.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 { front * gamma_series(a, x) } else { 1.0 - front * gamma_fraction(a, x) }
}

/// 1 − P(a, x), without losing what is small.
pub fn gamma_above(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    if a <= 0.0 {
        return 0.0;
    }
    let front = libm::exp(a * libm::log(x) - x - libm::lgamma(a));
    if x < a + 1.0 { 1.0 - front * gamma_series(a, x) } else { front * gamma_fraction(a, x) }
}

fn gamma_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum, mut at) = (1.0 / a, 1.0 / a, a);
    for _ in 0..TERMS {
        at += 1.0;
        term *= x / at;
        sum += term;
        if term < sum * EXACT_ENOUGH {
            break;
        }
    }
    sum
}

/// The continued fraction by Lentz's method.
fn gamma_fraction(a: f64, x: f64) -> f64 {
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut value = d;
    for step in 1..=TERMS {
        let step = f64::from(step);
        let an = -step * (step - a);
        b += 2.0;
        d = 1.0 / not_nought(an * d + b);
        c = not_nought(b + an / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() < EXACT_ENOUGH {
            break;
        }
    }
    value
}

const TINY: f64 = 1e-300;

fn not_nought(value: f64) -> f64 {
    if value.abs() < TINY { TINY } else { value }
}

/// The value below which a share `p` of a gamma distribution of shape `a` lies.
pub fn gamma_quantile(p: f64, a: f64) -> f64 {
    if p <= 0.0 || a <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    // Wilson and Hilferty's approximation is a near start; where it is not positive, the leading term of the series.
    let root = 1.0 - 1.0 / (9.0 * a) + normal_quantile(p) / (3.0 * a.sqrt());
    let start = if root > 0.1 {
        a * root * root * root
    } else {
        libm::exp((libm::log(p) + libm::lgamma(a + 1.0)) / a)
    };
    // The upper tail is compared where it is the smaller one.
    let apart = |x: f64| if p < 0.5 { gamma_cdf(a, x) - p } else { (1.0 - p) - gamma_above(a, x) };
    let density = |x: f64| libm::exp((a - 1.0) * libm::log(x) - x - libm::lgamma(a));
    solve(start, (0.0, f64::INFINITY), apart, density)
}

/// The value below which a share `p` of a chi-square distribution lies.
pub fn chi_square_quantile(p: f64, degrees: f64) -> f64 {
    2.0 * gamma_quantile(p, degrees / 2.0)
}

/// The regularised incomplete beta function: the share of a beta distribution below `x`.
pub fn beta_cdf(x: f64, a: f64, b: f64) -> f64 {
    Beta::new(a, b).cdf(x)
}

/// A beta distribution whose share below many values is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Beta {
    a: f64,
    b: f64,
    log_of_whole: f64,
}

impl Beta {
    /// The distribution of two positive parameters.
    pub fn new(a: f64, b: f64) -> Beta {
        Beta { a, b, log_of_whole: libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) }
    }

    /// The share below `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        let (a, b) = (self.a, self.b);
        if x <= 0.0 {
            return 0.0;
        }
        if x >= 1.0 {
            return 1.0;
        }
        let front = libm::exp(self.log_of_whole + a * libm::log(x) + b * libm::log1p(-x));
        if x < (a + 1.0) / (a + b + 2.0) {
            front * beta_fraction(x, a, b) / a
        } else {
            1.0 - front * beta_fraction(1.0 - x, b, a) / b
        }
    }
}

/// The continued fraction by Lentz's method.
fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / not_nought(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..=TERMS {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / not_nought(1.0 + even * d);
        c = not_nought(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / not_nought(1.0 + odd * d);
        c = not_nought(1.0 + odd / c);
        let factor = d * c;
        value *= factor;
        if (factor - 1.0).abs() < 3.0 * f64::EPSILON {
            break;
        }
    }
    value
}

/// The chance of at most `k` successes in `n` trials of chance `p`.
pub fn binomial_cdf(k: f64, n: f64, p: f64) -> f64 {
    if k < 0.0 {
        0.0
    } else if k >= n || p <= 0.0 {
        1.0
    } else if p >= 1.0 {
        0.0
    } else {
        beta_cdf(1.0 - p, n - k, k + 1.0)
    }
}

/// The distribution function of Student's t.
pub fn student_cdf(t: f64, degrees: f64) -> f64 {
    let tail = 0.5 * beta_cdf(degrees / (degrees + t * t), degrees / 2.0, 0.5);
    if t > 0.0 { 1.0 - tail } else { tail }
}

/// The value below which a share `p` of Student's t lies.
pub fn student_quantile(p: f64, degrees: f64) -> f64 {
    if p < 0.5 {
        return -student_quantile(1.0 - p, degrees);
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    let above = 1.0 - p;
    let tail = |t: f64| 0.5 * beta_cdf(degrees / (degrees + t * t), degrees / 2.0, 0.5);
    let log_whole = libm::lgamma(f64::midpoint(degrees, 1.0))
        - libm::lgamma(degrees / 2.0)
        - 0.5 * libm::log(degrees * std::f64::consts::PI);
    let density = |t: f64| libm::exp(log_whole - f64::midpoint(degrees, 1.0) * libm::log1p(t * t / degrees));
    solve(normal_quantile(p), (0.0, f64::INFINITY), |t| above - tail(t), density)
}

/// Where a rising function is nought: Newton's steps, kept within what is known of the place by halving.
fn solve(
    start: f64,
    (mut low, mut high): (f64, f64),
    apart: impl Fn(f64) -> f64,
    slope: impl Fn(f64) -> f64,
) -> f64 {
    let mut x = start;
    for _ in 0..200 {
        let difference = apart(x);
        if difference == 0.0 {
            return x;
        }
        if difference < 0.0 {
            low = low.max(x);
        } else {
            high = high.min(x);
        }
        let newton = x - difference / slope(x);
        let next = if newton > low && newton < high {
            newton
        } else if high.is_finite() {
            f64::midpoint(low, high)
        } else {
            low * 2.0 + 1.0
        };
        if (next - x).abs() <= x.abs() * 1e-15 {
            return next;
        }
        x = next;
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn near(got: f64, expected: f64, tolerance: f64) {
        assert!((got - expected).abs() <= expected.abs() * tolerance, "{got} instead of {expected}");
    }

    /// Values of scipy 1.17 (`norm.ppf`, `gamma.ppf`, `chi2.ppf`, `t.ppf`, `betainc`, `binom.cdf`).
    #[test]
    fn the_quantiles_are_those_of_other_software() {
        near(normal_quantile(0.975), 1.959_963_984_540_054, 1e-15);
        near(normal_quantile(0.999), 3.090_232_306_167_813, 1e-14);
        near(normal_quantile(1e-12), -7.034_483_825_301_131, 1e-12);
        near(chi_square_quantile(0.998, 1.0), 9.549_535_706_083_237, 1e-12);
        near(chi_square_quantile(0.025, 2.0) / 2.0, 0.025_317_807_984_289_876, 1e-12);
        near(student_quantile(0.975, 1.0), 12.706_204_736_174_694, 1e-12);
        near(student_quantile(0.999, 7.0), 4.785_289_628_638_333, 1e-12);
        near(beta_cdf(0.3, 2.5, 8.5), 0.745_008_448_543_971_5, 1e-12);
        near(gamma_quantile(0.3, 12.5), 10.433_517_006_888_271, 1e-12);
        near(binomial_cdf(3.0, 10.0, 0.5), 0.171_875, 1e-13);
    }

    proptest! {
        #[test]
        fn a_quantile_leads_back_to_its_share(p in 0.0005..0.9995_f64, a in 0.05..3000.0_f64) {
            let x = gamma_quantile(p, a);
            prop_assert!((gamma_cdf(a, x) - p).abs() < 1e-10, "{} {} {}", p, a, x);
            let z = normal_quantile(p);
            prop_assert!((normal_cdf(z) - p).abs() < 1e-13);
            let t = student_quantile(p, a.max(1.0));
            prop_assert!((student_cdf(t, a.max(1.0)) - p).abs() < 1e-9, "{} {} {}", p, a, t);
        }

        #[test]
        fn the_binomial_is_the_sum_of_its_terms(n in 1_u32..60, k in 0_u32..60, p in 0.001..0.999_f64) {
            let k = k.min(n);
            let mut term = (0..n).fold(1.0, |product, _| product * (1.0 - p));
            let mut sum = term;
            for at in 0..k {
                term *= f64::from(n - at) / f64::from(at + 1) * p / (1.0 - p);
                sum += term;
            }
            prop_assert!((binomial_cdf(f64::from(k), f64::from(n), p) - sum).abs() < 1e-11);
        }

        #[test]
        fn the_two_tails_of_a_gamma_make_one(a in 0.1..500.0_f64, x in 0.0..900.0_f64) {
            prop_assert!((gamma_cdf(a, x) + gamma_above(a, x) - 1.0).abs() < 1e-12);
        }
    }
}
