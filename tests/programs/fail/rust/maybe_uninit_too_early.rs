// assume_init before anything was written: the function that should have done so had nothing to write.
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
    let mut set = MaybeUninit::uninit();
    read_settings(true, &mut set);
    println!("{}", unsafe { set.assume_init() }.verbose);
}
