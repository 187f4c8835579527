// A Display that formats itself.
//! exit: 134
use std::fmt;

struct Temperature(f64);

impl fmt::Display for Temperature {
    // It should write self.0, not self.
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result { write!(f, "{self} degrees") }
    //~^ StackOverflow
}

fn main() {
    let temperature = Temperature(21.5);
    println!("{}", temperature.0);
    println!("{temperature}");
}
