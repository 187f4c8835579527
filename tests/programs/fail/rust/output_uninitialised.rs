// A buffer that is written out without having been filled.
use std::io::Write;

fn main() -> std::io::Result<()> {
    let mut buffer: Vec<u8> = Vec::with_capacity(8);
    unsafe { buffer.set_len(8) };
    buffer[..4].copy_from_slice(b"abc\n");
    let mut out = std::fs::File::create("/dev/null").ok();
    if let Some(out) = &mut out {
        out.write_all(&buffer)?;
    }
    std::io::stderr().write_all(&buffer) //~ SyscallParam
}
