// Arguments and environment.
//! levels: -O0 -O2
//! options: --env NAME=value --env EMPTY=
//! args: -n 3 "with space" ünï --flag=x
//! stdout: true
//! stdout: 6 Ok(Options { count: Some(3), flags: {"flag": "x"}, words: ["with space", "ünï"] })
//! stdout: Err("-n without a number") Err("x: invalid digit found in string")
//! stdout: Ok("value") Ok("") Err(NotPresent)
//! stdout: Some("--flag=x")
//! stdout: {"EMPTY": "", "NAME": "value"}
//! stdout: None
use std::collections::BTreeMap;
use std::env;

#[derive(Debug, Default)]
struct Options {
    count: Option<u32>,
    flags: BTreeMap<String, String>,
    words: Vec<String>,
}

fn read(mut words: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options::default();
    while let Some(word) = words.next() {
        if word == "-n" {
            let number = words.next().ok_or("-n without a number")?;
            options.count = Some(number.parse().map_err(|error| format!("{number}: {error}"))?);
        } else if let Some((name, value)) = word.strip_prefix("--").and_then(|flag| flag.split_once('=')) {
            options.flags.insert(name.into(), value.into());
        } else {
            options.words.push(word);
        }
    }
    Ok(options)
}

fn main() {
    let program = env::args().next().unwrap();
    println!("{}", program.ends_with("arguments.rs"));
    println!("{} {:?}", env::args().len(), read(env::args().skip(1)));
    println!("{:?} {:?}", read(["-n".to_string()].into_iter()), read(vec!["-n".into(), "x".into()].into_iter()));
    println!("{:?} {:?} {:?}", env::var("NAME"), env::var("EMPTY"), env::var("NONE"));
    println!("{:?}", env::args_os().last());
    println!("{:?}", env::vars().collect::<BTreeMap<_, _>>());
    println!("{:?}", option_env!("SURELY_NOT_SET_WHEN_COMPILED"));
}
