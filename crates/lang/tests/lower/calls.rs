//! Calls, methods, closures, go and defer.

use expect_test::expect;

use crate::support::{check, code_of, program};

#[test]
fn arguments_are_computed_in_the_callees_window() {
    check(
        "func g(a int, s ...string) (int, error) { return a, nil }\nfunc f(n int) error { m, err := g(n+1, \"a\", \"b\"); _ = m; g(g2()); return err }\nfunc g2() (int, string) { return 1, \"\" }",
        &expect![[r#"
            func main.f: 2 results, 1 params, 20 words
               2    0  AddImm d10 a2 1
                    1  Imm d15 2
                    2  Imm d16 2
                    3  MakeSlice d11 a15 t17 ; string
                    4  Const d15 k0 ; 0xc000000020
                    5  Imm d16 1
                    6  StoreN n2 a11 off0 b15
                    7  Const d15 k1 ; 0xc000000021
                    8  Imm d16 1
                    9  StoreN n2 a11 off16 b15
                   10  Call base7 f2 ; main.g
                   11  Mov d4 a7
                   12  MovN d5 a8 n2
                   13  Call base15 f4 ; main.g2
                   14  Mov d10 a15
                   15  Imm d18 1
                   16  Imm d19 1
                   17  MakeSlice d11 a18 t17 ; string
                   18  StoreN n2 a11 off0 b16
                   19  Call base7 f2 ; main.g
                   20  MovN d0 a5 n2
                   21  Ret
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
            func main.f: 1 results, 3 params, 11 words
               5    0  Mov d5 a1
                    1  Imm d6 1
                    2  Call base5 f3 ; main.(*t).set
                    3  LoadN n1 d6 a1 off0
                    4  Closure d5 a6 n1 #5 ; main.t.get-fm
                    6  Const d6 k0 ; 0xc000000020
                    7  Mov d7 a1
                    8  Imm d8 2
                    9  CallClosure results0 base7 f6 params2
                   10  CallClosure results1 base7 f5 params0
                   11  CallIface base8 a2 method2 ; get
                   12  Add d0 a7 b8
                   13  Ret
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
                    5  GoClosure results0 base4 f2 params1
                    6  Mov d4 a1
                    7  Defer base4 f4 ; close
                    8  Mov d6 a1
                    9  Closure d5 a6 n1 #5 ; main.f.func1
                   11  GoClosure results0 base4 f5 params0
                   12  RetDefer
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
            func main.f: 3 results, 0 params, 8 words, defer
               1    0  Zero d0 n3
                    1  New d4 t2 ; int
                    2  Mov d7 a4
                    3  Closure d6 a7 n1 #3 ; main.f.func1
                    5  DeferClosure results0 base5 f6 params0
                    6  Zero d5 n2
                    7  Imm d7 5
                    8  MovN d0 a5 n2
                    9  Store.W64 a4 off0 b7
                   10  RunDefers
                   11  Load.W64 d2 a4 off0
                   12  Ret
                   13  RunDefers
                   14  Load.W64 d2 a4 off0
                   15  Ret
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
