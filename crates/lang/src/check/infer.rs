//! Type inference.

use std::sync::Arc;

use super::assign::Target;
use super::call::WrittenArgs;
use super::checker::Checker;
use super::operand::Operand;
use super::types::{Signature, Ty};
use crate::ast::CallExpr;
use crate::ast::Expr;

impl<'a> Checker<'a> {
    pub(super) fn infer_call(
        &mut self,
        _expr: &'a Expr,
        call: &'a CallExpr,
        _signature: &Arc<Signature>,
        _written: WrittenArgs,
        _params: &[Ty],
        _arguments: &mut [Operand<'a>],
    ) -> Option<(Arc<Signature>, Vec<Ty>)> {
        self.unsupported(call.function.span, "type inference is");
        None
    }

    pub(super) fn infer_target(
        &mut self,
        _target: Option<&Target>,
        x: &Operand<'a>,
        _signature: &Arc<Signature>,
        _written: &WrittenArgs,
    ) -> Option<Vec<Ty>> {
        self.unsupported(x.span(), "type inference is");
        None
    }
}
