// A driver's probe() takes an interrupt, a buffer for DMA, a place on the bus. Each of the three is a
// value whose drop gives it back, so `?` may leave at any step: what was taken until then is given back,
// the last one first. In C: examples/c/driver.c, and examples/c/driver_leak.c with one wrong label.
//! stdout: irq 5 requested
//! stdout: disk: 4096 bytes for DMA
//! stdout: disk: registered
//! stdout: clone: irq 5 is taken
//! stdout: irq 6 requested
//! stdout: net: 1500 bytes for DMA
//! stdout: DMA freed
//! stdout: irq 6 released
//! stdout: net: no room on the bus
//! stdout: disk: unregistered
//! stdout: DMA freed
//! stdout: irq 5 released
use std::cell::RefCell;
use std::rc::Rc;

// A bus as small as possible: so many lines, and who has them.
const DRIVERS: usize = 4;

#[derive(Default)]
struct Bus {
    registered: RefCell<Vec<&'static str>>,
    requested: RefCell<Vec<u8>>,
}

struct Registration {
    bus: Rc<Bus>,
    name: &'static str,
}

impl Registration {
    fn new(bus: &Rc<Bus>, name: &'static str) -> Result<Registration, String> {
        let mut registered = bus.registered.borrow_mut();
        if registered.len() == DRIVERS {
            return Err("no room on the bus".to_string());
        }
        registered.push(name);
        println!("{name}: registered");
        Ok(Registration { bus: Rc::clone(bus), name })
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        self.bus.registered.borrow_mut().retain(|name| *name != self.name);
        println!("{}: unregistered", self.name);
    }
}

struct Irq {
    bus: Rc<Bus>,
    line: u8,
}

impl Irq {
    fn request(bus: &Rc<Bus>, line: u8) -> Result<Irq, String> {
        let mut requested = bus.requested.borrow_mut();
        if requested.contains(&line) {
            return Err(format!("irq {line} is taken"));
        }
        requested.push(line);
        println!("irq {line} requested");
        Ok(Irq { bus: Rc::clone(bus), line })
    }
}

impl Drop for Irq {
    fn drop(&mut self) {
        self.bus.requested.borrow_mut().retain(|line| *line != self.line);
        println!("irq {} released", self.line);
    }
}

struct DmaBuffer {
    bytes: Box<[u8]>,
}

impl Drop for DmaBuffer {
    fn drop(&mut self) {
        println!("DMA freed");
    }
}

/// Fields are dropped in the order in which they stand here: first nobody may find the device any more,
/// then it has no memory to write into, then it may not interrupt.
struct Device {
    _registration: Registration,
    dma: DmaBuffer,
    _irq: Irq,
}

/// What is taken by a step that fails is never there; what earlier steps took is dropped by `?`.
fn probe(bus: &Rc<Bus>, name: &'static str, line: u8, size: usize) -> Result<Device, String> {
    let irq = Irq::request(bus, line)?;
    let dma = DmaBuffer { bytes: vec![0; size].into_boxed_slice() };
    println!("{name}: {} bytes for DMA", dma.bytes.len());
    let registration = Registration::new(bus, name)?;
    Ok(Device { _registration: registration, dma, _irq: irq })
}

fn main() {
    let bus = Rc::new(Bus::default());
    let mut disk = probe(&bus, "disk", 5, 4096).expect("the bus is empty");
    disk.dma.bytes[0] = 1;
    if let Err(reason) = probe(&bus, "clone", 5, 512) {
        println!("clone: {reason}");
    }

    // Somebody else has the rest of the bus: the last step fails, and the first ones are undone.
    bus.registered.borrow_mut().extend(["other"; DRIVERS - 1]);
    if let Err(reason) = probe(&bus, "net", 6, 1500) {
        println!("net: {reason}");
    }
} // `disk` goes
