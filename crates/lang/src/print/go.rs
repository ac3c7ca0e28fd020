//! Expressions and simple statements as Go's messages show them: on one line, without the insides of function
//! bodies and composite literals. Source: cmd/compile/internal/syntax/printer.go, form ShortForm.

use crate::ast::{
    BinaryExpr, BinaryOp, BranchKind, ChanDir, Expr, ExprKind, Field, Ident, InterfaceElem, Param, Signature,
    Stmt, StmtKind,
};

/// `x + f(y, func() {…}, T{…})`
pub fn expr(expr: &Expr) -> String {
    let mut text = String::new();
    write_expr(&mut text, expr);
    text
}

/// `x, y`
pub fn expr_list(list: &[Expr]) -> String {
    let mut text = String::new();
    write_list(&mut text, list, ", ", write_expr);
    text
}

/// A simple statement, such as `x := 1`, `x++` or `c <- v`; empty for any other.
pub fn stmt(stmt: &Stmt) -> String {
    match &stmt.kind {
        StmtKind::Expr(inner) => expr(inner),
        StmtKind::Send { channel, value, .. } => format!("{} <- {}", expr(channel), expr(value)),
        StmtKind::IncDec { operand, op, .. } => format!("{}{1}{1}", expr(operand), op.text()),
        StmtKind::Assign { left, op, right, .. } => {
            format!("{} {}= {}", expr_list(left), op.map_or("", BinaryOp::text), expr_list(right))
        }
        StmtKind::Define { left, right, .. } => format!("{} := {}", expr_list(left), expr_list(right)),
        StmtKind::Go { call } => format!("go {}", expr(call)),
        StmtKind::Defer { call } => format!("defer {}", expr(call)),
        StmtKind::Branch { kind, label } => {
            let word = match kind {
                BranchKind::Break => "break",
                BranchKind::Continue => "continue",
                BranchKind::Goto => "goto",
                BranchKind::Fallthrough => "fallthrough",
            };
            label.as_ref().map_or(word.to_string(), |label| format!("{word} {}", label.name))
        }
        _ => String::new(),
    }
}

fn write_list<T>(text: &mut String, list: &[T], separator: &str, write: impl Fn(&mut String, &T)) {
    for (index, item) in list.iter().enumerate() {
        if index > 0 {
            text.push_str(separator);
        }
        write(text, item);
    }
}

fn write_expr(text: &mut String, expr: &Expr) {
    match &expr.kind {
        ExprKind::Bad => text.push_str("<bad expr>"),
        ExprKind::Name(ident) => text.push_str(ident.name),
        ExprKind::Literal(literal) => text.push_str(literal.text),
        ExprKind::Composite(literal) => {
            if let Some(ty) = &literal.ty {
                write_expr(text, ty);
            }
            text.push_str(if literal.elements.is_empty() { "{}" } else { "{…}" });
        }
        ExprKind::Func(func) => {
            text.push_str("func");
            write_signature(text, &func.signature);
            text.push_str(if func.body.statements.is_empty() { " {}" } else { " {…}" });
        }
        ExprKind::Binary(_) => write_binary(text, expr),
        ExprKind::Paren(inner) => {
            text.push('(');
            write_expr(text, inner);
            text.push(')');
        }
        ExprKind::Star(operand) => {
            text.push('*');
            write_expr(text, operand);
        }
        ExprKind::Unary { op, operand } => {
            text.push_str(op.text());
            write_expr(text, operand);
        }
        ExprKind::Selector { .. }
        | ExprKind::Index { .. }
        | ExprKind::Slice(_)
        | ExprKind::TypeAssert { .. }
        | ExprKind::TypeSwitchGuard { .. }
        | ExprKind::Call(_) => write_primary(text, expr),
        _ => write_type(text, expr),
    }
}

/// Walks the chain of left operands in a loop, because it may be very long.
fn write_binary(text: &mut String, expr: &Expr) {
    let Some((first, chain)) = BinaryExpr::chain(expr) else { return };
    write_expr(text, first);
    for (_, binary) in chain {
        text.push(' ');
        text.push_str(binary.op.text());
        text.push(' ');
        write_expr(text, &binary.right);
    }
}

fn write_primary(text: &mut String, expr: &Expr) {
    match &expr.kind {
        ExprKind::Selector { operand, member } => {
            write_expr(text, operand);
            text.push('.');
            text.push_str(member.name);
        }
        ExprKind::Index { operand, indices } => {
            write_expr(text, operand);
            text.push('[');
            write_list(text, indices, ", ", write_expr);
            text.push(']');
        }
        ExprKind::Slice(slice) => {
            write_expr(text, &slice.operand);
            text.push('[');
            if let Some(low) = &slice.low {
                write_expr(text, low);
            }
            text.push(':');
            if let Some(high) = &slice.high {
                write_expr(text, high);
            }
            if let Some(max) = &slice.max {
                text.push(':');
                write_expr(text, max);
            }
            text.push(']');
        }
        ExprKind::TypeAssert { operand, ty } => {
            write_expr(text, operand);
            text.push_str(".(");
            write_expr(text, ty);
            text.push(')');
        }
        ExprKind::TypeSwitchGuard { operand } => {
            write_expr(text, operand);
            text.push_str(".(type)");
        }
        ExprKind::Call(call) => {
            write_expr(text, &call.function);
            text.push('(');
            write_list(text, call.arguments, ", ", write_expr);
            text.push_str(if call.spread.is_some() { "...)" } else { ")" });
        }
        _ => {}
    }
}

/// A type within another one, in which Go's parser keeps no parentheses.
fn write_part(text: &mut String, ty: &Expr) {
    let mut ty = ty.unparen();
    while let ExprKind::Star(operand) = &ty.kind {
        text.push('*');
        ty = operand.unparen();
    }
    write_expr(text, ty);
}

fn write_type(text: &mut String, expr: &Expr) {
    match &expr.kind {
        ExprKind::ArrayType { length, element } => {
            text.push('[');
            match length {
                Some(length) => write_expr(text, length),
                None => text.push_str("..."),
            }
            text.push(']');
            write_part(text, element);
        }
        ExprKind::SliceType { element } => {
            text.push_str("[]");
            write_part(text, element);
        }
        ExprKind::MapType { key, value } => {
            text.push_str("map[");
            write_part(text, key);
            text.push(']');
            write_part(text, value);
        }
        ExprKind::ChanType { dir, element } => write_chan(text, *dir, element),
        ExprKind::FuncType(signature) => {
            text.push_str("func");
            write_signature(text, signature);
        }
        ExprKind::StructType { fields } => {
            text.push_str("struct{");
            write_list(text, fields, "; ", write_field);
            text.push('}');
        }
        ExprKind::InterfaceType { elements } => {
            text.push_str("interface{");
            write_list(text, elements, "; ", |text, element| match element {
                InterfaceElem::Method { name, signature } => {
                    text.push_str(name.name);
                    write_signature(text, signature);
                }
                InterfaceElem::Embedded(ty) => write_expr(text, ty),
            });
            text.push('}');
        }
        _ => {}
    }
}

fn write_chan(text: &mut String, dir: ChanDir, element: &Expr) {
    text.push_str(match dir {
        ChanDir::Both => "chan ",
        ChanDir::Send => "chan<- ",
        ChanDir::Receive => "<-chan ",
    });
    let element = element.unparen();
    let receives = matches!(element.kind, ExprKind::ChanType { dir: ChanDir::Receive, .. });
    if dir == ChanDir::Both && receives {
        text.push('(');
        write_expr(text, element);
        text.push(')');
    } else {
        write_part(text, element);
    }
}

fn write_field(text: &mut String, field: &Field) {
    write_names(text, field.names);
    write_part(text, &field.ty);
    if let Some(tag) = &field.tag {
        text.push(' ');
        text.push_str(tag.text);
    }
}

/// `x, y ` before their type; nothing if there are none.
fn write_names(text: &mut String, names: &[Ident]) {
    write_list(text, names, ", ", |text, name: &Ident| text.push_str(name.name));
    if !names.is_empty() {
        text.push(' ');
    }
}

fn write_signature(text: &mut String, signature: &Signature) {
    write_params(text, signature.params);
    match signature.results {
        [] => {}
        [only] if only.names.is_empty() => {
            text.push(' ');
            write_part(text, &only.ty);
        }
        results => {
            text.push(' ');
            write_params(text, results);
        }
    }
}

fn write_params(text: &mut String, params: &[Param]) {
    text.push('(');
    write_list(text, params, ", ", |text, param: &Param| {
        write_names(text, param.names);
        if param.variadic.is_some() {
            text.push_str("...");
        }
        write_part(text, &param.ty);
    });
    text.push(')');
}
