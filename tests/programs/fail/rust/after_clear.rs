// A pointer to an element of a vector that was cleared: the string's own memory is gone.
//! levels: -O0 -O2
#[inline(never)]
fn shout(text: *const String) -> char {
    let text = unsafe { &*text };
    text.as_bytes()[0].to_ascii_uppercase() as char //~ InvalidRead
}

fn main() {
    let mut lines = vec!["first".to_string(), "second".to_string()];
    let line: *const String = &lines[1];
    lines.clear();
    println!("{}", shout(line));
}
