// The wider field of a union of which only the narrow one was set.
union Word {
    bytes: [u8; 2],
    whole: u32,
}

fn main() {
    let word = Word { bytes: [1, 2] };
    if unsafe { word.whole } == 513 {
    //~^ UninitCondition
        println!("two bytes");
    }
    println!("{}", unsafe { word.bytes[1] });
}
