// A call through a trait object whose box is gone: the fields are read, not the table of its methods.
trait Animal {
    fn legs(&self) -> u32;
}

struct Spider {
    lost: u32,
}

impl Animal for Spider {
    fn legs(&self) -> u32 {
        8 - self.lost //~ InvalidRead
    }
}

fn main() {
    let animal: Box<dyn Animal> = Box::new(Spider { lost: 1 });
    let kept: *const dyn Animal = &*animal;
    drop(animal);
    println!("{}", unsafe { (*kept).legs() });
}
