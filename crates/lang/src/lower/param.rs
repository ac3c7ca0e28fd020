//! Program parameters: package variables marked `//gopark:param`.

use gopark_program::{Param, ParamKind, TypeKind};

use super::Module;
use crate::ast::{DeclKind, File, VarSpec};
use crate::check::{Mode, Package};
use crate::diag::Diagnostic;
use crate::source::{Sources, Span};

/// Units of durations, with their length in nanoseconds. Source: time/format.go:ParseDuration.
const UNITS: [(&str, i64); 8] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("μs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// The most parameters a program may have.
const PARAMS_MAX: usize = 64;

impl<'a> Module<'a> {
    /// Finds the parameters of the reader's program, and reports directives that are no good.
    pub fn find_params(&mut self, sources: &Sources) {
        let checked = self.checked;
        for package in checked.packages.iter().filter(|package| !package.is_imported) {
            for file in &package.files {
                self.find_params_in(package, file, sources);
            }
        }
    }

    fn find_params_in(&mut self, package: &'a Package<'a>, file: &'a File<'a>, sources: &Sources) {
        let mut used: Vec<Span> = Vec::new();
        for decl in file.decls {
            match &decl.kind {
                DeclKind::Var(specs) => {
                    for spec in *specs {
                        for directive in spec.directives {
                            if let Some(argument) = directive.argument("gopark:param") {
                                used.push(directive.span);
                                if let Err(why) = self.param(package, spec, argument, sources) {
                                    self.diagnostics.push(Diagnostic::error(directive.span, why));
                                }
                            }
                        }
                    }
                }
                DeclKind::Func(func) => {
                    used.extend(
                        func.directives.iter().filter(|d| d.argument("gopark:cpu").is_some()).map(|d| d.span),
                    );
                }
                _ => {}
            }
        }
        for directive in file.directives.iter().filter(|directive| !used.contains(&directive.span)) {
            let message = match directive.text.split([' ', '\t']).next() {
                Some("gopark:param") => {
                    "//gopark:param has no effect here: it belongs to a variable of the package"
                }
                Some("gopark:cpu") => "//gopark:cpu has no effect here: it belongs to a function",
                Some(word) if word.starts_with("gopark:") => {
                    "unknown directive: Gopark knows //gopark:param and //gopark:cpu"
                }
                _ => continue,
            };
            self.diagnostics.push(Diagnostic::warning(directive.span, message));
        }
    }

    fn param(
        &mut self,
        package: &Package<'_>,
        spec: &VarSpec,
        argument: &str,
        sources: &Sources,
    ) -> Result<(), String> {
        let ([name], [value]) = (spec.names, spec.values) else {
            return Err(
                "//gopark:param needs a variable of its own with a value, as in var limit = 10".into()
            );
        };
        let obj = package.info.def(name.id).ok_or("//gopark:param needs a variable with a name")?;
        let info = package.info.expr(value.id);
        let default = match (info.mode, &info.value) {
            (Mode::Constant, Some(value)) => value.as_word().map(|word| word as i64),
            _ => None,
        };
        let t = self.type_id(self.checked.objects.get(obj).ty);
        let kind = match self.kind(t) {
            TypeKind::Bool => ParamKind::Bool,
            _ if self.program.types[t.idx()].name == "time.Duration" => ParamKind::Duration,
            _ if self.signedness(t).is_some() => ParamKind::Int,
            _ => return Err("//gopark:param needs an integer, a bool or a time.Duration".into()),
        };
        let default = default.ok_or("//gopark:param needs a constant as the variable's value")?;
        let (range, doc) = match kind {
            ParamKind::Bool => ("", argument),
            _ => argument.split_once([' ', '\t']).unwrap_or((argument, "")),
        };
        let (min, max) = match kind {
            ParamKind::Bool => (0, 1),
            ParamKind::Int => parse_range(range, |text| text.replace('_', "").parse().ok())
                .ok_or("//gopark:param needs a range, as in //gopark:param 1..100")?,
            ParamKind::Duration => parse_range(range, parse_duration)
                .ok_or("//gopark:param needs a range of durations, as in //gopark:param 1ms..10s")?,
        };
        if !(min..=max).contains(&default) {
            return Err("the value of the parameter lies outside of its range".into());
        }
        self.check_range(t, min, max)?;
        let (Some(&offset), Some(mem)) = (self.globals.get(&obj), self.mem_kind(t)) else { return Ok(()) };
        if self.program.params.len() >= PARAMS_MAX {
            return Err(format!("too many parameters: Gopark shows at most {PARAMS_MAX}"));
        }
        let line = sources.get(name.span.file).map_or(0, |file| file.line_col(name.span.start).line);
        self.params.insert(obj, self.program.params.len() as u16);
        let (name, doc) = (name.name.to_string(), doc.trim().to_string());
        self.program.params.push(Param { name, kind, offset, mem, default, min, max, doc, line });
        Ok(())
    }

    /// The range must fit the type.
    fn check_range(&self, t: gopark_program::TypeId, min: i64, max: i64) -> Result<(), String> {
        let bits = self.bytes(t) * 8;
        let (low, high) = match self.signedness(t) {
            Some(true) => (i64::MIN >> (64 - bits), i64::MAX >> (64 - bits)),
            Some(false) => (0, if bits == 64 { i64::MAX } else { (1 << bits) - 1 }),
            None => return Ok(()),
        };
        if min < low || max > high {
            return Err(format!(
                "the range of the parameter does not fit {}",
                self.program.types[t.idx()].name
            ));
        }
        Ok(())
    }
}

/// `MIN..MAX`
fn parse_range(text: &str, parse: impl Fn(&str) -> Option<i64>) -> Option<(i64, i64)> {
    let (min, max) = text.split_once("..")?;
    let (min, max) = (parse(min)?, parse(max)?);
    (min <= max).then_some((min, max))
}

/// A duration as Go writes it: `1.5ms`, `1h30m`, `0`.
fn parse_duration(text: &str) -> Option<i64> {
    let (is_negative, mut rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if rest == "0" {
        return Some(0);
    }
    let mut total: i64 = 0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at(end);
        let end = after.find(|c: char| c.is_ascii_digit() || c == '.').unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let &(_, ns) = UNITS.iter().find(|(name, _)| *name == unit)?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let whole = if whole.is_empty() { 0 } else { whole.parse::<i64>().ok()? };
        total = total.checked_add(whole.checked_mul(ns)?)?;
        let mut place = ns;
        for digit in fraction.chars() {
            place /= 10;
            total = total.checked_add(place * i64::from(digit.to_digit(10)?))?;
        }
        rest = after;
    }
    (!text.is_empty()).then_some(if is_negative { -total } else { total })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_go_writes_them() {
        assert_eq!(parse_duration("1ms"), Some(1_000_000));
        assert_eq!(parse_duration("1h30m"), Some(5_400_000_000_000));
        assert_eq!(parse_duration("1.5s"), Some(1_500_000_000));
        assert_eq!(parse_duration("-2us"), Some(-2_000));
        assert_eq!(parse_duration("0"), Some(0));
        assert_eq!(parse_duration("5"), None);
        assert_eq!(parse_duration(""), None);
        assert_eq!(parse_range("1ms..10s", parse_duration), Some((1_000_000, 10_000_000_000)));
        assert_eq!(parse_range("5..1", |text| text.parse().ok()), None);
    }
}
