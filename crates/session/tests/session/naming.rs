//! What things are called that goroutines wait for.

use gopark_session::object_name;

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
    assert_eq!(names, ["b", "-", "shared.mu", "shards[2].mu", "shards[1].once", "total", "total"]);
}
