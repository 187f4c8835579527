// A ring of N elements without a heap, by const generics, UnsafeCell and MaybeUninit; two users of one ring.
//! levels: -O0 -O2
//! stdout: [true, true, true, false]
//! stdout: Some("A") Some("B")
//! stdout: [true, true, false]
//! stdout: CE
//! stdout: 2
//! stdout: Some((22, [22, 22, 22], 11.0))
use std::cell::{Cell, UnsafeCell};
use std::mem::MaybeUninit;

struct Ring<T, const N: usize> {
    slots: UnsafeCell<[MaybeUninit<T>; N]>,
    read: Cell<usize>,
    count: Cell<usize>,
}

impl<T, const N: usize> Ring<T, N> {
    const IS_EMPTY: () = assert!(N > 0, "a ring needs a slot");

    fn new() -> Self {
        let () = Self::IS_EMPTY;
        // SAFETY: an array of MaybeUninit needs no initialisation.
        let slots = unsafe { MaybeUninit::uninit().assume_init() };
        Ring { slots: UnsafeCell::new(slots), read: Cell::new(0), count: Cell::new(0) }
    }

    fn slot(&self, at: usize) -> *mut T {
        unsafe { self.slots.get().cast::<T>().add(at % N) }
    }

    fn put(&self, value: T) -> Result<(), T> {
        if self.count.get() == N {
            return Err(value);
        }
        unsafe { self.slot(self.read.get() + self.count.get()).write(value) };
        self.count.set(self.count.get() + 1);
        Ok(())
    }

    fn get(&self) -> Option<T> {
        self.count.set(self.count.get().checked_sub(1)?);
        let at = self.read.replace((self.read.get() + 1) % N);
        Some(unsafe { self.slot(at).read() })
    }
}

impl<T, const N: usize> Drop for Ring<T, N> {
    fn drop(&mut self) {
        while self.get().is_some() {}
    }
}

struct Writer<'a, const N: usize>(&'a Ring<String, N>);
struct Reader<'a, const N: usize>(&'a Ring<String, N>);

impl<const N: usize> Writer<'_, N> {
    fn write(&self, text: &str) -> bool {
        self.0.put(text.to_uppercase()).is_ok()
    }
}

impl<const N: usize> Iterator for Reader<'_, N> {
    type Item = String;
    fn next(&mut self) -> Option<String> {
        self.0.get()
    }
}

fn main() {
    let ring: Ring<String, 3> = Ring::new();
    let (writer, mut reader) = (Writer(&ring), Reader(&ring));
    println!("{:?}", ["a", "b", "c", "d"].map(|text| writer.write(text)));
    println!("{:?} {:?}", reader.next(), reader.next());
    println!("{:?}", ["e", "f", "g"].map(|text| writer.write(text)));
    println!("{}", reader.by_ref().take(2).collect::<String>());
    writer.write("left in it");
    println!("{}", ring.count.get());

    let wide: Ring<(u8, [u16; 3], f64), 5> = Ring::new();
    for i in 0..23u8 {
        if wide.put((i, [u16::from(i); 3], f64::from(i) / 2.0)).is_err() {
            wide.get();
        }
    }
    println!("{:?}", std::iter::from_fn(|| wide.get()).last());
}
