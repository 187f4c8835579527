// A count that is decremented by hand once too often: the value goes while somebody has it.
//! levels: -O0 -O2
use std::sync::Arc;

struct Listener {
    name: Arc<String>,
}

#[inline(never)]
fn unsubscribe(name: &Arc<String>) {
    unsafe { Arc::decrement_strong_count(Arc::as_ptr(name)) };
}

fn main() {
    let listener = Listener { name: Arc::new("logger".to_string()) };
    unsubscribe(&listener.name);
    println!("{}", listener.name.len()); //~ InvalidRead
    std::mem::forget(listener);
}
