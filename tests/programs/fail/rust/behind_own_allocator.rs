// A program with an allocator of its own: what it does wrong is found at its own lines, not in the allocator.
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

static LIVE: AtomicUsize = AtomicUsize::new(0);

struct Counting;

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size(), Ordering::Relaxed);
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        System.dealloc(block, layout)
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let numbers = Box::into_raw(Box::new([1u64, 2, 3, 4]));
    unsafe {
        drop(Box::from_raw(numbers));
        println!("{}", (*numbers)[1]); //~ InvalidRead
    }
    std::mem::forget(vec![7u8; 100]); //~ Leak_DefinitelyLost
    println!("{}", LIVE.load(Ordering::Relaxed) >= 100);
}
