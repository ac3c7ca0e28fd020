package unicode

// What Go's package has besides.
//gopark:lacks Categories CategoryAliases Cyrillic Digit GraphicRanges Greek Han Hangul Hiragana In Is IsOneOf
//gopark:lacks Katakana L Latin Letter Lower Lu Mark N Number P PrintRanges Properties Punct Range16 Range32
//gopark:lacks RangeTable S Scripts SimpleFold Space SpecialCase Symbol Title TurkishCase Upper White_Space

// What it has for itself, and tells others by accident.
//gopark:hides to
