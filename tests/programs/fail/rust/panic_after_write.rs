// A panic ends the program with status 101. What was found before is reported; leaks are not judged.
//! exit: 101
struct Guard(*mut u8);

impl Drop for Guard {
    fn drop(&mut self) {
        unsafe { self.0.add(3).write_volatile(0) }; //~ InvalidWrite
        panic!("dropped in a bad state");
    }
}

fn main() {
    let mut bytes = vec![1u8, 2, 3];
    let guard = Guard(bytes.as_mut_ptr());
    println!("{}", bytes.len());
    drop(guard);
}
