//! Both ways to paint marks, in a browser: they come to the same picture.
#![cfg(target_arch = "wasm32")]

use gopark_paint::canvas::Canvas2d;
use gopark_paint::{Painter as _, View};
use gopark_scene::{DrawList, Gaze, Look, Mark, Palette, Role, Shape};
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

wasm_bindgen_test_configure!(run_in_browser);

const WIDTH: f32 = 640.0;
const HEIGHT: f32 = 400.0;

fn canvas() -> HtmlCanvasElement {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element("canvas").unwrap().unchecked_into()
}

/// What a canvas shows, laid on white.
fn pixels(layers: &[&HtmlCanvasElement]) -> Vec<u8> {
    let flat = canvas();
    flat.set_width(layers[0].width());
    flat.set_height(layers[0].height());
    let context: CanvasRenderingContext2d = flat.get_context("2d").unwrap().unwrap().unchecked_into();
    for layer in layers {
        context.draw_image_with_html_canvas_element(layer, 0.0, 0.0).unwrap();
    }
    let (w, h) = (f64::from(flat.width()), f64::from(flat.height()));
    context.get_image_data(0.0, 0.0, w, h).unwrap().data().0
}

/// Marks of every shape and many sizes, some faded, some across the edges, some over each other.
fn list(count: usize, sizes: &[f32]) -> DrawList {
    let shapes = [Shape::Disc, Shape::Ringed, Shape::Ring, Shape::Square, Shape::Broken, Shape::Spiked];
    let mut list = DrawList { width: WIDTH, height: HEIGHT, ..DrawList::default() };
    let marks = (0..count).map(|i| {
        let look = Look {
            shape: shapes[i % 5],
            role: [Role::Running, Role::Waiting, Role::Runnable][i % 3],
            gaze: [Gaze::Ahead, Gaze::Asleep, Gaze::Left][i % 3],
            notches: (i % 7) as u8,
        };
        let (x, y) = ((i % 25) as f32 * 27.3 - 8.0, (i / 25) as f32 * 26.7 - 5.0);
        Mark { x, y, r: sizes[i % sizes.len()], alpha: [255, 255, 120][i % 3], look }
    });
    list.push_marks(marks);
    list
}

fn view(scale: f32) -> View {
    View { width: WIDTH, height: HEIGHT, scroll_x: 3.3, scroll_y: 1.7, scale, zoom: 1.0 }
}

/// The greatest difference between both, in a channel of a pixel.
fn difference(list: &DrawList, scale: f32) -> u8 {
    let picture = |slow: bool| {
        let [below, between, above] = [canvas(), canvas(), canvas()];
        let mut painter = Canvas2d::stacked(below.clone(), above.clone()).unwrap();
        if slow {
            painter.add_instances(between.clone(), true);
        }
        assert_eq!(painter.has_instances(), slow);
        // Twice: the second time finds what the first one made.
        painter.paint(list, &Palette::LIGHT, view(scale)).unwrap();
        painter.paint(list, &Palette::LIGHT, view(scale)).unwrap();
        let layers: &[_] = if slow { &[&below, &between, &above] } else { &[&below, &above] };
        pixels(layers)
    };
    let (patches, instances) = (picture(false), picture(true));
    assert_eq!(patches.len(), instances.len());
    assert!(patches.iter().any(|&byte| byte < 200), "something is painted");
    patches.iter().zip(&instances).map(|(a, b)| a.abs_diff(*b)).max().unwrap()
}

#[wasm_bindgen_test]
fn instances_and_patches_are_the_same_picture() {
    for (sizes, scale) in [(&[2.0_f32, 3.5, 9.0, 16.0][..], 1.0), (&[1.2, 6.0, 12.5][..], 2.0)] {
        let difference = difference(&list(400, sizes), scale);
        assert!(difference <= 4, "at scale {scale}: {difference}");
    }
}

#[wasm_bindgen_test]
fn an_atlas_that_is_full_begins_anew() {
    // Each with a stamp of its own, up to five hundred px wide: two textures full.
    let sizes: Vec<f32> = (0..40).map(|i| 172.0 + i as f32 * 2.0).collect();
    let difference = difference(&list(40, &sizes), 1.0);
    assert!(difference <= 4, "{difference}");
}

#[wasm_bindgen_test]
fn a_context_that_is_lost_leaves_patches() {
    let [below, between, above] = [canvas(), canvas(), canvas()];
    let mut painter = Canvas2d::stacked(below.clone(), above.clone()).unwrap();
    painter.add_instances(between.clone(), true);
    let list = list(400, &[9.0]);
    painter.paint(&list, &Palette::LIGHT, view(1.0)).unwrap();
    let before = pixels(&[&below, &between, &above]);
    let gl: web_sys::WebGl2RenderingContext =
        between.get_context("webgl2").unwrap().unwrap().unchecked_into();
    let lose = gl.get_extension("WEBGL_lose_context").unwrap().unwrap();
    lose.unchecked_into::<web_sys::WebglLoseContext>().lose_context();
    painter.paint(&list, &Palette::LIGHT, view(1.0)).unwrap();
    assert!(!painter.has_instances() && between.hidden());
    let after = pixels(&[&below, &above]);
    let difference = before.iter().zip(&after).map(|(a, b)| a.abs_diff(*b)).max().unwrap();
    assert!(difference <= 4, "{difference}");
}

#[wasm_bindgen_test]
fn without_a_graphics_processor_marks_are_patches() {
    let [below, between, above] = [canvas(), canvas(), canvas()];
    between.set_hidden(true);
    let mut painter = Canvas2d::stacked(below, above).unwrap();
    painter.add_instances(between.clone(), false);
    // The browser that runs this has none.
    assert!(!painter.has_instances() && between.hidden());
}
