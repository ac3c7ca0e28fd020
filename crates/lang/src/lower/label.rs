//! What the source calls the things that instructions make and work on.

use super::body::Body;
use crate::ast::{BinaryExpr, Expr, ExprKind, UnaryOp};
use crate::check::Mode;

/// Longer texts are cut, in bytes.
const TEXT_BYTES_MAX: usize = 60;

impl<'a> Body<'_, 'a> {
    /// The next instruction works on what this expression denotes.
    pub fn label(&mut self, expr: &Expr) {
        let text = text_of(expr);
        self.code.label_next(&text);
    }

    /// A value is about to be computed for `target`: if it is a new channel, it is named after it.
    pub fn name_made(&mut self, target: &Expr, value: &Expr) {
        self.name_made_as(&text_of(target), value);
    }

    /// The same for what has a name.
    pub fn name_made_as(&mut self, target: &str, value: &Expr) {
        (self.made_for, self.literal_for) = (None, None);
        if target == "_" {
            return;
        }
        let ExprKind::Call(call) = &value.unparen().kind else {
            let is_literal = matches!(value.unparen().kind, ExprKind::Composite(_));
            self.literal_for = is_literal.then(|| target.to_owned());
            return;
        };
        if self.info.expr(call.function.id).mode == Mode::Builtin {
            self.made_for = Some(target.to_owned());
        } else {
            self.called_for = self.timer_name(&call.function, || target.to_owned());
        }
    }

    /// The same for an element of a literal that goes to `literal`.
    pub fn name_element(&mut self, literal: Option<&str>, index: impl FnOnce() -> String, value: &Expr) {
        if let Some(literal) = literal
            && matches!(value.unparen().kind, ExprKind::Call(_) | ExprKind::Composite(_))
        {
            self.name_made_as(&format!("{literal}[{}]", index()), value);
        }
    }

    /// The values of a call are about to be assigned to what `target` tells: a context that a standard package makes is
    /// named after what it goes to.
    pub fn name_context(&mut self, target: impl FnOnce(usize) -> Option<String>, value: &Expr) {
        let ExprKind::Call(call) = &value.unparen().kind else { return };
        let nth = match self.package_function(&call.function) {
            Some(("context" | "os/signal", _)) => 0,
            Some(("golang.org/x/sync/errgroup", _)) => 1,
            _ => return,
        };
        self.called_for = target(nth).filter(|name| name != "_");
    }

    /// The package of a function that a selector denotes, and its name there.
    fn package_function(&self, function: &Expr) -> Option<(&str, &str)> {
        let function = function.unparen();
        let ExprKind::Selector { member, .. } = &function.kind else { return None };
        if self.selection(function).is_some() {
            return None;
        }
        let object = self.m.checked.objects.get(self.info.object(member.id)?);
        Some((self.m.package_path(object.pkg?), &object.name))
    }

    /// What the channel is called of a timer that `function` makes, if it does, when that is called `timer`.
    pub fn timer_name(&self, function: &Expr, timer: impl FnOnce() -> String) -> Option<String> {
        match self.package_function(function)? {
            ("time", "NewTimer" | "NewTicker") => Some(timer() + ".C"),
            ("time", "After" | "Tick") => Some(timer()),
            _ => None,
        }
    }

    /// Whether what is compiled is the program's own.
    pub fn is_own(&self) -> bool {
        !self.m.checked.packages[self.pkg.index()].is_imported
    }

    /// Which of its arguments a call passes on that is a function or a literal: what it runs in a goroutine is called
    /// by that.
    pub fn note_passed(&mut self, arguments: &'a [Expr<'a>]) {
        if self.is_own()
            && let Some(func) = arguments.iter().find_map(|argument| self.function_of(argument))
        {
            self.code.passed_next(func);
        }
    }
}

/// Longer chains of operators are left out.
const CHAIN_MAX: usize = 8;

/// An expression as text, blanks and all as gofmt has them; parts that are no names, selectors or the like are `…`.
pub(super) fn text_of(expr: &Expr) -> String {
    let mut text = String::new();
    write_text(expr, &mut text);
    if text.len() > TEXT_BYTES_MAX {
        text.truncate(text.floor_char_boundary(TEXT_BYTES_MAX));
        text.push('…');
    }
    text
}

fn write_text(expr: &Expr, text: &mut String) {
    if text.len() > TEXT_BYTES_MAX {
        return;
    }
    match &expr.kind {
        ExprKind::Name(ident) => text.push_str(ident.name),
        ExprKind::Literal(literal) => text.push_str(literal.text),
        ExprKind::Paren(inner) => {
            text.push('(');
            write_text(inner, text);
            text.push(')');
        }
        ExprKind::Selector { operand, member } => {
            write_text(operand, text);
            text.push('.');
            text.push_str(member.name);
        }
        ExprKind::Index { operand, indices } => {
            write_text(operand, text);
            text.push('[');
            write_list(indices, text);
            text.push(']');
        }
        ExprKind::Call(call) => {
            write_text(&call.function, text);
            text.push('(');
            write_list(call.arguments, text);
            text.push(')');
        }
        ExprKind::Star(operand) => {
            text.push('*');
            write_text(operand, text);
        }
        ExprKind::Unary { op, operand } if *op != UnaryOp::Tilde => {
            text.push_str(op.text());
            write_text(operand, text);
        }
        ExprKind::Binary(binary)
            if BinaryExpr::chain(expr).is_some_and(|(_, chain)| chain.len() <= CHAIN_MAX) =>
        {
            write_text(&binary.left, text);
            text.push(' ');
            text.push_str(binary.op.text());
            text.push(' ');
            write_text(&binary.right, text);
        }
        _ => text.push('…'),
    }
}

fn write_list(exprs: &[Expr], text: &mut String) {
    for (index, expr) in exprs.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        write_text(expr, text);
    }
}
