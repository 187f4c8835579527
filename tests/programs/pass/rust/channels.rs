// std::sync in one thread: channels, locks, atomics, once.
//! levels: -O0 -O2
//! stdout: Ok("message 0") 70
//! stdout: true
//! stdout: full: 3
//! stdout: Ok(1)
//! stdout: sending on a closed channel
//! stdout: 5 true
//! stdout: Ok([0, 1, 2, 3, 4])
//! stdout: 8 read true
//! stdout: Ok("read and written")
//! stdout: 100 101 102
//! stdout: Ok(false) true
//! stdout: [9, 2] [1, 2] false
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{channel, sync_channel, TryRecvError, TrySendError};
use std::sync::{Arc, Mutex, Once, RwLock};

static CALLS: AtomicUsize = AtomicUsize::new(0);
static START: Once = Once::new();

fn start() -> usize {
    START.call_once(|| {
        CALLS.fetch_add(100, Ordering::SeqCst);
    });
    CALLS.fetch_add(1, Ordering::Relaxed)
}

fn main() {
    let (sender, receiver) = channel::<String>();
    for i in 0..70 {
        sender.send(format!("message {i}")).unwrap();
    }
    let second = sender.clone();
    second.send("from the second".into()).unwrap();
    drop((sender, second));
    println!("{:?} {}", receiver.recv(), receiver.iter().count());
    println!("{:?}", receiver.try_recv() == Err(TryRecvError::Disconnected));

    let (sender, receiver) = sync_channel(2);
    sender.send(Box::new(1)).unwrap();
    sender.send(Box::new(2)).unwrap();
    if let Err(TrySendError::Full(rest)) = sender.try_send(Box::new(3)) {
        println!("full: {rest}");
    }
    println!("{:?}", receiver.recv());
    drop(receiver); // with a box still inside
    println!("{}", sender.send(Box::new(4)).unwrap_err());

    let total = Arc::new(Mutex::new(vec![0u32]));
    let adders: Vec<_> = (1..=4)
        .map(|n| {
            let total = Arc::clone(&total);
            move || total.lock().unwrap().push(n)
        })
        .collect();
    adders.iter().for_each(|add| add());
    println!("{} {}", Arc::strong_count(&total), total.try_lock().is_ok());
    drop(adders);
    println!("{:?}", Arc::try_unwrap(total).unwrap().into_inner());

    let table = RwLock::new(String::from("read"));
    {
        let (a, b) = (table.read().unwrap(), table.read().unwrap());
        println!("{} {} {}", a.len() + b.len(), *a, table.try_write().is_err());
    }
    table.write().unwrap().push_str(" and written");
    println!("{:?}", table.into_inner());
    println!("{} {} {}", start(), start(), CALLS.load(Ordering::Acquire));
    let flag = AtomicBool::new(false);
    println!("{:?} {}", flag.compare_exchange(false, true, Ordering::AcqRel, Ordering::Relaxed), flag.into_inner());
    let mut shared = Arc::new([1, 2]);
    let other = shared.clone();
    Arc::make_mut(&mut shared)[0] = 9;
    println!("{shared:?} {other:?} {}", Arc::ptr_eq(&shared, &other));
}
