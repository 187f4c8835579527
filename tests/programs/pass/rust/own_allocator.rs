// An allocator of the program's own, which counts; what it counts is the same as without checks.
//! levels: -O0 -O2
//! stdout: at most 3 KB at once, now 0
//! stdout: 3 allocations, 2 times moved
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

struct Counting;

static IN_USE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);
static MOVES: AtomicUsize = AtomicUsize::new(0);

fn grow(by: usize) {
    let now = IN_USE.fetch_add(by, Relaxed) + by;
    PEAK.fetch_max(now, Relaxed);
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        grow(layout.size());
        ALLOCATIONS.fetch_add(1, Relaxed);
        System.alloc(layout)
    }
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        IN_USE.fetch_sub(layout.size(), Relaxed);
        System.dealloc(block, layout)
    }
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        grow(size);
        IN_USE.fetch_sub(layout.size(), Relaxed);
        MOVES.fetch_add(1, Relaxed);
        System.realloc(block, layout, size)
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn main() {
    let (before, had) = (IN_USE.load(Relaxed), ALLOCATIONS.load(Relaxed));
    PEAK.store(before, Relaxed);
    let first = vec![1u8; 1000];
    let boxed = Box::new([0u64; 25]);
    drop(first);
    let mut grown: Vec<u32> = Vec::with_capacity(100);
    grown.resize(200, boxed[3] as u32);
    grown.reserve_exact(300);
    drop((grown, boxed));
    let peak = PEAK.load(Relaxed) - before;
    let (now, allocations) = (IN_USE.load(Relaxed) - before, ALLOCATIONS.load(Relaxed) - had);
    println!("at most {} KB at once, now {now}", peak / 1000);
    println!("{allocations} allocations, {} times moved", MOVES.load(Relaxed));
}
