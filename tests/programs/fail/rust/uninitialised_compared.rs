// A table of which every second element was set, compared with another: == looks at all of them.
use std::alloc::{alloc, dealloc, Layout};

fn main() {
    let layout = Layout::array::<u32>(8).unwrap();
    let zeros = vec![0u32; 8];
    unsafe {
        let table = alloc(layout).cast::<u32>();
        for i in (0..8).step_by(2) {
            *table.add(i) = 0;
        }
        let set = std::slice::from_raw_parts(table, 8);
        println!("{}", if set[2] == 0 { "set" } else { "not set" });
        println!("{}", if set == &zeros[..] { "all set" } else { "not all" });
        //~^ UninitCondition
        dealloc(table.cast(), layout);
    }
}
