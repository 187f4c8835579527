// A write after the last element, through get_unchecked_mut.
//! levels: -O0 -O2
//! options: --rustflags=-Cdebug-assertions=off
#[inline(never)]
fn fill(line: &mut [u8], columns: usize) {
    for column in 0..=columns {
        unsafe { *line.get_unchecked_mut(column) = b'-' }; //~ InvalidWrite
    }
}

fn main() {
    let mut line = vec![b' '; 13];
    fill(&mut line, 13);
    println!("{}", String::from_utf8_lossy(&line));
}
