package math

// What it has for itself, and tells others by accident.
//gopark:hides acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp2 expm1 frexp ldexp log10 log1p
//gopark:hides log2 mod pow remainder sin sinh sqrt tan tanh
