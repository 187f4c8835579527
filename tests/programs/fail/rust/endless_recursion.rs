// A Display that formats itself.
//! exit: 134
use std::fmt;

struct Temperature(f64);

impl fmt::Display for Temperature {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{self} degrees") // should be {}, self.0
        //~^^ StackOverflow
    }
}

fn main() {
    let temperature = Temperature(21.5);
    println!("{}", temperature.0);
    println!("{temperature}");
}
