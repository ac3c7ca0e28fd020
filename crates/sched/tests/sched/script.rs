//! A machine just big enough to drive the scheduler: functions are lists of operations.
//!
//! ```text
//! main: add:wg:2 go:a go:b wait:wg
//! a: print:a done:wg
//! ```
//! An operation followed by `*3` is repeated. Names of channels, locks and groups are declared by use; a channel's
//! capacity is written once as `chan:c:2`; `net:100` waits for a connection that has something to say 100 ns from now, and
//! `gc:1000` collects garbage when 1,000 bytes are to be scanned, and `pause:1000` stops the world for 1,000 ns. `coro:a` makes a coroutine of function a, `switch:a` goes on
//! with who waits at it.

use std::collections::BTreeMap;

use gopark_sched::{
    Config, GcTask, Limits, Lock, Marked, Next, Recv, Sched, Select, SelectCase, Send, Trigger, Unlock,
};
use gopark_trace::{
    Ending, Event, EventHash, GId, ObjId, ObjKind, PId, Pc, Side, Sink, StwReason, World, line,
};

/// What a script did.
pub struct Outcome {
    pub printed: String,
    pub events: Vec<Event>,
    pub lines: Vec<String>,
    pub hash: u64,
    pub how: Ending,
    pub virtual_ns: u64,
    pub world: World,
}

#[derive(Default)]
struct Log(Vec<Event>);

impl Sink for Log {
    fn event(&mut self, event: &Event) {
        self.0.push(*event);
    }
}

struct Task {
    func: usize,
    pc: usize,
}

struct Machine {
    funcs: Vec<Vec<String>>,
    names: Vec<String>,
    tasks: BTreeMap<GId, Task>,
    objs: BTreeMap<String, ObjId>,
    caps: BTreeMap<String, u32>,
    /// Who waits at each coroutine.
    coros: BTreeMap<String, GId>,
    tickets: BTreeMap<GId, u32>,
    printed: Vec<String>,
    heap: u64,
    sched: Sched<Log>,
    world: World,
    hash: EventHash,
    events: Vec<Event>,
    lines: Vec<String>,
}

/// Steps after which a script counts as endless.
const STEPS_MAX: u32 = 2_000_000;

pub fn run(procs: u32, seed: u64, text: &str) -> Outcome {
    let limits = Limits { goroutines: 100_000, objects: 100_000 };
    let config = Config { procs, seed, async_preempt: true, limits };
    let mut machine = Machine::new(text, Sched::new(&config, Log::default()));
    let main = machine.sched.start(Pc(0), true);
    machine.tasks.insert(main, Task { func: 0, pc: 0 });
    machine.check();
    for step in 0.. {
        assert!(step < STEPS_MAX, "the script does not end: {:?}", machine.printed);
        match machine.sched.next() {
            Next::Run { p, g } => machine.run(p, g),
            Next::Timer { .. } => panic!("scripts arm no timers of their own"),
            Next::Gc(task) => machine.collect(task),
            Next::Busy => {}
            Next::Deadlock => machine.sched.end(None, Ending::Deadlock),
            Next::NoGoroutines | Next::TooManyThreads => machine.sched.end(None, Ending::Fatal),
            Next::Over => break,
        }
        machine.check();
    }
    Outcome {
        printed: machine.printed.join(" "),
        events: machine.events,
        lines: machine.lines,
        hash: machine.hash.value(),
        how: machine.sched.ended().unwrap(),
        virtual_ns: machine.sched.time().0,
        world: machine.world,
    }
}

impl Machine {
    fn new(text: &str, sched: Sched<Log>) -> Self {
        let mut funcs = Vec::new();
        let mut names = Vec::new();
        let mut caps = BTreeMap::new();
        for func in text.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let (name, body) = func.split_once(':').expect("name: operations");
            names.push(name.to_owned());
            let mut ops = Vec::new();
            for op in body.split_whitespace() {
                let (op, times) = op.split_once('*').map_or((op, 1), |(op, n)| (op, n.parse().unwrap()));
                if let Some((name, cap)) = op.strip_prefix("chan:").and_then(|c| c.split_once(':')) {
                    caps.insert(name.to_owned(), cap.parse().unwrap());
                } else {
                    ops.extend(std::iter::repeat_n(op.to_owned(), times));
                }
            }
            funcs.push(ops);
        }
        Self {
            funcs,
            names,
            tasks: BTreeMap::new(),
            objs: BTreeMap::new(),
            caps,
            coros: BTreeMap::new(),
            tickets: BTreeMap::new(),
            printed: Vec::new(),
            heap: 0,
            sched,
            world: World::new(),
            hash: EventHash::default(),
            events: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Folds what was told, and compares.
    fn check(&mut self) {
        let mut last = self.world.now;
        for event in std::mem::take(&mut self.sched.sink_mut().0) {
            let before = &self.lines[self.lines.len().saturating_sub(12)..];
            assert!(last <= event.at, "time runs backwards:\n{}\n{}", before.join("\n"), line(&event));
            last = event.at;
            self.hash.event(&event);
            self.lines.push(line(&event));
            self.events.push(event);
            if let Err(fault) = self.world.apply(&event) {
                panic!("{fault}\n{}", self.lines.join("\n"));
            }
        }
        if let Err(difference) = self.sched.verify(&self.world) {
            panic!("{difference}\n{}", self.lines.join("\n"));
        }
    }

    fn run(&mut self, p: PId, g: GId) {
        while self.sched.curg(p) == g && self.sched.may_act(p) && self.sched.ended().is_none() {
            let task = &self.tasks[&g];
            let (func, pc) = (task.func, task.pc);
            self.sched.set_pc(p, Pc((func * 1_000 + pc) as u32));
            if self.sched.preempt_wanted(p) {
                self.sched.preempt(p);
                return;
            }
            let Some(op) = self.funcs[func].get(pc).cloned() else {
                if func == 0 {
                    self.sched.end(Some(p), Ending::Exit { code: 0 });
                } else {
                    let next = self.coros.remove(&self.names[func]);
                    next.into_iter().for_each(|next| self.sched.coro_wake(p, next));
                    self.sched.goexit(p, 2048);
                    next.into_iter().for_each(|next| self.sched.coro_run(p, next));
                    self.tasks.remove(&g);
                }
                return;
            };
            if self.execute(p, g, &op) {
                self.tasks.get_mut(&g).unwrap().pc += 1;
            }
            self.sched.charge(p, 5);
            if ["sys", "procs", "gc", "pause"].iter().any(|verb| op.starts_with(verb)) {
                return;
            }
        }
    }

    /// True when the task goes on with its next operation, now or when it is woken.
    fn execute(&mut self, p: PId, g: GId, op: &str) -> bool {
        let mut words = op.split(':');
        let (verb, name) = (words.next().unwrap(), words.next().unwrap_or_default());
        let number = words.next().and_then(|n| n.parse::<i32>().ok()).unwrap_or(0);
        match verb {
            "go" => {
                let func = self.names.iter().position(|n| n == name).expect("a function of that name");
                let new = self.sched.go(p, Pc((func * 1_000) as u32)).unwrap();
                self.tasks.insert(new, Task { func, pc: 0 });
            }
            "coro" => {
                let func = self.names.iter().position(|n| n == name).expect("a function of that name");
                let new = self.sched.coro_new(p).unwrap();
                self.tasks.insert(new, Task { func, pc: 0 });
                self.coros.insert(name.to_owned(), new);
            }
            "switch" => {
                let next = self.coros.insert(name.to_owned(), g).expect("somebody waits there");
                self.sched.coro_switch(p, next);
            }
            "print" => self.printed.push(name.to_owned()),
            "yield" => self.sched.gosched(p),
            "work" => self.sched.charge(p, name.parse().unwrap()),
            "sleep" => {
                self.sched.sleep(p, name.parse().unwrap());
            }
            "sys" => {
                self.sched.syscall(p, name.parse().unwrap());
            }
            "net" => {
                let desc = self.sched.net_open();
                self.sched.net_report(p, desc, self.sched.now(p) + number_of(name));
                assert!(self.sched.net_wait(p, desc), "nothing is reported yet");
            }
            "gc" => {
                self.heap = number_of(name);
                assert!(self.sched.gc_start(p, Trigger::Call), "one at a time");
            }
            "pause" => self.sched.pause(p, StwReason::ReadMemStats, number_of(name)),
            "tie" => self.sched.lock_thread(p),
            "untie" => self.sched.unlock_thread(p),
            "procs" if self.sched.gc_hold(p) => return false,
            "procs" => self.sched.set_procs(Some(p), name.parse().unwrap()),
            "send" | "recv" | "close" | "select" => self.channel(p, verb, op),
            _ => return self.lock(p, g, verb, name, number),
        }
        true
    }

    /// What a collection finds: all of it is to be scanned, and nothing is to be swept.
    fn collect(&mut self, task: GcTask) {
        match task {
            GcTask::Mark => {
                self.sched.gc_marked(Marked {
                    live: self.heap,
                    heap_scan: self.heap,
                    stack_scan: 0,
                    globals_scan: 0,
                });
            }
            GcTask::Finish => self.sched.gc_finished(self.heap),
            GcTask::Sweep(p) => {
                self.sched.gc_swept(p, 0, false);
                self.sched.gc_sweep_done();
            }
        }
    }

    fn channel(&mut self, p: PId, verb: &str, op: &str) {
        let name = op.split(':').nth(1).unwrap();
        match verb {
            "send" => {
                let ch = self.obj(p, ObjKind::Chan, name);
                assert!(!matches!(self.sched.chan_send(p, ch), Send::Closed | Send::Full), "send on closed");
            }
            "recv" => {
                let ch = self.obj(p, ObjKind::Chan, name);
                let _: Recv = self.sched.chan_recv(p, ch);
            }
            "close" => {
                let ch = self.obj(p, ObjKind::Chan, name);
                assert!(self.sched.chan_close(p, ch).is_some(), "close of closed");
            }
            _ => {
                let has_default = name == "default";
                let mut cases = Vec::new();
                for case in op.split(':').skip(1).filter(|c| *c != "default") {
                    let (dir, ch) = case.split_at(1);
                    let dir = if dir == ">" { Side::Send } else { Side::Recv };
                    cases.push(SelectCase { ch: self.obj(p, ObjKind::Chan, ch), dir });
                }
                if self.sched.select(p, &cases, has_default) == Select::Default {
                    self.printed.push("default".to_owned());
                }
            }
        }
    }

    fn lock(&mut self, p: PId, g: GId, verb: &str, name: &str, number: i32) -> bool {
        let kind = match verb {
            "lock" | "unlock" => ObjKind::Mutex,
            "rlock" | "runlock" | "wlock" | "wunlock" => ObjKind::RwMutex,
            "add" | "done" | "wait" => ObjKind::WaitGroup,
            "cwait" | "signal" | "broadcast" => ObjKind::Cond,
            _ => panic!("unknown operation {verb}"),
        };
        let obj = self.obj(p, kind, name);
        let sched = &mut self.sched;
        match verb {
            "lock" => return sched.mutex_lock(p, obj) == Lock::Held,
            "rlock" => return sched.rw_rlock(p, obj) == Lock::Held,
            "wlock" => return sched.rw_lock(p, obj) == Lock::Held,
            "unlock" => assert_ne!(sched.mutex_unlock(p, obj), Unlock::NotLocked),
            "runlock" => assert_ne!(sched.rw_runlock(p, obj), Unlock::NotLocked),
            "wunlock" => assert_ne!(sched.rw_unlock(p, obj), Unlock::NotLocked),
            "add" => assert!(sched.wg_add(p, obj, number)),
            "done" => assert!(sched.wg_add(p, obj, -1)),
            "wait" => return sched.wg_wait(p, obj).unwrap() == Lock::Held,
            "cwait" => {
                let ticket = sched.cond_ticket(p, obj);
                self.tickets.insert(g, ticket);
                sched.cond_wait(p, obj, ticket);
            }
            "signal" => sched.cond_signal(p, obj),
            _ => assert!(!sched.cond_broadcast(p, obj) || sched.cond_wake(p, obj, usize::MAX)),
        }
        true
    }

    fn obj(&mut self, p: PId, kind: ObjKind, name: &str) -> ObjId {
        if let Some(&obj) = self.objs.get(name) {
            return obj;
        }
        let cap = self.caps.get(name).copied().unwrap_or(0);
        let obj = self.sched.obj_new(p, kind, cap).unwrap();
        self.objs.insert(name.to_owned(), obj);
        obj
    }
}

fn number_of(text: &str) -> u64 {
    text.parse().expect("a number")
}
