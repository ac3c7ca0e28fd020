//! Programs made at random: type-correct, and with the same output whoever runs them. What Go leaves open is avoided:
//! expressions have no effects but the order of calls, and goroutines write what nobody else reads meanwhile.

use gopark_sched::Rng;

use super::types::{INTS, STRUCTS, Type};

/// What does not change from program to program.
const FRAME: &str = include_str!("frame.go.txt");
const FUNCTIONS: usize = 6;

/// A program in the making.
pub struct Generator<'a> {
    rng: &'a mut Rng,
    text: String,
    /// Variables that can be read, and whether they may be assigned to.
    scope: Vec<(String, Type, bool)>,
    /// Finished functions: parameters and result.
    functions: Vec<(Vec<Type>, Type)>,
    names: usize,
    loops: usize,
}

/// A program.
pub fn program(rng: &mut Rng) -> String {
    let mut it = Generator {
        rng,
        text: FRAME.to_owned(),
        scope: Vec::new(),
        functions: Vec::new(),
        names: 0,
        loops: 0,
    };
    for number in 0..FUNCTIONS {
        it.function(number);
    }
    let calls: Vec<_> = it.functions.clone().into_iter().enumerate().collect();
    it.line("func main() {");
    for (number, (params, _)) in calls {
        for _ in 0..2 {
            let args: Vec<String> = params.iter().map(|t| it.literal(t)).collect();
            it.line(&format!("fmt.Println(f{number}({}))", args.join(", ")));
        }
    }
    it.line("}");
    it.text
}

impl Generator<'_> {
    fn below(&mut self, n: usize) -> usize {
        self.rng.below(n.max(1) as u64) as usize
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("v{}", self.names)
    }

    fn function(&mut self, number: usize) {
        let params: Vec<Type> = (0..1 + self.below(3)).map(|_| Type::any(self.rng)).collect();
        let result = Type::any(self.rng);
        let listed: Vec<String> = params.iter().enumerate().map(|(i, t)| format!("p{i} {t}")).collect();
        self.line(&format!("\nfunc f{number}({}) (r {result}) {{", listed.join(", ")));
        self.line("if burn() { return }");
        self.scope.clear();
        for (i, t) in params.iter().enumerate() {
            match t {
                Type::Slice(_) => self.line(&format!("p{i} = slices.Clone(p{i})")),
                Type::Map(_) => self.line(&format!("p{i} = maps.Clone(p{i})")),
                _ => {}
            }
            self.scope.push((format!("p{i}"), t.clone(), true));
        }
        if matches!(result, Type::Map(_)) {
            self.line(&format!("r = {result}{{}}"));
        }
        self.scope.push(("r".to_owned(), result.clone(), true));
        if self.below(3) == 0 {
            let late = self.expr(&result, 2);
            self.line(&format!("defer func() {{ if len(fmt.Sprint(r))%2 == 0 {{ r = {late} }} }}()"));
        }
        self.block(3, 5);
        let last = self.expr(&result, 3);
        self.line(&format!("r = {last}"));
        let shown: Vec<_> = self.scope.iter().map(|(name, ..)| name.clone()).collect();
        self.line(&format!("show(\"f{number}\", {})\nreturn r\n}}", shown.join(", ")));
        self.functions.push((params, result));
    }

    /// Statements; what they declare stays in scope only if they are a function's own.
    fn block(&mut self, depth: usize, most: usize) {
        for _ in 0..1 + self.below(most) {
            self.statement(depth);
        }
    }

    fn inner(&mut self, depth: usize) {
        let known = self.scope.len();
        self.block(depth.saturating_sub(1), 3);
        self.scope.truncate(known);
    }

    /// A variable that may be assigned to, if there is one of such a type.
    fn target(&mut self, fits: impl Fn(&Type) -> bool) -> Option<(String, Type)> {
        let all: Vec<_> = self.scope.iter().filter(|it| it.2 && fits(&it.1)).cloned().collect();
        let (name, t, _) = all.get(self.below(all.len()))?.clone();
        Some((name, t))
    }

    fn declare(&mut self, t: Type, value: &str) {
        let name = self.name();
        self.line(&format!("var {name} {t} = {value}\n_ = {name}"));
        self.scope.push((name, t, true));
    }

    fn statement(&mut self, depth: usize) {
        match self.below(if depth > 0 { 17 } else { 6 }) {
            0 | 1 => {
                let t = Type::any(self.rng);
                let value = self.expr(&t, 3);
                self.declare(t, &value);
            }
            2 | 3 => self.assign(),
            4 => {
                let Some((name, t)) = self.target(|t| matches!(t, Type::Int(_))) else {
                    return self.assign();
                };
                let op = ["+", "-", "*", "&", "|", "^", "&^"][self.below(7)];
                let value = self.expr(&t, 2);
                self.line(&format!("{name} {op}= {value}"));
            }
            5 => self.failing(),
            6 | 7 => {
                let condition = self.expr(&Type::Bool, 3);
                self.line(&format!("if ({condition}) {{"));
                self.inner(depth);
                self.line("} else {");
                self.inner(depth);
                self.line("}");
            }
            8 | 9 => self.counted(depth),
            10 => self.ranged(depth),
            11 => self.switch(depth),
            12 => self.type_switch(depth),
            13 => self.closure(depth),
            14 => self.goroutine(),
            15 => self.group(),
            _ => {
                let (x, y) = (self.target(|t| *t == Type::INT), self.target(|t| *t == Type::INT));
                let (Some((x, _)), Some((y, _))) = (x, y) else { return self.assign() };
                self.line(&format!("{x}, {y} = {y}, {x}"));
            }
        }
    }

    fn assign(&mut self) {
        let Some((name, t)) = self.target(|_| true) else { return };
        let i = self.expr(&Type::INT, 1);
        let (place, t) = match &t {
            Type::Slice(elem) => {
                let value = self.expr(elem, 2);
                let place = format!("{name}[uint({i})%uint(len({name}))]");
                return self.line(&format!("if len({name}) > 0 {{ {place} = {value} }}"));
            }
            Type::Array(elem) => (format!("{name}[uint({i})%3]"), (**elem).clone()),
            Type::Map(elem) => {
                let value = self.expr(elem, 2);
                return self.line(&format!("if {name} != nil {{ {name}[key({i})] = {value} }}"));
            }
            Type::Struct(number) => {
                let field = self.below(3);
                (format!("{name}.{}", ["a", "b", "c"][field]), Type::fields(*number)[field].clone())
            }
            _ => (name, t),
        };
        let value = self.expr(&t, 3);
        self.line(&format!("{place} = {value}"));
    }

    /// Exactly one thing that panics.
    fn failing(&mut self) {
        let (i, text) = (self.expr(&Type::INT, 1), self.expr(&Type::Text, 1));
        let t = Type::Int(self.below(INTS.len()));
        let value = self.expr(&t, 1);
        let fails = match self.below(8) {
            0 => format!("x := id([]int{{1, 2}}); fmt.Println(x[2+int(uint8({i}))])"),
            1 => format!("zero := id({t}(0)); fmt.Println({value} / zero)"),
            2 => format!("var m map[string]int; m[{text}]++"),
            3 => format!("x := any({text}); fmt.Println(x.({t}))"),
            4 => format!("var p *s1; p.c.a = {i}"),
            5 => format!("x := {text}; fmt.Println(x[len(x)+1+int(uint8({i})):])"),
            6 => format!("panic(fmt.Errorf(\"%v\", {text}))"),
            _ => format!("x := make([]int, 2); fmt.Println([3]int(x), {i})"),
        };
        self.line(&format!("try(func() {{ {fails} }})"));
    }

    fn counted(&mut self, depth: usize) {
        let name = self.name();
        let n = 1 + self.below(4);
        let header = match self.below(4) {
            0 => format!("{name} := range {n}"),
            1 => format!("{name} := range count({n})"),
            2 => format!("{name} := 0; {name} < {n}; {name}++"),
            _ => format!("_, {name} := range []int{{4, -1, 7}}"),
        };
        self.looped(depth, &header, &name, &Type::INT);
    }

    fn ranged(&mut self, depth: usize) {
        let t = Type::scalar(self.rng);
        let over = self.expr(&Type::Slice(Box::new(t.clone())), 2);
        let name = self.name();
        self.looped(depth, &format!("_, {name} := range ({over})"), &name, &t);
    }

    fn looped(&mut self, depth: usize, header: &str, name: &str, t: &Type) {
        self.loops += 1;
        let label = format!("l{}", self.loops);
        self.line(&format!("{label}:\nfor {header} {{\n_ = {name}"));
        let known = self.scope.len();
        self.scope.push((name.to_owned(), t.clone(), false));
        self.block(depth.saturating_sub(1), 2);
        let condition = self.expr(&Type::Bool, 2);
        let leave = ["break", "continue"][self.below(2)];
        self.line(&format!("if ({condition}) {{ {leave} {label} }}"));
        self.block(depth.saturating_sub(1), 2);
        self.scope.truncate(known);
        self.line("}");
    }

    fn switch(&mut self, depth: usize) {
        let value = self.expr(&Type::INT, 2);
        self.line(&format!("switch ({value}) & 3 {{"));
        for case in 0..self.below(4) {
            self.line(&format!("case {case}:"));
            self.inner(depth);
            if self.below(4) == 0 {
                self.line("fallthrough");
            }
        }
        self.line("default:");
        self.inner(depth);
        self.line("}");
    }

    fn type_switch(&mut self, depth: usize) {
        let t = Type::any(self.rng);
        let value = self.expr(&t, 2);
        let name = self.name();
        self.line(&format!("switch {name} := any({value}).(type) {{"));
        for case in [Type::INT, Type::Text, Type::Struct(0), Type::Slice(Box::new(Type::INT))] {
            self.line(&format!("case {case}:\n_ = {name}"));
            let known = self.scope.len();
            self.scope.push((name.clone(), case, false));
            self.block(depth.saturating_sub(1), 2);
            self.scope.truncate(known);
        }
        self.line(&format!("default:\nshow(\"{name}\", {name})\n}}"));
    }

    /// A function literal that changes what it captures, called at once.
    fn closure(&mut self, depth: usize) {
        let Some((target, t)) = self.target(|_| true) else { return };
        let param = Type::scalar(self.rng);
        let (argument, name) = (self.expr(&param, 2), self.name());
        self.line(&format!("{target} = func({name} {param}) {t} {{\n_ = {name}"));
        let known = self.scope.len();
        self.scope.push((name, param, true));
        self.block(depth.saturating_sub(1), 2);
        let result = self.expr(&t, 2);
        self.scope.truncate(known);
        self.line(&format!("return {result}\n}}({argument})"));
    }

    /// What others must not read meanwhile is out of scope for `make`.
    fn without<T>(&mut self, name: &str, make: impl FnOnce(&mut Self) -> T) -> T {
        let whole = self.scope.clone();
        self.scope.retain(|it| it.0 != name);
        let made = make(self);
        self.scope = whole;
        made
    }

    fn goroutine(&mut self) {
        let Some((target, t)) = self.target(|_| true) else { return };
        // Only the goroutine calls nothing: calls of both would be in no order.
        let functions = std::mem::take(&mut self.functions);
        let value = self.without(&target, |it| it.expr(&t, 2));
        self.functions = functions;
        let (channel, size) = (self.name(), self.below(3));
        self.line(&format!(
            "{channel} := make(chan {t}, {size})\n\
             go func() {{ defer close({channel}); for range 3 {{ {channel} <- {value} }} }}()\n\
             for x := range {channel} {{ {target} = x }}"
        ));
    }

    fn group(&mut self) {
        let Some((target, t)) = self.target(|t| matches!(t, Type::Int(_))) else { return };
        let functions = std::mem::take(&mut self.functions);
        let value = self.without(&target, |it| it.expr(&t, 2));
        self.functions = functions;
        self.line(&format!(
            "{{\nvar mu sync.Mutex\nvar wg sync.WaitGroup\nfor range 3 {{\n\
             wg.Go(func() {{ mu.Lock(); defer mu.Unlock(); {target} += {value} }})\n}}\nwg.Wait()\n}}"
        ));
    }

    /// A value that is written down, but no constant for the compiler.
    fn literal(&mut self, t: &Type) -> String {
        match t {
            Type::Int(i) => {
                let bits = [64, 8, 16, 32, 64][i % 5];
                let value = match self.below(4) {
                    0 => i128::from(self.rng.below(10)),
                    1 => (1 << (bits - 1)) - 1,
                    2 => i128::from(self.rng.below(u64::MAX)) >> (65 - bits),
                    _ => 1,
                };
                let low = if *i < 5 && self.below(3) == 0 {
                    -value - i128::from(self.below(2) == 0)
                } else {
                    value
                };
                format!("id({t}({low}))")
            }
            Type::Float => format!("id({}.{})", self.rng.below(100), self.rng.below(100)),
            Type::Bool => format!("id({})", self.below(2) == 0),
            Type::Text => format!("id({:?})", ["", "a", "héllo", "日本", "x y"][self.below(5)]),
            Type::Slice(elem) => {
                let elems: Vec<_> = (0..self.below(4)).map(|_| self.literal(elem)).collect();
                format!("{t}{{{}}}", elems.join(", "))
            }
            Type::Array(elem) => {
                let elems: Vec<_> = (0..3).map(|_| self.literal(elem)).collect();
                format!("{t}{{{}}}", elems.join(", "))
            }
            Type::Map(elem) => {
                let entries: Vec<_> =
                    (0..self.below(3)).map(|i| format!("\"k{i}\": {}", self.literal(elem))).collect();
                format!("{t}{{{}}}", entries.join(", "))
            }
            Type::Struct(number) => {
                let fields: Vec<_> = Type::fields(*number).iter().map(|field| self.literal(field)).collect();
                format!("{t}{{{}}}", fields.join(", "))
            }
        }
    }

    fn expr(&mut self, t: &Type, depth: usize) -> String {
        let known: Vec<String> = self.scope.iter().filter(|it| it.1 == *t).map(|it| it.0.clone()).collect();
        if depth == 0 || self.below(5) == 0 {
            return match known.get(self.below(known.len())) {
                Some(name) if self.below(4) > 0 => name.clone(),
                _ => self.literal(t),
            };
        }
        if self.below(4) == 0
            && let Some(found) = self.found(t, depth - 1)
        {
            return found;
        }
        let depth = depth - 1;
        match t {
            Type::Int(_) => self.int(t, depth),
            Type::Float => {
                let (x, y) = (self.expr(t, depth), self.expr(t, depth));
                let i = Type::Int(self.below(INTS.len()));
                match self.below(5) {
                    4 => format!("float64({})", self.expr(&i, depth)),
                    op => format!("({x} {} {y})", ["+", "-", "*", "/"][op]),
                }
            }
            Type::Bool => self.bool(depth),
            Type::Text => {
                let (x, y) = (self.expr(t, depth), self.expr(t, depth));
                let other = Type::any(self.rng);
                match self.below(5) {
                    0 => format!("cut({x} + {y})"),
                    1 => format!("strings.ToUpper({x})"),
                    2 => format!("cut(fmt.Sprint({}))", self.expr(&other, depth)),
                    3 => format!("string([]rune({x}))"),
                    _ => format!("strings.Join([]string{{{x}, {y}}}, \"-\")[:1]+cut({y})"),
                }
            }
            Type::Slice(elem) => {
                let (xs, from) = (self.expr(t, depth), Type::scalar(self.rng));
                match self.below(3) {
                    0 => format!("push({xs}, {})", self.expr(elem, depth)),
                    1 => format!("part({xs}, {})", self.expr(&Type::INT, depth)),
                    _ => {
                        let over = self.expr(&Type::Slice(Box::new(from.clone())), depth);
                        let (name, known) = (self.name(), self.scope.len());
                        self.scope.push((name.clone(), from.clone(), false));
                        let value = self.expr(elem, depth);
                        self.scope.truncate(known);
                        format!("mapped({over}, func({name} {from}) {elem} {{ return {value} }})")
                    }
                }
            }
            _ => self.literal(t),
        }
    }

    /// A value of any type: of a call, an element, a field, one of two.
    fn found(&mut self, t: &Type, depth: usize) -> Option<String> {
        match self.below(6) {
            0 => {
                let all: Vec<_> =
                    self.functions.iter().cloned().enumerate().filter(|it| it.1.1 == *t).collect();
                let (number, (params, _)) = all.get(self.below(all.len()))?.clone();
                let args: Vec<_> = params.iter().map(|param| self.expr(param, depth)).collect();
                Some(format!("f{number}({})", args.join(", ")))
            }
            1 => {
                let xs = self.expr(&Type::Slice(Box::new(t.clone())), depth);
                Some(format!("at({xs}, {})", self.expr(&Type::INT, depth)))
            }
            2 => {
                let m = self.expr(&Type::Map(Box::new(t.clone())), 0);
                Some(format!("{m}[key({})]", self.expr(&Type::INT, depth)))
                    .filter(|_| !matches!(t, Type::Map(_)))
            }
            3 => {
                let number = (0..STRUCTS).find(|&number| Type::fields(number).contains(t))?;
                let field = Type::fields(number).iter().position(|field| field == t)?;
                Some(format!("{}.{}", self.expr(&Type::Struct(number), depth), ["a", "b", "c"][field]))
            }
            4 => {
                let (x, y) = (self.expr(t, depth), self.expr(t, depth));
                Some(format!("pick({}, {x}, {y})", self.expr(&Type::Bool, depth)))
            }
            _ => {
                let from = Type::scalar(self.rng);
                let over = self.expr(&Type::Slice(Box::new(from.clone())), depth);
                let (init, known) = (self.expr(t, depth), self.scope.len());
                let (sum, x) = (self.name(), self.name());
                self.scope.push((sum.clone(), t.clone(), false));
                self.scope.push((x.clone(), from.clone(), false));
                let value = self.expr(t, depth);
                self.scope.truncate(known);
                Some(format!("folded({over}, {init}, func({sum} {t}, {x} {from}) {t} {{ return {value} }})"))
            }
        }
    }

    fn int(&mut self, t: &Type, depth: usize) -> String {
        let x = self.expr(t, depth);
        match self.below(10) {
            0 => {
                let from = Type::Int(self.below(INTS.len()));
                format!("{t}({})", self.expr(&from, depth))
            }
            1 => format!("({x} {} ({} | 1))", ["/", "%"][self.below(2)], self.expr(t, depth)),
            2 => {
                let by = Type::Int(self.below(INTS.len()));
                format!("({x} {} (uint8({}) % 70))", ["<<", ">>"][self.below(2)], self.expr(&by, depth))
            }
            3 => format!("({}{x})", ["-", "^", "+"][self.below(3)]),
            4 => format!("{}({x}, {})", ["min", "max"][self.below(2)], self.expr(t, depth)),
            5 => {
                let of = [Type::Text, Type::Slice(Box::new(Type::scalar(self.rng)))];
                let of = of[self.below(2)].clone();
                format!("{t}(len({}))", self.expr(&of, depth))
            }
            6 => {
                let number = self.below(STRUCTS);
                let receiver = self.expr(&Type::Struct(number), depth);
                let receiver = if number == 2 { format!("new({receiver})") } else { receiver };
                format!("{t}(summer({receiver}).sum({}))", self.expr(&Type::INT, depth))
            }
            7 => format!("{t}(whole({}))", self.expr(&Type::Float, depth)),
            _ => {
                let op = ["+", "-", "*", "&", "|", "^", "&^"][self.below(7)];
                format!("({x} {op} {})", self.expr(t, depth))
            }
        }
    }

    fn bool(&mut self, depth: usize) -> String {
        match self.below(4) {
            0 => {
                let (x, y) = (self.expr(&Type::Bool, depth), self.expr(&Type::Bool, depth));
                format!("({x} {} {y})", ["&&", "||", "==", "!="][self.below(4)])
            }
            1 => format!("!{}", self.expr(&Type::Bool, depth)),
            _ => {
                let t = match self.below(3) {
                    0 => Type::Struct(self.below(STRUCTS)),
                    _ => Type::scalar(self.rng),
                };
                let ops: &[&str] =
                    if t.is_ordered() { &["==", "!=", "<", "<=", ">", ">="] } else { &["==", "!="] };
                let op = ops[self.below(ops.len())];
                format!("(id({}) {op} {})", self.expr(&t, depth), self.expr(&t, depth))
            }
        }
    }
}
