// ManuallyDrop without the drop by hand; a union drops nothing either.
use std::mem::ManuallyDrop;

union Text {
    long: ManuallyDrop<String>,
    short: [u8; 4],
}

fn main() {
    let guard = ManuallyDrop::new(vec![1u64, 2, 3]); //~ Leak_DefinitelyLost
    println!("{}", guard.len());

    let mut text = Text { long: ManuallyDrop::new("some longer text".to_string()) }; //~ Leak_DefinitelyLost
    println!("{}", unsafe { &text.long }.len());
    text.short = *b"abc\0"; // what was there is not dropped
    println!("{}", unsafe { text.short[0] });
}
