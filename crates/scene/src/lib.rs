//! From a world to a picture: layout, movement, hit regions and words.
