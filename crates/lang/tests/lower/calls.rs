//! Calls, methods, closures, go and defer.

use expect_test::expect;

use crate::support::{check, code_of, program};

#[test]
fn arguments_are_computed_in_the_callees_window() {
    check(
        "func g(a int, s ...string) (int, error) { return a, nil }\nfunc f(n int) error { m, err := g(n+1, \"a\", \"b\"); _ = m; g(g2()); return err }\nfunc g2() (int, string) { return 1, \"\" }",
        &expect![[r#"
            func main.f: 2 results, 1 params, 22 words
               2    0  Zero d4 n2
                    1  AddImm d12 a2 1
                    2  Imm d17 2
                    3  Imm d18 2
                    4  Local at4 via_ most0
                    5  MakeSlice d13 a17 t17 ; string
                    6  Const d17 k0 ; 0xc000000030
                    7  Imm d18 1
                    8  StoreN n2 a13 off0 b17
                    9  Const d17 k1 ; 0xc000000031
                   10  Imm d18 1
                   11  StoreN n2 a13 off16 b17
                   12  Call base9 f2 ; main.g
                   13  Mov d6 a9
                   14  MovN d7 a10 n2
                   15  Call base17 f4 ; main.g2
                   16  Mov d12 a17
                   17  Imm d20 1
                   18  Imm d21 1
                   19  Local at5 via_ most0
                   20  MakeSlice d13 a20 t17 ; string
                   21  StoreN n2 a13 off0 b18
                   22  Call base9 f2 ; main.g
                   23  MovN d0 a7 n2
                   24  Ret
        "#]],
    );
}

#[test]
fn closures_copy_what_never_changes_and_share_the_rest() {
    check(
        "func f(a int) func() int { b := 0; return func() int { b += a; return b } }",
        &expect![[r#"
            func main.f: 1 results, 1 params, 6 words
               1    0  Imm d4 0
                    1  New d3 t2 ; int
                    2  Store.W64 a3 off0 b4
                    3  Mov d4 a3
                    4  Mov d5 a1
                    5  Closure d0 a4 n2 #3 ; main.f.func1
                    7  Ret
            func main.f.func1: 1 results, 0 params, 6 words, closure
               1    0  LoadN n2 d2 a1 off8
                    1  Load.W64 d4 a2 off0
                    2  Add d5 a4 b3
                    3  Store.W64 a2 off0 b5
                    4  Load.W64 d0 a2 off0
                    5  Ret
        "#]],
    );
}

#[test]
fn methods_are_called_on_receivers() {
    check(
        "type t struct { n int }
         func (v t) get() int { return v.n }
         func (p *t) set(n int) { p.n = n }
         type outer struct { *t }
         func f(o outer, i interface{ get() int }) int { o.set(1); g := o.get; h := (*t).set; h(o.t, 2); return g() + i.get() }",
        &expect![[r#"
            func main.f: 1 results, 3 params, 12 words
               5    0  Zero d5 n1
                    1  Mov d6 a1
                    2  Imm d7 1
                    3  Call base6 f3 ; main.(*t).set
                    4  LoadN n1 d7 a1 off0
                    5  Local at5 via_ most0
                    6  Closure d6 a7 n1 #5 ; main.t.get-fm
                    8  Const d7 k0 ; 0xc000000030
                    9  Mov d8 a1
                   10  Imm d9 2
                   11  CallClosure results0 base8 f7 params2 ; `h`
                   12  CallClosure results1 base8 f6 params0 ; `g`
                   13  CallIface base9 a2 method2 ; get
                   14  Add d0 a8 b9
                   15  Ret
        "#]],
    );
}

#[test]
fn interfaces_call_methods_with_their_data_word() {
    let program = program(
        "type t struct { n int }
         func (v t) get() int { return v.n }
         type w struct { t }
         func main() { var i interface{ get() int } = w{}; println(i.get()) }",
    );
    expect![[r#"
        func main.w.get: 1 results, 1 params, 6 words, wrapper
           1    0  LoadN n1 d4 a1 off0
                1  Call base3 f2 ; main.t.get
                2  Mov d0 a3
                3  Ret
    "#]]
    .assert_eq(&code_of(&program, "main.w.get"));
}

#[test]
fn go_and_defer_lay_out_arguments_at_once() {
    check(
        "import \"sync\"
         func f(mu *sync.Mutex, c chan int, g func(int)) { mu.Lock(); defer mu.Unlock(); go g(1); defer close(c); go func() { c <- 1 }() }",
        &expect![[r#"
            func main.f: 0 results, 3 params, 7 words, defer
               2    0  Mov d4 a0
                    1  CallNative base4 native0 ; sync.(*Mutex).Lock ; `mu`
                    2  Mov d4 a0
                    3  Defer base4 f3 ; sync.(*Mutex).Unlock ; `mu`
                    4  Imm d4 1
                    5  JmpNeImm a2 0 -> 8
                    6  Go base4 f4 ; main.f.gowrap2
                    7  Jmp -> 9
                    8  GoClosure results0 base4 f2 params1 ; `g`
                    9  Mov d4 a1
                   10  Defer base4 f5 ; close
                   11  Mov d6 a1
                   12  Closure d5 a6 n1 #6 ; main.f.func1
                   14  GoClosure results0 base4 f5 params0
                   15  RetDefer
            func main.f.gowrap2: 0 results, 0 params, 1 words
               2    0  Fault k0 ; runtime error: invalid memory address or nil pointer dereference
                    1  Ret
            func main.f.func1: 0 results, 0 params, 3 words, closure
               2    0  LoadN n1 d1 a0 off8
                    1  Imm d2 1
                    2  Send ch1 v2 n1 ; `c`
                    3  Ret
        "#]],
    );
}

#[test]
fn results_that_closures_change_are_fetched_after_the_deferred_calls() {
    check(
        "func f() (err error, n int) { defer func() { n++; recover() }(); return nil, 5 }",
        &expect![[r#"
            func main.f: 3 results, 0 params, 10 words, defer
               1    0  Zero d4 n2
                    1  Zero d0 n3
                    2  Local at4 via_ most0
                    3  New d6 t2 ; int
                    4  Mov d9 a6
                    5  Local at5 via_ most0
                    6  Closure d8 a9 n1 #3 ; main.f.func1
                    8  DeferClosure results0 base7 f8 params0
                    9  Zero d7 n2
                   10  Imm d9 5
                   11  MovN d0 a7 n2
                   12  Store.W64 a6 off0 b9
                   13  RunDefers
                   14  Load.W64 d2 a6 off0
                   15  Ret
                   16  RunDefers
                   17  Load.W64 d2 a6 off0
                   18  Ret
            func main.f.func1: 0 results, 0 params, 4 words, closure
               1    0  LoadN n1 d1 a0 off8
                    1  Load.W64 d2 a1 off0
                    2  AddImm d3 a2 1
                    3  Store.W64 a1 off0 b3
                    4  Recover d2
                    5  Ret
        "#]],
    );
}

#[test]
fn generic_functions_are_compiled_for_each_list_of_types() {
    check(
        "func fmax[T int8 | float64](a, b T) T { if a > b { return a }; return a + b }
         func f() (int8, float64) { return fmax[int8](1, 2), fmax[float64](1, 2) }",
        &expect![[r#"
            func main.f: 2 results, 0 params, 7 words
               2    0  Imm d4 1
                    1  Imm d5 2
                    2  Call base3 f3 ; main.fmax[...]
                    3  Mov d0 a3
                    4  Const d4 k0 ; 0x3ff0000000000000
                    5  Const d5 k1 ; 0x4000000000000000
                    6  Call base3 f4 ; main.fmax[...]
                    7  Mov d1 a3
                    8  Ret
            func main.fmax[...]: 1 results, 2 params, 4 words
               1    0  JmpLeS a1 b2 -> 3
                    1  Mov d0 a1
                    2  Ret
                    3  Add d0 a1 b2
                    4  Ext d0 a0.I8
                    5  Ret
            func main.fmax[...]: 1 results, 2 params, 5 words
               1    0  LtF d4 a2 b1
                    1  JmpIfNot a4 -> 4
                    2  Mov d0 a1
                    3  Ret
                    4  AddF d0 a1 b2
                    5  Ret
        "#]],
    );
}

#[test]
fn methods_are_compiled_for_their_receivers_types_and_their_own() {
    let program = program(
        r#"type box[T any] struct{ v T }
           func (b *box[T]) to[U any](u U) (T, U) { return b.v, u }
           func (b *box[T]) get() T { return b.v }
           func main() {
               a, b := &box[int8]{}, &box[string]{}
               a.to(1); a.to[int](2); a.to("x"); b.to(1)
               println(any(a), any(b))
           }"#,
    );
    let named = |name: &str| program.funcs.iter().filter(|func| func.name == name).count();
    assert_eq!(named("main.(*box[...]).to[...]"), 3);
    // No interface calls a method with type parameters: only the others are in the tables.
    assert_eq!(named("main.(*box[...]).get"), 2);
    let tables = program.types.iter().filter(|ty| ty.name.starts_with("*main.box["));
    assert_eq!(tables.map(|ty| ty.methods.len()).collect::<Vec<_>>(), [1, 1]);
}
