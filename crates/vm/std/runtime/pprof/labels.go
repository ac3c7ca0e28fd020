package pprof

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

type label struct{ key, value string }

// A LabelSet is a set of labels, one for each key.
type LabelSet struct{ list []label } // sorted by key

// labelContextKey is the key of the labels of a context.
type labelContextKey struct{}

type labelMap struct{ LabelSet }

// String shows the labels as profiles do.
func (l *labelMap) String() string {
	var texts []string
	for _, it := range l.list {
		texts = append(texts, fmt.Sprintf("%q:%q", it.key, it.value))
	}
	slices.Sort(texts)
	return "{" + strings.Join(texts, ", ") + "}"
}

// header shows the labels as they stand behind the state of a goroutine in a dump.
func (l *labelMap) header() string {
	var texts []string
	for _, it := range l.list {
		texts = append(texts, quoted(it.key)+": "+quoted(it.value))
	}
	return " {" + strings.Join(texts, ", ") + "}"
}

// quoted quotes what has other characters than letters, digits and those of a path.
func quoted(s string) string {
	plain := func(r rune) bool {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '.' || r == '/' || r == '_'
	}
	if strings.ContainsFunc(s, func(r rune) bool { return !plain(r) }) {
		return strconv.QuoteToASCII(s)
	}
	return s
}

// Labels makes a set of keys, each followed by its value; of equal keys the last one counts.
func Labels(args ...string) LabelSet {
	if len(args)%2 != 0 {
		panic("uneven number of arguments to pprof.Labels")
	}
	var set LabelSet
	for i := 0; i < len(args); i += 2 {
		set.add(label{args[i], args[i+1]})
	}
	return set
}

func (s *LabelSet) add(it label) {
	i, found := slices.BinarySearchFunc(s.list, it, func(a, b label) int { return strings.Compare(a.key, b.key) })
	if found {
		s.list[i] = it
	} else {
		s.list = slices.Insert(s.list, i, it)
	}
}

func labelsOf(ctx context.Context) *labelMap {
	labels, _ := ctx.Value(labelContextKey{}).(*labelMap)
	if labels == nil {
		labels = &labelMap{}
	}
	return labels
}

// WithLabels returns a context that has labels besides those of ctx.
func WithLabels(ctx context.Context, labels LabelSet) context.Context {
	all := LabelSet{slices.Clone(labelsOf(ctx).list)}
	for _, it := range labels.list {
		all.add(it)
	}
	return context.WithValue(ctx, labelContextKey{}, &labelMap{all})
}

// Label returns the value that ctx has for key, and whether it has one.
func Label(ctx context.Context, key string) (string, bool) {
	for _, it := range labelsOf(ctx).list {
		if it.key == key {
			return it.value, true
		}
	}
	return "", false
}

// ForLabels calls f with the labels of ctx until it returns false.
func ForLabels(ctx context.Context, f func(key, value string) bool) {
	for _, it := range labelsOf(ctx).list {
		if !f(it.key, it.value) {
			return
		}
	}
}

// SetGoroutineLabels gives the goroutine the labels of ctx, and with it those that it starts.
func SetGoroutineLabels(ctx context.Context) {
	labels := labelsOf(ctx)
	if len(labels.list) == 0 {
		setLabels("", "")
	} else {
		setLabels(labels.header(), labels.String())
	}
}

// Do calls f with labels besides those of ctx; the goroutine has them meanwhile.
func Do(ctx context.Context, labels LabelSet, f func(context.Context)) {
	defer SetGoroutineLabels(ctx)
	ctx = WithLabels(ctx, labels)
	SetGoroutineLabels(ctx)
	f(ctx)
}

func setLabels(header, profile string)
