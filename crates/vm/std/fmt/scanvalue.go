package fmt

import (
	"errors"
	"internal/refl"
	"io"
	"strconv"
)

// operand reads a value into what v points at.
func (in *input) operand(verb rune, v any) {
	in.buf = in.buf[:0]
	if s, ok := v.(Scanner); ok {
		err := s.Scan(in, verb)
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			fail(err)
		}
		return
	}
	switch v := v.(type) {
	case *bool:
		*v = in.bool(verb)
	case *int:
		*v = int(in.int(verb, 64))
	case *int8:
		*v = int8(in.int(verb, 8))
	case *int16:
		*v = int16(in.int(verb, 16))
	case *int32:
		*v = int32(in.int(verb, 32))
	case *int64:
		*v = in.int(verb, 64)
	case *uint:
		*v = uint(in.uint(verb, 64))
	case *uint8:
		*v = uint8(in.uint(verb, 8))
	case *uint16:
		*v = uint16(in.uint(verb, 16))
	case *uint32:
		*v = uint32(in.uint(verb, 32))
	case *uint64:
		*v = in.uint(verb, 64)
	case *uintptr:
		*v = uintptr(in.uint(verb, 64))
	case *float64:
		*v = in.float(verb, 64, "float64")
	case *float32:
		*v = float32(in.float(verb, 32, "float32"))
	case *string:
		*v = in.text(verb)
	case *[]byte:
		*v = []byte(in.text(verb))
	case *complex128:
		*v = in.complex(verb, 64)
	case *complex64:
		*v = complex64(in.complex(verb, 32))
	default:
		if v == nil || refl.Kind(refl.TypeOf(v)) != refl.Pointer {
			failText("type not a pointer: " + Sprintf("%T", v))
		}
		t := refl.Elem(refl.TypeOf(v))
		refl.SetPointee(v, refl.Retyped(t, in.renamed(verb, t, v)))
	}
}

// renamed reads a value of the predeclared type that t is like; v is what points there.
func (in *input) renamed(verb rune, t refl.Type, v any) any {
	switch refl.Kind(t) {
	case refl.Bool:
		return in.bool(verb)
	case refl.Int:
		return int(in.int(verb, 64))
	case refl.Int8:
		return int8(in.int(verb, 8))
	case refl.Int16:
		return int16(in.int(verb, 16))
	case refl.Int32:
		return int32(in.int(verb, 32))
	case refl.Int64:
		return in.int(verb, 64)
	case refl.Uint:
		return uint(in.uint(verb, 64))
	case refl.Uint8:
		return uint8(in.uint(verb, 8))
	case refl.Uint16:
		return uint16(in.uint(verb, 16))
	case refl.Uint32:
		return uint32(in.uint(verb, 32))
	case refl.Uint64:
		return in.uint(verb, 64)
	case refl.Uintptr:
		return uintptr(in.uint(verb, 64))
	case refl.Float32:
		return float32(in.float(verb, 32, "float32"))
	case refl.Float64:
		return in.float(verb, 64, "float64")
	case refl.Complex64:
		return complex64(in.complex(verb, 32))
	case refl.Complex128:
		return in.complex(verb, 64)
	case refl.String:
		return in.text(verb)
	case refl.Slice:
		if refl.Kind(refl.Elem(t)) == refl.Uint8 {
			return []byte(in.text(verb))
		}
	}
	failText("can't scan type: " + Sprintf("%T", v))
	return nil
}

func (in *input) checkVerb(verb rune, verbs, what string) {
	if index(verbs, verb) < 0 {
		failText("bad verb '%" + string(verb) + "' for " + what)
	}
}

func (in *input) bool(verb rune) bool {
	in.SkipSpace()
	in.notAtEnd()
	in.checkVerb(verb, "tv", "boolean")
	wrong := errors.New("syntax error scanning boolean")
	switch in.next() {
	case '1':
		return true
	case 't', 'T':
		if in.accept("rR") && (!in.accept("uU") || !in.accept("eE")) {
			fail(wrong)
		}
		return true
	case 'f', 'F':
		if in.accept("aA") && (!in.accept("lL") || !in.accept("sS") || !in.accept("eE")) {
			fail(wrong)
		}
	}
	return false
}

const decimals = "0123456789"

// integer reads the digits of an integer and returns them with their base.
func (in *input) integer(verb rune, signed bool) (text string, base int) {
	in.SkipSpace()
	in.notAtEnd()
	in.checkVerb(verb, "bdoUxXv", "integer")
	base, digits, have := 10, decimals, false
	switch verb {
	case 'b':
		base, digits = 2, "01"
	case 'o':
		base, digits = 8, "01234567"
	case 'x', 'X', 'U':
		base, digits = 16, decimals+"aAbBcCdDeEfF"
	}
	if verb == 'U' {
		if !in.accept("U") || !in.accept("+") {
			failText("bad unicode format ")
		}
		in.buf = in.buf[:0]
	} else {
		if signed {
			in.accept("+-")
		}
		if verb == 'v' {
			base, digits = 0, decimals+"_"
			if have = in.accept("0"); have {
				switch {
				case in.accept("bB"):
					digits = "01_"
				case in.accept("xX"):
					digits = decimals + "aAbBcCdDeEfF_"
				default:
					in.accept("oO")
					digits = "01234567_"
				}
			}
		}
	}
	if !have {
		in.notAtEnd()
		if !in.accept(digits) {
			failText("expected integer")
		}
	}
	for in.accept(digits) {
	}
	return string(in.buf), base
}

func (in *input) char(bits int) int64 {
	in.notAtEnd()
	r := in.next()
	if int64(r)<<(64-bits)>>(64-bits) != int64(r) {
		failText("overflow on character value " + string(r))
	}
	return int64(r)
}

func (in *input) int(verb rune, bits int) int64 {
	if verb == 'c' {
		return in.char(bits)
	}
	text, base := in.integer(verb, true)
	n, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		fail(err)
	}
	if n<<(64-bits)>>(64-bits) != n {
		failText("integer overflow on token " + text)
	}
	return n
}

func (in *input) uint(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(in.char(bits))
	}
	text, base := in.integer(verb, false)
	n, err := strconv.ParseUint(text, base, 64)
	if err != nil {
		fail(err)
	}
	if n<<(64-bits)>>(64-bits) != n {
		failText("unsigned integer overflow on token " + text)
	}
	return n
}

func (in *input) float(verb rune, bits int, what string) float64 {
	in.checkVerb(verb, "beEfFgGv", what)
	in.SkipSpace()
	in.notAtEnd()
	return toFloat(in.floatText(), bits)
}

// complex reads a complex number whose parts have so many bits.
func (in *input) complex(verb rune, bits int) complex128 {
	in.checkVerb(verb, "beEfFgGv", "complex")
	in.SkipSpace()
	in.notAtEnd()
	const wrong = "syntax error scanning complex number"
	parens := in.accept("(")
	real := in.floatText()
	in.buf = in.buf[:0]
	if !in.accept("+-") {
		failText(wrong)
	}
	sign := string(in.buf)
	imag := sign + in.floatText()
	if !in.accept("i") || parens && !in.accept(")") {
		failText(wrong)
	}
	return complex(toFloat(real, bits), toFloat(imag, bits))
}

func toFloat(text string, bits int) float64 {
	exponent := 0
	if p := index(text, 'p'); p >= 0 && index(text, 'x') < 0 && index(text, 'X') < 0 {
		n, err := strconv.Atoi(text[p+1:])
		if err != nil {
			fail(err)
		}
		text, exponent = text[:p], n
	}
	f, err := strconv.ParseFloat(text, bits)
	if err != nil {
		fail(err)
	}
	for ; exponent > 0 && f != f/2; exponent-- {
		f *= 2
	}
	for ; exponent < 0 && f != 0; exponent++ {
		f /= 2
	}
	return f
}

func (in *input) floatText() string {
	in.buf = in.buf[:0]
	if in.accept("nN") && in.accept("aA") && in.accept("nN") {
		return string(in.buf)
	}
	in.accept("+-")
	if in.accept("iI") && in.accept("nN") && in.accept("fF") {
		return string(in.buf)
	}
	digits, exponent := decimals+"_", "eEpP"
	if in.accept("0") && in.accept("xX") {
		digits, exponent = decimals+"aAbBcCdDeEfF_", "pP"
	}
	for in.accept(digits) {
	}
	if in.accept(".") {
		for in.accept(digits) {
		}
	}
	if in.accept(exponent) {
		in.accept("+-")
		for in.accept(decimals + "_") {
		}
	}
	return string(in.buf)
}

func (in *input) text(verb rune) string {
	in.checkVerb(verb, "svqxX", "string")
	in.SkipSpace()
	in.notAtEnd()
	switch verb {
	case 'q':
		return in.quoted()
	case 'x', 'X':
		return in.hex()
	}
	token, err := in.Token(true, nil)
	if err != nil {
		fail(err)
	}
	return string(token)
}

func (in *input) quoted() string {
	quote := in.next()
	if quote != '`' && quote != '"' {
		failText("expected quoted string")
	}
	text := string(quote)
	for {
		r := in.must()
		text += string(r)
		if r == quote {
			break
		}
		if r == '\\' && quote == '"' {
			text += string(in.must())
		}
	}
	value, err := strconv.Unquote(text)
	if err != nil {
		fail(err)
	}
	return value
}

func (in *input) hex() string {
	const digits = "0123456789abcdef"
	value := func(r rune) int { return index(digits, r|0x20) }
	var b []byte
	for {
		r := in.next()
		if r == atEnd {
			break
		}
		high := value(r)
		if high < 0 {
			in.UnreadRune()
			break
		}
		low := value(in.must())
		if low < 0 {
			failText("illegal hex digit")
		}
		b = append(b, byte(high<<4|low))
	}
	if len(b) == 0 {
		failText("no hex data for %x string")
	}
	return string(b)
}
