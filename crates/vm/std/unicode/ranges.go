package unicode

// A RangeTable says which code points belong to a set.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int

	is func(r rune) bool // of a category, which has no ranges here
}

// A Range16 is every Stride-th code point from Lo to Hi, of 16 bits.
type Range16 struct {
	Lo     uint16
	Hi     uint16
	Stride uint16
}

// A Range32 is the same of 32 bits.
type Range32 struct {
	Lo     uint32
	Hi     uint32
	Stride uint32
}

// Categories, which have no ranges here.

//gopark:rare
var Digit = &RangeTable{is: IsDigit}

//gopark:rare
var L = &RangeTable{is: IsLetter}

//gopark:rare
var Letter = &RangeTable{is: IsLetter}

//gopark:rare
var Ll = &RangeTable{is: IsLower}

//gopark:rare
var Lower = &RangeTable{is: IsLower}

//gopark:rare
var Lt = &RangeTable{is: IsTitle}

//gopark:rare
var Lu = &RangeTable{is: IsUpper}

//gopark:rare
var M = &RangeTable{is: IsMark}

//gopark:rare
var Mark = &RangeTable{is: IsMark}

//gopark:rare
var N = &RangeTable{is: IsNumber}

//gopark:rare
var Nd = &RangeTable{is: IsDigit}

//gopark:rare
var Number = &RangeTable{is: IsNumber}

//gopark:rare
var P = &RangeTable{is: IsPunct}

//gopark:rare
var Punct = &RangeTable{is: IsPunct}

//gopark:rare
var S = &RangeTable{is: IsSymbol}

//gopark:rare
var Symbol = &RangeTable{is: IsSymbol}

//gopark:rare
var Title = &RangeTable{is: IsTitle}

//gopark:rare
var Upper = &RangeTable{is: IsUpper}

//gopark:rare
var White_Space = &RangeTable{is: IsSpace}

// Is reports whether r is in a set.
func Is(rangeTab *RangeTable, r rune) bool {
	if rangeTab.is != nil {
		return rangeTab.is(r)
	}
	for _, in := range rangeTab.R16 {
		if r <= rune(in.Hi) {
			return rune(in.Lo) <= r && (r-rune(in.Lo))%rune(in.Stride) == 0
		}
	}
	for _, in := range rangeTab.R32 {
		if r <= rune(in.Hi) {
			return rune(in.Lo) <= r && (r-rune(in.Lo))%rune(in.Stride) == 0
		}
	}
	return false
}

// In reports whether r is in one of several sets.
func In(r rune, ranges ...*RangeTable) bool { return IsOneOf(ranges, r) }

// IsOneOf reports whether r is in one of several sets.
func IsOneOf(ranges []*RangeTable, r rune) bool {
	for _, inside := range ranges {
		if Is(inside, r) {
			return true
		}
	}
	return false
}
