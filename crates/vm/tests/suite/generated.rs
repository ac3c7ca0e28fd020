//! Programs made at random, of goroutines that wait for each other, panic and allocate: whatever they do, after every step
//! everything is where it belongs, the collector finds exactly what can be reached, nobody notices what lies where no code
//! reads, and who is leaked never runs again.
//!
//! `GOPARK_FUZZ_SEED` chooses other programs, `GOPARK_FUZZ_COUNT` how many.

use std::collections::BTreeSet;
use std::rc::Rc;

use gopark_lang::source::SourceFile;
use gopark_program::Program;
use gopark_sched::Rng;
use gopark_trace::{Event, GId, Kind, Sink};
use gopark_vm::{Config, GcConfig, Vm};

use crate::harness::{Checked, config};

/// Steps of one program.
const STEPS: u32 = 6_000;
/// Goroutines whose dead slots are overwritten at a time.
const POISONED_AT_ONCE: usize = 4;

/// Events shown when something is wrong.
const LINES: usize = 40;

/// What workers do, one of them at a time. `local` and `n` are theirs.
const STATEMENTS: &[&str] = &[
    "mu.Lock(); global = tree(3); mu.Unlock()",
    "mu.Lock(); table[fmt.Sprint(i%7)] = tree(2); mu.Unlock()",
    "mu.Lock(); delete(table, \"3\"); for _, x := range table { n += x.size() }; mu.Unlock()",
    "rw.RLock(); if global != nil { n += global.size() }; rw.RUnlock()",
    "rw.Lock(); shared = append(shared[len(shared)/3:], local); rw.Unlock()",
    "local = tree(i % 5)",
    "if local != nil { local.left, local.right = local.right, tree(1) }",
    "if local != nil { local.box = []any{i, local, \"text\", float64(n), [3]int{1, 2, 3}} }",
    "f := func() *node { n++; return local }; local = f()",
    "func() { defer func() { if x, ok := recover().(*node); ok { local = x } }(); panic(tree(2)) }()",
    "func() { defer func() { recover() }(); var none *node; n += none.left.size() }()",
    "func() { defer func() { kept = append(kept[len(kept)/2:], tree(1)) }(); n += len(make([]byte, 3000+i)) }()",
    "select { case chans[i%3] <- tree(1): case x := <-chans[(i+1)%3]: local = x; default: n++ }",
    "select { case chans[i%3] <- local: case x, ok := <-chans[2]: if ok { local = x }; case <-time.After(50 * time.Microsecond): }",
    "go func() { chans[i%2] <- tree(1) }()",
    "go func(c chan *node) { c <- tree(2) }(make(chan *node))",
    "go func() { var dead sync.Mutex; dead.Lock(); dead.Lock() }()",
    "var held sync.Mutex; for range 4 { go func() { held.Lock(); time.Sleep(30 * time.Microsecond); held.Unlock() }() }",
    "var held sync.RWMutex; for j := range 5 { go func() { if j == i { held.Lock(); defer held.Unlock() } else { held.RLock(); defer held.RUnlock() }; time.Sleep(20 * time.Microsecond) }() }",
    "var held sync.Mutex; woken := sync.NewCond(&held); for range 3 { go func() { held.Lock(); woken.Wait(); held.Unlock() }() }; go func() { time.Sleep(90 * time.Microsecond); held.Lock(); woken.Broadcast(); held.Unlock() }()",
    "c := make(chan int, 1); go func() { c <- 1; c <- 2 }(); n += <-c",
    "go func() { wg := new(sync.WaitGroup); wg.Add(1); wg.Wait() }()",
    "if depth < 3 { go worker(depth+1, 4) }",
    "runtime.Gosched()",
    "time.Sleep(time.Duration(i) * 7 * time.Microsecond)",
    "if i == 2 { runtime.GC() }",
    "runtime.SetFinalizer(tree(1), func(x *node) { kept = append(kept[len(kept)/2:], x) })",
    "runtime.AddCleanup(tree(1), func(k int) { runtime.Gosched() }, i)",
    "for x := range seq(i) { local = x }",
    "s := strings.Repeat(\"x\", i*40); table2.Store(s, local); x, _ := table2.Load(s); local, _ = x.(*node)",
    "deep(i*9, local)",
    "once.Do(func() { local = tree(4) })",
];

/// The frame around them.
fn program(rng: &mut Rng) -> String {
    let mut body = String::new();
    for number in 0..3 + rng.below(9) {
        let statement = STATEMENTS[rng.below(STATEMENTS.len() as u64) as usize];
        body += &format!("\t\tcase {number}:\n\t\t\t{statement}\n");
    }
    let workers = 1 + rng.below(5);
    let (pad, laps) = (1 + rng.below(40), 5 + rng.below(40));
    format!(
        "package main

import (
	\"fmt\"
	\"runtime\"
	\"strings\"
	\"sync\"
	\"time\"
)

type node struct {{
	left, right *node
	pad         [{pad}]int
	data        []byte
	box         any
}}

var (
	mu     sync.Mutex
	rw     sync.RWMutex
	once   sync.Once
	global *node
	table  = map[string]*node{{}}
	table2 sync.Map
	shared []*node
	kept   []*node
	chans  = []chan *node{{make(chan *node), make(chan *node, 1), make(chan *node, 3)}}
)

func tree(n int) *node {{
	if n <= 0 {{
		return nil
	}}
	return &node{{left: tree(n - 1), right: tree(n - 2), data: make([]byte, n*10), box: fmt.Sprint(n)}}
}}

func (x *node) size() int {{
	if x == nil {{
		return 0
	}}
	return 1 + x.left.size() + x.right.size()
}}

func seq(n int) func(func(*node) bool) {{
	return func(yield func(*node) bool) {{
		for i := range n % 4 {{
			if !yield(tree(i)) {{
				return
			}}
		}}
	}}
}}

func deep(n int, x *node) int {{
	if n == 0 {{
		return x.size()
	}}
	y := tree(n % 3)
	return deep(n-1, y) + x.size()
}}

func worker(depth, laps int) {{
	var local *node
	n := 0
	for i := range laps {{
		switch i % {count} {{
{body}\t\t}}
	}}
	mu.Lock()
	total += n + local.size()
	mu.Unlock()
}}

var total int

var _ = []any{{fmt.Sprint, runtime.GC, strings.Repeat, time.Sleep}}

func main() {{
	for range {workers} {{
		go worker(0, {laps})
	}}
	time.Sleep(3 * time.Millisecond)
	runtime.GC()
	time.Sleep(time.Millisecond)
}}
",
        count = body.matches("\t\tcase ").count()
    )
}

fn compiled(text: &str) -> Rc<Program> {
    let file = SourceFile::new("main.go", text.to_owned());
    let compiled = gopark_lang::compile(file, &mut |path| gopark_vm::std::source(path));
    let why = gopark_lang::diag::render_all(&compiled.diagnostics, &compiled.sources);
    Rc::new(compiled.program.unwrap_or_else(|| panic!("{why}\n{text}")))
}

/// Folds and checks, and knows who was said to be leaked.
#[derive(Clone, Default)]
struct Told {
    checked: Checked,
    leaked: BTreeSet<GId>,
    /// Who ran last.
    ran: Vec<GId>,
    events: Vec<Event>,
}

impl Sink for Told {
    fn event(&mut self, event: &Event) {
        match event.kind {
            Kind::GoLeaked { g, .. } => drop(self.leaked.insert(g)),
            Kind::GoUnblock { g } if self.leaked.contains(&g) => {
                self.checked.faults.push(format!("{g} was leaked, and goes on"));
            }
            _ => {}
        }
        if event.g.is_some() && self.ran.last() != Some(&event.g) {
            self.ran.push(event.g);
        }
        self.events.push(*event);
        self.checked.event(event);
    }
}

/// How a program is looked at while it runs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// Everything is checked after every step.
    Check,
    /// What no code reads is overwritten after every step, with this.
    Poison(u64),
}

fn run(program: &Rc<Program>, config: Config, look: Look) -> Result<(Vec<Event>, Vec<u8>), String> {
    let mut vm = Vm::new(Rc::clone(program), config, Told::default());
    vm.watch_leaks();
    let mut was_marking = false;
    for step in 0..STEPS {
        if !vm.step() {
            break;
        }
        let ran = std::mem::take(&mut vm.sink_mut().ran);
        if let Look::Poison(with) = look {
            ran.iter().rev().take(POISONED_AT_ONCE).for_each(|&g| vm.poison(g, with));
            continue;
        }
        let told = vm.sink();
        if let Some(fault) = told.checked.faults.first() {
            return Err(format!("step {step}: {fault}"));
        }
        vm.sched.verify(&told.checked.world).map_err(|why| {
            let last = told.events.iter().rev().take(LINES).rev();
            let lines: Vec<String> = last.map(gopark_trace::line).collect();
            format!("step {step}: {why}\n{}\n", lines.join("\n"))
        })?;
        let (census, counted) = (vm.census(), vm.counted());
        if (census.objects, census.bytes) != counted {
            return Err(format!("step {step}: {census:?}, but {counted:?} are counted"));
        }
        // When marking begins, what was found is exactly what can be reached.
        let marked = vm.marked();
        if let (Some((found, new)), false) = (marked, was_marking)
            && (census.reachable_bytes, 0) != (found, new)
        {
            return Err(format!("step {step}: {census:?}, but {found} bytes are marked and {new} new"));
        }
        was_marking = marked.is_some();
    }
    Ok((std::mem::take(&mut vm.sink_mut().events), vm.stderr().to_vec()))
}

#[test]
fn everything_is_where_it_belongs_after_every_step() {
    let setting = |name| std::env::var(name).ok().and_then(|s| s.parse::<u64>().ok());
    let first = setting("GOPARK_FUZZ_SEED").unwrap_or(1);
    for seed in first..first + setting("GOPARK_FUZZ_COUNT").unwrap_or(25) {
        let mut rng = Rng::new(seed);
        let text = program(&mut rng);
        let program = compiled(&text);
        let mut config = config();
        (config.sched.procs, config.sched.seed) = (1 + rng.below(4) as u32, seed);
        config.sched.async_preempt = rng.below(4) > 0;
        config.gc = GcConfig { percent: [1, 5, 100][rng.below(3) as usize], ..GcConfig::GO };
        let run = |look| {
            run(&program, config, look).unwrap_or_else(|why| panic!("GOPARK_FUZZ_SEED={seed}: {why}\n{text}"))
        };
        run(Look::Check);
        // Two runs, since what lies about there can keep garbage from being collected.
        let (zeros, numbers) = (run(Look::Poison(0)), run(Look::Poison(0xdead_0000_beef_0000)));
        let first = zeros.0.iter().zip(&numbers.0).find(|(a, b)| a != b);
        let is_same = first.is_none() && zeros.0.len() == numbers.0.len();
        let said = String::from_utf8_lossy(&numbers.1);
        assert!(
            is_same,
            "GOPARK_FUZZ_SEED={seed}: slots that matter were overwritten\n{first:?}\n{said}\n{text}"
        );
    }
}
