#version 300 es
// A stamp in the atlas, laid on whole pixels of the screen.

layout(location = 0) in ivec4 place;  // left, top; left and top in the atlas
layout(location = 1) in ivec2 looks;  // side, alpha
uniform vec2 screen;
out vec2 texel;
flat out float alpha;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1) * float(looks.x);
  texel = vec2(place.zw) + corner;
  alpha = float(looks.y) / 255.0;
  vec2 at = (vec2(place.xy) + corner) / screen;
  gl_Position = vec4(at.x * 2.0 - 1.0, 1.0 - at.y * 2.0, 0.0, 1.0);
}
