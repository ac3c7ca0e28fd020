//! Types as Go's messages spell them.

use std::fmt::Write as _;

use super::{ChanDir, Field, Signature, Ty, Type, Types, Var};
use crate::check::object::PkgId;

/// Types nested deeper than this are cut with `...`.
const DEPTH_MAX: u32 = 200;

impl Types {
    /// The type as Go writes it. Names of package `current` stand without their package, as in the compiler's messages;
    /// `None` qualifies all names, as `%T` does.
    pub fn format(&self, ty: Ty, current: Option<PkgId>) -> String {
        let mut writer = Writer { types: self, current, text: String::new(), depth: 0 };
        writer.ty(ty);
        writer.text
    }

    /// A signature without the word `func`: `(x int) string`.
    pub fn format_signature(&self, signature: &Signature, current: Option<PkgId>) -> String {
        let mut writer = Writer { types: self, current, text: String::new(), depth: 0 };
        writer.signature(signature);
        writer.text
    }

    /// Parameters in parentheses.
    pub fn format_tuple(&self, vars: &[Var], is_variadic: bool, current: Option<PkgId>) -> String {
        let mut writer = Writer { types: self, current, text: String::new(), depth: 0 };
        writer.tuple(vars, is_variadic);
        writer.text
    }

    /// How messages of package `current` qualify a name of package `pkg`: nothing or `name.`.
    pub fn qualifier(&self, pkg: Option<PkgId>, current: Option<PkgId>) -> String {
        let Some(pkg) = pkg.filter(|_| pkg != current) else { return String::new() };
        let Some((name, path)) = self.packages.get(pkg.index()) else { return String::new() };
        let is_ambiguous =
            current.is_some() && self.packages.iter().any(|(other, at)| other == name && at != path);
        if is_ambiguous { format!("\"{path}\".") } else { format!("{name}.") }
    }
}

struct Writer<'a> {
    types: &'a Types,
    current: Option<PkgId>,
    text: String,
    depth: u32,
}

impl Writer<'_> {
    fn ty(&mut self, ty: Ty) {
        if self.depth >= DEPTH_MAX {
            self.text.push_str("...");
            return;
        }
        self.depth += 1;
        self.node(ty);
        self.depth -= 1;
    }

    fn node(&mut self, ty: Ty) {
        let types = self.types;
        match types.get(ty) {
            Type::Basic(super::Basic::UnsafePointer) => self.text.push_str("unsafe.Pointer"),
            Type::Basic(basic) => self.text.push_str(basic.name()),
            Type::Pointer(elem) => self.prefixed("*", *elem),
            Type::Slice(elem) => self.prefixed("[]", *elem),
            Type::Array { elem, len } => {
                let _ = write!(self.text, "[{len}]");
                self.ty(*elem);
            }
            Type::Map { key, elem } => {
                self.prefixed("map[", *key);
                self.prefixed("]", *elem);
            }
            Type::Chan { dir, elem } => self.chan(*dir, *elem),
            Type::Struct(fields) => self.fields(fields),
            Type::Signature(signature) => {
                self.text.push_str("func");
                self.signature(signature);
            }
            Type::Tuple(vars) => self.tuple(vars, false),
            Type::Union(terms) => {
                for (index, term) in terms.iter().enumerate() {
                    self.text.push_str(if index > 0 { " | " } else { "" });
                    self.prefixed(if term.is_tilde { "~" } else { "" }, term.ty);
                }
            }
            Type::Interface(_) => self.interface(ty),
            Type::Named(id) => {
                let named = types.named(*id);
                self.name(named.pkg, &named.name);
                let of_outer = named.origin.is_some_and(|origin| types.named(origin).type_params.is_empty());
                let args: &[Ty] = if of_outer { &[] } else { &named.type_args };
                self.arguments(args, &named.type_params);
            }
            Type::Alias(id) => {
                let alias = types.alias(*id);
                self.name(alias.pkg, &alias.name);
                self.arguments(&alias.type_args, &alias.type_params);
            }
            Type::Param(id) => {
                let param = types.param(*id);
                self.text.push_str(&param.name);
                if let Some(place) = &param.hides_at {
                    let _ = write!(self.text, " /* with {} declared at {place} */", param.name);
                }
            }
        }
    }

    fn prefixed(&mut self, prefix: &str, ty: Ty) {
        self.text.push_str(prefix);
        self.ty(ty);
    }

    fn name(&mut self, pkg: Option<PkgId>, name: &str) {
        let qualifier = self.types.qualifier(pkg, self.current);
        self.text.push_str(&qualifier);
        self.text.push_str(name);
    }

    fn arguments(&mut self, args: &[Ty], params: &[Ty]) {
        if !args.is_empty() {
            for (index, &arg) in args.iter().enumerate() {
                self.prefixed(if index == 0 { "[" } else { ", " }, arg);
            }
            self.text.push(']');
        } else if !params.is_empty() {
            self.type_params(params);
        }
    }

    fn type_params(&mut self, params: &[Ty]) {
        self.text.push('[');
        let constraint =
            |ty: Ty| self.types.as_param(ty).map_or(Ty::INVALID, |id| self.types.param(id).constraint);
        let constraints: Vec<Ty> = params.iter().map(|&ty| constraint(ty)).collect();
        for (index, &param) in params.iter().enumerate() {
            self.text.push_str(if index > 0 { ", " } else { "" });
            self.ty(param);
            if constraints.get(index + 1) != Some(&constraints[index]) {
                self.prefixed(" ", constraints[index]);
            }
        }
        self.text.push(']');
    }

    fn chan(&mut self, dir: ChanDir, elem: Ty) {
        self.text.push_str(match dir {
            ChanDir::Both => "chan ",
            ChanDir::Send => "chan<- ",
            ChanDir::Receive => "<-chan ",
        });
        let receives = matches!(self.types.get(elem), Type::Chan { dir: ChanDir::Receive, .. });
        if dir == ChanDir::Both && receives {
            self.prefixed("(", elem);
            self.text.push(')');
        } else {
            self.ty(elem);
        }
    }

    fn fields(&mut self, fields: &[Field]) {
        self.text.push_str("struct{");
        for (index, field) in fields.iter().enumerate() {
            self.text.push_str(if index > 0 { "; " } else { "" });
            if !field.is_embedded {
                self.text.push_str(&field.name);
                self.text.push(' ');
            }
            self.ty(field.ty);
            if !field.tag.is_empty() {
                let _ = write!(self.text, " {:?}", String::from_utf8_lossy(&field.tag));
            }
        }
        self.text.push('}');
    }

    fn interface(&mut self, ty: Ty) {
        let Type::Interface(id) = *self.types.get(ty) else { return };
        let interface = self.types.interface(id);
        if self.types.under(Ty::COMPARABLE) == ty {
            self.text.push_str("interface{comparable}");
            return;
        }
        if interface.is_implicit
            && let ([], [(embedded, _)]) = (&interface.methods[..], &interface.embeds[..])
        {
            return self.ty(*embedded);
        }
        self.text.push_str("interface{");
        let mut separator = "";
        for method in &interface.methods {
            self.text.push_str(separator);
            self.text.push_str(&method.name);
            if let Some(signature) = self.types.signature(method.ty) {
                self.signature(signature);
            }
            separator = "; ";
        }
        for &(embedded, _) in &interface.embeds {
            self.prefixed(separator, embedded);
            separator = "; ";
        }
        self.text.push('}');
    }

    fn signature(&mut self, signature: &Signature) {
        if self.depth >= DEPTH_MAX {
            self.text.push_str("(...)");
            return;
        }
        self.depth += 1;
        if !signature.type_params.is_empty() {
            self.type_params(&signature.type_params);
        }
        self.tuple(&signature.params, signature.is_variadic);
        match &signature.results[..] {
            [] => {}
            [result] if result.name.is_empty() => self.prefixed(" ", result.ty),
            results => {
                self.text.push(' ');
                self.tuple(results, false);
            }
        }
        self.depth -= 1;
    }

    fn tuple(&mut self, vars: &[Var], is_variadic: bool) {
        self.text.push('(');
        for (index, var) in vars.iter().enumerate() {
            self.text.push_str(if index > 0 { ", " } else { "" });
            if !var.name.is_empty() {
                self.text.push_str(&var.name);
                self.text.push(' ');
            }
            match self.types.structure(var.ty) {
                Type::Slice(elem) if is_variadic && index + 1 == vars.len() => self.prefixed("...", *elem),
                _ => self.ty(var.ty),
            }
        }
        self.text.push(')');
    }
}
