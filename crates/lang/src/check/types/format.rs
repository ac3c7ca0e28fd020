//! Types as Go's messages spell them: those of the type checker, and those of what comes after it in the compiler.

use std::fmt::Write as _;

use super::{ChanDir, Field, Named, Signature, Ty, Type, Types, Var};
use crate::check::object::{PkgId, is_exported};

/// Types nested deeper than this are cut with `...`.
const DEPTH_MAX: u32 = 200;

impl Types {
    /// The type as Go writes it. Names of package `current` stand without their package, as in the compiler's messages;
    /// `None` qualifies all names, as `%T` does.
    pub fn format(&self, ty: Ty, current: Option<PkgId>) -> String {
        let mut writer = Writer::new(self, Style::Message, current);
        writer.ty(ty);
        writer.text
    }

    /// A signature without the word `func`: `(x int) string`.
    pub fn format_signature(&self, signature: &Signature, current: Option<PkgId>) -> String {
        let mut writer = Writer::new(self, Style::Message, current);
        writer.signature(signature);
        writer.text
    }

    /// Parameters in parentheses.
    pub fn format_tuple(&self, vars: &[Var], is_variadic: bool, current: Option<PkgId>) -> String {
        let mut writer = Writer::new(self, Style::Message, current);
        writer.tuple(vars, is_variadic);
        writer.text
    }

    /// As the parts of the compiler write it that come after the type checker: aliases are gone, and so are names of
    /// parameters. Source: cmd/compile/internal/types/fmt.go:tconv2, fmtGo.
    pub fn compiler_name(&self, ty: Ty, current: PkgId) -> String {
        let mut writer = Writer::new(self, Style::Compiler, Some(current));
        writer.ty(ty);
        writer.text
    }

    /// The name by which the linker tells types apart, which is also what instances are named by.
    /// Source: cmd/compile/internal/types/fmt.go:tconv2, fmtTypeID.
    pub fn link_name(&self, ty: Ty) -> String {
        let mut writer = Writer::new(self, Style::Link, None);
        writer.ty(ty);
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

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Message,
    Compiler,
    Link,
}

struct Writer<'a> {
    types: &'a Types,
    style: Style,
    current: Option<PkgId>,
    text: String,
    depth: u32,
}

impl<'a> Writer<'a> {
    fn new(types: &'a Types, style: Style, current: Option<PkgId>) -> Writer<'a> {
        Writer { types, style, current, text: String::new(), depth: 0 }
    }

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
            Type::Basic(super::Basic::Byte) if self.style == Style::Link => self.text.push_str("uint8"),
            Type::Basic(super::Basic::Rune) if self.style == Style::Link => self.text.push_str("int32"),
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
            Type::Struct(fields) if self.style == Style::Message => self.fields(fields),
            Type::Struct(fields) => self.compiled_fields(fields),
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
            Type::Interface(_) if self.style == Style::Message => self.interface(ty),
            Type::Interface(_) => self.compiled_interface(ty),
            Type::Named(id) => {
                let named = types.named(*id);
                self.name(named.pkg, &named.name);
                if self.style != Style::Message {
                    return self.link_arguments(named);
                }
                let of_outer = named.origin.is_some_and(|origin| types.named(origin).type_params.is_empty());
                let args: &[Ty] = if of_outer { &[] } else { &named.type_args };
                self.arguments(args, &named.type_params);
            }
            Type::Alias(id)
                if self.style == Style::Link || self.style == Style::Compiler && ty != Ty::ANY =>
            {
                self.ty(types.alias(*id).actual.unwrap_or(Ty::INVALID));
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
        let package = pkg.and_then(|pkg| self.types.packages.get(pkg.index()));
        match (self.style, package) {
            (Style::Message, _) => self.text.push_str(&self.types.qualifier(pkg, self.current)),
            (Style::Compiler, Some((package, _))) if pkg != self.current => {
                let _ = write!(self.text, "{package}.");
            }
            (Style::Link, Some((_, path))) => {
                let _ = write!(self.text, "{path}.");
            }
            _ => {}
        }
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

    /// Type arguments, also those of the generic function that the type is declared in.
    fn link_arguments(&mut self, named: &Named) {
        let style = std::mem::replace(&mut self.style, Style::Link);
        for (index, &arg) in named.type_args.iter().enumerate() {
            self.prefixed(if index == 0 { "[" } else { "," }, arg);
        }
        self.text.push_str(if named.type_args.is_empty() { "" } else { "]" });
        self.style = style;
        if named.local > 0 && self.style == Style::Link {
            let _ = write!(self.text, "·{}", named.local);
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

    fn compiled_fields(&mut self, fields: &[Field]) {
        self.text.push_str("struct {");
        for (index, field) in fields.iter().enumerate() {
            self.text.push_str(if index > 0 { "; " } else { " " });
            let is_named_so = self.is_named_as(field);
            if !field.is_embedded || self.style == Style::Link && !is_named_so {
                self.member(Some(field.pkg), &field.name);
                self.text.push_str(if field.is_embedded { " = " } else { " " });
            }
            self.ty(field.ty);
            if !field.tag.is_empty() {
                let _ = write!(self.text, " {:?}", String::from_utf8_lossy(&field.tag));
            }
        }
        self.text.push_str(if fields.is_empty() { "}" } else { " }" });
    }

    /// Whether the linker takes an embedded field to be called as its type is.
    fn is_named_as(&self, field: &Field) -> bool {
        let ty = self.types.unalias(field.ty);
        let ty = if let Type::Pointer(elem) = self.types.get(ty) { self.types.unalias(*elem) } else { ty };
        let Type::Named(id) = self.types.get(ty) else { return false };
        let named = self.types.named(*id);
        let is_same = named.pkg == Some(field.pkg) || is_exported(&named.name);
        is_same && named.name == field.name && named.type_args.is_empty()
    }

    /// The name of a field or method, of which the linker says whose it is unless it is exported.
    fn member(&mut self, pkg: Option<PkgId>, name: &str) {
        let pkg = pkg.filter(|_| self.style == Style::Link && !is_exported(name));
        match pkg {
            Some(pkg) => self.name(Some(pkg), name),
            None => self.text.push_str(name),
        }
    }

    /// All methods that it has, embedded ones too; what is not exported is named as the linker names it.
    fn compiled_interface(&mut self, ty: Ty) {
        let set = self.types.type_set(ty);
        self.text.push_str("interface {");
        for (index, method) in set.methods.iter().enumerate() {
            self.text.push_str(if index > 0 { "; " } else { " " });
            let style = std::mem::replace(&mut self.style, Style::Link);
            self.member(method.pkg, &method.name);
            self.style = style;
            if let Some(signature) = self.types.signature(method.ty) {
                self.signature(signature);
            }
        }
        self.text.push_str(if set.methods.is_empty() { "}" } else { " }" });
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
            [result] if result.name.is_empty() || self.style != Style::Message => {
                self.prefixed(" ", result.ty);
            }
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
            if !var.name.is_empty() && self.style == Style::Message {
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
