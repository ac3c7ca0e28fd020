//! Carries out a draw list: Canvas 2D, SVG text.
