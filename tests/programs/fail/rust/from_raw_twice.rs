// Box::from_raw makes an owner. Two of them free the block twice.
struct Image {
    width: u32,
    height: u32,
}

fn area(image: *mut Image) -> u32 {
    let image = unsafe { Box::from_raw(image) }; // should be &*image
    image.width * image.height //~ InvalidRead
} //~ InvalidFree

fn main() {
    let image = Box::into_raw(Box::new(Image { width: 4, height: 3 }));
    println!("{}", unsafe { (*image).width });
    println!("{}", area(image));
    println!("{}", area(image));
}
