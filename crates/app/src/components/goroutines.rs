//! The stage as a table, for those who do not look at it.

use gopark_scene::words::{self, Row};
use gopark_trace::{GId, GState};
use yew::prelude::*;

use super::state_class;

/// The table named `Goroutines`.
pub struct Goroutines<'a> {
    /// The first goroutines.
    pub rows: &'a [Row],
    /// How many there are.
    pub count: usize,
    /// The one that is selected.
    pub selected: Option<GId>,
    /// One was selected.
    pub on_select: &'a Callback<GId>,
    /// It is seen, and walked by keys; in somebody else's page it is read alone.
    pub seen: bool,
}

impl Goroutines<'_> {
    const fn tabindex(&self) -> &'static str {
        if self.seen { "0" } else { "-1" }
    }

    /// The panel.
    pub fn view(&self) -> Html {
        let rows = self.rows.iter().map(|row| {
            let selected = self.selected == Some(row.g);
            html! { <RowView key={row.g.0} row={row.clone()} {selected} on_select={self.on_select.clone()} tabindex={self.tabindex()} /> }
        });
        let beyond = self.count.saturating_sub(self.rows.len());
        html! {
            <div class="gp-panel gp-panel--log gp-panel--goroutines">
                <h2 class="gp-panel__title">
                    { "Goroutines" }<span class="gp-panel__count">{ words::number(self.count as u64) }</span>
                </h2>
                <div class="gp-log" role="group" aria-label="Table of goroutines" tabindex={self.tabindex()}>
                    <table class="gp-table" aria-label="Goroutines">
                        <thead>
                            <tr>
                                <th scope="col">{ "id" }</th>
                                <th scope="col">{ "function" }</th>
                                <th scope="col">{ "state" }</th>
                                <th scope="col">{ "waiting for" }</th>
                                <th scope="col">{ "line" }</th>
                                <th scope="col">{ "stack" }</th>
                            </tr>
                        </thead>
                        <tbody>{ for rows }</tbody>
                    </table>
                    if beyond > 0 {
                        <p class="gp-empty">{ format!("and {} more", words::number(beyond as u64)) }</p>
                    }
                </div>
            </div>
        }
    }
}

/// Properties of [`RowView`].
#[derive(PartialEq, Properties)]
struct RowProps {
    row: Row,
    selected: bool,
    on_select: Callback<GId>,
    tabindex: &'static str,
}

/// One goroutine; a row that did not change is not rendered again.
#[component]
fn RowView(props: &RowProps) -> Html {
    let RowProps { row, selected, on_select, tabindex } = props;
    let onclick = {
        let (g, on_select) = (row.g, on_select.clone());
        move |_| on_select.emit(g)
    };
    html! {
        <tr class={classes!(selected.then_some("gp-table__row--selected"))}>
            <td>
                <button type="button" class="gp-link" aria-pressed={selected.to_string()} tabindex={*tabindex} {onclick}>
                    { row.g.to_string() }
                </button>
            </td>
            <td class="gp-table__code">{ &row.function }</td>
            <td class={state_class(state_of(row.state))}>{ row.state }</td>
            <td>{ &row.place }</td>
            <td class="gp-table__number">{ &row.line }</td>
            <td class="gp-table__number">{ &row.stack }</td>
        </tr>
    }
}

fn state_of(word: &str) -> GState {
    let states = [GState::Running, GState::Runnable, GState::Syscall];
    states.into_iter().find(|state| state.text() == word).unwrap_or(GState::Waiting)
}
