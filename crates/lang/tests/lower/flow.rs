//! Statements.

use expect_test::expect;

use crate::support::check;

#[test]
fn a_loop_tests_at_its_end() {
    check(
        "func f(n int) (s int) { for i := 0; i < n; i++ { if i%2 == 0 && i != 4 { continue }; s += i }; return }",
        &expect![[r#"
            func main.f: 1 results, 1 params, 6 words
               1    0  Imm d0 0
                    1  Imm d3 0
                    2  Jmp -> 9
                    3  Imm d5 2
                    4  RemS d4 a3 b5
                    5  JmpNeImm a4 0 -> 7
                    6  JmpNeImm a3 4 -> 8
                    7  Add d0 a0 b3
                    8  AddImm d3 a3 1
                    9  JmpLtS a3 b1 -> 3
                   10  Ret
        "#]],
    );
}

#[test]
fn ranges() {
    check(
        "func f(s []int, m map[string]int, c chan int) int {
            t := 0
            for i, v := range s { t += i * v }
            for k := range m { t += len(k) }
            for v := range c { t += v }
            for i := range 3 { t += i }
            for _, r := range \"abc\" { t += int(r) }
            return t
        }",
        &expect![[r#"
            func main.f: 1 results, 5 params, 14 words
               2    0  Imm d7 0
               3    1  MovN d8 a1 n3
                    2  Imm d11 0
                    3  Jmp -> 8
                    4  IndexLoad.W64 d12 s8 i11
                    5  Mul d13 a11 b12
                    6  Add d7 a7 b13
                    7  AddImm d11 a11 1
                    8  JmpLtS a11 b9 -> 4
               4    9  MapIter it8 m4
                   10  MapNext it8 k12 v_
                   11  Jmp -> 14
                   12  Add d7 a7 b13
                   13  Jmp -> 10
               5   14  Mov d8 a5
                   15  Recv ok d9 ch8 n1 ; `c`
                   16  JmpIfNot a10 -> 19
                   17  Add d7 a7 b9
                   18  Jmp -> 15
               6   19  Imm d8 3
                   20  Imm d9 0
                   21  Jmp -> 24
                   22  Add d7 a7 b9
                   23  AddImm d9 a9 1
                   24  JmpLtS a9 b8 -> 22
               7   25  Const d8 k0 ; 0xc000000030
                   26  Imm d9 3
                   27  Imm d10 0
                   28  Jmp -> 32
                   29  StrRune d11 s8 i10
                   30  Add d7 a7 b11
                   31  Add d10 a10 b12
                   32  JmpLtS a10 b9 -> 29
               8   33  Mov d0 a7
                   34  Ret
        "#]],
    );
}

#[test]
fn a_range_over_a_function_is_a_closure_that_leaves_numbers_behind() {
    check(
        "func f(seq func(func(int) bool)) int { n := 0; for v := range seq { n += v; if n > 9 { return v } }; return -1 }",
        &expect![[r#"
            func main.f: 1 results, 1 params, 12 words
               1    0  New d3 t2 ; int
                    1  Imm d5 0
                    2  New d4 t2 ; int
                    3  Store.W64 a4 off0 b5
                    4  Mov d5 a1
                    5  New d6 t59 ; [2]int
                    6  Mov d9 a3
                    7  Mov d10 a4
                    8  Mov d11 a6
                    9  Closure d7 a9 n3 #3 ; main.f-range1
                   11  CallClosure results0 base7 f5 params1
                   12  Load.W64 d9 a6 off0
                   13  JmpNeImm a9 -3 -> 15
                   14  Fault k3 ; runtime error: range function recovered a loop body panic and did not resume panicking
                   15  Imm d9 -2
                   16  Store.W64 a6 off0 b9
                   17  Load.W64 d9 a6 off8
                   18  JmpNeImm a9 1 -> 21
                   19  Load.W64 d0 a3 off0
                   20  Ret
                   21  Imm d5 -1
                   22  Store.W64 a3 off0 b5
                   23  Load.W64 d0 a3 off0
                   24  Ret
            func main.f-range1: 1 results, 1 params, 8 words, closure
               1    0  LoadN n3 d3 a2 off8
                    1  Load.W64 d6 a5 off0
                    2  Imm d7 -3
                    3  Store.W64 a5 off0 b7
                    4  JmpEqImm a6 0 -> 10
                    5  JmpEqImm a6 -2 -> 8
                    6  JmpEqImm a6 -3 -> 9
                    7  Fault k0 ; runtime error: range function continued iteration after function for loop body returned false
                    8  Fault k1 ; runtime error: range function continued iteration after whole loop exit
                    9  Fault k2 ; runtime error: range function continued iteration after loop body panic
                   10  Load.W64 d6 a4 off0
                   11  Add d7 a6 b1
                   12  Store.W64 a4 off0 b7
                   13  Load.W64 d6 a4 off0
                   14  JmpLeImm a6 9 -> 22
                   15  Store.W64 a3 off0 b1
                   16  Imm d6 1
                   17  Store.W64 a5 off8 b6
                   18  Imm d6 -1
                   19  Store.W64 a5 off0 b6
                   20  Imm d0 0
                   21  Ret
                   22  Imm d6 0
                   23  Store.W64 a5 off0 b6
                   24  Imm d0 1
                   25  Ret
        "#]],
    );
}

#[test]
fn a_dense_switch_is_a_table() {
    check(
        "func f(n int) int { switch n { case 1: return 10; case 2, 3: fallthrough; case 4: return 20; case 6: n++; default: return 0 }; return n }",
        &expect![[r#"
            func main.f: 1 results, 1 params, 5 words
               1    0  Mov d3 a1
                    1  AddImm d4 a3 -1
                    2  JmpTable a4 n6 -> 10 -> 12 -> 12 -> 13 -> 17 -> 15
                    9  Jmp -> 17
                   10  Imm d0 10
                   11  Ret
                   12  Jmp -> 13
                   13  Imm d0 20
                   14  Ret
                   15  AddImm d1 a1 1
                   16  Jmp -> 19
                   17  Imm d0 0
                   18  Ret
                   19  Mov d0 a1
                   20  Ret
        "#]],
    );
}

#[test]
fn a_switch_over_strings_compares() {
    check(
        "func f(s string) int { switch s { case \"a\", \"b\": return 1; case \"c\": break }; return 2 }",
        &expect![[r#"
            func main.f: 1 results, 2 params, 9 words
               1    0  MovN d4 a1 n2
                    1  Const d7 k0 ; 0xc000000030
                    2  Imm d8 1
                    3  EqStr d6 a4 b7
                    4  JmpIf a6 -> 14
                    5  Const d7 k1 ; 0xc000000031
                    6  Imm d8 1
                    7  EqStr d6 a4 b7
                    8  JmpIf a6 -> 14
                    9  Const d7 k2 ; 0xc000000032
                   10  Imm d8 1
                   11  EqStr d6 a4 b7
                   12  JmpIf a6 -> 16
                   13  Jmp -> 17
                   14  Imm d0 1
                   15  Ret
                   16  Jmp -> 17
                   17  Imm d0 2
                   18  Ret
        "#]],
    );
}

#[test]
fn a_type_switch_unpacks() {
    check(
        "func f(x any) int { switch v := x.(type) { case nil: return 0; case int: return v; case string, error: _ = v }; return 2 }",
        &expect![[r#"
            func main.f: 1 results, 2 params, 8 words
               1    0  MovN d4 a1 n2
                    1  JmpEqImm a4 0 -> 9
                    2  IsType d6 a4 t2 ; int
                    3  JmpIf a6 -> 12
                    4  IsType d6 a4 t17 ; string
                    5  JmpIf a6 -> 17
                    6  IsType d6 a4 t18 ; error
                    7  JmpIf a6 -> 17
                    8  Jmp -> 18
                    9  MovN d6 a4 n2
                   10  Imm d0 0
                   11  Ret
                   12  Assert d7 a4 t2 #19 ; int
                   14  Mov d6 a7
                   15  Mov d0 a6
                   16  Ret
                   17  MovN d6 a4 n2
                   18  Imm d0 2
                   19  Ret
        "#]],
    );
}

#[test]
fn a_select_computes_operands_first() {
    check(
        "func f(a chan int, b chan string, g func() string) int { select { case v, ok := <-a: if ok { return v }; case b <- g(): return 1; default: }; return 0 }",
        &expect![[r#"
            func main.f: 1 results, 3 params, 12 words
               1    0  CallClosure results2 base7 f3 params0 ; `g`
                    1  Select d9 k0 ; 5, 6 = <-1 ; 2 <- 7 ; default
                    2  JmpTable a9 n3 -> 6 -> 12 -> 14
                    6  Mov d10 a5
                    7  Mov d11 a6
                    8  JmpIfNot a11 -> 11
                    9  Mov d0 a10
                   10  Ret
                   11  Jmp -> 14
                   12  Imm d0 1
                   13  Ret
                   14  Imm d0 0
                   15  Ret
        "#]],
    );
}

#[test]
fn labels_and_goto() {
    check(
        "func f(n int) int {\nouter: for { for { n--; if n < 0 { break outer }; if n == 3 { continue outer }; goto end } }\nend: return n }",
        &expect![[r#"
            func main.f: 1 results, 1 params, 3 words
               2    0  AddImm d1 a1 -1
                    1  JmpLtImm a1 0 -> 6
                    2  JmpEqImm a1 3 -> 5
                    3  Jmp -> 6
                    4  Jmp -> 0
                    5  Jmp -> 0
               3    6  Mov d0 a1
                    7  Ret
        "#]],
    );
}

#[test]
fn loop_variables_that_closures_share_are_new_each_round() {
    check(
        "func f() (g []func()) { for i := 0; i < 3; i++ { g = append(g, func() { i++ }) }; return }",
        &expect![[r#"
            func main.f: 3 results, 0 params, 9 words
               1    0  Zero d0 n3
                    1  Imm d5 0
                    2  Imm d7 0
                    3  New d6 t2 ; int
                    4  Store.W64 a6 off0 b7
                    5  Jmp -> 18
                    6  Mov d8 a6
                    7  Closure d7 a8 n1 #3 ; main.f.func1
                    9  AppendBuf stepsfalse d0 a0 n4 #65579
                   11  IndexStore.W64 s0 i4 b7
                   12  Load.W64 d7 a6 off0
                   13  New d6 t2 ; int
                   14  Store.W64 a6 off0 b7
                   15  Load.W64 d7 a6 off0
                   16  AddImm d8 a7 1
                   17  Store.W64 a6 off0 b8
                   18  Load.W64 d7 a6 off0
                   19  JmpLtImm a7 3 -> 6
                   20  MoveSlice a0 n4 #43
                   22  Ret
            func main.f.func1: 0 results, 0 params, 4 words, closure
               1    0  LoadN n1 d1 a0 off8
                    1  Load.W64 d2 a1 off0
                    2  AddImm d3 a2 1
                    3  Store.W64 a1 off0 b3
                    4  Ret
        "#]],
    );
}
