package strings

import "io"

// A Replacer replaces several strings at once.
type Replacer struct{ pairs []string }

// NewReplacer returns a Replacer of pairs of old and new strings; at one place the first pair that fits is taken.
func NewReplacer(oldnew ...string) *Replacer {
	if len(oldnew)%2 == 1 {
		panic("strings.NewReplacer: odd argument count")
	}
	return &Replacer{append([]string(nil), oldnew...)}
}

// Replace returns s with all replacements made, without overlaps.
func (r *Replacer) Replace(s string) string {
	var b Builder
	afterEmpty := false
	for i := 0; i <= len(s); {
		// An empty old string fits once at each place.
		old, new, ok := r.fitting(s[i:], afterEmpty)
		afterEmpty = ok && old == ""
		if ok {
			b.WriteString(new)
			i += len(old)
			continue
		}
		if i < len(s) {
			b.WriteByte(s[i])
		}
		i++
	}
	return b.String()
}

// fitting returns the first pair whose old string begins s.
func (r *Replacer) fitting(s string, nonEmpty bool) (old, new string, ok bool) {
	for i := 0; i < len(r.pairs); i += 2 {
		if old := r.pairs[i]; HasPrefix(s, old) && !(nonEmpty && old == "") {
			return old, r.pairs[i+1], true
		}
	}
	return "", "", false
}

// WriteString writes s to w with all replacements made.
func (r *Replacer) WriteString(w io.Writer, s string) (n int, err error) {
	return io.WriteString(w, r.Replace(s))
}
