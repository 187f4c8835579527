// Ten megabytes, dropped, and ten megabytes again: the second vector can have the memory of the first,
// so the program never has more than ten at once. An allocator that counts, in front of the system's,
// shows it. In C: examples/c/big_buffer.c
//! stdout: first: 10485760 bytes
//! stdout: dropped
//! stdout: second: 10485760 bytes
//! stdout: at most 10 MB at once
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

struct Counting;

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = IN_USE.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(now, Relaxed);
        System.alloc(layout)
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        System.dealloc(block, layout);
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let size = 10 * 1024 * 1024;

    let first: Vec<u8> = vec![1; size];
    println!("first: {} bytes", first.len());
    drop(first);
    println!("dropped");

    let second: Vec<u8> = vec![2; size];
    println!("second: {} bytes", second.len());

    println!("at most {} MB at once", PEAK.load(Relaxed) / (1024 * 1024));
}
