// Format strings of all kinds: width, fill, precision, signs, radix, debug and pretty debug.
//! levels: -O0 -O2
//! stdout: [   42] [42   ] [ 42  ] [   42] [-0042] [+42]
//! stdout: [***mid***] [ab----] [cu]
//! stdout: ff FF 0xff 10 0b101 0b00000101 0x001f
//! stdout: 1.2345e3 1.2E-4 1.5e5
//! stdout: 1 2 1 named    named
//! stdout: [     0.667] [   7] [1.2346]
//! stdout: "quo\"te\n\u{7f}" '\'' "tab\tü"
//! stdout: 340282366920938463463374607431768211455 -170141183460469231731687303715884105728
//! stdout: (1, "two", 3.0) [Some(1), None]
//! stdout: (1.0, -2.5) (1.00, -2.50) (+1.0 | -2.5)
//! stdout: [   abc] [abc   ] [  ab  ]
//! stdout: Settings { name: "base", limits: (9, Some(7)), tags: ["a", "b"], nothing: () }
//! stdout: Settings {
//! stdout:     name: "base",
//! stdout:     limits: (
//! stdout:         9,
//! stdout:         Some(
//! stdout:             7,
//! stdout:         ),
//! stdout:     ),
//! stdout:     tags: [
//! stdout:         "a",
//! stdout:         "b",
//! stdout:     ],
//! stdout:     nothing: (),
//! stdout: }
//! stdout: Empty Empty [01, ab] ()
//! stdout: (4, 9)
//! stdout: {} {1}
//! stdout: 300 wide
//! stdout: 1 of 2
use std::fmt;

#[derive(Debug, Clone, Default)]
struct Settings {
    name: String,
    limits: (u8, Option<u32>),
    tags: Vec<&'static str>,
    nothing: (),
}

#[derive(Debug)]
struct Empty;

struct Point {
    x: f64,
    y: f64,
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.alternate() {
            return write!(f, "({:+.1} | {:+.1})", self.x, self.y);
        }
        match f.precision() {
            Some(digits) => write!(f, "({:.*}, {:.*})", digits, self.x, digits, self.y),
            None => f.debug_tuple("").field(&self.x).field(&self.y).finish(),
        }
    }
}

struct Name(&'static str);

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

fn main() {
    println!("[{:5}] [{:<5}] [{:^5}] [{:>5}] [{:05}] [{:+}]", 42, 42, 42, 42, -42, 42);
    println!("[{:*^9}] [{:-<6}] [{:.2}]", "mid", "ab", "cut off");
    println!("{:x} {:X} {:#x} {:o} {:#b} {:#010b} {:#06x}", 255, 255, 255, 8, 5, 5, 31);
    println!("{:e} {:E} {:e}", 1234.5f64, 0.00012f32, 150_000u32);
    println!("{0} {1} {0} {name} {name:>8}", 1, 2, name = "named");
    let (width, digits, value) = (10, 3, 2.0f64 / 3.0);
    println!("[{value:width$.digits$}] [{:>1$}] [{:.*}]", 7, 4, 1.23456);
    println!("{:?} {:?} {:?}", "quo\"te\n\u{7f}", '\'', "tab\tü");
    println!("{} {}", u128::MAX, i128::MIN);
    println!("{:?} {:?}", (1, "two", 3.0), [Some(1), None]);

    let point = Point { x: 1.0, y: -2.5 };
    println!("{point} {point:.2} {point:#}");
    println!("[{:>6}] [{:<6}] [{:^6.2}]", Name("abc"), Name("abc"), Name("abc"));
    let settings = Settings { name: "base".into(), limits: (9, Some(7)), tags: vec!["a", "b"], ..Default::default() };
    println!("{settings:?}");
    println!("{:#?}", settings.clone());
    println!("{:?} {:#?} {:02x?} {:?}", Empty, Empty, [1u8, 171], settings.nothing);
    println!("{:?}", (settings.name.len(), settings.limits.0));
    println!("{{}} {{{}}}", 1);
    let text = format!("{:>1$}", "wide", 300);
    println!("{} {}", text.len(), text.trim());
    println!("{}", format_args!("{} of {}", 1, 2));
    eprintln!("to stderr: {point:?}", point = settings.tags);
}
