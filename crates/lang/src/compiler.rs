//! Compiling again and again, as somebody edits: what the last program imported is kept for the next one.

use std::cell::{Cell, RefCell};
use std::convert::Infallible;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::rc::{Rc, Weak};
use std::task::{Context, Poll, Waker};

use crate::arena::Arena;
use crate::check::{Importer, Library, Own};
use crate::compile::{Compiled, compile_own};
use crate::source::SourceFile;

/// Compiles one program after another, in slices. Each is compiled as [`compile_files`](crate::compile_files) would; only
/// the packages that it imports are not looked at again when the one before had the same imports and came to as much in them.
pub struct Compiler {
    /// Never ends; it holds trees of packages and the arena they lie in, which refer to each other.
    serving: Pin<Box<dyn Future<Output = Infallible>>>,
    queue: Rc<Queue>,
}

/// A program to be compiled; who drops it gives it up.
pub struct Order {
    files: Vec<Rc<SourceFile>>,
    compiled: Cell<Option<Compiled>>,
}

/// The oldest order first.
type Queue = RefCell<Vec<Weak<Order>>>;

impl Compiler {
    /// A compiler that has seen nothing yet.
    pub fn new(mut importer: impl FnMut(&str) -> Option<Vec<(String, String)>> + 'static) -> Compiler {
        let queue = Rc::new(Queue::default());
        let of = queue.clone();
        Compiler { serving: Box::pin(async move { serve(&of, &mut importer).await }), queue }
    }

    /// Takes an order for a program of several files, all of package main.
    pub fn order(&self, files: Vec<SourceFile>) -> Rc<Order> {
        let files = files.into_iter().map(Rc::new).collect();
        let order = Rc::new(Order { files, compiled: Cell::new(None) });
        self.queue.borrow_mut().push(Rc::downgrade(&order));
        order
    }

    /// Works for a few ms, on the oldest order.
    pub fn go_on(&mut self) {
        // It waits for nobody, so nobody has to wake it.
        let Poll::Pending = self.serving.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    }
}

impl Order {
    /// What became of it, when it is done; told once.
    pub fn take(&self) -> Option<Compiled> {
        self.compiled.take()
    }
}

async fn serve(queue: &Queue, importer: &mut Importer<'_>) -> Infallible {
    let mut order = next(queue).await;
    loop {
        let arena = Arena::new();
        let mut library = None;
        loop {
            match carry_out(&order, &mut library, importer, &arena).await {
                // Another library, in another arena, for the same program.
                Outcome::Unsuited => break,
                Outcome::Over => order = next(queue).await,
            }
            if library.is_none() {
                break;
            }
        }
    }
}

enum Outcome {
    /// The program imports something else than what the library holds.
    Unsuited,
    /// It is compiled or given up.
    Over,
}

async fn carry_out<'a>(
    order: &Weak<Order>,
    library: &mut Option<Library<'a>>,
    importer: &mut Importer<'_>,
    arena: &'a Arena,
) -> Outcome {
    let Some(files) = order.upgrade().map(|order| order.files.clone()) else { return Outcome::Over };
    let mut work = pin!(work(files, library, importer, arena));
    let worked = poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Pending if order.strong_count() == 0 => Poll::Ready(None),
        state => state.map(Some),
    });
    let Some(compiled) = worked.await else { return Outcome::Over };
    if compiled.is_none() {
        return Outcome::Unsuited;
    }
    if let Some(order) = order.upgrade() {
        order.compiled.set(compiled);
    }
    Outcome::Over
}

/// Compiles a program; none if it imports something else than what the library holds.
async fn work<'a>(
    files: Vec<Rc<SourceFile>>,
    library: &mut Option<Library<'a>>,
    importer: &mut Importer<'_>,
    shared: &'a Arena,
) -> Option<Compiled> {
    let arena = Arena::new();
    let own = Own::parse(files, &arena).await;
    if library.as_ref().is_some_and(|library| !library.suits(&own)) {
        return None;
    }
    if library.is_none() {
        *library = Some(Library::load(&own, importer, shared, false).await);
    }
    let compiled = compile_own(own, library.as_ref()?).await;
    library.take_if(|library| !library.is_sound());
    Some(compiled)
}

/// The oldest order, when there is one.
async fn next(queue: &Queue) -> Weak<Order> {
    poll_fn(|_| match &mut *queue.borrow_mut() {
        orders if orders.is_empty() => Poll::Pending,
        orders => Poll::Ready(orders.remove(0)),
    })
    .await
}
