package strconv

// Quote returns s as a Go string literal in double quotes.
func Quote(s string) string { return quote(s, false, false) }

// QuoteToASCII returns s as a literal of ASCII characters only.
func QuoteToASCII(s string) string { return quote(s, true, false) }

// QuoteToGraphic returns s as a literal in which Unicode's graphic characters stand as they are.
func QuoteToGraphic(s string) string { return quote(s, false, true) }

// QuoteRune returns r as a Go character literal.
func QuoteRune(r rune) string { return quoteRune(r, false, false) }

// QuoteRuneToASCII returns r as a character literal of ASCII characters only.
func QuoteRuneToASCII(r rune) string { return quoteRune(r, true, false) }

// QuoteRuneToGraphic returns r as a character literal in which a graphic character stands as it is.
func QuoteRuneToGraphic(r rune) string { return quoteRune(r, false, true) }

// AppendQuote appends Quote(s).
func AppendQuote(dst []byte, s string) []byte { return append(dst, Quote(s)...) }

// AppendQuoteToASCII appends QuoteToASCII(s).
func AppendQuoteToASCII(dst []byte, s string) []byte { return append(dst, QuoteToASCII(s)...) }

// AppendQuoteToGraphic appends QuoteToGraphic(s).
func AppendQuoteToGraphic(dst []byte, s string) []byte { return append(dst, QuoteToGraphic(s)...) }

// AppendQuoteRune appends QuoteRune(r).
func AppendQuoteRune(dst []byte, r rune) []byte { return append(dst, QuoteRune(r)...) }

// AppendQuoteRuneToASCII appends QuoteRuneToASCII(r).
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte { return append(dst, QuoteRuneToASCII(r)...) }

// AppendQuoteRuneToGraphic appends QuoteRuneToGraphic(r).
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte { return append(dst, QuoteRuneToGraphic(r)...) }

// QuotedPrefix returns the literal that s begins with, as it is written.
func QuotedPrefix(s string) (string, error) {
	if s == "" || s[0] != '"' && s[0] != '\'' && s[0] != '`' {
		return "", ErrSyntax
	}
	quote, at := s[0], 1
	for at < len(s) && s[at] != quote {
		width := 1
		if quote != '`' {
			_, _, width = unquoteChar(s[at:], quote)
		}
		if width == 0 || quote != '`' && s[at] == '\n' {
			return "", ErrSyntax
		}
		at += width
		if quote == '\'' {
			break
		}
	}
	if at >= len(s) || s[at] != quote {
		return "", ErrSyntax
	}
	return s[:at+1], nil
}

// Unquote returns the value of a Go string or character literal.
func Unquote(s string) (string, error) {
	if value, ok := unquote(s); ok {
		return value, nil
	}
	return "", ErrSyntax
}

// UnquoteChar decodes the first character of the inside of a literal between quotes of the given kind.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	value, multibyte, width := unquoteChar(s, quote)
	if width == 0 {
		return 0, false, "", ErrSyntax
	}
	return value, multibyte, s[width:], nil
}

// CanBackquote reports whether a raw string literal can hold s.
func CanBackquote(s string) bool

// IsPrint reports whether Quote leaves r as it is.
func IsPrint(r rune) bool

// IsGraphic reports whether QuoteToGraphic leaves r as it is.
func IsGraphic(r rune) bool

func quote(s string, ascii, graphic bool) string

func quoteRune(r rune, ascii, graphic bool) string

func unquote(s string) (value string, ok bool)

func unquoteChar(s string, quote byte) (value rune, multibyte bool, width int)
