//! The newest events in words.

use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::snapshot::EventLine;

/// Properties of [`Events`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// The newest events.
    pub lines: Rc<[EventLine]>,
    /// How many there were.
    pub count: u64,
    /// What is selected, of which alone the events are; empty when nothing is.
    pub of: AttrValue,
}

/// The log named `Events`.
#[component]
pub fn Events(props: &Props) -> Html {
    let list = use_node_ref();
    use_follow(&list, props.lines.last().map_or(0, |line| line.index as usize + 1));
    let lines = props.lines.iter().map(|line| {
        html! {
            <li key={line.index} class="gp-events__line">
                <span class="gp-events__time">{ line.at.to_string() }</span>
                <span class="gp-events__words">
                    { &*line.words }
                    if let Some(rule) = line.rule { <span class="gp-events__rule">{ rule }</span> }
                </span>
            </li>
        }
    });
    html! {
        <div class="gp-panel gp-panel--log">
            <h2 class="gp-panel__title">
                { "Events" }
                if props.of.is_empty() {
                    <span class="gp-panel__count">{ gopark_scene::words::number(props.count) }</span>
                } else {
                    <span class="gp-panel__count">{ "of " }{ &props.of }</span>
                }
            </h2>
            // It changes many times a second; whoever listens reads it when they want to.
            <div class="gp-log" role="log" aria-live="off" aria-label="Events" tabindex="0" ref={list}>
                <ol class="gp-events">{ for lines }</ol>
                if props.lines.is_empty() { <p class="gp-empty">{ "Nothing has happened yet." }</p> }
            </div>
        </div>
    }
}

/// Keeps the end of a list in sight when it grows.
#[hook]
pub fn use_follow(list: &NodeRef, length: usize) {
    let list = list.clone();
    use_effect_with(length, move |_| {
        if let Some(element) = list.cast::<Element>() {
            element.set_scroll_top(i32::MAX);
        }
    });
}
