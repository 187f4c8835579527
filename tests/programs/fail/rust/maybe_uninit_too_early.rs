// assume_init before anything was written, of a local variable and of a box.
use std::mem::MaybeUninit;

struct Settings {
    verbose: bool,
    level: u32,
}

fn read_settings(found: bool, settings: &mut MaybeUninit<Settings>) {
    if found {
        settings.write(Settings { verbose: true, level: 3 });
    }
}

fn main() {
    let mut settings = MaybeUninit::uninit();
    read_settings(false, &mut settings);
    let settings: Settings = unsafe { settings.assume_init() };
    if settings.level > 2 {
    //~^ UninitCondition
        println!("detailed");
    }
    let boxed = Box::new(MaybeUninit::<u16>::uninit());
    match unsafe { boxed.assume_init() } {
    //~^ UninitCondition
        0 => println!("zero"),
        _ => println!("something else"),
    }
    let mut set = MaybeUninit::uninit();
    read_settings(true, &mut set);
    println!("{}", unsafe { set.assume_init() }.verbose);
}
