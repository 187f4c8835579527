// Floating-point numbers: shortest and exact digits, parsing, rounding, special values, ordering.
//! levels: -O0 -O2
//! stdout: 0.1 0.1 1.000e-1
//! stdout: 0.3333333333333333 0.3333333333333333 3.333e-1
//! stdout: 1000000000000000000000 1e21 1.000e21
//! stdout: 0.0000001 1e-7 1.000e-7
//! stdout: 123456789.125 123456789.125 1.235e8
//! stdout: 1.7976931348623157e308 1.7976931348623157e308 309
//! stdout: 2.2250738585072014e-308 2.2250738585072014e-308 326
//! stdout: 5e-324 5e-324 326
//! stdout: NaN inf -inf -0
//! stdout: 0.3 0.30000000000000004 0.10000000149011612
//! stdout: 2 2 0.2 0.10000000000000000555
//! stdout: 0.000000000000000000000000000001000000000000000083336420607586
//! stdout: [3.25, -1000.0, 0.5, inf, NaN, inf, 5e-324, 1.2345678901234568e29]
//! stdout: Err("invalid float literal")
//! stdout: Err("cannot parse float from empty string")
//! stdout: Err("invalid float literal")
//! stdout: -3 -2 -3 -2 -0.5
//! stdout: 2.5 -1 1.5
//! stdout: 255 0 0
//! stdout: 1.414214 2.718282 1.000000
//! stdout: 1024 true
//! stdout: 0x3fc00000 3.141592653589793
//! stdout: [63, 248, 0, 0, 0, 0, 0, 0]
//! stdout: [-1.0, -0.0, 0.0, 0.001, 2.5, inf]
//! stdout: inf None 1
//! stdout: 7.4855 0.00000011920929
fn main() {
    for value in [0.1, 1.0 / 3.0, 1e21, 1e-7, 123456789.125] {
        println!("{value} {value:?} {value:.3e}");
    }
    for value in [f64::MAX, f64::MIN_POSITIVE, 5e-324] {
        println!("{value:?} {value:e} {}", value.to_string().len());
    }
    println!("{} {} {} {}", f64::NAN, f64::INFINITY, -f64::INFINITY, -0.0);
    println!("{:?} {:?} {}", 0.1f32 + 0.2f32, 0.1 + 0.2, 0.1f32 as f64);
    println!("{:.0} {:.0} {:.1} {:.20}", 1.5, 2.5, 0.25, 0.1);
    println!("{:.60}", 1e-30);

    let long = "123456789012345678901234567890";
    println!("{:?}", ["3.25", "-1e3", ".5", "inf", "NaN", "1e400", "4.9e-324", long].map(|text| text.parse::<f64>().unwrap()));
    for text in ["0x10", "", "1_000"] {
        println!("{:?}", text.parse::<f64>().map_err(|error| error.to_string()));
    }

    let x = -2.5f64;
    println!("{} {} {} {} {}", x.floor(), x.ceil(), x.round(), x.trunc(), x.fract());
    println!("{} {} {:?}", x.abs(), x.signum(), x.rem_euclid(2.0));
    println!("{} {} {}", 300.7 as u8, -5.5 as u32, f64::NAN as i32);
    println!("{:.6} {:.6} {:.6}", 2f64.sqrt(), 1f64.exp(), 0.5f64.sin().hypot(0.5f64.cos()));
    println!("{} {}", 2f64.powi(10), 2f64.powf(0.5) == 2f64.sqrt());
    println!("{:#x} {}", 1.5f32.to_bits(), f64::from_bits(0x4009_21fb_5444_2d18));
    println!("{:?}", 1.5f64.to_be_bytes());

    let mut values = vec![2.5, -1.0, f64::INFINITY, 0.0, -0.0, 1e-3];
    values.sort_by(f64::total_cmp);
    println!("{values:?}");
    let largest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    println!("{largest} {:?} {}", f64::NAN.partial_cmp(&1.0), 7.0f64.clamp(0.0, 1.0));
    let sum: f32 = (1..=1000).map(|n| 1.0 / n as f32).sum();
    println!("{sum:.4} {}", f32::EPSILON);
}
