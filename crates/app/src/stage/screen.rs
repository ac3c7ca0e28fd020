//! The part of the page that the picture is painted on: its elements, its size and its colors.

use gopark_paint::View;
use gopark_scene::{DrawList, Palette, Rect, Rgb, Role, Viewport};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{CssStyleDeclaration, Element, HtmlCanvasElement, HtmlElement};

use super::surface::Surface;

/// The canvases and what surrounds them.
pub struct Screen {
    surface: Option<Surface>,
    /// The visible part of the picture: holds the canvases.
    view: HtmlElement,
    /// What scrolls.
    scroller: HtmlElement,
    /// As large as the picture; the view stays in its visible part.
    sheet: HtmlElement,
    sheet_size: (f32, f32),
    palette: Palette,
    viewport: Viewport,
    /// How far the picture is scrolled to the right and down, in CSS px.
    scroll: (f32, f32),
    /// CSS px for each px of the picture.
    zoom: f32,
}

/// The most that a picture is enlarged.
const ZOOM_MAX: f32 = 16.0;

impl Screen {
    /// A screen on the two or three canvases of `view`, in `sheet`, in `scroller`.
    pub fn new(view: HtmlElement, scroller: HtmlElement, sheet: HtmlElement) -> Self {
        let viewport = Viewport { width: 0.0, height: 0.0 };
        let canvas = |element: Option<Element>| element?.dyn_into::<HtmlCanvasElement>().ok();
        let (below, above) = (canvas(view.first_element_child()), canvas(view.last_element_child()));
        let surface = below.zip(above).and_then(|(below, above)| {
            let between = canvas(below.next_element_sibling()).filter(|between| *between != above);
            Surface::new(below, between, above)
        });
        let palette = palette_of(&scroller);
        let (sheet_size, scroll) = ((0.0, 0.0), (0.0, 0.0));
        Self { surface, view, scroller, sheet, sheet_size, palette, viewport, scroll, zoom: 1.0 }
    }

    /// Takes the colors from the page again.
    pub fn restyle(&mut self) {
        self.palette = palette_of(&self.scroller);
    }

    /// Measures the room there is.
    pub fn measure(&mut self) {
        let (width, height) = (self.scroller.client_width() as f32, self.scroller.client_height() as f32);
        self.viewport = Viewport { width, height };
        set_size(&self.view, "height", height);
        self.scrolled();
    }

    /// Looks how far the picture is scrolled.
    pub fn scrolled(&mut self) {
        self.scroll = (self.scroller.scroll_left() as f32, self.scroller.scroll_top() as f32);
    }

    /// The colors of the page.
    pub fn palette(&self) -> &Palette {
        &self.palette
    }

    /// The room there is.
    pub fn viewport(&self) -> Viewport {
        self.viewport
    }

    /// A point of the picture from one of the visible part.
    pub fn to_picture(&self, x: f32, y: f32) -> (f32, f32) {
        ((x + self.scroll.0) / self.zoom, (y + self.scroll.1) / self.zoom)
    }

    /// Paints `draw`.
    pub fn show(&mut self, draw: &DrawList) {
        let (Viewport { width, height }, zoom) = (self.viewport, self.zoom);
        let size = (width * zoom, draw.height * zoom);
        if (size.0 - self.sheet_size.0).abs() > 0.5 || (size.1 - self.sheet_size.1).abs() > 0.5 {
            self.resize_sheet(size);
        }
        let scale = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()) as f32;
        let view = View {
            width: width / zoom,
            height: height / zoom,
            scroll_x: self.scroll.0 / zoom,
            scroll_y: self.scroll.1 / zoom,
            scale: scale * zoom,
            zoom,
        };
        if let Some(surface) = &mut self.surface {
            surface.paint(draw, &self.palette, view);
        }
    }

    fn resize_sheet(&mut self, size: (f32, f32)) {
        self.sheet_size = size;
        for (element, width) in [(&self.sheet, size.0), (&self.view, self.viewport.width)] {
            // At its usual size it is as wide as the room there is, without a number.
            if self.zoom > 1.0 {
                set_size(element, "width", width);
            } else {
                let _ = element.style().remove_property("width");
            }
        }
        set_size(&self.sheet, "height", size.1);
    }

    /// How much the picture is enlarged.
    pub fn zoom(&self) -> f32 {
        self.zoom
    }

    /// Enlarges the picture by `factor`; what is at a point of the visible part stays there. Never smaller than it fits,
    /// so that words can be read.
    pub fn zoom_by(&mut self, factor: f32, (x, y): (f32, f32)) {
        let (px, py) = self.to_picture(x, y);
        let height = self.sheet_size.1 / self.zoom;
        self.zoom = (self.zoom * factor).clamp(1.0, ZOOM_MAX);
        if self.zoom < 1.02 {
            self.zoom = 1.0;
        }
        self.resize_sheet((self.viewport.width * self.zoom, height * self.zoom));
        self.scroll_to(px * self.zoom - x, py * self.zoom - y);
    }

    /// Moves the picture by so many CSS px.
    pub fn pan(&mut self, dx: f32, dy: f32) {
        self.scroll_to(self.scroll.0 - dx, self.scroll.1 - dy);
    }

    fn scroll_to(&mut self, x: f32, y: f32) {
        self.scroller.set_scroll_left(x.round() as i32);
        self.scroller.set_scroll_top(y.round() as i32);
        self.scrolled();
    }

    /// How far the picture is scrolled down, in CSS px.
    pub fn scroll_y(&self) -> f32 {
        self.scroll.1
    }

    /// How wide it is with its scroll bar.
    pub fn outer_width(&self) -> f32 {
        self.scroller.offset_width() as f32
    }

    /// Tells the style sheet, for what surrounds the picture, a length in px.
    pub fn set_length(&self, name: &str, px: f32) {
        let parent = self.scroller.parent_element().and_then(|parent| parent.dyn_into::<HtmlElement>().ok());
        // Without it, what it places is a few px off.
        let _ = parent.map(|parent| set_length(&parent, name, px));
    }

    /// Scrolls so that a part of the picture is seen.
    pub fn reveal(&mut self, rect: &Rect) {
        let middle = |from: f32, to: f32, now: f32, room: f32| {
            let (from, to) = (from * self.zoom, to * self.zoom);
            if from >= now && to <= now + room { now } else { (from + to - room) / 2.0 }
        };
        let x = middle(rect.x, rect.right(), self.scroll.0, self.viewport.width);
        let y = middle(rect.y, rect.bottom(), self.scroll.1, self.viewport.height);
        self.scroll_to(x, y);
    }
}

fn set_size(element: &HtmlElement, side: &str, px: f32) {
    // A page that forbids even this shows the picture at its default size.
    let _ = set_length(element, side, px);
}

/// In hundredths of a px, which no screen shows.
fn set_length(element: &HtmlElement, name: &str, px: f32) -> Result<(), JsValue> {
    let hundredths = (px * 100.0) as i32;
    element.style().set_property(name, &format!("calc({hundredths}px / 100)"))
}

/// Our colors, where the page's style sheet does not name others.
fn palette_of(element: &Element) -> Palette {
    let mut palette = Palette::LIGHT;
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok().flatten());
    let Some(style) = style else { return palette };
    for role in Role::ALL {
        let value = style.get_property_value(&format!("--gp-{}", role.name())).unwrap_or_default();
        if let Some(color) = Rgb::parse(&value).or_else(|| resolved(element, &style, &value)) {
            palette.set(role, color);
        }
    }
    palette
}

/// A color that only the browser knows, such as one of the reader's own.
fn resolved(element: &Element, style: &CssStyleDeclaration, value: &str) -> Option<Rgb> {
    let own = element.dyn_ref::<HtmlElement>()?.style();
    own.set_property("color", value).ok()?;
    let color = style.get_property_value("color").unwrap_or_default();
    // What cannot be taken back is only the color of an element without text.
    let _ = own.remove_property("color");
    let mut parts =
        color.strip_prefix("rgb(")?.strip_suffix(')')?.split(',').map(|part| part.trim().parse().ok());
    Some(Rgb(parts.next()??, parts.next()??, parts.next()??))
}
