package unicode

// What Go's package has besides.
//gopark:lacks Categories CategoryAliases GraphicRanges PrintRanges Properties Scripts SimpleFold Space SpecialCase
//gopark:lacks TurkishCase

// What it has for itself, and tells others by accident.
//gopark:hides to
