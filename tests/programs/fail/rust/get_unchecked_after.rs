// get_unchecked looks at no length: the index after the last.
// (Without debug assertions: with them, newer compilers look at it after all.)
//! options: --rustflags=-Cdebug-assertions=off
#[inline(never)]
fn last(values: &[u32]) -> u32 {
    unsafe { *values.get_unchecked(values.len()) } //~ InvalidRead
}

fn main() {
    let values: Vec<u32> = vec![10, 20, 30];
    println!("{}", last(&values));
}
