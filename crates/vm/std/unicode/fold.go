package unicode

// Letters that are the same but for their case, where they are more than a capital and a small one, or fewer: groups, each
// in order and with a space behind it. Source: unicode/tables.go, Unicode 17.
const orbits = "Kk\u212a Ss\u017f \u00b5\u039c\u03bc \u00c5\u00e5\u212b \u00df\u1e9e \u0130 \u0131 " +
	"\u01c4\u01c5\u01c6 \u01c7\u01c8\u01c9 \u01ca\u01cb\u01cc \u01f1\u01f2\u01f3 \u0345\u0399\u03b9\u1fbe " +
	"\u0390\u1fd3 \u0392\u03b2\u03d0 \u0395\u03b5\u03f5 \u0398\u03b8\u03d1\u03f4 \u039a\u03ba\u03f0 " +
	"\u03a0\u03c0\u03d6 \u03a1\u03c1\u03f1 \u03a3\u03c2\u03c3 \u03a6\u03c6\u03d5 \u03a9\u03c9\u2126 " +
	"\u03b0\u1fe3 \u0412\u0432\u1c80 \u0414\u0434\u1c81 \u041e\u043e\u1c82 \u0421\u0441\u1c83 " +
	"\u0422\u0442\u1c84\u1c85 \u042a\u044a\u1c86 \u0462\u0463\u1c87 \u1c88\ua64a\ua64b \u1e60\u1e61\u1e9b " +
	"\ufb05\ufb06 "

// SimpleFold returns the next greater code point that is the same as r but for its case, or the smallest of them.
func SimpleFold(r rune) rune {
	first, isNext := rune(0), false
	for _, c := range orbits {
		switch {
		case c == ' ' && isNext:
			return first
		case c == ' ':
			first = 0
		case isNext:
			return c
		default:
			if first == 0 {
				first = c
			}
			isNext = c == r
		}
	}
	if small := ToLower(r); small != r {
		return small
	}
	return ToUpper(r)
}

// A CaseRange says what is added to the code points from Lo to Hi for each case.
type CaseRange struct {
	Lo    uint32
	Hi    uint32
	Delta d
}

type d [MaxCase]rune

// A SpecialCase has what is different in the letters of a language.
type SpecialCase []CaseRange

// ToUpper returns the capital letter of r.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }

// ToLower returns the small letter of r.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

// ToTitle returns the title case letter of r.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }

func (special SpecialCase) to(wanted int, r rune) rune {
	for _, letters := range special {
		if uint32(r) < letters.Lo || uint32(r) > letters.Hi {
			continue
		}
		if delta := letters.Delta[wanted]; delta <= MaxRune {
			return r + delta
		}
		// Of letters in turns, capital ones are at even distances.
		distance := (uint32(r) - letters.Lo) &^ 1
		if wanted == LowerCase {
			distance++
		}
		return rune(letters.Lo + distance)
	}
	return To(wanted, r)
}

// UpperLower in a Delta says that capital and small letters take turns.
const UpperLower = MaxRune + 1

// TurkishCase has letters i with and without a dot.
//
//gopark:rare
var TurkishCase SpecialCase = dotted()

// AzeriCase is the same.
//
//gopark:rare
var AzeriCase SpecialCase = dotted()

func dotted() SpecialCase {
	return SpecialCase{
		{'I', 'I', d{0, 'ı' - 'I', 0}},
		{'i', 'i', d{'İ' - 'i', 0, 'İ' - 'i'}},
		{'İ', 'İ', d{0, 'i' - 'İ', 0}},
		{'ı', 'ı', d{'I' - 'ı', 0, 'I' - 'ı'}},
	}
}
