//! Objects: what names stand for.

use std::rc::Rc;

use super::constant::Value;
use super::types::{Ty, Types};
use crate::ast::{ExprId, Name};
use crate::source::Span;

/// A package of the program: an index into [`super::Checked::packages`], in order of dependency.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PkgId(pub u16);

impl PkgId {
    /// The id as an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// An object: an index into [`Objects`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ObjId(pub u32);

impl ObjId {
    /// The id as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a name stands for.
#[derive(Clone, Debug)]
pub struct Object {
    /// As declared; `_` for blank, empty for unnamed parameters and results.
    pub name: Name,
    /// The package that declares it; `None` for the predeclared.
    pub pkg: Option<PkgId>,
    /// Its type; a method's signature has no receiver; invalid for packages, labels and built-in functions.
    pub ty: Ty,
    /// Where its name stands.
    pub span: Span,
    /// What it is.
    pub kind: ObjectKind,
}

/// The kinds of objects.
#[derive(Clone, Debug)]
pub enum ObjectKind {
    /// An imported package under its local name.
    Package {
        /// Which.
        imported: PkgId,
    },
    /// A constant.
    Const(Value),
    /// A type or an alias.
    Type,
    /// A variable, parameter or result. Fields are no objects.
    Var(Var),
    /// A function or method.
    Func(Func),
    /// A label.
    Label,
    /// A built-in function.
    Builtin(Builtin),
    /// `nil`
    Nil,
}

/// What a variable is and what happens to it, from which lowering sees where it must live.
#[derive(Clone, Debug)]
pub struct Var {
    /// Where it is declared.
    pub kind: VarKind,
    /// For a local variable, parameter or result: the function that declares it, as a key of [`super::Info::funcs`].
    pub owner: Option<ExprId>,
    /// A function literal inside its own function uses it.
    pub is_captured: bool,
    /// Its address (or that of a part of it that is not behind a pointer or slice) is taken: by `&`, by calling a method
    /// with a pointer receiver, by slicing an array.
    pub is_address_taken: bool,
    /// It, or a part of it, is assigned to other than by its declaration.
    pub is_reassigned: bool,
    /// It is used; the checker reports a local variable that is not.
    pub is_used: bool,
}

/// Where a variable is declared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VarKind {
    /// At package level.
    Package,
    /// In a function.
    Local,
    /// As receiver.
    Receiver,
    /// As parameter.
    Param,
    /// As result.
    Result,
}

impl Object {
    /// The type parameters of a function; of a method those that its receiver declares, and then its own.
    pub fn type_params(&self, types: &Types) -> Rc<[Ty]> {
        let own = types.signature(self.ty).map(|signature| signature.type_params.clone()).unwrap_or_default();
        match &self.kind {
            ObjectKind::Func(func) if !func.receiver_params.is_empty() => {
                func.receiver_params.iter().chain(own.iter()).copied().collect()
            }
            _ => own,
        }
    }
}

/// What is known of a function or method.
#[derive(Clone, Debug, Default)]
pub struct Func {
    /// For a method: its receiver's type as written, `T` or `*T`. Generic: `T` is the generic type itself.
    pub receiver: Option<Ty>,
    /// Whether it is declared with a body; one without is implemented natively.
    pub has_body: bool,
    /// Type parameters that the receiver declares, `func (l *List[T]) ...`.
    pub receiver_params: Rc<[Ty]>,
}

/// Built-in functions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
#[expect(missing_docs, reason = "Go's own words")]
pub enum Builtin {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    /// `unsafe.Alignof`
    Alignof,
    /// `unsafe.Offsetof`
    Offsetof,
    /// `unsafe.Sizeof`
    Sizeof,
}

impl Builtin {
    /// As Go writes it.
    pub fn name(self) -> &'static str {
        match self {
            Builtin::Append => "append",
            Builtin::Cap => "cap",
            Builtin::Clear => "clear",
            Builtin::Close => "close",
            Builtin::Complex => "complex",
            Builtin::Copy => "copy",
            Builtin::Delete => "delete",
            Builtin::Imag => "imag",
            Builtin::Len => "len",
            Builtin::Make => "make",
            Builtin::Max => "max",
            Builtin::Min => "min",
            Builtin::New => "new",
            Builtin::Panic => "panic",
            Builtin::Print => "print",
            Builtin::Println => "println",
            Builtin::Real => "real",
            Builtin::Recover => "recover",
            Builtin::Alignof => "Alignof",
            Builtin::Offsetof => "Offsetof",
            Builtin::Sizeof => "Sizeof",
        }
    }
}

/// All objects of a program.
#[derive(Clone, Debug, Default)]
pub struct Objects {
    all: Vec<Object>,
}

impl Objects {
    /// Adds an object.
    pub(super) fn add(&mut self, object: Object) -> ObjId {
        self.all.push(object);
        ObjId(self.all.len() as u32 - 1)
    }

    /// An object.
    pub fn get(&self, id: ObjId) -> &Object {
        &self.all[id.index()]
    }

    pub(super) fn get_mut(&mut self, id: ObjId) -> &mut Object {
        &mut self.all[id.index()]
    }

    /// All objects with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (ObjId, &Object)> {
        self.all.iter().enumerate().map(|(index, object)| (ObjId(index as u32), object))
    }

    /// Makes what is still unknown after errors invalid.
    pub(super) fn settle(&mut self) {
        for object in self.all.iter_mut().filter(|object| object.ty == Ty::UNSET) {
            object.ty = Ty::INVALID;
        }
    }

    /// The variable's entry, if the object is one.
    pub fn var(&self, id: ObjId) -> Option<&Var> {
        match &self.get(id).kind {
            ObjectKind::Var(var) => Some(var),
            _ => None,
        }
    }

    pub(super) fn var_mut(&mut self, id: ObjId) -> Option<&mut Var> {
        match &mut self.get_mut(id).kind {
            ObjectKind::Var(var) => Some(var),
            _ => None,
        }
    }
}

/// Whether a name is exported: begins with an upper-case letter.
pub fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}
