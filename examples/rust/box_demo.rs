// One value on the heap. Box::new is malloc() and the assignment in one, and there is no free(): the
// box owns the value, and when the box goes, at the end of its scope, so does the memory.
// In C: examples/c/malloc_basic.c
//! stdout: the box holds 42
//! stdout: now it holds 43
//! stdout: moved, not copied: 43
fn main() {
    let mut answer = Box::new(42);
    println!("the box holds {answer}");

    *answer += 1;
    println!("now it holds {answer}");

    // The pointer moves to a new owner. `answer` is empty-handed from here on, and the compiler
    // knows it: there is one owner at any time, so there is one who frees.
    let owner = answer;
    println!("moved, not copied: {owner}");
} // here the memory is given back
