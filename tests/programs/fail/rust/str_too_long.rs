// A &str with a wrong length: what is behind it is printed, too.
//! options: --rustflags=-Cdebug-assertions=off
fn main() {
    let name = String::from("redzone");
    let longer = unsafe {
        let bytes = std::slice::from_raw_parts(name.as_ptr(), name.len() + 1);
        std::str::from_utf8_unchecked(bytes)
    };
    let copy = longer.to_owned();
    //~^ InvalidRead
    println!("{}", copy.len());
}
