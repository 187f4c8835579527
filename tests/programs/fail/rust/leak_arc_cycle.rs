// Arc and Mutex are no better: a tree whose children own their parent.
//! levels: -O0 -O2
use std::sync::{Arc, Mutex};

#[derive(Default)]
struct Widget {
    parent: Mutex<Option<Arc<Widget>>>, // should be Weak
    children: Mutex<Vec<Arc<Widget>>>,
}

fn add(parent: &Arc<Widget>) -> Arc<Widget> {
    let child = Arc::new(Widget::default()); //~ Leak_IndirectlyLost 3 blocks
    *child.parent.lock().unwrap() = Some(Arc::clone(parent));
    parent.children.lock().unwrap().push(Arc::clone(&child)); //~ Leak_IndirectlyLost
    child
}

fn main() {
    let window = Arc::new(Widget::default()); //~ Leak_DefinitelyLost
    for _ in 0..3 {
        add(&window);
    }
    println!("{}", window.children.lock().unwrap().len());
}
