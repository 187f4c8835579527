// When a value goes out of scope its `drop` runs: at the end of a block the variables of that block,
// the last one first. In C somebody has to write that down: examples/c/scopes.c
//! stdout: acquired A
//! stdout: acquired B
//! stdout: acquired C
//! stdout: released C
//! stdout: released B
//! stdout: released A
struct Resource {
    name: String,
}

impl Resource {
    fn acquire(name: &str) -> Resource {
        println!("acquired {name}");
        Resource { name: name.to_string() }
    }
}

impl Drop for Resource {
    fn drop(&mut self) {
        println!("released {}", self.name);
    } // and then its fields go: the String with its buffer
}

fn main() {
    let _a = Resource::acquire("A");
    {
        let _b = Resource::acquire("B");
        let _c = Resource::acquire("C");
    } // C, then B
} // A
