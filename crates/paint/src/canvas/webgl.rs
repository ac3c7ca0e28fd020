//! Marks as instances: WebGL 2 gets each stamp once and each mark as twelve bytes, where Canvas 2D gets every pixel.
//!
//! Only where there is a graphics processor. Without one the browser draws in software and reads the result back, and our
//! own patches are quicker.

use std::cell::Cell;

use gopark_scene::Mark;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    HtmlCanvasElement, WebGl2RenderingContext as Gl, WebGlContextAttributes, WebGlProgram,
    WebGlUniformLocation, WebglDebugRendererInfo, WebglLoseContext,
};

use super::CanvasError;
use crate::View;
use crate::raster::{Placed, Stamps};

/// A canvas for marks alone.
pub(super) struct Instances {
    canvas: HtmlCanvasElement,
    gl: Gl,
    screen: Option<WebGlUniformLocation>,
    atlas: Atlas,
    /// Of each mark: left, top, left and top in the atlas, side, alpha.
    bytes: Vec<u8>,
}

/// Bytes of a mark.
const INSTANCE_BYTES: usize = 12;

/// Where in the texture each stamp lies. They stand in rows, each as high as its highest.
#[derive(Default)]
struct Atlas {
    /// By number; none for those that no mark showed.
    places: Vec<Option<(i32, i32)>>,
    next: (i32, i32),
    row_height: i32,
}

/// Width and height of the texture.
const ATLAS_SIDE: i32 = 2048;

/// What the names of those have in them that draw in software.
const SLOW: [&str; 5] = ["SwiftShader", "llvmpipe", "softpipe", "Software", "Basic Render"];

thread_local! {
    /// A stage of this page found no graphics processor: the others need not look.
    static NONE_FOUND: Cell<bool> = const { Cell::new(false) };
}

impl Atlas {
    /// Room for a square; none when it is full.
    fn room(&mut self, side: i32) -> Option<(i32, i32)> {
        if self.next.0 + side > ATLAS_SIDE {
            self.next = (0, self.next.1 + self.row_height);
            self.row_height = 0;
        }
        let at = self.next;
        self.next.0 += side;
        self.row_height = self.row_height.max(side);
        (at.1 + side <= ATLAS_SIDE).then_some(at)
    }
}

impl Instances {
    /// On a canvas that nothing was drawn on; none where there is no WebGL 2, or (unless `slow` is fine) only a slow one.
    pub(super) fn new(canvas: HtmlCanvasElement, slow: bool) -> Option<Self> {
        if !slow && NONE_FOUND.get() {
            return None;
        }
        let made = Self::on(canvas, slow).filter(|made| slow || made.is_quick());
        NONE_FOUND.set(made.is_none());
        made
    }

    fn on(canvas: HtmlCanvasElement, slow: bool) -> Option<Self> {
        let wish = WebGlContextAttributes::new();
        wish.set_fail_if_major_performance_caveat(!slow);
        wish.set_antialias(false);
        wish.set_depth(false);
        let context = canvas.get_context_with_context_options("webgl2", &wish).ok()??;
        let gl: Gl = context.dyn_into().ok()?;
        let program = program(&gl)?;
        gl.use_program(Some(&program));
        gl.bind_texture(Gl::TEXTURE_2D, gl.create_texture().as_ref());
        gl.tex_storage_2d(Gl::TEXTURE_2D, 1, Gl::RGBA8, ATLAS_SIDE, ATLAS_SIDE);
        for filter in [Gl::TEXTURE_MIN_FILTER, Gl::TEXTURE_MAG_FILTER] {
            gl.tex_parameteri(Gl::TEXTURE_2D, filter, Gl::NEAREST as i32);
        }
        gl.bind_buffer(Gl::ARRAY_BUFFER, gl.create_buffer().as_ref());
        for (attribute, count, offset) in [(0, 4, 0), (1, 2, 8)] {
            gl.enable_vertex_attrib_array(attribute);
            gl.vertex_attrib_i_pointer_with_i32(attribute, count, Gl::SHORT, INSTANCE_BYTES as i32, offset);
            gl.vertex_attrib_divisor(attribute, 1);
        }
        gl.enable(Gl::BLEND);
        gl.blend_func(Gl::ONE, Gl::ONE_MINUS_SRC_ALPHA);
        let screen = gl.get_uniform_location(&program, "screen");
        canvas.set_hidden(false);
        Some(Self { canvas, gl, screen, atlas: Atlas::default(), bytes: Vec::new() })
    }

    /// Browsers say that software is slow only when they are asked to avoid it, and then not always.
    fn is_quick(&self) -> bool {
        let name = |parameter| self.gl.get_parameter(parameter).ok()?.as_string();
        let mut found = name(Gl::RENDERER).unwrap_or_default();
        // Where that names only the browser's engine, the rest is asked for apart. Where it is kept secret, it may be quick.
        if found == "WebKit WebGL"
            && let Ok(Some(_)) = self.gl.get_extension("WEBGL_debug_renderer_info")
        {
            found = name(WebglDebugRendererInfo::UNMASKED_RENDERER_WEBGL).unwrap_or_default();
        }
        !SLOW.iter().any(|slow| found.contains(slow))
    }

    /// The browser took the context away, as it does when a page has many.
    pub(super) fn is_lost(&self) -> bool {
        self.gl.is_context_lost()
    }

    /// Stamps have other numbers from here on.
    pub(super) fn forget(&mut self) {
        self.atlas = Atlas::default();
    }

    /// Takes a size in device px, and is empty.
    pub(super) fn begin(&mut self, (w, h): (u32, u32)) {
        if self.canvas.width() != w || self.canvas.height() != h {
            self.canvas.set_width(w);
            self.canvas.set_height(h);
            self.gl.viewport(0, 0, w as i32, h as i32);
            self.gl.uniform2f(self.screen.as_ref(), w as f32, h as f32);
        }
        self.gl.clear(Gl::COLOR_BUFFER_BIT);
    }

    /// Draws marks.
    pub(super) fn paint(
        &mut self,
        marks: &[Mark],
        view: View,
        stamps: &mut Stamps,
    ) -> Result<(), CanvasError> {
        let size = (self.canvas.width() as i32, self.canvas.height() as i32);
        for mark in marks {
            let Some(placed) = stamps.place(mark, (view.scroll_x, view.scroll_y), size) else { continue };
            if let Some(at) = self.find(&placed, stamps)? {
                self.add(&placed, at, stamps);
                continue;
            }
            // The atlas is full: what is in it is drawn, then it begins anew.
            self.flush();
            stamps.forget();
            self.forget();
            let Some(placed) = stamps.place(mark, (view.scroll_x, view.scroll_y), size) else { continue };
            if let Some(at) = self.find(&placed, stamps)? {
                self.add(&placed, at, stamps);
            }
        }
        self.flush();
        Ok(())
    }

    /// Where in the texture a stamp lies; it is put there if it is new. None when there is no room.
    fn find(&mut self, placed: &Placed, stamps: &Stamps) -> Result<Option<(i32, i32)>, CanvasError> {
        let index = placed.stamp as usize;
        if let Some(Some(at)) = self.atlas.places.get(index) {
            return Ok(Some(*at));
        }
        let stamp = stamps.get(placed.stamp);
        let Some(at) = self.atlas.room(stamp.side) else { return Ok(None) };
        let pixels = stamp.pixels.as_flattened();
        self.gl
            .tex_sub_image_2d_with_i32_and_i32_and_u32_and_type_and_opt_u8_array(
                Gl::TEXTURE_2D,
                0,
                at.0,
                at.1,
                stamp.side,
                stamp.side,
                Gl::RGBA,
                Gl::UNSIGNED_BYTE,
                Some(pixels),
            )
            .map_err(|_| CanvasError::Refused)?;
        self.atlas.places.resize((index + 1).max(self.atlas.places.len()), None);
        self.atlas.places[index] = Some(at);
        Ok(Some(at))
    }

    fn add(&mut self, placed: &Placed, at: (i32, i32), stamps: &Stamps) {
        let side = stamps.get(placed.stamp).side;
        for number in [placed.left, placed.top, at.0, at.1, side, i32::from(placed.alpha)] {
            self.bytes.extend_from_slice(&(number as i16).to_ne_bytes());
        }
    }

    fn flush(&mut self) {
        let count = (self.bytes.len() / INSTANCE_BYTES) as i32;
        self.gl.buffer_data_with_u8_array(Gl::ARRAY_BUFFER, &self.bytes, Gl::STREAM_DRAW);
        self.gl.draw_arrays_instanced(Gl::TRIANGLE_STRIP, 0, 4, count);
        self.bytes.clear();
    }
}

impl Drop for Instances {
    /// Browsers give a page few contexts, and take them back late.
    fn drop(&mut self) {
        if let Ok(Some(extension)) = self.gl.get_extension("WEBGL_lose_context") {
            JsValue::from(extension).unchecked_into::<WebglLoseContext>().lose_context();
        }
        self.canvas.set_hidden(true);
    }
}

fn program(gl: &Gl) -> Option<WebGlProgram> {
    let program = gl.create_program()?;
    let parts =
        [(Gl::VERTEX_SHADER, include_str!("marks.vert")), (Gl::FRAGMENT_SHADER, include_str!("marks.frag"))];
    for (kind, source) in parts {
        let shader = gl.create_shader(kind)?;
        gl.shader_source(&shader, source);
        gl.compile_shader(&shader);
        gl.attach_shader(&program, &shader);
    }
    gl.link_program(&program);
    gl.get_program_parameter(&program, Gl::LINK_STATUS).is_truthy().then_some(program)
}
