//! What the checker tells lowering: variables, selections, initialization order, instances.

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use gopark_lang::arena::Arena;
use gopark_lang::check::{Checked, ObjectKind, Value, VarKind, check_program};
use gopark_lang::diag::render_all;
use gopark_lang::source::SourceFile;

fn checked<'a>(source: &str, arena: &'a Arena) -> Checked<'a> {
    let checked = check_program(vec![SourceFile::new("main.go", source)], &mut |_| None, arena);
    assert_eq!(render_all(&checked.diagnostics, &checked.sources), "");
    checked
}

fn check(source: &str, report: fn(&Checked) -> String, expected: &Expect) {
    expected.assert_eq(&report(&checked(source, &Arena::new())));
}

/// Each variable of the program with what happens to it.
fn variables(checked: &Checked) -> String {
    let mut text = String::new();
    for (_, object) in checked.objects.iter() {
        let ObjectKind::Var(var) = &object.kind else { continue };
        let mut facts = vec![match var.kind {
            VarKind::Package => "package",
            VarKind::Local => "local",
            VarKind::Receiver => "receiver",
            VarKind::Param => "param",
            VarKind::Result => "result",
        }];
        facts.extend(var.is_captured.then_some("captured"));
        facts.extend(var.is_address_taken.then_some("address taken"));
        facts.extend(var.is_reassigned.then_some("reassigned"));
        let ty = checked.types.format(object.ty, None);
        let _ = writeln!(text, "{} {ty}: {}", object.name, facts.join(", "));
    }
    text
}

#[test]
fn what_happens_to_variables() {
    check(
        "package main
type T struct{ n int; inner struct{ a [3]int }; p *T }
func (t *T) inc() { t.n++ }
func main() {
	x, y := 1, 2
	f := func() { x++; _ = y }
	var t, u T
	t.inc()
	u.p.n = 1
	s := u.inner.a[:]
	z := &s[0]
	_ = z
	w, x := 3, 4
	_, _ = w, x
	f()
}",
        variables,
        &expect![[r#"
            t *main.T: receiver
            x int: local, captured, reassigned
            y int: local, captured
            f func(): local
            t main.T: local, address taken
            u main.T: local, address taken
            s []int: local
            z *int: local
            w int: local
        "#]],
    );
}

fn init_order(checked: &Checked) -> String {
    let package = checked.packages.last().unwrap();
    let names = |vars: &[gopark_lang::check::ObjId]| {
        vars.iter().map(|&obj| checked.objects.get(obj).name.to_string()).collect::<Vec<_>>().join(", ")
    };
    package.info.init_order.iter().map(|init| names(&init.vars) + "\n").collect()
}

#[test]
fn variables_are_initialized_after_what_they_need() {
    check(
        "package main
var a = c + f()
var b, _ = g()
var c = 1
var d int
var e = func() int { return h }()
var h = d
func f() int { return b }
func g() (int, int) { return c, 2 }
func main() { _, _ = a, e }",
        init_order,
        &expect![[r#"
            c
            b, _
            a
            h
            e
        "#]],
    );
}

/// Every selection: its kind, path and receiver adjustment.
fn selections(checked: &Checked) -> String {
    let info = &checked.packages.last().unwrap().info;
    let line = |selection: &gopark_lang::check::Selection| {
        let step = |step: &gopark_lang::check::types::FieldStep| {
            format!("{}{}", if step.through_pointer { "*" } else { "" }, step.field)
        };
        let path = selection.path.iter().map(step).collect::<Vec<_>>().join(".");
        let ty = checked.types.format(selection.ty, None);
        format!("{:?} [{path}] {:?} {ty}\n", selection.kind, selection.adjust)
    };
    info.selections.values().map(line).collect()
}

#[test]
fn selectors_say_which_way_to_go() {
    check(
        "package main
type In struct{ x int }
func (i In) val() {}
func (i *In) ptr() {}
type Out struct{ *In }
type Deep struct{ Out }
type I interface{ val() }
func main() {
	var d Deep
	d.x = 1
	d.ptr()
	d.val()
	var in In
	in.ptr()
	(&in).val()
	_ = (*In).ptr
	var i I = in
	i.val()
}",
        selections,
        &expect![[r#"
            Field [0.0.*0] None int
            MethodValue [0.0] None func()
            MethodValue [0.0] Deref func()
            MethodValue [] AddressOf func()
            MethodValue [] Deref func()
            MethodExpr [] None func(*main.In)
            MethodValue [] None func()
        "#]],
    );
}

fn instances(checked: &Checked) -> String {
    let info = &checked.packages.last().unwrap().info;
    let line = |instance: &gopark_lang::check::Instance| {
        let args: Vec<String> =
            instance.type_args.iter().map(|&arg| checked.types.format(arg, None)).collect();
        format!("[{}] {}\n", args.join(", "), checked.types.format(instance.ty, None))
    };
    info.instances.values().map(line).collect()
}

#[test]
fn instances_have_their_arguments() {
    check(
        "package main
type List[T any] struct{ v T }
func (l *List[T]) get() T { return l.v }
func Map[T, U any](s []T, f func(T) U) []U { return nil }
func main() {
	l := &List[string]{}
	_ = Map([]int{1}, func(i int) string { return l.get() })
}",
        instances,
        &expect![[r#"
            [T] main.List[T]
            [string] main.List[string]
            [int, string] func(s []int, f func(int) string) []string
        "#]],
    );
}

fn constants(checked: &Checked) -> String {
    let mut text = String::new();
    for (_, object) in checked.objects.iter().filter(|(_, object)| object.pkg.is_some()) {
        if let ObjectKind::Const(value) = &object.kind {
            let value = match value {
                Value::Float(_) => value.as_f64().unwrap().to_string(),
                other => other.to_string(),
            };
            let _ = writeln!(text, "{} {} = {value}", object.name, checked.types.format(object.ty, None));
        }
    }
    text
}

#[test]
fn constants_are_exact() {
    check(
        "package main
const big = 1 << 100
const third = 1.0 / 3
const back = big >> 98
const f float32 = 0.1
const c = 'a' + 1.0
const s = \"x\" + \"y\"
const z = (1 + 2i) * (3 - 1i)
const (
	_ = iota * 10
	ten
	twenty
)
const neg = -7 / 2
const rem = -7 % 3
const mask uint8 = ^uint8(1)
func main() {}",
        constants,
        &expect![[r#"
            big untyped int = 1267650600228229401496703205376
            third untyped float = 0.3333333333333333
            back untyped int = 4
            f float32 = 0.10000000149011612
            c untyped float = 98
            s untyped string = "xy"
            z untyped complex = (5 + 5i)
            _ untyped int = 0
            ten untyped int = 10
            twenty untyped int = 20
            neg untyped int = -3
            rem untyped int = -1
            mask uint8 = 254
        "#]],
    );
}
