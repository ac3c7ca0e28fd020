//! The numbers of the moment, as `runtime/metrics` calls them.

use gopark_scene::words;
use gopark_trace::METRICS;
use yew::prelude::*;

/// A table that is closed until somebody wants to know, with the value of each of [`METRICS`].
pub fn metrics(values: &[u64]) -> Html {
    let rows = METRICS.iter().zip(values).map(|(metric, &value)| {
        let (name, unit) = metric.name.split_once(':').unwrap_or((metric.name, ""));
        let value = if unit == "bytes" { words::bytes(value) } else { words::number(value) };
        html! { <tr><th scope="row">{ name }</th><td title={unit}>{ value }</td></tr> }
    });
    html! {
        <details class="gp-panel gp-metrics">
            <summary class="gp-panel__title">{ "Metrics" }</summary>
            <table class="gp-metrics__table" aria-label="Metrics">
                <caption class="gp-note">{ "As runtime/metrics names them, at the moment shown" }</caption>
                <tbody>{ for rows }</tbody>
            </table>
        </details>
    }
}
