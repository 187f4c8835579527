// Cow, Rc<str>, Arc<[T]>, Box<str>, conversions between owned and borrowed; Borrow in maps.
//! levels: -O0 -O2
//! stdout: no_spaces true
//! stdout: with_some_spaces false
//! stdout: [1, 2, 3] false
//! stdout: [1, 1, 1] true
//! stdout: abc
//! stdout: 3 shared textshared textother
//! stdout: Some(5) 9
//! stdout: 11
//! stdout: Some(2) None
//! stdout: 3 2 1
//! stdout: "for C" Ok("for C")
//! stdout: Err(3)
//! stdout: 6
//! stdout: /usr/share.tar.gz Some("gz") Some("/usr")
//! stdout: 4
//! stdout: 2 Ok("os")
//! stdout: ["p", "q"] Some("q")
use std::borrow::{Borrow, Cow};
use std::collections::HashMap;
use std::ffi::{CStr, CString, OsString};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

fn without_spaces(text: &str) -> Cow<'_, str> {
    if text.contains(' ') { text.replace(' ', "_").into() } else { text.into() }
}

fn at_least_one(values: &mut Cow<'_, [i32]>) {
    for i in 0..values.len() {
        if values[i] < 1 {
            values.to_mut()[i] = 1;
        }
    }
}

#[derive(PartialEq, Eq, Hash)]
struct Key(String);

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

fn length(text: impl AsRef<str>) -> usize {
    text.as_ref().len()
}

fn main() {
    for text in ["no_spaces", "with some spaces"] {
        let cow = without_spaces(text);
        println!("{cow} {}", matches!(cow, Cow::Borrowed(_)));
    }
    for values in [[1, 2, 3], [1, -2, 0]] {
        let mut cow = Cow::from(&values[..]);
        at_least_one(&mut cow);
        println!("{cow:?} {}", matches!(cow, Cow::Owned(_)));
    }
    let mut sum = Cow::Borrowed("a");
    sum += "b";
    println!("{}", sum + "c");

    let shared: Rc<str> = Rc::from("shared text");
    let slices: Vec<Rc<str>> = vec![shared.clone(), shared.clone(), "other".into()];
    println!("{} {}", Rc::strong_count(&shared), slices.concat());
    let numbers: Arc<[u32]> = (1..=9).collect();
    println!("{:?} {}", numbers.get(4), Arc::clone(&numbers).len());
    let bytes: Rc<[u8]> = shared.into();
    println!("{}", bytes.len());

    let map = HashMap::from([(Key("x".into()), 1), (Key("y".into()), 2)]);
    println!("{:?} {:?}", map.get("y"), map.get("z"));
    println!("{} {} {}", length("abc"), length(String::from("ab")), length(Cow::from("a")));

    let c_text = CString::new("for C").unwrap();
    println!("{c_text:?} {:?}", unsafe { CStr::from_ptr(c_text.as_ptr()) }.to_str());
    println!("{:?}", CString::new("nul\0inside").map_err(|error| error.nul_position()));
    let raw = c_text.into_raw();
    println!("{:?}", unsafe { CString::from_raw(raw) }.into_bytes_with_nul().len());
    let mut path = PathBuf::from("/usr");
    path.push("lib");
    path.set_file_name("share.tar.gz");
    println!("{} {:?} {:?}", path.display(), path.extension(), path.parent());
    println!("{:?}", Path::new("a/../b/./c").components().count());
    let os: OsString = "os".into();
    println!("{:?} {:?}", os.to_string_lossy().len(), os.into_string());
    let boxed: Box<[String]> = vec!["p".to_string(), "q".to_string()].into();
    println!("{:?} {:?}", boxed, boxed.clone().into_vec().pop());
}
