//! The part of the page that the picture is painted on: its elements, its size and its colors.

use gopark_paint::View;
use gopark_scene::{DrawList, Palette, Rgb, Role, Viewport};
use wasm_bindgen::JsCast as _;
use web_sys::{CssStyleDeclaration, Element, HtmlCanvasElement, HtmlElement};

use super::surface::Surface;

/// The canvases and what surrounds them.
pub struct Screen {
    surface: Option<Surface>,
    /// The visible part of the picture: holds the canvas for marks over the canvas for everything else.
    view: HtmlElement,
    /// What scrolls.
    scroller: HtmlElement,
    /// As high as the picture; the view stays in its visible part.
    sheet: HtmlElement,
    sheet_height: f32,
    palette: Palette,
    viewport: Viewport,
    /// How far the picture is scrolled down, in CSS px.
    scroll_y: f32,
}

impl Screen {
    /// A screen on the two canvases of `view`, in `sheet`, in `scroller`.
    pub fn new(view: HtmlElement, scroller: HtmlElement, sheet: HtmlElement) -> Self {
        let viewport = Viewport { width: 0.0, height: 0.0 };
        let canvas = |element: Option<Element>| element?.dyn_into::<HtmlCanvasElement>().ok();
        let (below, above) = (canvas(view.first_element_child()), canvas(view.last_element_child()));
        let surface = below.zip(above).and_then(|(below, above)| Surface::new(below, above));
        let palette = palette_of(&scroller);
        Self { surface, view, scroller, sheet, sheet_height: 0.0, palette, viewport, scroll_y: 0.0 }
    }

    /// Takes the colors from the page again.
    pub fn restyle(&mut self) {
        self.palette = palette_of(&self.scroller);
    }

    /// Measures the room there is.
    pub fn measure(&mut self) {
        let (width, height) = (self.scroller.client_width() as f32, self.scroller.client_height() as f32);
        self.viewport = Viewport { width, height };
        set_height(&self.view, height);
        self.scrolled();
    }

    /// Looks how far the picture is scrolled.
    pub fn scrolled(&mut self) {
        self.scroll_y = self.scroller.scroll_top() as f32;
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
        (x, y + self.scroll_y)
    }

    /// Paints `draw`.
    pub fn show(&mut self, draw: &DrawList) {
        if (draw.height - self.sheet_height).abs() > 0.5 {
            self.sheet_height = draw.height;
            set_height(&self.sheet, draw.height);
        }
        let Viewport { width, height } = self.viewport;
        let scale = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio()) as f32;
        let view = View { width, height, scroll_y: self.scroll_y, scale };
        if let Some(surface) = &mut self.surface {
            surface.paint(draw, &self.palette, view);
        }
    }

    /// How far the picture is scrolled down, in CSS px.
    pub fn scroll_y(&self) -> f32 {
        self.scroll_y
    }

    /// Tells the style sheet, for what surrounds the picture, a length in px.
    pub fn set_length(&self, name: &str, px: f32) {
        let parent = self.scroller.parent_element().and_then(|parent| parent.dyn_into::<HtmlElement>().ok());
        // Without it, what it places is a few px off.
        let _ = parent.map(|parent| parent.style().set_property(name, &format!("{px}px")));
    }

    /// Scrolls so that a part of the picture is seen.
    pub fn reveal(&self, top: f32, bottom: f32) {
        let seen = self.scroll_y..=self.scroll_y + self.viewport.height;
        if !seen.contains(&top) || !seen.contains(&bottom) {
            self.scroller.set_scroll_top(((top + bottom - self.viewport.height) / 2.0).max(0.0) as i32);
        }
    }
}

fn set_height(element: &HtmlElement, px: f32) {
    // A page that forbids even this shows the picture at its default height.
    let _ = element.style().set_property("height", &format!("{px}px"));
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
