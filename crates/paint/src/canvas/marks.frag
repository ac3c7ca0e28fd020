#version 300 es
precision highp float;

uniform sampler2D atlas;
in vec2 texel;
flat in float alpha;
out vec4 color;

void main() {
  vec4 stamp = texelFetch(atlas, ivec2(texel), 0);
  color = vec4(stamp.rgb * stamp.a, stamp.a) * alpha;
}
