// A vector of one's own on std::alloc: alloc, realloc, dealloc with the right layouts, ptr::copy, ptr::read.
//! levels: -O0 -O2
//! stdout: seven ["two", "four", "six", "five", "three", "one"]
//! stdout: (0, 0) Some(25344)
//! stdout: 0 true
//! stdout: 0 36
//! stdout: 16 8 8
use std::alloc::{alloc, alloc_zeroed, dealloc, handle_alloc_error, realloc, Layout};
use std::ptr;

struct Stack<T> {
    start: *mut T,
    capacity: usize,
    len: usize,
}

impl<T> Stack<T> {
    fn new() -> Self {
        Stack { start: ptr::NonNull::dangling().as_ptr(), capacity: 0, len: 0 }
    }

    fn layout(&self) -> Layout {
        Layout::array::<T>(self.capacity).unwrap()
    }

    fn grow(&mut self) {
        let old = self.layout();
        let had = self.capacity > 0;
        self.capacity = if had { self.capacity * 2 } else { 2 };
        let new = self.layout();
        let start = unsafe {
            if had { realloc(self.start.cast(), old, new.size()) } else { alloc(new) }
        };
        if start.is_null() {
            handle_alloc_error(new);
        }
        self.start = start.cast();
    }

    fn insert(&mut self, at: usize, value: T) {
        assert!(at <= self.len);
        if self.len == self.capacity {
            self.grow();
        }
        unsafe {
            let place = self.start.add(at);
            ptr::copy(place, place.add(1), self.len - at);
            place.write(value);
        }
        self.len += 1;
    }

    fn remove(&mut self, at: usize) -> T {
        assert!(at < self.len);
        self.len -= 1;
        unsafe {
            let place = self.start.add(at);
            let value = place.read();
            ptr::copy(place.add(1), place, self.len - at);
            value
        }
    }

    fn as_slice(&self) -> &[T] {
        unsafe { std::slice::from_raw_parts(self.start, self.len) }
    }
}

impl<T> Drop for Stack<T> {
    fn drop(&mut self) {
        unsafe {
            ptr::drop_in_place(ptr::slice_from_raw_parts_mut(self.start, self.len));
            if self.capacity > 0 {
                dealloc(self.start.cast(), self.layout());
            }
        }
    }
}

#[repr(align(64))]
struct Line([u8; 64]);

fn main() {
    let mut words = Stack::new();
    for (i, word) in "one two three four five six seven".split(' ').enumerate() {
        words.insert(i / 2, word.to_string());
    }
    println!("{} {:?}", words.remove(3), words.as_slice());
    let mut pairs = Stack::new();
    for i in 0..100u8 {
        pairs.insert(0, (i, u64::from(i) << 8));
    }
    println!("{:?} {:?}", pairs.remove(99), pairs.as_slice().iter().map(|pair| pair.1).max());

    let layout = Layout::from_size_align(100, 32).unwrap();
    unsafe {
        let zeroed = alloc_zeroed(layout);
        println!("{} {}", zeroed as usize % 32, (0..100).all(|i| *zeroed.add(i) == 0));
        dealloc(zeroed, layout);
    }
    let mut lines = vec![Line([1; 64]), Line([2; 64])];
    lines.extend((3..9).map(|n| Line([n; 64])));
    println!("{} {}", &lines[5] as *const Line as usize % 64, lines.iter().map(|l| u32::from(l.0[63])).sum::<u32>());
    let (struct_layout, offset) = Layout::new::<u8>().extend(Layout::new::<u64>()).unwrap();
    println!("{} {} {offset}", struct_layout.size(), struct_layout.align());
}
