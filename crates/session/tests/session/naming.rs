//! What things are called that goroutines wait for.

use gopark_session::object_name;
use gopark_trace::ObjKind;

use crate::programs::{OPTIONS, finish, session};

const LOCKS: &str = "package main

import \"sync\"

type cache struct {
	hits int
	mu   sync.Mutex
	once sync.Once
}

type counter struct {
	n int
	sync.RWMutex
}

var (
	a, b   sync.Mutex
	shared cache
	shards [3]cache
	total  counter
)

func lock(x sync.Locker) { x.Lock() }

func (c *cache) get() { c.mu.Lock() }

func main() {
	var own sync.Mutex
	var pending sync.WaitGroup
	pending.Add(1)
	lock(&b)
	lock(&own)
	shared.get()
	shards[2].get()
	shards[1].once.Do(func() {})
	total.RLock()
}
";

#[test]
fn locks_in_package_variables_have_their_names() {
    let mut session = session(OPTIONS, LOCKS);
    finish(&mut session);
    let (world, program) = (session.world().unwrap(), session.program().unwrap());
    let named = |(id, _)| object_name(program, world, id).unwrap_or("-").to_owned();
    let names: Vec<String> = world.objs.iter().map(named).collect();
    assert_eq!(names, ["pending", "b", "x", "shared.mu", "shards[2].mu", "shards[1].once", "total", "total"]);
}

const TIMERS: &str = "package main

import \"time\"

type limiter struct{ ticker *time.Ticker }

func main() {
	l := &limiter{ticker: time.NewTicker(time.Millisecond)}
	var timeout = time.NewTimer(time.Second)
	tick := time.Tick(time.Hour)
	time.Sleep(2 * time.Millisecond)
	select {
	case <-timeout.C:
	case <-tick:
	case <-time.After(time.Minute):
	}
	<-l.ticker.C
}
";

#[test]
fn channels_of_timers_are_named_after_them_and_have_no_buffer() {
    let mut session = session(OPTIONS, TIMERS);
    finish(&mut session);
    let (world, program) = (session.world().unwrap(), session.program().unwrap());
    let told = |(id, it): (_, &gopark_trace::Obj)| {
        assert!(it.is_timer && it.cap == 0 && it.len == 0, "{it:?}");
        object_name(program, world, id).unwrap_or("-").to_owned()
    };
    let names: Vec<String> = world.objs.iter().map(told).collect();
    assert_eq!(names, ["ticker.C", "timeout.C", "tick", "time.After(time.Minute)"]);
}

const GROUP: &str = "package main

import (
	\"sync\"

	\"golang.org/x/sync/errgroup\"
)

type server struct{ quit chan bool }

func (s *server) run() error { <-s.quit; return nil }

func wait() error { select {} }

func main() {
	var g errgroup.Group
	var wg sync.WaitGroup
	s := &server{quit: make(chan bool)}
	g.Go(func() error { return s.run() })
	g.Go(wait)
	g.Go(s.run)
	f := wait
	g.Go(f)
	wg.Go(func() { <-s.quit })
	g.Wait()
}
";

#[test]
fn who_is_given_a_function_to_run_is_called_by_it() {
    let mut session = session(OPTIONS, GROUP);
    finish(&mut session);
    let (world, program) = (session.world().unwrap(), session.program().unwrap());
    let told = |(_, g): (_, &gopark_trace::G)| {
        let entry = program.place(g.entry.0).unwrap().func;
        format!("{entry} runs {}", program.passed(g.go_pc.0).unwrap_or("-"))
    };
    let names: Vec<String> = world.gs.iter().map(told).collect();
    let expected = [
        "main.main runs -",
        "golang.org/x/sync/errgroup.(*Group).Go.func1 runs main.main.func1",
        "golang.org/x/sync/errgroup.(*Group).Go.func1 runs main.wait",
        "golang.org/x/sync/errgroup.(*Group).Go.func1 runs main.(*server).run",
        "golang.org/x/sync/errgroup.(*Group).Go.func1 runs -",
        "sync.(*WaitGroup).Go.func1 runs main.main.func2",
    ];
    assert_eq!(names, expected);
}

const INSIDE: &str = "package main

import (
	\"context\"
	\"sync\"

	\"golang.org/x/sync/errgroup\"
)

func main() {
	var setup sync.Once
	setup.Do(func() {})
	load := sync.OnceValue(func() int { return 1 })
	load()
	group, ctx := errgroup.WithContext(context.Background())
	group.Go(func() error { return ctx.Err() })
	group.Wait()
	other, _ := errgroup.WithContext(ctx)
	other.Go(func() error { return context.Canceled })
	other.Wait()
}
";

#[test]
fn what_is_inside_package_sync_is_called_as_whoever_has_it_calls_it() {
    let mut session = session(OPTIONS, INSIDE);
    finish(&mut session);
    let (world, program) = (session.world().unwrap(), session.program().unwrap());
    let told = |(id, it): (_, &gopark_trace::Obj)| {
        let name = object_name(program, world, id).unwrap_or("-");
        format!("{:?} {name}", it.kind)
    };
    let names: Vec<String> = world.objs.iter().map(told).collect();
    let expected = [
        "Chan closed",
        "Mutex setup",
        "Mutex load",
        "Context ctx",
        "WaitGroup group",
        "Mutex c.mu",
        "Context -",
        "Mutex c.mu",
        "WaitGroup other",
        "Mutex g.once",
    ];
    assert_eq!(names, expected);
}

const SERVED: &str = "package main

import (
	\"net/http\"
	\"time\"
)

func main() {
	go http.ListenAndServe(\":80\", nil)
	time.Sleep(time.Millisecond)
	http.Get(\"http://localhost/\")
}
";

#[test]
fn contexts_that_a_library_makes_for_itself_are_told_where_it_makes_them() {
    let mut session = session(OPTIONS, SERVED);
    finish(&mut session);
    let (world, program) = (session.world().unwrap(), session.program().unwrap());
    let contexts = world.objs.iter().filter(|(_, it)| it.kind == ObjKind::Context);
    let places: Vec<_> = contexts.map(|(_, it)| program.place(it.pc.0).unwrap().func).collect();
    let expected =
        ["internal/simnet.(*Conn).connect", "net/http.(*conn).serve", "net/http.(*conn).newResponse"];
    assert_eq!(places, expected);
}
