// A callback that owns the object that keeps it.
//! levels: -O0 -O2
use std::cell::RefCell;
use std::rc::Rc;

type Callback = Box<dyn Fn() -> String>;

struct Button {
    label: String,
    on_click: RefCell<Option<Callback>>,
}

fn main() {
    let button = Rc::new(Button { label: "save".to_string(), on_click: RefCell::new(None) });
    //~^ Leak_DefinitelyLost Leak_IndirectlyLost
    let this = Rc::clone(&button);
    *button.on_click.borrow_mut() = Some(Box::new(move || format!("clicked {}", this.label)));
    //~^ Leak_IndirectlyLost
    let clicked = button.on_click.borrow().as_ref().map(|callback| callback());
    println!("{clicked:?}");
}
