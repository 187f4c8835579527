// A lifetime that was made longer by transmute.
//! levels: -O0 -O2
#[inline(never)]
fn keep(text: &str) -> &'static str {
    unsafe { std::mem::transmute::<&str, &'static str>(text) }
}

fn main() {
    let kept = {
        let message = format!("made at {}", "run time");
        keep(&message)
    };
    println!("{}", kept.bytes().filter(|byte| *byte == b'e').count()); //~ InvalidRead
}
