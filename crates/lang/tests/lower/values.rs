//! Expressions.

use expect_test::expect;

use crate::support::check;

#[test]
fn arithmetic_is_done_in_place_and_cut_to_width() {
    check(
        "func f(a, b int, c uint8) (int, uint8) { x := a*b + 1; c += 7; c <<= 3; return x - a%3, c }",
        &expect![[r#"
            func main.f: 2 results, 3 params, 9 words
               1    0  Mul d7 a2 b3
                    1  AddImm d6 a7 1
                    2  AddImm d4 a4 7
                    3  Ext d4 a4.U8
                    4  Imm d7 3
                    5  Shl d4 a4 b7
                    6  Ext d4 a4.U8
                    7  Imm d8 3
                    8  RemS d7 a2 b8
                    9  Sub d0 a6 b7
                   10  Mov d1 a4
                   11  Ret
        "#]],
    );
}

#[test]
fn constants_are_folded() {
    check(
        "const big = 1 << 40
         func f() (int, float32, string, complex128) { return big / 3, 0.1, \"a\" + \"b\", 1 + 2i }",
        &expect![[r#"
            func main.f: 6 results, 0 params, 7 words
               2    0  Const d0 k0 ; 0x5555555555
                    1  Const d1 k1 ; 0x3fb99999a0000000
                    2  Const d2 k2 ; 0xc000000030
                    3  Imm d3 2
                    4  Const d4 k3 ; 0x3ff0000000000000
                    5  Const d5 k4 ; 0x4000000000000000
                    6  Ret
        "#]],
    );
}

#[test]
fn fields_of_structs_in_slots_are_slots() {
    check(
        "type p struct { x, y int; small int32; name string }
         func f(v p) (int, string) { v.x = v.y; v.small++; w := v; return w.x, w.name }",
        &expect![[r#"
            func main.f: 3 results, 5 params, 14 words
               2    0  Mov d3 a4
                    1  SlotLoad.I32 d9 a5 off0
                    2  AddImm d10 a9 1
                    3  Ext d10 a10.I32
                    4  SlotStore.I32 a5 off0 b10
                    5  MovN d9 a3 n5
                    6  Mov d0 a9
                    7  MovN d1 a12 n2
                    8  Ret
        "#]],
    );
}

#[test]
fn arrays_in_slots_and_on_the_heap() {
    check(
        "func f(i int) int { var a [4]int; a[i] = 1; a[2] += 5; var g [2][2]int; g[i][1] = 7; return a[i] + g[1][i] }",
        &expect![[r#"
            func main.f: 1 results, 1 params, 13 words
               1    0  Zero d3 n1
                    1  Zero d4 n4
                    2  BoundsImm a1 #4
                    4  Imm d8 1
                    5  SlotIndexStore.W64 a4 i1 b8
                    6  AddImm d8 a6 5
                    7  Mov d6 a8
                    8  Local at3 via_ most0
                    9  New d8 t58 ; [2][2]int
                   10  BoundsImm a1 #2
                   12  ElemAddr d9 a8 i1 #16
                   14  Imm d10 7
                   15  Store.W64 a9 off8 b10
                   16  BoundsImm a1 #4
                   18  SlotIndexLoad.W64 d9 a4 i1
                   19  BoundsImm a1 #2
                   21  FieldAddr d10 a8 #16
                   23  ElemAddr d11 a10 i1 #8
                   25  Load.W64 d12 a11 off0
                   26  Add d0 a9 b12
                   27  Ret
        "#]],
    );
}

#[test]
fn memory_through_pointers_slices_and_maps() {
    check(
        "type t struct { n int; next *t }
         func f(p *t, s []int, m map[string]int) int { p.next.n = s[1]; m[\"k\"] += 2; s[0]++; return p.next.n + len(s) }",
        &expect![[r#"
            func main.f: 1 results, 5 params, 11 words
               2    0  Load.W64 d7 a1 off8
                    1  Imm d8 1
                    2  IndexLoad.W64 d9 s2 i8
                    3  Store.W64 a7 off0 b9
                    4  Const d7 k0 ; 0xc000000030
                    5  Imm d8 1
                    6  MapGet d9 m5 k7 #59
                    8  AddImm d10 a9 2
                    9  MapSet n18 m5 k7 v10
                   10  Imm d7 0
                   11  IndexLoad.W64 d8 s2 i7
                   12  AddImm d9 a8 1
                   13  IndexStore.W64 s2 i7 b9
                   14  Load.W64 d7 a1 off8
                   15  Load.W64 d8 a7 off0
                   16  Add d0 a8 b3
                   17  Ret
        "#]],
    );
}

#[test]
fn interfaces_hold_values() {
    check(
        "func f(n int, e error) (any, bool) { var x any = n; if _, ok := x.(string); ok { x = e }; return x, x == 5 }",
        &expect![[r#"
            func main.f: 3 results, 3 params, 14 words
               1    0  Zero d7 n1
                    1  MakeIface d8 a3 t2 ; int
                    2  AssertOk d11 a8 t17 ; string
                    3  Mov d10 a13
                    4  JmpIfNot a10 -> 6
                    5  MovN d8 a4 n2
                    6  MovN d0 a8 n2
                    7  Imm d10 3
                    8  Const d11 k0 ; 0xc000000030
                    9  EqIface d2 a8 b10
                   10  Ret
        "#]],
    );
}

#[test]
fn composite_literals_are_written_where_they_go() {
    check(
        "type p struct { x, y int }
         func f(n int) (p, []p, *p) { return p{n, 2}, []p{{1, 2}, {y: n}}, &p{x: n} }",
        &expect![[r#"
            func main.f: 6 results, 1 params, 14 words
               2    0  Mov d0 a6
                    1  Imm d1 2
                    2  Imm d11 2
                    3  Imm d12 2
                    4  MakeSlice d8 a11 t57 ; main.p
                    5  Imm d13 1
                    6  Store.W64 a8 off0 b13
                    7  Imm d13 2
                    8  Store.W64 a8 off8 b13
                    9  Store.W64 a8 off24 b6
                   10  MovN d2 a8 n3
                   11  New d8 t57 ; main.p
                   12  Store.W64 a8 off0 b6
                   13  Mov d5 a8
                   14  Ret
        "#]],
    );
}

#[test]
fn append_sets_elements_in_the_room_it_made() {
    check(
        "func f(s []int, t []string, b []byte) []int { t = append(t, \"x\", \"y\"); b = append(b, t[0]...); return append(s, len(b)) }",
        &expect![[r#"
            func main.f: 3 results, 9 params, 21 words
               1    0  Zero d13 n1
                    1  Imm d15 0
                    2  Const d16 k0 ; 0xc000000030
                    3  Imm d17 1
                    4  Const d18 k1 ; 0xc000000031
                    5  Imm d19 1
                    6  Local at13 via_ most32
                    7  AppendBuf stepsfalse d6 a6 n14 #131089
                    9  IndexAddr d20 s6 i14 #16
                   11  StoreN n2 a20 off0 b16
                   12  StoreN n2 a20 off16 b18
                   13  Imm d16 0
                   14  IndexAddr d17 s6 i16 #16
                   16  LoadN n2 d18 a17 off0
                   17  AppendStr d9 a9 b18
                   18  AppendRoom d0 a3 n16 #65538
                   20  IndexStore.W64 s0 i16 b10
                   21  Ret
        "#]],
    );
}

#[test]
fn conversions_change_what_must_change() {
    check(
        "func f(n int, x float64, s string) (uint8, float32, []byte, int64, string) { return uint8(n), float32(n), []byte(s), int64(x), string(rune(n)) }",
        &expect![[r#"
            func main.f: 8 results, 4 params, 14 words
               1    0  Ext d0 a8.U8
                    1  IntToF32 d1 a8
                    2  BytesFromStr d2 a10
                    3  FToInt d5 a9
                    4  Ext d13 a8.I32
                    5  StrFromRune d6 a13
                    6  Ret
        "#]],
    );
}

#[test]
fn package_variables_with_constant_values_are_data() {
    check(
        "var a, b = 7, \"seven\"; var c = a\nfunc f() (int, string, int) { c++; return a, b, c }",
        &expect![[r#"
            func main.f: 4 results, 0 params, 7 words
               2    0  GLoad.W64 d5 #72
                    2  AddImm d6 a5 1
                    3  GStore.W64 a6 #72
                    5  GLoad.W64 d0 #48
                    7  Const d5 k0 ; 0xc000000038
                    8  LoadN n2 d1 a5 off0
                    9  GLoad.W64 d3 #72
                   11  Ret
        "#]],
    );
}
