//! The machine on programs put together by hand.

use expect_test::{Expect, expect};
use gopark_program::Instr as I;
use gopark_program::{MemKind, Param, ParamKind};
use gopark_trace::Ending;
use gopark_vm::Input;

use crate::asm::{ANY, Asm, CHAN, INT, MAP, POINTER, STRING, println};
use crate::harness::{config, finish, machine, shown};

fn check(asm: Asm, expected: &Expect) {
    let mut vm = machine(asm.program, config());
    finish(&mut vm, 1_000_000);
    expected.assert_eq(&shown(&vm));
}

fn code(parts: &[&[I]]) -> Vec<I> {
    parts.concat()
}

#[test]
fn a_loop_counts() {
    let mut asm = Asm::new();
    let body = [
        I::Imm { d: 1, imm: 0 },
        I::Imm { d: 0, imm: 0 },
        I::Add { d: 1, a: 1, b: 0 },
        I::AddImm { d: 0, a: 0, imm: 1 },
        I::JmpLtImm { a: 0, imm: 101, to: -3 },
    ];
    asm.func("main.main", 0, 0, &code(&[&body, &println(INT, 1), &[I::Ret]]));
    check(
        asm,
        &expect![[r#"
        5050
        Exit { code: 0 }
    "#]],
    );
}

#[test]
fn calls_nest_and_stacks_grow() {
    let mut asm = Asm::new();
    // fib: result in slot 0, n in slot 1.
    let fib = [
        I::JmpGeImm { a: 1, imm: 2, to: 2 },
        I::Mov { d: 0, a: 1 },
        I::Ret,
        I::AddImm { d: 9, a: 1, imm: -1 },
        I::Call { base: 8, f: gopark_program::FuncId(0) },
        I::Mov { d: 2, a: 8 },
        I::AddImm { d: 9, a: 1, imm: -2 },
        I::Call { base: 8, f: gopark_program::FuncId(0) },
        I::Add { d: 0, a: 2, b: 8 },
        I::Ret,
    ];
    let f = asm.func("main.fib", 1, 1, &fib);
    let main = [I::Imm { d: 5, imm: 20 }, I::Call { base: 4, f }];
    asm.func("main.main", 0, 0, &code(&[&main, &println(INT, 4), &[I::Ret]]));
    let mut vm = machine(asm.program, config());
    finish(&mut vm, 1_000);
    assert_eq!(shown(&vm), "6765\nExit { code: 0 }\n");
    assert_eq!(vm.sink().world.counts.stack_bytes_peak, 4096);
}

/// Golden order of go-runtime.md: unbuffered, the sender tells before each send, main after each receive.
#[test]
fn values_go_straight_from_one_goroutine_to_the_other() {
    let mut asm = Asm::new();
    let tell = |asm: &mut Asm, text: &str| {
        let load = asm.string(text, 20);
        code(&[&load, &[I::Print { newline: false, n: 1 }, I::Arg(u32::from(STRING.0) << 16 | 20)]])
    };
    let (s, r) = (tell(&mut asm, "s"), tell(&mut asm, "r"));
    let sender = code(&[
        &[I::Imm { d: 1, imm: 0 }],
        &s,
        &println(INT, 1),
        &[
            I::Send { ch: 0, v: 1, n: 1 },
            I::AddImm { d: 1, a: 1, imm: 1 },
            I::JmpLtImm { a: 1, imm: 6, to: -9 },
        ],
        &[I::Close { ch: 0 }, I::Ret],
    ]);
    let f = asm.func("main.sender", 0, 1, &sender);
    let main = code(&[
        &[
            I::Imm { d: 0, imm: 0 },
            I::MakeChan { d: 1, a: 0, t: CHAN },
            I::Mov { d: 10, a: 1 },
            I::Go { base: 10, f },
        ],
        &[I::Recv { ok: true, d: 2, ch: 1, n: 1 }, I::JmpIfNot { a: 3, to: 7 }],
        &r,
        &println(INT, 2),
        &[I::Jmp { to: -9 }, I::Ret],
    ]);
    asm.func("main.main", 0, 0, &main);
    check(
        asm,
        &expect![[r#"
        s0
        s1
        r0
        r1
        s2
        s3
        r2
        r3
        s4
        s5
        r4
        r5
        Exit { code: 0 }
    "#]],
    );
}

#[test]
fn everybody_asleep_is_a_deadlock() {
    let mut asm = Asm::new();
    let f = asm.func("main.wait", 0, 1, &[I::Recv { ok: false, d: 2, ch: 0, n: 1 }, I::Ret]);
    let main = [
        I::Imm { d: 0, imm: 0 },
        I::MakeChan { d: 1, a: 0, t: CHAN },
        I::Mov { d: 10, a: 1 },
        I::Go { base: 10, f },
        I::Send { ch: 0, v: 0, n: 1 },
        I::Ret,
    ];
    asm.func("main.main", 0, 0, &main);
    check(
        asm,
        &expect![[r#"
            fatal error: all goroutines are asleep - deadlock!

            goroutine 1 [chan send (nil chan)]:
            main.main()
            	/tmp/x/main.go:5 +0x25

            goroutine 6 [chan receive]:
            main.wait(...)
            	/tmp/x/main.go:1 +0x5
            created by main.main in goroutine 1
            	/tmp/x/main.go:4 +0x1d
            Deadlock
        "#]],
    );
}

#[test]
fn a_recovered_panic_returns_to_the_caller() {
    let mut asm = Asm::new();
    let cleanup = code(&[
        &[I::Recover { d: 4 }],
        &[I::Print { newline: true, n: 1 }],
        &[I::Arg(u32::from(INT.0) << 16 | 4), I::Ret],
    ]);
    let f = asm.func("main.cleanup", 0, 0, &cleanup);
    let fails = [I::Defer { base: 8, f }, I::Imm { d: 1, imm: 0 }, I::DivS { d: 1, a: 1, b: 1 }, I::RetDefer];
    let fails = asm.func("main.fails", 0, 0, &fails);
    let load = asm.string("after", 2);
    let main = code(&[
        &[I::Call { base: 8, f: fails }],
        &load,
        &println(STRING, 2),
        &[I::Imm { d: 1, imm: 7 }, I::MakeIface { d: 2, a: 1, t: INT }, I::Panic { a: 2 }],
    ]);
    asm.func("main.main", 0, 0, &main);
    // The value is a string, since this program has no package runtime: its type word is printed.
    asm.program.well_known.push(("string".into(), STRING));
    check(
        asm,
        &expect![[r#"
            2
            after
            panic: 7

            goroutine 1 [running]:
            main.main()
            	/tmp/x/main.go:8 +0x3d
            Panic
        "#]],
    );
}

#[test]
fn recursion_without_end_overflows_the_stack() {
    let mut asm = Asm::new();
    let f = asm.func("main.f", 0, 0, &[I::Call { base: 4, f: gopark_program::FuncId(0) }, I::Ret]);
    asm.func("main.main", 0, 0, &[I::Call { base: 4, f }, I::Ret]);
    let mut config = config();
    config.stack_limit_bytes = 1 << 20;
    let mut vm = machine(asm.program, config);
    assert_eq!(finish(&mut vm, 100_000), Some(Ending::Fatal));
    let text = shown(&vm);
    assert!(
        text.starts_with("runtime: goroutine stack exceeds 1048576-byte limit\nruntime: sp=0x"),
        "{text}"
    );
    assert!(text.contains("fatal error: stack overflow\n\nruntime stack:\nruntime.throw(...)\n"), "{text}");
    assert!(text.contains(" m=0 mp=0x559640 [running]:\nmain.f()\n"), "{text}");
    assert!(text.contains(" frames elided...\n"), "{text}");
    assert_eq!(vm.sink().world.counts.stack_bytes_peak, 1 << 20);
}

#[test]
fn garbage_is_collected_and_what_is_reachable_stays() {
    let mut asm = Asm::new();
    asm.program.roots.push(1);
    // A global keeps the last object of each 1000; a hundred MB of garbage go by.
    let main = code(&[
        &[I::Imm { d: 0, imm: 0 }, I::Imm { d: 3, imm: 1000 }],
        &[I::New { d: 1, t: INT }, I::Store { kind: MemKind::W64, a: 1, off: 0, b: 0 }],
        &[I::RemS { d: 2, a: 0, b: 3 }, I::JmpNeImm { a: 2, imm: 0, to: 2 }],
        &[I::GStore { kind: MemKind::W64, a: 1 }, I::Arg(8)],
        &[I::AddImm { d: 0, a: 0, imm: 1 }, I::Const { d: 4, k: 0 }, I::JmpLtS { a: 0, b: 4, to: -9 }],
        &[
            I::GLoad { kind: MemKind::W64, d: 5 },
            I::Arg(8),
            I::Load { kind: MemKind::W64, d: 5, a: 5, off: 0 },
        ],
        &println(INT, 5),
        &[I::Ret],
    ]);
    asm.program.consts.push(2_000_000);
    asm.func("main.main", 0, 0, &main);
    let mut vm = machine(asm.program, config());
    finish(&mut vm, 1_000_000);
    assert_eq!(shown(&vm), "1999000\nExit { code: 0 }\n");
    let heap = &vm.sink().world.heap;
    assert_eq!((heap.gc.cycles, vm.stats().collections), (4, 4));
    let peak = vm.sink().world.counts.heap_bytes_peak;
    assert!(peak < 5 << 20, "{peak}");
}

#[test]
fn maps_keep_growing_and_iterate_once_over_each() {
    let mut asm = Asm::new();
    let main = code(&[
        &[I::Imm { d: 0, imm: 0 }, I::Imm { d: 8, imm: 0 }, I::MakeMap { d: 1, a: 8, t: MAP }],
        &[I::Mov { d: 2, a: 0 }, I::Mov { d: 3, a: 0 }, I::MapSet { n: 17, m: 1, k: 2, v: 3 }],
        &[I::AddImm { d: 0, a: 0, imm: 1 }, I::JmpLtImm { a: 0, imm: 1000, to: -5 }],
        &[I::Imm { d: 2, imm: 500 }, I::MapDelete { m: 1, k: 2, n: 1 }, I::MapLen { d: 4, m: 1 }],
        &println(INT, 4),
        &[I::Imm { d: 5, imm: 0 }, I::MapIter { it: 6, m: 1 }],
        &[I::MapNext { it: 6, k: 2, v: 3 }, I::Jmp { to: 2 }, I::Add { d: 5, a: 5, b: 3 }, I::Jmp { to: -4 }],
        &println(INT, 5),
        &[I::Imm { d: 2, imm: 999 }, I::MapGet { ok: true, d: 3, m: 1, k: 2 }, I::Arg(u32::from(MAP.0))],
        &println(INT, 3),
        &println(INT, 4),
        &[I::Ret],
    ]);
    asm.func("main.main", 0, 0, &main);
    check(
        asm,
        &expect![[r#"
        999
        499000
        999
        1
        Exit { code: 0 }
    "#]],
    );
}

#[test]
fn nil_is_a_fault_with_a_signal() {
    let mut asm = Asm::new();
    let main = [I::Imm { d: 0, imm: 0 }, I::Load { kind: MemKind::W64, d: 1, a: 0, off: 8 }, I::Ret];
    asm.func("main.main", 0, 0, &main);
    let (_, _) = (ANY, POINTER);
    check(
        asm,
        &expect![[r#"
            panic: runtime error: invalid memory address or nil pointer dereference
            [signal SIGSEGV: segmentation violation code=0x1 addr=0x8 pc=0x400008]

            goroutine 1 [running]:
            main.main()
            	/tmp/x/main.go:2 +0xd
            Panic
        "#]],
    );
}

#[test]
fn cpu_functions_take_their_time_and_are_preempted() {
    let mut asm = Asm::new();
    let cpu = asm.func("main.cpu", 0, 1, &[I::Ret]);
    let main = code(&[
        &[I::Const { d: 4, k: 0 }, I::Go { base: 4, f: cpu }],
        &[I::Const { d: 4, k: 0 }, I::Call { base: 4, f: cpu }, I::Ret],
    ]);
    asm.program.consts.push(50_000_000);
    asm.func("main.main", 0, 0, &main);
    let mut vm = machine(asm.program, config());
    finish(&mut vm, 1_000_000);
    assert_eq!(shown(&vm), "Exit { code: 0 }\n");
    // Both share the one processor, slice by slice, and sysmon may be late by as much as a slice.
    let ms = vm.now().0 / 1_000_000;
    assert!((60..=125).contains(&ms), "{ms} ms");
}

#[test]
fn a_snapshot_runs_on_as_the_original_does() {
    let mut asm = Asm::new();
    let work = code(&[
        &[I::Imm { d: 1, imm: 0 }],
        &[I::New { d: 2, t: POINTER }, I::Send { ch: 0, v: 1, n: 1 }, I::AddImm { d: 1, a: 1, imm: 1 }],
        &[I::JmpLtImm { a: 1, imm: 300, to: -4 }, I::Ret],
    ]);
    let f = asm.func("main.work", 0, 1, &work);
    let spawn = [I::Mov { d: 10, a: 1 }, I::Go { base: 10, f }];
    let main = code(&[
        &[I::Imm { d: 0, imm: 0 }, I::MakeChan { d: 1, a: 0, t: CHAN }],
        &spawn,
        &spawn,
        &[I::Imm { d: 4, imm: 0 }, I::Imm { d: 5, imm: 0 }],
        &[I::Recv { ok: false, d: 2, ch: 1, n: 1 }, I::Add { d: 5, a: 5, b: 2 }],
        &[I::AddImm { d: 4, a: 4, imm: 1 }, I::JmpLtImm { a: 4, imm: 600, to: -4 }],
        &println(INT, 5),
        &[I::Ret],
    ]);
    asm.func("main.main", 0, 0, &main);
    let mut config = config();
    config.sched.procs = 3;
    let mut vm = machine(asm.program, config);
    let mut snapshots = Vec::new();
    for _ in 0..20 {
        snapshots.push(vm.clone());
        for _ in 0..50 {
            vm.step();
        }
    }
    finish(&mut vm, 1_000_000);
    assert_eq!(shown(&vm), "89700\nExit { code: 0 }\n");
    for mut snapshot in snapshots {
        finish(&mut snapshot, 1_000_000);
        assert_eq!(shown(&snapshot), shown(&vm));
        assert_eq!(snapshot.sink().hash, vm.sink().hash);
    }
}

#[test]
fn a_parameter_resizes_live_channels() {
    let mut asm = Asm::new();
    let main = code(&[
        &[I::GLoad { kind: MemKind::W64, d: 0 }, I::Arg(0), I::MakeChan { d: 1, a: 0, t: CHAN }],
        &[
            I::Imm { d: 2, imm: 0 },
            I::Send { ch: 1, v: 2, n: 1 },
            I::AddImm { d: 2, a: 2, imm: 1 },
            I::Jmp { to: -3 },
        ],
    ]);
    let f = asm.func("main.f", 0, 0, &main);
    asm.func(
        "main.main",
        0,
        0,
        &[I::Go { base: 8, f }, I::Imm { d: 0, imm: 0 }, I::Recv { ok: false, d: 1, ch: 0, n: 1 }, I::Ret],
    );
    asm.program.data = vec![2, 0, 0, 0, 0, 0, 0, 0];
    asm.program.param_chans.push((2, 0));
    asm.program.params.push(Param {
        name: "limit".into(),
        kind: ParamKind::Int,
        offset: 0,
        mem: MemKind::W64,
        default: 2,
        min: 1,
        max: 100,
        doc: String::new(),
        line: 1,
    });
    let mut vm = machine(asm.program, config());
    let in_buffer = |vm: &gopark_vm::Vm<crate::harness::Checked>| {
        vm.sink().world.objs.iter().map(|(_, obj)| (obj.len, obj.cap, obj.sendq.len())).collect::<Vec<_>>()
    };
    // Long before the deadlock is noticed, the sender waits.
    while vm.sink().world.objs.iter().all(|(_, obj)| obj.sendq.is_empty()) {
        assert!(vm.step());
    }
    assert_eq!(in_buffer(&vm), [(2, 2, 1)]);
    vm.apply(Input::SetParam { param: 0, value: 5 });
    assert_eq!((in_buffer(&vm), vm.param(0)), (vec![(3, 5, 0)], Some(5)));
    while vm.sink().world.objs.iter().all(|(_, obj)| obj.sendq.is_empty()) {
        assert!(vm.step());
    }
    vm.apply(Input::SetParam { param: 0, value: 1_000 });
    assert_eq!((in_buffer(&vm), vm.param(0)), (vec![(6, 100, 0)], Some(100)));
    vm.apply(Input::SetParam { param: 0, value: 1 });
    assert_eq!(finish(&mut vm, 10_000), Some(Ending::Deadlock));
    assert_eq!(in_buffer(&vm), [(6, 1, 1)]);
}
