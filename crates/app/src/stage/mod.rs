//! The stage: a canvas that the frame loop paints, and what a pointer and a keyboard do on it.

mod clock;
mod frame_times;
mod neighbor;
mod player;
mod screen;
mod surface;
mod watch;

use web_sys::HtmlElement;
use yew::prelude::*;

pub use player::Player;

use neighbor::Way;
use screen::Screen;
use watch::Watch;

/// Properties of [`StageView`].
#[derive(PartialEq, Properties)]
pub struct Props {
    /// Who plays on it.
    pub player: Player,
    /// The element that holds the whole page of ours.
    pub root: NodeRef,
}

/// The picture. Its tree never depends on the moment shown.
#[component]
pub fn StageView(props: &Props) -> Html {
    let (view, scroller, sheet) = (use_node_ref(), use_node_ref(), use_node_ref());
    use_effect_with((), {
        let (view, scroller, sheet) = (view.clone(), scroller.clone(), sheet.clone());
        let (player, root) = (props.player.clone(), props.root.clone());
        move |()| {
            let watch = attach(&player, &root, &view, &scroller, &sheet);
            move || {
                drop(watch);
                player.detach();
            }
        }
    });
    let on_move = use_callback(props.player.clone(), |event: PointerEvent, player| {
        player.point(Some((event.offset_x() as f32, event.offset_y() as f32)));
    });
    let on_leave = use_callback(props.player.clone(), |_: PointerEvent, player| player.point(None));
    let on_click = use_callback(props.player.clone(), |event: MouseEvent, player| {
        player.click(event.offset_x() as f32, event.offset_y() as f32);
    });
    let on_key = use_callback(props.player.clone(), |event: KeyboardEvent, player| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if let Some(way) = Way::of_key(&event.key()) {
            event.prevent_default();
            player.select_next(way);
        } else if event.key() == "Escape" {
            player.select(None);
        }
    });
    html! {
        <section class="gp-stage" aria-label="Stage" tabindex="0" onkeydown={on_key}>
            <div class="gp-stage__scroller" ref={scroller}>
                <div class="gp-stage__sheet" ref={sheet}>
                    // Marks lie on a canvas of their own, over everything else.
                    <div class="gp-stage__view" ref={view} aria-hidden="true"
                        onpointermove={on_move} onpointerleave={on_leave} onclick={on_click}>
                        <canvas class="gp-stage__canvas" />
                        <canvas class="gp-stage__canvas" />
                    </div>
                </div>
            </div>
        </section>
    }
}

fn attach(
    player: &Player,
    root: &NodeRef,
    view: &NodeRef,
    scroller: &NodeRef,
    sheet: &NodeRef,
) -> Option<Watch> {
    let view = view.cast::<HtmlElement>()?;
    let scroller = scroller.cast::<HtmlElement>()?;
    let sheet = sheet.cast::<HtmlElement>()?;
    let root = root.cast::<HtmlElement>().unwrap_or_else(|| scroller.clone());
    player.attach(Screen::new(view, scroller.clone(), sheet));
    let player = player.clone();
    Some(Watch::new(&root, &scroller, move |change| player.on_change(change)))
}
