//! The form of functions that inlining and escape analysis work on: trees of the nodes that cmd/compile has at that time
//! (`cmd/compile/internal/ir`, Go 1.27), since what is inlined depends on their number, and what a slice's buffer may do
//! on how often it is mentioned.

use crate::ast::ExprId;
use crate::check::{ObjId, PkgId, Ty};
use crate::source::FileId;

/// A node of an [`Ir`].
pub(super) type N = u32;
/// A variable of an [`Ir`].
pub(super) type V = u32;
/// A declared function, by its number in [`super::keys::Keys`].
pub(super) type K = u32;
/// A function of an [`Ir`]: 0 is the declared one, the others are literals in it.
pub(super) type F = u32;

/// What a node is; the children are given in order, after the statements that come before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// A constant, a type, or something else that holds no pointer to follow; `data`: of small numbers the value.
    Lit,
    Nil,
    Blank,
    /// `data`: which variable.
    Var,
    Global,
    /// `data`: which declared function; a method counts less.
    Func,
    Method,
    /// An operator that gives no pointers; `data`: how many nodes Go has for it.
    Operator,
    Addr,
    Deref,
    Dot,
    DotPtr,
    DotType,
    Index,
    IndexMap,
    /// `x, low, high, max`, those that are written; `data`: which of them are.
    Slice,
    /// A conversion that computes something.
    Conv,
    /// A conversion that does not.
    ConvNop,
    ConvIface,
    /// A conversion of a string or to one, which makes an object.
    ConvStr,
    AddStr,
    SliceToArray,
    SliceToPointer,
    Recv,
    /// The function and the arguments, receiver first.
    Call,
    /// The interface and the arguments.
    CallInter,
    /// What a call was replaced by: statements, and then `data` variables with the results.
    Inlined,
    /// `data`: whether the last argument is spread.
    Append,
    Copy,
    Panic,
    /// What it gives goes where nobody follows it.
    Leak,
    Recover,
    Len,
    Cap,
    MinMax,
    Clear,
    New,
    /// Length, and capacity if it is written.
    MakeSlice,
    MakeMap,
    MakeChan,
    MethodValue,
    PtrLit,
    ArrayLit,
    SliceLit,
    StructLit,
    MapLit,
    /// An element with its key: `key, value`, or of a struct the value alone.
    KeyValue,
    /// `data`: which function.
    Closure,
    /// What nobody wants; `data`: the node it was, a closure.
    Dead,
    Dcl,
    Block,
    /// `data`: which label.
    Label,
    Goto,
    Branch,
    /// Conditions, each with its block, and the last block if there is one.
    If,
    /// Condition, post statement, body.
    For,
    /// Operand, key and value if there are any, body.
    Range,
    /// Tag if there is one, and cases.
    Switch,
    /// Operand, and cases whose `data` is their variable and 1.
    TypeSwitch,
    Case,
    Select,
    Send,
    /// `x`, and `y` unless it is zero.
    As,
    /// `x op= y`
    Update,
    /// As many to the left as to the right.
    As2,
    /// Several to the left, a call or a form with two values to the right.
    As2Multi,
    Return,
    Go,
    Defer,
}

#[derive(Clone, Debug)]
pub(super) struct Node {
    pub op: Op,
    pub ty: Ty,
    pub data: u32,
    /// How many of the children are statements that come before the node.
    pub init: u32,
    pub kids: Box<[N]>,
    /// Of expressions the [`ExprId`], of statements where they begin.
    pub at: u32,
    pub copy: u32,
    /// Whether its type holds pointers.
    pub ptrs: bool,
}

impl Node {
    #[inline(never)]
    pub fn own(&self) -> &[N] {
        &self.kids[self.init as usize..]
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Auto,
    Param,
    Result,
}

#[derive(Clone, Debug)]
pub(super) struct Var {
    pub obj: Option<ObjId>,
    pub ty: Ty,
    pub class: Class,
    pub f: F,
    pub ptrs: bool,
    /// It has no name that could be used.
    pub is_blank: bool,
    /// Where it is declared is not known.
    pub is_stray: bool,
    /// The copy it belongs to.
    pub copy: u32,
    /// What it is declared with, if that is the only value it ever has.
    pub value: Option<N>,
    /// All values that are assigned to it, if it holds a function and nothing else can change it.
    pub funcs: Option<Vec<N>>,
    /// Another variable is assigned to, or part of it, than by its declaration.
    pub is_reassigned: bool,
    /// `&x` is somewhere.
    pub is_addressed: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Fun {
    pub parent: Option<F>,
    /// Receiver first.
    pub params: Vec<V>,
    pub results: Vec<V>,
    pub captures: Vec<V>,
    pub body: Option<N>,
    pub lit: Option<ExprId>,
    pub copy: u32,
    pub has_defer: bool,
    /// The body of a range over a function.
    pub is_range: bool,
}

/// A function whose body stands where it was called; the first is the declared function itself.
#[derive(Clone, Debug)]
pub(super) struct Inlining {
    pub parent: u32,
    /// None for literals.
    pub key: Option<K>,
    pub literal: Option<F>,
    pub pkg: PkgId,
    pub file: FileId,
    /// The call.
    pub at: u32,
    /// The function that it was copied to.
    pub f: F,
}

#[derive(Clone, Debug)]
pub(super) struct Ir {
    pub nodes: Vec<Node>,
    pub vars: Vec<Var>,
    pub funs: Vec<Fun>,
    /// Declared functions that are mentioned, each once.
    pub callees: Vec<K>,
    pub copies: Vec<Inlining>,
    /// What inlining each of the functions costs, those that can be.
    pub costs: Vec<Option<i32>>,
}

impl Ir {
    // A call is smaller than what it does, and there are hundreds.
    #[inline(never)]
    pub fn node(&self, n: N) -> &Node {
        &self.nodes[n as usize]
    }

    #[inline(never)]
    pub fn var(&self, v: V) -> &Var {
        &self.vars[v as usize]
    }

    pub fn fun(&self, f: F) -> &Fun {
        &self.funs[f as usize]
    }

    /// The variable that a node is.
    pub fn as_var(&self, n: N) -> Option<V> {
        let node = self.node(n);
        (node.op == Op::Var).then_some(node.data)
    }

    /// Whether the body of a range over a function mentions a variable of the function around it.
    pub fn is_in_range(&self, v: V) -> bool {
        self.funs.iter().any(|fun| fun.is_range && fun.captures.contains(&v))
    }

    /// Whether `inner` is a literal within `outer`. Source: ir/func.go:ContainsClosure.
    pub fn contains(&self, outer: F, inner: F) -> bool {
        let mut at = self.fun(inner).parent;
        while let Some(f) = at {
            if f == outer {
                return true;
            }
            at = self.fun(f).parent;
        }
        false
    }

    /// Shows the nodes of a tree, literals' bodies left out unless `into_literals`, parents first and in order.
    pub fn walk(&self, root: N, into_literals: bool, see: &mut impl FnMut(N)) {
        let mut stack = vec![root];
        while let Some(n) = stack.pop() {
            see(n);
            let node = self.node(n);
            if into_literals
                && node.op == Op::Closure
                && let Some(body) = self.fun(node.data).body
            {
                stack.push(body);
            }
            stack.extend(node.kids.iter().rev());
        }
    }

    /// Notes what an assignment does to what its variables are known to hold.
    pub fn note_values(&mut self, n: N) {
        let node = self.node(n);
        let own = node.own();
        let (is_declaring, multi) = (node.init > 0, node.op == Op::As2Multi);
        let count = match node.op {
            Op::As => 1,
            Op::As2 => own.len() / 2,
            Op::As2Multi => own.len() - 1,
            _ => return,
        };
        let pairs: Vec<_> =
            (0..count).map(|i| (own[i], own.get(count + i).copied().filter(|_| !multi))).collect();
        for (x, value) in pairs {
            let Some(v) = self.as_var(x) else { continue };
            let var = &mut self.vars[v as usize];
            match (value, &mut var.funcs) {
                (Some(value), Some(funcs)) if !var.is_addressed => funcs.push(value),
                // Declared without a value.
                (None, Some(_)) if !multi => {}
                (_, funcs) => *funcs = None,
            }
            if is_declaring && var.class == Class::Auto && !var.is_reassigned && !var.is_addressed {
                var.value = value;
            }
        }
    }

    /// What a node's value certainly is. Source: ir/expr.go:StaticValue.
    pub fn static_value(&self, n: N) -> N {
        let mut at = n;
        for _ in 0..STEPS_MAX {
            let node = self.node(at);
            at = match node.op {
                Op::ConvNop => node.own()[0],
                Op::Inlined if node.data == 1 => node.kids[node.kids.len() - 1],
                Op::Var => match self.var(node.data).value {
                    Some(value) => value,
                    None => return at,
                },
                _ => return at,
            };
        }
        at
    }
}

/// Variables that are copies of variables, at most.
const STEPS_MAX: u32 = 1000;
