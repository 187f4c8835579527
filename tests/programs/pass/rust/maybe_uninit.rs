// MaybeUninit as it is meant: arrays filled element by element, out parameters, a fixed vector that
// drops only what it has.
//! levels: -O0 -O2
//! stdout: no room for eee
//! stdout: Some("ddd") "aaa bbb ccc"
//! stdout: [1, 2, 4, 8, 16, 32, 64, 128]
//! stdout: 3 2
//! stdout: ["line 0", "line 1"]
//! stdout: (0, 0, None)
use std::mem::MaybeUninit;
use std::ops::Deref;

struct FixedVec<T, const N: usize> {
    items: [MaybeUninit<T>; N],
    len: usize,
}

impl<T, const N: usize> FixedVec<T, N> {
    const EMPTY: MaybeUninit<T> = MaybeUninit::uninit();

    fn new() -> Self {
        FixedVec { items: [Self::EMPTY; N], len: 0 }
    }
    fn push(&mut self, item: T) -> Result<(), T> {
        match self.items.get_mut(self.len) {
            Some(slot) => {
                slot.write(item);
                self.len += 1;
                Ok(())
            }
            None => Err(item),
        }
    }
    fn pop(&mut self) -> Option<T> {
        self.len = self.len.checked_sub(1)?;
        // SAFETY: it was written by push, and `len` no longer counts it.
        Some(unsafe { self.items[self.len].assume_init_read() })
    }
}

impl<T, const N: usize> Deref for FixedVec<T, N> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        // SAFETY: the first `len` were written.
        unsafe { std::slice::from_raw_parts(self.items.as_ptr().cast(), self.len) }
    }
}

impl<T, const N: usize> Drop for FixedVec<T, N> {
    fn drop(&mut self) {
        while self.pop().is_some() {}
    }
}

fn divide(a: u32, b: u32, remainder: &mut MaybeUninit<u32>) -> u32 {
    remainder.write(a % b);
    a / b
}

fn main() {
    let mut names: FixedVec<String, 4> = FixedVec::new();
    for name in ["a", "b", "c", "d", "e"] {
        if let Err(left) = names.push(name.repeat(3)) {
            println!("no room for {left}");
        }
    }
    println!("{:?} {:?}", names.pop(), names.join(" "));

    let mut table: MaybeUninit<[u64; 8]> = MaybeUninit::uninit();
    let first = table.as_mut_ptr().cast::<u64>();
    for i in 0..8 {
        unsafe { first.add(i).write(1 << i) };
    }
    println!("{:?}", unsafe { table.assume_init() });

    let mut remainder = MaybeUninit::uninit();
    let quotient = divide(17, 5, &mut remainder);
    println!("{quotient} {}", unsafe { remainder.assume_init() });

    let mut lines: Vec<String> = Vec::with_capacity(3);
    for (i, slot) in lines.spare_capacity_mut().iter_mut().take(2).enumerate() {
        slot.write(format!("line {i}"));
    }
    unsafe { lines.set_len(2) };
    println!("{lines:?}");
    let zeroed: (u8, u32, Option<Box<u8>>) = unsafe { MaybeUninit::zeroed().assume_init() };
    println!("{zeroed:?}");
}
