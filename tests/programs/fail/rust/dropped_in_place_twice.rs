// drop_in_place by hand, and the owner drops once more.
//! levels: -O0 -O2
struct Session {
    user: String,
}

impl Session {
    fn close(&mut self) {
        unsafe { std::ptr::drop_in_place(&mut self.user) };
    }
}

fn main() {
    let mut session = Session { user: "ada".repeat(3) };
    println!("{}", session.user);
    session.close();
    drop(session); //~ InvalidFree
}
