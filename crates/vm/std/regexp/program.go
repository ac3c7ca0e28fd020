package regexp

import "unicode/utf8"

type op int

const (
	opRune op = iota
	opSplit
	opJump
	opSave
	opAssert
	opMatch
)

// inst is an instruction: opRune reads a character and goes on at the next one; opSplit tries x, then y.
type inst struct {
	op   op
	node *node
	x, y int
}

type program []inst

func compile(n *node) program {
	var p program
	p.add(inst{op: opSave, x: 0})
	p.node(n)
	p.add(inst{op: opSave, x: 1})
	p.add(inst{op: opMatch})
	return p
}

func (p *program) add(i inst) int {
	*p = append(*p, i)
	if len(*p) > sizeMax {
		fail("expression too large", "")
	}
	return len(*p) - 1
}

const sizeMax = 100000

func (p *program) node(n *node) {
	switch n.kind {
	case char, any:
		p.add(inst{op: opRune, node: n})
	case begin, end, beginLine, endLine, wordEdge, noWordEdge:
		p.add(inst{op: opAssert, node: n})
	case group:
		p.add(inst{op: opSave, x: 2 * n.n})
		p.node(n.subs[0])
		p.add(inst{op: opSave, x: 2*n.n + 1})
	case concat:
		for _, sub := range n.subs {
			p.node(sub)
		}
	case either:
		p.either(n.subs)
	case repeat:
		p.repeat(n)
	}
}

func (p *program) either(subs []*node) {
	var jumps []int
	for i, sub := range subs {
		if i+1 == len(subs) {
			p.node(sub)
			break
		}
		split := p.add(inst{op: opSplit})
		(*p)[split].x = len(*p)
		p.node(sub)
		jumps = append(jumps, p.add(inst{op: opJump}))
		(*p)[split].y = len(*p)
	}
	for _, jump := range jumps {
		(*p)[jump].x = len(*p)
	}
}

// choose makes a split go on with the next instruction, or else, later set, elsewhere; the other way round if lazy.
func (p *program) choose(split int, lazy bool, inside, outside int) {
	if lazy {
		inside, outside = outside, inside
	}
	(*p)[split].x, (*p)[split].y = inside, outside
}

func (p *program) repeat(n *node) {
	var splits []int
	if n.most < 0 {
		// x* is (x+)? so that an x that is empty is seen once.
		if n.least == 0 {
			splits = append(splits, p.add(inst{op: opSplit}))
		}
		for range n.least - 1 {
			p.node(n.subs[0])
		}
		again := len(*p)
		p.node(n.subs[0])
		p.choose(p.add(inst{op: opSplit}), n.lazy, again, len(*p))
		for _, split := range splits {
			p.choose(split, n.lazy, split+1, len(*p))
		}
		return
	}
	for range n.least {
		p.node(n.subs[0])
	}
	for range n.most - n.least {
		splits = append(splits, p.add(inst{op: opSplit}))
		p.node(n.subs[0])
	}
	for _, split := range splits {
		p.choose(split, n.lazy, split+1, len(*p))
	}
}

// thread is a way to match so far.
type thread struct {
	pc   int
	caps []int
}

// machine runs all ways to match at once, the preferred ones first.
type machine struct {
	re    *Regexp
	text  string
	seen  []int // for each instruction the round in which a thread came to it
	round int
}

const never = -1

// match finds the leftmost match from pos on; nil if there is none.
func (re *Regexp) match(text string, pos int) []int {
	m := &machine{re: re, text: text, seen: make([]int, len(re.prog)), round: 1}
	var now, next []thread
	var found []int
	for {
		if found == nil && (pos == 0 || !re.anchored || len(now) > 0) {
			caps := make([]int, 2*len(re.names))
			for i := range caps {
				caps[i] = never
			}
			now = m.follow(now, thread{0, caps}, pos)
		}
		if len(now) == 0 && (found != nil || re.anchored) {
			return found
		}
		r, size := rune(never), 0
		if pos < len(text) {
			r, size = utf8.DecodeRuneInString(text[pos:])
		}
		m.round++
		next = next[:0]
		for _, t := range now {
			i := &re.prog[t.pc]
			if i.op == opMatch {
				if found == nil || !re.longest || t.caps[0] < found[0] || t.caps[0] == found[0] && t.caps[1] > found[1] {
					found = t.caps
				}
				if !re.longest {
					break
				}
				continue
			}
			if r != never && i.node.reads(r) && (!re.longest || found == nil || t.caps[0] <= found[0]) {
				next = m.follow(next, thread{t.pc + 1, t.caps}, pos+size)
			}
		}
		if size == 0 {
			return found
		}
		now, next = next, now
		pos += size
	}
}

func (n *node) reads(r rune) bool {
	if n.kind == any {
		return n.newline || r != '\n'
	}
	return n.class.matches(r)
}

// follow adds the instructions that a thread gets to without reading.
func (m *machine) follow(list []thread, t thread, pos int) []thread {
	for m.seen[t.pc] != m.round {
		m.seen[t.pc] = m.round
		i := &m.re.prog[t.pc]
		switch i.op {
		case opJump:
			t.pc = i.x
		case opSplit:
			list = m.follow(list, thread{i.x, t.caps}, pos)
			t.pc = i.y
		case opSave:
			t.caps = append([]int(nil), t.caps...)
			t.caps[i.x] = pos
			t.pc++
		case opAssert:
			if !m.holds(i.node.kind, pos) {
				return list
			}
			t.pc++
		default:
			return append(list, t)
		}
	}
	return list
}

func (m *machine) holds(k kind, pos int) bool {
	switch k {
	case begin:
		return pos == 0
	case end:
		return pos == len(m.text)
	case beginLine:
		return pos == 0 || m.text[pos-1] == '\n'
	case endLine:
		return pos == len(m.text) || m.text[pos] == '\n'
	}
	before := pos > 0 && isWord(rune(m.text[pos-1]))
	after := pos < len(m.text) && isWord(rune(m.text[pos]))
	return (before != after) == (k == wordEdge)
}
