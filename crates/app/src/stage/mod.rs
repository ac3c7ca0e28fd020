//! The stage: a canvas that the frame loop paints, and what a pointer and a keyboard do on it.

mod clock;
mod frame_times;
mod frames;
mod gesture;
mod neighbor;
mod player;
mod screen;
mod surface;
mod watch;

use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;
use yew::prelude::*;

pub use player::{Differs, Player, ZOOM_STEP, told};

use crate::components::legend;

use gesture::Gesture;
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
    /// The name of the picture, and the role of both.
    pub name: AttrValue,
    pub role: &'static str,
    /// What stands over the timeline, and the slider over its ruler; without them there is no timeline.
    #[prop_or_default]
    pub timeline: Option<(Html, Html)>,
}

/// The elements that a picture is painted in.
#[derive(Clone, Default, PartialEq)]
struct Canvases {
    view: NodeRef,
    scroller: NodeRef,
    sheet: NodeRef,
}

/// The picture and the timeline under it.
#[component]
pub fn StageView(props: &Props) -> Html {
    let (stage, timeline) = (use_memo((), |()| Canvases::default()), use_memo((), |()| Canvases::default()));
    let gesture = use_memo((), |()| Gesture::default());
    use_effect_with((), {
        let (stage, timeline) = (stage.clone(), timeline.clone());
        let (player, root) = (props.player.clone(), props.root.clone());
        move |()| {
            let watches = attach(&player, &root, &stage, &timeline);
            move || {
                drop(watches);
                player.detach();
            }
        }
    });
    html! {
        <>
            { stage_view(props, &stage, &gesture) }
            if let Some((head, moment)) = &props.timeline {
                <div class="gp-panel gp-timeline" role={props.role} aria-label="Timeline">
                    { head.clone() }
                    { timeline_view(&props.player, &timeline, moment) }
                </div>
            }
        </>
    }
}

fn stage_view(props: &Props, canvases: &Canvases, gesture: &Rc<Gesture>) -> Html {
    let Props { player, name, .. } = props;
    let with = |act: fn(&Player, &Gesture, PointerEvent)| {
        let (player, gesture) = (player.clone(), Rc::clone(gesture));
        Callback::from(move |event| act(&player, &gesture, event))
    };
    let on_down = with(|_, gesture, event| gesture.press(&event));
    let on_move = with(|player, gesture, event| {
        if let Some((dx, dy)) = gesture.drag(&event)
            && !gesture.clicks()
            && player.pan(dx, dy)
        {
            return;
        }
        player.point(Some((event.offset_x() as f32, event.offset_y() as f32)));
    });
    let on_touch = {
        let (player, gesture) = (player.clone(), Rc::clone(gesture));
        move |event: TouchEvent| {
            let view = event.current_target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
            if let (Some((factor, (x, y))), Some(view)) = (gesture.pinch(&event), view) {
                let corner = view.get_bounding_client_rect();
                player.zoom(factor, Some((x - corner.left() as f32, y - corner.top() as f32)));
                event.prevent_default();
            }
        }
    };
    let on_wheel = on(player, |player, event: WheelEvent| {
        // What a touchpad says when two fingers move apart.
        if event.ctrl_key() {
            let factor = if event.delta_y() < 0.0 { ZOOM_STEP } else { 1.0 / ZOOM_STEP };
            player.zoom(factor, Some((event.offset_x() as f32, event.offset_y() as f32)));
            event.prevent_default();
        }
    });
    let on_leave = on(player, |player, _: PointerEvent| player.point(None));
    let on_click = with(|player, gesture, event| {
        if gesture.clicks() {
            player.click(event.offset_x() as f32, event.offset_y() as f32);
        }
    });
    let on_click = on_click.reform(|event: MouseEvent| event.unchecked_into::<PointerEvent>());
    let on_key = on(player, |player, event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if let Some(way) = Way::of_key(&event.key()) {
            event.prevent_default();
            player.select_next(way);
        } else if let Some(factor) = zoom_of_key(&event.key()) {
            event.prevent_default();
            player.zoom(factor, None);
        } else if event.key() == "Escape" {
            player.select(None);
        }
    });
    let button = |called: &'static str, sign: &'static str, factor: f32| {
        let onclick = on_button(player, factor);
        html! { <button type="button" class="gp-button gp-button--small" aria-label={called} title={called} {onclick}>{ sign }</button> }
    };
    html! {
        <div class="gp-stage" part="canvas" role={props.role} aria-label={name} tabindex="0" onkeydown={on_key}>
            <div class="gp-stage__scroller" tabindex="0" role="group" aria-label="Picture" ref={&canvases.scroller}>
                <div class="gp-stage__sheet" ref={&canvases.sheet}>
                    // Marks lie over everything else: on a canvas of their own where WebGL 2 draws them.
                    <div class="gp-stage__view" ref={&canvases.view} aria-hidden="true"
                        onpointerdown={on_down} onpointermove={on_move} onpointerleave={on_leave}
                        onclick={on_click} onwheel={on_wheel} ontouchmove={on_touch}>
                        <canvas class="gp-stage__canvas" />
                        <canvas class="gp-stage__canvas" hidden=true />
                        <canvas class="gp-stage__canvas" />
                    </div>
                </div>
            </div>
            <div class="gp-stage__foot">
                if props.timeline.is_some() { { legend() } }
                <div class="gp-stage__zoom" role="group" aria-label="Size of the picture">
                    { button("Reduce", "\u{2212}", 1.0 / ZOOM_STEP) }
                    { button("Enlarge", "+", ZOOM_STEP) }
                    { button("Whole picture", "\u{2922}", 0.0) }
                </div>
            </div>
        </div>
    }
}

/// How much larger a key on the stage makes the picture; 0: as it was.
fn zoom_of_key(key: &str) -> Option<f32> {
    match key {
        "+" | "=" => Some(ZOOM_STEP),
        "-" => Some(1.0 / ZOOM_STEP),
        "0" => Some(0.0),
        _ => None,
    }
}

fn on_button(player: &Player, factor: f32) -> Callback<MouseEvent> {
    let player = player.clone();
    Callback::from(move |_| player.zoom(factor, None))
}

/// How much a wheel's turn or a key zooms.
const ZOOM: f64 = 1.25;
/// How far a key moves the window, in px.
const PAN_PX: f32 = 80.0;

fn timeline_view(player: &Player, canvases: &Canvases, moment: &Html) -> Html {
    let on_down = on(player, |player, event: PointerEvent| {
        if event.button() == 0 {
            if let Some(view) = event.current_target().and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
                // Without it a drag ends at the edge.
                let _ = view.set_pointer_capture(event.pointer_id());
            }
            player.timeline_point(event.offset_x() as f32, event.offset_y() as f32, true);
        }
    });
    let on_move = on(player, |player, event: PointerEvent| {
        if event.buttons() & 1 == 1 {
            player.timeline_point(event.offset_x() as f32, event.offset_y() as f32, false);
        }
    });
    let on_wheel = on(player, |player, event: WheelEvent| {
        let (dx, dy) = (event.delta_x(), event.delta_y());
        if event.ctrl_key() || event.alt_key() {
            player.timeline_zoom(if dy < 0.0 { 1.0 / ZOOM } else { ZOOM }, Some(event.offset_x() as f32));
        } else if event.shift_key() || dx != 0.0 {
            player.timeline_pan(if dx == 0.0 { dy as f32 } else { dx as f32 });
        } else {
            return;
        }
        event.prevent_default();
    });
    let on_key = on(player, |player, event: KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "+" | "=" => player.timeline_zoom(1.0 / ZOOM, None),
            "-" => player.timeline_zoom(ZOOM, None),
            "0" => player.timeline_pan(f32::NAN),
            "ArrowLeft" => player.timeline_pan(-PAN_PX),
            "ArrowRight" => player.timeline_pan(PAN_PX),
            _ => return,
        }
        event.prevent_default();
    });
    html! {
        <div class="gp-timeline__body">
            <div class="gp-stage__scroller gp-timeline__scroller" tabindex="0" role="group"
                aria-label="Rows of the timeline" onkeydown={on_key} ref={&canvases.scroller}>
                <div class="gp-stage__sheet" ref={&canvases.sheet}>
                    <div class="gp-stage__view" ref={&canvases.view} aria-hidden="true" onpointerdown={on_down}
                        onpointermove={on_move} onwheel={on_wheel}>
                        <canvas class="gp-stage__canvas" />
                        <canvas class="gp-stage__canvas" />
                    </div>
                </div>
            </div>
            { moment.clone() }
        </div>
    }
}

/// A callback that does something with the player.
fn on<E: 'static>(player: &Player, act: fn(&Player, E)) -> Callback<E> {
    let player = player.clone();
    Callback::from(move |event| act(&player, event))
}

fn attach(
    player: &Player,
    root: &NodeRef,
    stage: &Canvases,
    timeline: &Canvases,
) -> Option<(Watch, Option<Watch>)> {
    let screen = |canvases: &Canvases| {
        let scroller = canvases.scroller.cast::<HtmlElement>()?;
        Some(Screen::new(canvases.view.cast()?, scroller, canvases.sheet.cast()?))
    };
    let scroller = stage.scroller.cast::<HtmlElement>()?;
    let root = root.cast::<HtmlElement>().unwrap_or_else(|| scroller.clone());
    player.attach(screen(stage)?, screen(timeline));
    let (player, also) = (player.clone(), player.clone());
    let watch = Watch::new(&root, &scroller, move |change| player.on_change(change));
    let timeline_scroller = timeline.scroller.cast::<HtmlElement>();
    let timeline_watch =
        timeline_scroller.map(|it| Watch::new(&root, &it, move |change| also.on_timeline_change(change)));
    Some((watch, timeline_watch))
}
