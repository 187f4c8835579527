// The pointer counts structures, the programmer bytes.
//! levels: -O0 -O2
#[derive(Clone, Copy)]
#[repr(C)]
struct Pixel {
    red: u16,
    green: u16,
    blue: u16,
}

#[inline(never)]
fn blue_at(pixels: *const Pixel, offset: usize) -> u16 {
    let pixel = unsafe { &*pixels.add(offset) };
    pixel.blue | 1 //~ InvalidRead
}

fn main() {
    let pixels = vec![Pixel { red: 1, green: 2, blue: 3 }; 5];
    println!("{}", pixels[0].red + pixels[0].green);
    let blue = blue_at(pixels.as_ptr(), std::mem::size_of::<Pixel>()); // the second pixel's is at 1
    println!("{blue}");
}
