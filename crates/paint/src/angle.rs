//! Angles, by the functions that the virtual machine has brought along anyway: the standard library has others of its own.

/// The sine and the cosine of an angle.
pub fn sin_cos(angle: f32) -> (f32, f32) {
    let angle = f64::from(angle);
    (libm::sin(angle) as f32, libm::cos(angle) as f32)
}

/// The angle of a point, as seen from the origin.
pub fn atan2(y: f32, x: f32) -> f32 {
    libm::atan2(f64::from(y), f64::from(x)) as f32
}
