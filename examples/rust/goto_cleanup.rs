// Two buffers, three ways out. In examples/c/goto_cleanup.c every way leads through one label that
// frees; examples/c/goto_cleanup_leak.c shows what one wrong label does. Here each way out drops what
// is there by then, `?` included: there is nothing to forget.
//! stdout: nobody to greet
//! stdout: hello, world
//! stdout: no digits, please
struct Buffer {
    text: String,
}

impl Buffer {
    fn new(text: &str) -> Buffer {
        Buffer { text: text.to_string() }
    }
}

fn without_digits(name: &str) -> Result<&str, &'static str> {
    if name.contains(|letter: char| letter.is_ascii_digit()) {
        return Err("no digits, please");
    }
    Ok(name)
}

fn greet(name: &str) -> Result<(), &'static str> {
    let greeting = Buffer::new("hello");
    if name.is_empty() {
        return Err("nobody to greet"); // one buffer is dropped
    }
    let mut line = Buffer::new(&greeting.text);
    line.text.push_str(", ");
    line.text.push_str(without_digits(name)?); // two are, if this is an error
    println!("{}", line.text);
    Ok(()) // two are
}

fn main() {
    for name in ["", "world", "r2d2"] {
        if let Err(reason) = greet(name) {
            println!("{reason}");
        }
    }
}
