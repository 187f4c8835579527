// Two vectors of the same parts.
//! levels: -O0 -O2
#[inline(never)]
fn alias(values: &mut Vec<i32>) -> Vec<i32> {
    unsafe { Vec::from_raw_parts(values.as_mut_ptr(), values.len(), values.capacity()) }
}

fn main() {
    let mut values = vec![5, 6, 7];
    let same = alias(&mut values);
    println!("{}", same.iter().sum::<i32>());
    drop(values);
    drop(same); //~ InvalidFree
}
