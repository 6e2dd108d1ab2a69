//! Finds the places of a source file where a small change makes a mutant.

use std::ops::Range;

use proc_macro2::TokenStream;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ReturnType, Stmt, Type};

/// One change of the code, off until its number is chosen at run time.
#[derive(Clone, Debug)]
pub struct Mutant {
    pub file: String,
    /// The function it stands in, with the type that has the method.
    pub function: String,
    pub line: usize,
    /// What it is, as the reader of a table sees it: `a < b` → `a <= b`.
    pub before: String,
    pub after: String,
    /// What of the source text it encloses, and the text around that. The character 1 stands for its number.
    pub at: Range<usize>,
    pub open: String,
    pub close: String,
}

/// The test whether a mutant is the chosen one. The name reaches it from a file of the crate that
/// a test program includes as well.
const IS: &str = "::boltons::mutant::is(\u{1})";

/// Finds the mutants of a file, in the order of the text.
pub fn find(file: &str, text: &str) -> Vec<Mutant> {
    let parsed = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
    let mut finder = Finder { file, text, base: None, path: Vec::new(), found: Vec::new() };
    finder.visit_file(&parsed);
    finder.found
}

struct Finder<'a> {
    file: &'a str,
    text: &'a str,
    /// Where in the file the text of a macro starts, while that is looked through.
    base: Option<usize>,
    path: Vec<String>,
    found: Vec<Mutant>,
}

impl Finder<'_> {
    fn range(&self, node: &impl Spanned) -> Range<usize> {
        let span = node.span().byte_range();
        let base = self.base.unwrap_or(0);
        span.start + base..span.end + base
    }

    fn source(&self, node: &impl Spanned) -> String {
        self.text[self.range(node)].to_owned()
    }

    fn add(&mut self, at: Range<usize>, before: &str, after: &str, open: &str, close: &str) {
        if self.path.is_empty() {
            return;
        }
        self.found.push(Mutant {
            file: self.file.to_owned(),
            function: self.path.join("::"),
            line: self.text[..at.start].matches('\n').count() + 1,
            before: short(before),
            after: short(after),
            at,
            open: open.to_owned(),
            close: close.to_owned(),
        });
    }

    /// Another expression in the place of this one.
    fn replace(&mut self, node: &impl Spanned, with: &str) {
        let before = self.source(node);
        if before.len() + with.len() > 600 {
            return;
        }
        let open = format!("(if {IS} {{ {with} }} else {{ ");
        self.add(self.range(node), &before, with, &open, " })");
    }

    /// A condition that is always true, or always false.
    fn always(&mut self, condition: &Expr, value: bool) {
        if has_let(condition) || is_cfg(condition) {
            return;
        }
        let before = self.source(condition);
        let open = if value { format!("({IS} || (") } else { format!("(!{IS} && (") };
        self.add(self.range(condition), &before, if value { "true" } else { "false" }, &open, "))");
    }

    /// A statement that is left out.
    fn leave_out(&mut self, node: &impl Spanned) {
        let before = self.source(node);
        let open = format!("if !{IS} {{ ");
        self.add(self.range(node), &before, "nothing", &open, " }");
    }

    fn body(&mut self, output: &ReturnType, block: &syn::Block) {
        let returned: &[&str] = match output {
            ReturnType::Default => &[""],
            ReturnType::Type(_, ty) => returned(ty),
        };
        let at = self.range(&block.brace_token.span.open()).end;
        if block.stmts.is_empty() {
            return;
        }
        for value in returned {
            let open = format!(" if {IS} {{ return {value}; }}");
            self.add(at..at, "the body", format!("return {value}").trim_end(), &open, "");
        }
    }

    /// A macro of this crate whose text is Rust but for the `$` before its parameters.
    fn macro_text(&mut self, tokens: &TokenStream) {
        let mut tokens = tokens.clone().into_iter();
        while let Some(token) = tokens.next() {
            // The first group is what is matched, the one after the arrow what it becomes.
            let proc_macro2::TokenTree::Punct(punct) = &token else { continue };
            if punct.as_char() != '>' {
                continue;
            }
            let Some(proc_macro2::TokenTree::Group(group)) = tokens.next() else { continue };
            let inside = self.range(&group.span_open()).end..self.range(&group.span_close()).start;
            let text = &self.text[inside.clone()];
            if text.contains("$(") || text.contains("$crate") {
                continue;
            }
            let plain = text.replace('$', "_");
            let old = self.base.replace(inside.start);
            self.path.push("macro".to_owned());
            if let Ok(file) = syn::parse_file(&plain) {
                self.visit_file(&file);
            }
            self.path.pop();
            self.base = old;
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item::{Const, Enum, Fn, Impl, Macro, Mod, Static, Struct, Trait, Type, Union};
        let attrs = match item {
            Fn(item) => &item.attrs,
            Impl(item) => &item.attrs,
            Mod(item) => &item.attrs,
            Macro(item) => &item.attrs,
            Trait(item) => &item.attrs,
            Const(_) | Static(_) | Enum(_) | Struct(_) | Type(_) | Union(_) => return,
            _ => return,
        };
        if left_out(attrs) {
            return;
        }
        if let Macro(item) = item {
            let exported = attrs.iter().any(|attr| attr.path().is_ident("macro_export"));
            if item.mac.path.is_ident("macro_rules") && !exported && self.base.is_none() {
                if let Some(name) = &item.ident {
                    self.path.push(format!("{name}!"));
                    self.macro_text(&item.mac.tokens);
                    self.path.pop();
                }
            }
            return;
        }
        visit::visit_item(self, item);
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let name = match &*item.self_ty {
            Type::Path(path) => {
                path.path.segments.last().map_or(String::new(), |s| s.ident.to_string())
            }
            other => short(&self.source(other)),
        };
        self.path.push(match &item.trait_ {
            Some((_, path, _)) => match path.segments.last() {
                Some(last) => format!("<{name} as {}>", last.ident),
                None => name,
            },
            None => name,
        });
        for inner in &item.items {
            self.visit_impl_item(inner);
        }
        self.path.pop();
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.path.push(item.ident.to_string());
        for inner in &item.items {
            self.visit_trait_item(inner);
        }
        self.path.pop();
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.path.push(item.sig.ident.to_string());
        self.body(&item.sig.output, &item.block);
        self.visit_block(&item.block);
        self.path.pop();
    }

    fn visit_impl_item(&mut self, item: &'ast syn::ImplItem) {
        let syn::ImplItem::Fn(item) = item else { return };
        if left_out(&item.attrs) {
            return;
        }
        self.path.push(item.sig.ident.to_string());
        self.body(&item.sig.output, &item.block);
        self.visit_block(&item.block);
        self.path.pop();
    }

    fn visit_trait_item(&mut self, item: &'ast syn::TraitItem) {
        let syn::TraitItem::Fn(item) = item else { return };
        let Some(block) = &item.default else { return };
        if left_out(&item.attrs) {
            return;
        }
        self.path.push(item.sig.ident.to_string());
        self.body(&item.sig.output, block);
        self.visit_block(block);
        self.path.pop();
    }

    fn visit_stmt(&mut self, stmt: &'ast Stmt) {
        match stmt {
            Stmt::Local(local) => {
                if left_out(&local.attrs) {
                    return;
                }
                if let Some(init) = &local.init {
                    self.visit_expr(&init.expr);
                    if let Some((_, other)) = &init.diverge {
                        self.visit_expr(other);
                    }
                }
            }
            Stmt::Item(item) => self.visit_item(item),
            Stmt::Expr(expr, semicolon) => {
                if left_out(attrs(expr)) {
                    return;
                }
                let call = match expr {
                    Expr::Call(_) | Expr::MethodCall(_) | Expr::Assign(_) | Expr::Try(_) => true,
                    Expr::Binary(binary) => is_assign(&binary.op),
                    _ => false,
                };
                if semicolon.is_some() && call && attrs(expr).is_empty() {
                    self.leave_out(stmt);
                }
                if let Expr::Assign(assign) = expr {
                    self.visit_expr(&assign.left);
                    self.visit_expr(&assign.right);
                } else {
                    self.visit_expr(expr);
                }
            }
            Stmt::Macro(_) => {}
        }
    }

    fn visit_expr(&mut self, expr: &'ast Expr) {
        if left_out(attrs(expr)) || is_cfg(expr) {
            return;
        }
        match expr {
            Expr::Binary(binary) => self.binary(expr, binary),
            Expr::Unary(unary) => {
                let inner = self.source(&*unary.expr);
                if matches!(unary.op, syn::UnOp::Not(_) | syn::UnOp::Neg(_)) {
                    self.replace(expr, &inner);
                }
            }
            Expr::Lit(lit) => match &lit.lit {
                syn::Lit::Int(int) => {
                    let Ok(value) = int.base10_parse::<u128>() else { return };
                    let suffix = int.suffix();
                    // The greatest value of a type has none above it.
                    let top = value > 1 && (value + 1).is_power_of_two();
                    let other = if top { value - 1 } else { value.saturating_add(1) };
                    self.replace(expr, &format!("{other}{suffix}"));
                    if value == 1 {
                        self.replace(expr, &format!("0{suffix}"));
                    }
                }
                syn::Lit::Bool(bool) => {
                    self.replace(expr, if bool.value { "false" } else { "true" });
                }
                _ => {}
            },
            Expr::If(conditional) => {
                self.always(&conditional.cond, true);
                self.always(&conditional.cond, false);
            }
            Expr::While(conditional) => self.always(&conditional.cond, false),
            Expr::Match(choice) => self.arms(choice),
            Expr::MethodCall(call) => {
                let name = call.method.to_string();
                for &(one, other) in TWINS {
                    let twin = if name == one {
                        other
                    } else if name == other {
                        one
                    } else {
                        continue;
                    };
                    let (whole, method) = (self.range(expr), self.range(&call.method));
                    let with = format!(
                        "{}{twin}{}",
                        &self.text[whole.start..method.start],
                        &self.text[method.end..whole.end]
                    );
                    self.replace(expr, &with);
                }
            }
            Expr::Call(call) => {
                if let Expr::Path(path) = &*call.func {
                    if path.path.is_ident("Some") {
                        self.replace(expr, "None");
                    }
                }
            }
            Expr::Range(range) => {
                for (bound, helper, sign) in
                    [(&range.start, "more", '+'), (&range.end, "less", '-')]
                {
                    let Some(bound) = bound else { continue };
                    if !matches!(&**bound, Expr::Lit(_)) {
                        let before = self.source(&**bound);
                        let open = format!("::boltons::mutant::{helper}(\u{1}, ");
                        let after = format!("({before}) {sign} 1");
                        self.add(self.range(&**bound), &before, &after, &open, ")");
                    }
                }
            }
            Expr::Assign(_) => {
                let before = self.source(expr);
                let open = format!("{{ if !{IS} {{ ");
                self.add(self.range(expr), &before, "nothing", &open, " } }");
            }
            Expr::Repeat(repeat) => return self.visit_expr(&repeat.expr),
            Expr::Const(_) | Expr::Macro(_) => return,
            _ => {}
        }
        visit::visit_expr(self, expr);
    }

    // Nothing within these is an expression that runs.
    fn visit_pat(&mut self, _: &'ast syn::Pat) {}
    fn visit_type(&mut self, _: &'ast Type) {}
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
    fn visit_path(&mut self, _: &'ast syn::Path) {}
    fn visit_angle_bracketed_generic_arguments(
        &mut self,
        _: &'ast syn::AngleBracketedGenericArguments,
    ) {
    }

    fn visit_arm(&mut self, arm: &'ast syn::Arm) {
        if left_out(&arm.attrs) {
            return;
        }
        if let Some((_, guard)) = &arm.guard {
            self.visit_expr(guard);
        }
        self.visit_expr(&arm.body);
    }
}

impl Finder<'_> {
    fn binary(&mut self, expr: &Expr, binary: &syn::ExprBinary) {
        let twin = match binary.op {
            BinOp::And(_) => {
                self.always(&binary.left, true);
                self.always(&binary.right, true);
                return;
            }
            BinOp::Or(_) => {
                self.always(&binary.left, false);
                self.always(&binary.right, false);
                return;
            }
            BinOp::Lt(_) => "<=",
            BinOp::Le(_) => "<",
            BinOp::Gt(_) => ">=",
            BinOp::Ge(_) => ">",
            BinOp::Eq(_) => "!=",
            BinOp::Ne(_) => "==",
            BinOp::Add(_) => "-",
            BinOp::Sub(_) => "+",
            BinOp::Mul(_) => "+",
            BinOp::Div(_) => "*",
            BinOp::Rem(_) => "/",
            BinOp::Shl(_) => ">>",
            BinOp::Shr(_) => "<<",
            BinOp::BitAnd(_) => "|",
            BinOp::BitOr(_) => "&",
            BinOp::BitXor(_) => "&",
            BinOp::AddAssign(_) => "-=",
            BinOp::SubAssign(_) => "+=",
            BinOp::MulAssign(_) => "+=",
            BinOp::DivAssign(_) => "*=",
            BinOp::RemAssign(_) => "/=",
            BinOp::ShlAssign(_) => ">>=",
            BinOp::ShrAssign(_) => "<<=",
            BinOp::BitAndAssign(_) => "|=",
            BinOp::BitOrAssign(_) => "&=",
            BinOp::BitXorAssign(_) => "&=",
            _ => return,
        };
        let with = format!("{} {twin} {}", self.source(&*binary.left), self.source(&*binary.right));
        self.replace(expr, &with);
    }

    /// An arm is left out where a later one takes every value.
    fn arms(&mut self, choice: &syn::ExprMatch) {
        let Some(last) = choice.arms.iter().rposition(|arm| {
            let all = match &arm.pat {
                syn::Pat::Wild(_) => true,
                syn::Pat::Ident(name) => {
                    name.subpat.is_none() && name.ident.to_string().starts_with(char::is_lowercase)
                }
                _ => false,
            };
            all && arm.guard.is_none()
        }) else {
            return;
        };
        for (i, arm) in choice.arms.iter().enumerate() {
            if left_out(&arm.attrs) {
                continue;
            }
            if let Some((_, guard)) = &arm.guard {
                self.always(guard, true);
                self.always(guard, false);
            } else if i < last {
                let at = self.range(&arm.pat).end;
                let before = format!("{} =>", self.source(&arm.pat));
                self.add(at..at, &before, "no such arm", &format!(" if !{IS}"), "");
            }
        }
    }
}

/// Methods that take and return the same types, and do something else.
const TWINS: &[(&str, &str)] = &[
    ("all", "any"),
    ("back", "front"),
    ("back_mut", "front_mut"),
    ("ceil", "floor"),
    ("checked_add", "checked_sub"),
    ("checked_shl", "checked_shr"),
    ("ends_with", "starts_with"),
    ("find", "rfind"),
    ("first", "last"),
    ("first_mut", "last_mut"),
    ("is_err", "is_ok"),
    ("is_ge", "is_gt"),
    ("is_le", "is_lt"),
    ("is_none", "is_some"),
    ("leading_ones", "trailing_ones"),
    ("leading_zeros", "trailing_zeros"),
    ("max", "min"),
    ("next", "next_back"),
    ("pop_back", "pop_front"),
    ("position", "rposition"),
    ("push_back", "push_front"),
    ("rotate_left", "rotate_right"),
    ("saturating_add", "saturating_sub"),
    ("split_once", "rsplit_once"),
    ("strip_prefix", "strip_suffix"),
    ("to_ascii_lowercase", "to_ascii_uppercase"),
    ("to_lowercase", "to_uppercase"),
    ("trim_end", "trim_start"),
    ("wrapping_add", "wrapping_sub"),
];

/// What a function with this result may return at once.
fn returned(ty: &Type) -> &'static [&'static str] {
    match ty {
        Type::Tuple(tuple) if tuple.elems.is_empty() => &["()"],
        Type::Tuple(_) => &["Default::default()"],
        Type::Reference(reference) if reference.mutability.is_none() => match &*reference.elem {
            Type::Slice(_) => &["&[]"],
            Type::Path(path) if path.path.is_ident("str") => &["\"\""],
            _ => &[],
        },
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return &[] };
            match last.ident.to_string().as_str() {
                "bool" => &["true", "false"],
                "u8" | "u16" | "u32" | "u64" | "u128" | "usize" | "i8" | "i16" | "i32" | "i64"
                | "i128" | "isize" => &["0", "1"],
                "f32" | "f64" => &["0.0", "1.0"],
                "Option" => &["None"],
                "Result" if last.arguments.is_none() => &["Ok(())"],
                "Result" => &["Ok(Default::default())"],
                "Ordering" => &["core::cmp::Ordering::Equal"],
                _ => &["Default::default()"],
            }
        }
        _ => &[],
    }
}

fn is_assign(op: &BinOp) -> bool {
    matches!(
        op,
        BinOp::AddAssign(_)
            | BinOp::SubAssign(_)
            | BinOp::MulAssign(_)
            | BinOp::DivAssign(_)
            | BinOp::RemAssign(_)
            | BinOp::BitXorAssign(_)
            | BinOp::BitAndAssign(_)
            | BinOp::BitOrAssign(_)
            | BinOp::ShlAssign(_)
            | BinOp::ShrAssign(_)
    )
}

/// Whether this is compiled for some builds only, of which the tests' own is perhaps not one; or is
/// a check that exists for the tests.
fn left_out(attrs: &[syn::Attribute]) -> bool {
    attrs.iter().any(|attr| {
        let syn::Meta::List(list) = &attr.meta else { return false };
        let text = list.tokens.to_string();
        list.path.is_ident("cfg")
            && ["test", "__audit", "not", "target", "doc", "panic"]
                .iter()
                .any(|word| text.contains(word))
    })
}

fn is_cfg(expr: &Expr) -> bool {
    matches!(expr, Expr::Macro(call) if call.mac.path.is_ident("cfg"))
}

fn has_let(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(binary) => has_let(&binary.left) || has_let(&binary.right),
        Expr::Paren(paren) => has_let(&paren.expr),
        _ => false,
    }
}

fn attrs(expr: &Expr) -> &[syn::Attribute] {
    match expr {
        Expr::Block(e) => &e.attrs,
        Expr::If(e) => &e.attrs,
        Expr::Match(e) => &e.attrs,
        Expr::Call(e) => &e.attrs,
        Expr::MethodCall(e) => &e.attrs,
        Expr::Assign(e) => &e.attrs,
        Expr::Binary(e) => &e.attrs,
        Expr::While(e) => &e.attrs,
        Expr::ForLoop(e) => &e.attrs,
        Expr::Loop(e) => &e.attrs,
        Expr::Return(e) => &e.attrs,
        _ => &[],
    }
}

/// The text on one line, cut where it is long.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(70) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}
