// C's habit: reading to a zero byte that no String has.
//! levels: -O0 -O2
#[inline(never)]
fn length(text: *const u8) -> usize {
    let mut len = 0;
    while unsafe { *text.add(len) } != 0 { //~ InvalidRead
        len += 1;
        if len == 4 {
            break;
        }
    }
    len
}

fn main() {
    let word = Box::<str>::from("abc");
    println!("{} of {}", length(word.as_ptr()), word.len());
}
