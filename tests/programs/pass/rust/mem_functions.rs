// std::mem and std::ptr as they are meant: take, replace, swap, ManuallyDrop, into_raw and back, transmute.
//! levels: -O0 -O2
//! stdout: [1, 2, 3] Buffer { bytes: [], flushed: 3 }
//! stdout: Buffer { bytes: [], flushed: 3 } Buffer { bytes: [9], flushed: 1 }
//! stdout: taken apart
//! stdout: [1, 42, 3]
//! stdout: [7, 7, 7]
//! stdout: 2 counted
//! stdout: 5
//! stdout: [1, 2]
//! stdout: 1 2 3 12
//! stdout: 25
//! stdout: [0, 0, 128, 63] 2
//! stdout: [513, 1027]
//! stdout: 2 1 8
//! stdout: 30 3
//! stdout: true
use std::mem::{self, ManuallyDrop};
use std::ptr;
use std::rc::Rc;
use std::sync::Arc;

#[derive(Debug, Default)]
struct Buffer {
    bytes: Vec<u8>,
    flushed: usize,
}

impl Buffer {
    fn flush(&mut self) -> Vec<u8> {
        self.flushed += self.bytes.len();
        mem::take(&mut self.bytes)
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
struct Padded {
    tag: u8,
    value: u32,
    end: u16,
}

union Bits {
    float: f32,
    bytes: [u8; 4],
}

fn main() {
    let mut buffer = Buffer { bytes: vec![1, 2, 3], flushed: 0 };
    println!("{:?} {buffer:?}", buffer.flush());
    let old = mem::replace(&mut buffer, Buffer { bytes: vec![9], flushed: 1 });
    let mut other = old;
    mem::swap(&mut buffer, &mut other);
    println!("{buffer:?} {other:?}");

    let text = ManuallyDrop::new(String::from("taken apart"));
    let (start, len, capacity) = (text.as_ptr() as *mut u8, text.len(), text.capacity());
    println!("{}", unsafe { String::from_raw_parts(start, len, capacity) });

    let raw = Box::into_raw(Box::new([1, 2, 3]));
    unsafe { (*raw)[1] += 40 };
    println!("{:?}", unsafe { Box::from_raw(raw) });
    let slice: *mut [u16] = Box::into_raw(vec![7u16; 3].into_boxed_slice());
    println!("{:?}", unsafe { Box::from_raw(slice) });
    let shared = Rc::into_raw(Rc::new(String::from("counted")));
    let again = unsafe {
        Rc::increment_strong_count(shared);
        Rc::from_raw(shared)
    };
    println!("{} {}", Rc::strong_count(&again), unsafe { Rc::from_raw(shared) });
    println!("{}", unsafe { Arc::from_raw(Arc::into_raw(Arc::new(5))) });
    let leaked: &'static mut Vec<i32> = Box::leak(Box::new(vec![1]));
    leaked.push(2);
    println!("{:?}", unsafe { Box::from_raw(leaked) });

    let mut a = Padded { tag: 1, value: 2, end: 3 };
    let mut b = a;
    unsafe { ptr::swap(&mut a, &mut b) };
    println!("{} {} {} {}", b.tag, b.value, b.end, mem::size_of::<Padded>());
    let copies = vec![a; 5];
    println!("{}", copies.iter().map(|p| p.value + u32::from(p.end)).sum::<u32>());
    println!("{:?} {}", unsafe { Bits { float: 1.0 }.bytes }, unsafe { Bits { bytes: [0, 0, 0, 64] }.float });
    println!("{:?}", unsafe { mem::transmute::<[u8; 4], [u16; 2]>([1, 2, 3, 4]) });
    let (mut left, mut right) = ([1u8; 33], [2u8; 33]);
    mem::swap(&mut left, &mut right);
    println!("{} {} {}", left[32], right[0], mem::align_of::<u64>());
    let numbers = [10, 20, 30];
    let end = numbers.as_ptr_range().end;
    println!("{} {}", unsafe { *end.sub(1) }, unsafe { end.offset_from(numbers.as_ptr()) });
    println!("{}", mem::needs_drop::<Buffer>());
}
