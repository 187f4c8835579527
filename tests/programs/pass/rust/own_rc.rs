// A counted pointer of one's own: NonNull, PhantomData, Deref; pointers with a tag in their lowest bit.
//! levels: -O0 -O2
//! stdout: 2 twice
//! stdout: shared 1
//! stdout: 35
//! stdout: 50
//! stdout: ["right", "left"]
//! stdout: true
//! stdout: [114, 105, 103] true
use std::cell::Cell;
use std::marker::PhantomData;
use std::ops::Deref;
use std::ptr::{self, NonNull};

struct Inner<T: ?Sized> {
    count: Cell<usize>,
    value: T,
}

struct Counted<T: ?Sized> {
    inner: NonNull<Inner<T>>,
    owns: PhantomData<Inner<T>>,
}

impl<T> Counted<T> {
    fn new(value: T) -> Self {
        let inner = Box::new(Inner { count: Cell::new(1), value });
        Counted { inner: NonNull::from(Box::leak(inner)), owns: PhantomData }
    }
}

impl<T: ?Sized> Clone for Counted<T> {
    fn clone(&self) -> Self {
        let count = unsafe { &self.inner.as_ref().count };
        count.set(count.get() + 1);
        Counted { inner: self.inner, owns: PhantomData }
    }
}

impl<T: ?Sized> Deref for Counted<T> {
    type Target = T;
    fn deref(&self) -> &T {
        unsafe { &self.inner.as_ref().value }
    }
}

impl<T: ?Sized> Drop for Counted<T> {
    fn drop(&mut self) {
        let count = unsafe { &self.inner.as_ref().count };
        count.set(count.get() - 1);
        if count.get() == 0 {
            drop(unsafe { Box::from_raw(self.inner.as_ptr()) });
        }
    }
}

struct Tagged(*mut u32);

impl Tagged {
    fn new(value: u32, tag: bool) -> Self {
        Tagged(Box::into_raw(Box::new(value)).cast::<u8>().wrapping_add(usize::from(tag)).cast())
    }
    fn tag(&self) -> bool {
        self.0 as usize & 1 == 1
    }
    fn place(&self) -> *mut u32 {
        self.0.cast::<u8>().wrapping_sub(usize::from(self.tag())).cast()
    }
}

impl Drop for Tagged {
    fn drop(&mut self) {
        drop(unsafe { Box::from_raw(self.place()) });
    }
}

fn main() {
    let first = Counted::new(vec![String::from("shared"), String::from("twice")]);
    let second = first.clone();
    println!("{} {}", first.len(), second[1]);
    drop(first);
    println!("{} {}", second[0], unsafe { second.inner.as_ref() }.count.get());
    let cells: Vec<Counted<Cell<u8>>> = vec![Counted::new(Cell::new(1)); 5];
    cells[0].set(7);
    println!("{}", cells.iter().map(|cell| cell.get()).sum::<u8>());

    let tagged = [Tagged::new(10, false), Tagged::new(20, true), Tagged::new(30, true)];
    let sum: u32 = tagged.iter().filter(|each| each.tag()).map(|each| unsafe { *each.place() }).sum();
    println!("{sum}");

    let mut pair = [String::from("left"), String::from("right")];
    let start = pair.as_mut_ptr();
    unsafe {
        let left = ptr::read(start);
        ptr::copy_nonoverlapping(start.add(1), start, 1);
        ptr::write(start.add(1), left);
    }
    println!("{pair:?}");
    let field = ptr::addr_of!(tagged[1].0);
    println!("{}", unsafe { field.read() } == tagged[1].0);
    let parts = ptr::slice_from_raw_parts(pair[0].as_ptr(), 3);
    println!("{:?} {}", unsafe { &*parts }, ptr::eq(&pair[0], &pair[0]));
}
