// async without a runtime: an executor of a few lines with a waker by hand; futures are enums whose
// variants leave most of their memory without a value.
//! levels: -O0 -O2
//! stdout: first: 6 takes 8 steps, up to 16
//! stdout: second: 7 takes 16 steps, up to 52
//! stdout: second: 9 takes 19 steps, up to 52
//! stdout: second: 1 takes 0 steps, up to 1
//! stdout: 120 polls, woken 118 times
//! stdout: 1
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, RawWaker, RawWakerVTable, Waker};

static WAKER: RawWakerVTable = RawWakerVTable::new(clone, wake, wake_by_ref, release);

unsafe fn clone(count: *const ()) -> RawWaker {
    Rc::increment_strong_count(count.cast::<Cell<u32>>());
    RawWaker::new(count, &WAKER)
}
unsafe fn wake(count: *const ()) {
    let count = Rc::from_raw(count.cast::<Cell<u32>>());
    count.set(count.get() + 1);
}
unsafe fn wake_by_ref(count: *const ()) {
    let count = &*count.cast::<Cell<u32>>();
    count.set(count.get() + 1);
}
unsafe fn release(count: *const ()) {
    drop(Rc::from_raw(count.cast::<Cell<u32>>()));
}

struct Yield(bool);

impl Future for Yield {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.0 {
            return Poll::Ready(());
        }
        self.0 = true;
        context.waker().clone().wake();
        Poll::Pending
    }
}

async fn collatz(start: u64) -> (u32, u64) {
    let (mut n, mut steps, mut highest) = (start, 0, start);
    while n != 1 {
        Yield(false).await;
        n = if n % 2 == 0 { n / 2 } else { n * 3 + 1 };
        highest = highest.max(n);
        steps += 1;
    }
    (steps, highest)
}

async fn report(name: String, log: Rc<RefCell<Vec<String>>>, numbers: Vec<u64>) {
    for number in numbers {
        let (steps, highest) = collatz(number).await;
        log.borrow_mut().push(format!("{name}: {number} takes {steps} steps, up to {highest}"));
    }
}

fn main() {
    let log = Rc::default();
    let mut tasks: VecDeque<Pin<Box<dyn Future<Output = ()>>>> = VecDeque::new();
    tasks.push_back(Box::pin(report("first".into(), Rc::clone(&log), vec![6, 27])));
    tasks.push_back(Box::pin(report("second".into(), Rc::clone(&log), vec![7, 9, 1])));
    tasks.push_back(Box::pin(async { Yield(false).await }));

    let woken = Rc::new(Cell::new(0));
    let waker = unsafe { Waker::from_raw(clone(Rc::as_ptr(&woken).cast())) };
    let mut context = Context::from_waker(&waker);
    let mut polls = 0;
    while let Some(mut task) = tasks.pop_front() {
        polls += 1;
        if task.as_mut().poll(&mut context).is_pending() {
            tasks.push_back(task);
        }
        if polls == 120 {
            tasks.clear(); // what is not done is dropped in the middle
        }
    }
    println!("{}", log.borrow().join("\n"));
    println!("{polls} polls, woken {} times", woken.get());
    drop(waker);
    println!("{}", Rc::strong_count(&woken));
}
