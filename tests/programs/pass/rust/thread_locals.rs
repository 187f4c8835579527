// thread_local! and statics: made at the first use, changed, dropped by nobody.
//! levels: -O0 -O2
//! stdout: 1 2 4
//! stdout: ["b"]
//! stdout: 7 0
//! stdout: Some(("ja", "こんにちは")) 41
//! stdout: [None, Some(1), Some(255)]
//! stdout: [1, 2, 4]
//! stdout: ["b"]
use std::cell::{Cell, RefCell};
use std::sync::Mutex;

thread_local! {
    static NEXT: Cell<u32> = Cell::new(1);
    static NAMES: RefCell<Vec<&'static str>> = RefCell::new(Vec::new());
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

static PRIMES: [u16; 6] = [2, 3, 5, 7, 11, 13];
static GREETINGS: &[(&str, &str)] = &[("de", "Hallo"), ("en", "Hello"), ("ja", "こんにちは")];
static HISTORY: Mutex<Vec<u32>> = Mutex::new(Vec::new());
const LIMITS: [Option<u8>; 3] = [None, Some(1), Some(255)];

fn next_id() -> u32 {
    NEXT.with(|next| {
        let id = next.get();
        next.set(id * 2);
        HISTORY.lock().unwrap().push(id);
        id
    })
}

struct Deeper;

impl Deeper {
    fn enter() -> (Deeper, usize) {
        (Deeper, DEPTH.with(|depth| depth.replace(depth.get() + 1)))
    }
}

impl Drop for Deeper {
    fn drop(&mut self) {
        DEPTH.with(|depth| depth.set(depth.get() - 1));
    }
}

fn nested(levels: usize) -> usize {
    let (_deeper, depth) = Deeper::enter();
    if levels == 0 { depth } else { nested(levels - 1) }
}

fn main() {
    println!("{} {} {}", next_id(), next_id(), next_id());
    NAMES.with(|names| names.borrow_mut().extend(["a", "b"]));
    NAMES.with(|names| {
        names.borrow_mut().retain(|name| *name != "a");
        println!("{:?}", names.borrow());
    });
    println!("{} {}", nested(7), DEPTH.with(Cell::get));
    println!("{:?} {}", GREETINGS.iter().find(|(code, _)| *code == "ja"), PRIMES.iter().sum::<u16>());
    println!("{LIMITS:?}");

    // What they own is given back by hand: nothing drops them at the end.
    println!("{:?}", std::mem::take(&mut *HISTORY.lock().unwrap()));
    println!("{:?}", NAMES.with(|names| names.take()));
}
