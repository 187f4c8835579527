// Closures, iterators, match and ?.
fn parse(text: &str) -> Result<i32, std::num::ParseIntError> {
    let number = text.parse::<i32>()?; //@ 19 24
    Ok(number * 2) //@ 20
} //@ 21 25
struct Guard(&'static str);
impl Drop for Guard {
    fn drop(&mut self) {
        println!("drop {}", self.0); //@ 36
    } //@ 37
}
fn main() {
    let _guard = Guard("a"); //@ 1
    let add = |a: i32, b: i32| a + b; //@ 6 9 12
    let sum: i32 = vec![1, 2, 3] //@ 2 4
        .iter()
        .map(|n| add(*n, 1)) //@ 3 5 8 11
        .filter(|n| *n > 2) //@ 7 10 13
        .sum(); //@ 14
    let word = match sum { //@ 15
        0 => "none",
        7 => "seven", //@ 16
        _ => "many",
    };
    for text in ["4", "x"] { //@ 17
        match parse(text) { //@ 18 23
            Ok(n) => println!("{word} {n}"), //@ 22
            Err(_) => println!("no number"), //@ 26
        }
    }
    let mut n = 0; //@ 27
    while n < 2 { //@ 28 30 32
        n += 1; //@ 29 31
    }
    if let Some(last) = [1, 2].last() { //@ 33
        println!("{last}"); //@ 34
    }
} //@ 35
