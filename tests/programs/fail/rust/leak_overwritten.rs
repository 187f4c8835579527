// ptr::write does not drop what was there; ptr::read makes a copy that is.
//! levels: -O0 -O2
struct Slot {
    name: String,
}

fn rename(slot: &mut Slot, name: &str) {
    unsafe { std::ptr::write(&mut slot.name, name.to_uppercase()) };
}

fn main() {
    let mut slot = Slot { name: "first".to_string() }; //~ Leak_DefinitelyLost
    rename(&mut slot, "second");
    println!("{}", slot.name);
}
