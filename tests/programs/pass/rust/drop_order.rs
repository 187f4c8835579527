// The order in which values are dropped: variables backwards, fields forwards, temporaries at the end of their
// statement; moves, shadowing, replaced values, loops left early.
//! levels: -O0 -O2
//! stdout:  unnamed c b a
//! stdout:  first | replaced second
//! stdout:  left | shadow moved out
//! stdout:  value after after value
//! stdout:  local 4
//! stdout:  9 temporary
//! stdout:  v1 v3 | v0 v2
//! stdout:  x y z
//! stdout:  p (some) true some
//! stdout:  q kept
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        print!(" {}", self.0);
    }
}

#[allow(dead_code)]
struct Pair {
    first: Noisy,
    second: Noisy,
}

fn pass(noisy: Noisy) -> Noisy {
    let _local = Noisy("local");
    noisy
}

fn conditional(moved: bool) {
    let value = Noisy("value");
    if moved {
        drop(value);
    }
    print!(" after");
}

fn main() {
    {
        let _a = Noisy("a");
        let _b = Noisy("b");
        let _ = Noisy("unnamed");
        let _c = Noisy("c");
    }
    println!();
    {
        let mut pair = Pair { first: Noisy("first"), second: Noisy("second") };
        pair.first = Noisy("replaced");
        print!(" |");
    }
    println!();
    {
        let Pair { second, .. } = Pair { first: Noisy("left"), second: Noisy("moved out") };
        print!(" |");
        let _shadowed = second;
        let _shadowed = Noisy("shadow");
    }
    println!();
    conditional(true);
    conditional(false);
    println!();
    let kept = pass(Noisy("kept"));
    println!(" {}", kept.0.len());
    print!(" {}", Noisy("temporary").0.len());
    println!();
    let mut all = vec![Noisy("v0"), Noisy("v1"), Noisy("v2"), Noisy("v3")];
    all.remove(1);
    all.truncate(2);
    print!(" |");
    let boxed: Box<[Noisy]> = all.into_boxed_slice();
    drop(boxed);
    println!();
    for noisy in [Noisy("x"), Noisy("y"), Noisy("z")] {
        if noisy.0 == "y" {
            break;
        }
    }
    println!();
    let array = [Noisy("p"), Noisy("q")];
    let [p, _q] = array;
    drop(p);
    let option = Some(Noisy("some"));
    if let Some(inner) = &option {
        print!(" ({})", inner.0);
    }
    let closure = move || option.is_some();
    print!(" {}", closure());
    drop(closure);
    println!();
}
