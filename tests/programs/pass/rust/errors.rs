// Errors: `?` through From, Box<dyn Error>, sources in a chain, main that returns a Result.
//! levels: -O0 -O2
//! stdout: 3
//! stdout: b is missing (true)
//! stdout: a is no number: invalid digit found in string (true)
//! stdout: out of range: out of range integral type conversion attempted (true)
//! stdout: 3 is more than 2 (false)
//! stdout: a is no number: cannot parse integer from empty string (true)
//! stdout: a is no number: number too large to fit in target type (true)
//! stdout: "a text" 7
//! stdout: Ok(Missing("a"))
use std::error::Error;
use std::fmt;
use std::num::{ParseIntError, TryFromIntError};

#[derive(Debug)]
enum ConfigError {
    Missing(&'static str),
    Number { key: String, source: ParseIntError },
    Range(TryFromIntError),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ConfigError::Missing(key) => write!(f, "{key} is missing"),
            ConfigError::Number { key, .. } => write!(f, "{key} is no number"),
            ConfigError::Range(_) => f.write_str("out of range"),
        }
    }
}

impl Error for ConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            ConfigError::Missing(_) => None,
            ConfigError::Number { source, .. } => Some(source),
            ConfigError::Range(source) => Some(source),
        }
    }
}

impl From<TryFromIntError> for ConfigError {
    fn from(source: TryFromIntError) -> Self {
        ConfigError::Range(source)
    }
}

fn find(config: &str, key: &'static str) -> Result<u8, ConfigError> {
    let text = config
        .lines()
        .find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
        .ok_or(ConfigError::Missing(key))?;
    let number: i64 = text.parse().map_err(|source| ConfigError::Number { key: key.to_string(), source })?;
    Ok(number.try_into()?)
}

fn sum(config: &str) -> Result<u32, Box<dyn Error>> {
    let (a, b) = (find(config, "a")?, find(config, "b")?);
    if a > b {
        return Err(format!("{a} is more than {b}").into());
    }
    Ok(u32::from(a) + u32::from(b))
}

fn chain(error: &dyn Error) -> String {
    match error.source() {
        Some(source) => format!("{error}: {}", chain(source)),
        None => error.to_string(),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    for config in ["a=1\nb=2", "a=1", "a=one\nb=2", "a=1\nb=256", "a=3\nb=2", "a=\nb=-1", "b=1\na=99999999999999999999"] {
        match sum(config) {
            Ok(sum) => println!("{sum}"),
            Err(error) => println!("{} ({})", chain(&*error), error.is::<ConfigError>()),
        }
    }
    let boxed: Box<dyn Error + Send + Sync> = From::from("a text");
    println!("{boxed:?} {}", "7".parse::<i32>()?);
    let found = sum("").unwrap_err().downcast::<ConfigError>();
    println!("{found:?}");
    Ok(())
}
