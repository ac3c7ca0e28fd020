//! One line of the colored copy, with its number and a marker for the goroutines that stand there.

use std::rc::Rc;

use gopark_scene::words;
use yew::prelude::*;

use super::highlight::{Class, Piece};
use crate::components::state_class;
use crate::line_marks::LineMark;

/// Properties of [`CodeLine`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Its number, from 1.
    pub number: u32,
    /// Its text.
    pub pieces: Rc<[Piece]>,
    /// Goroutines that stand there.
    pub mark: Option<LineMark>,
    /// There is an error in it.
    pub wrong: bool,
    /// What is selected stands there.
    pub here: bool,
}

/// A line.
#[component]
pub fn CodeLine(props: &Props) -> Html {
    let class =
        classes!("gp-line", props.wrong.then_some("gp-line--wrong"), props.here.then_some("gp-line--here"),);
    let mark = props.mark.map(|mark| {
        html! { <span class={classes!("gp-line__mark", state_class(mark.state))}>{ short(mark.count) }</span> }
    });
    let pieces = props.pieces.iter().map(|piece| {
        let class = classes!(class_name(piece.class), piece.wrong.then_some("gp-squiggle"));
        if class.is_empty() {
            html! { &piece.text }
        } else {
            html! { <span {class}>{ &piece.text }</span> }
        }
    });
    html! {
        <span {class}>
            <span class="gp-line__gutter"><span class="gp-line__number">{ props.number }</span>{ mark }</span>
            { for pieces }{ "\n" }
        </span>
    }
}

/// `999`, `10k`: what fits into the gutter.
fn short(count: u32) -> String {
    match count {
        0..1_000 => count.to_string(),
        1_000..10_000 => format!("{}.{}k", count / 1_000, count % 1_000 / 100),
        10_000..1_000_000 => format!("{}k", count / 1_000),
        _ => words::number(u64::from(count / 1_000_000)) + "M",
    }
}

fn class_name(class: Class) -> Option<&'static str> {
    match class {
        Class::Plain => None,
        Class::Keyword => Some("gp-go-keyword"),
        Class::Text => Some("gp-go-text"),
        Class::Number => Some("gp-go-number"),
        Class::Comment => Some("gp-go-comment"),
        Class::Directive => Some("gp-go-directive"),
        Class::Function => Some("gp-go-function"),
        Class::Predeclared => Some("gp-go-predeclared"),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn counts_fit_into_the_gutter() {
        assert_eq!([0, 999, 1_234, 10_000, 999_999].map(short), ["0", "999", "1.2k", "10k", "999k"]);
        assert_eq!(short(2_000_000), "2M");
    }
}
