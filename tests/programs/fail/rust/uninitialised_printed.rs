// A number without a value, printed: the formatting branches on each of its digits.
use std::alloc::{alloc, dealloc, Layout};

fn main() {
    let layout = Layout::array::<u32>(8).unwrap();
    unsafe {
        let table = alloc(layout).cast::<u32>();
        for i in (0..8).step_by(2) {
            *table.add(i) = i as u32;
        }
        println!("{}", *table.add(2));
        println!("{}", *table.add(3));
        //~^ UninitCondition SyscallParam
        dealloc(table.cast(), layout);
    }
}
