package main

import "fmt"

type state func(*machine) state

type machine struct {
	in   string
	pos  int
	out  chan string
	kind string
}

func lexText(m *machine) state {
	start := m.pos
	for m.pos < len(m.in) {
		switch c := m.in[m.pos]; {
		case c >= '0' && c <= '9':
			m.emit("text", start)
			return lexNumber
		case c == '"':
			m.emit("text", start)
			return lexString
		}
		m.pos++
	}
	m.emit("text", start)
	return nil
}

func lexNumber(m *machine) state {
	start := m.pos
loop:
	for m.pos < len(m.in) {
		switch m.in[m.pos] {
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.':
			m.pos++
		default:
			break loop
		}
	}
	m.emit("num", start)
	return lexText
}

func lexString(m *machine) state {
	start := m.pos
	m.pos++
	for m.pos < len(m.in) && m.in[m.pos] != '"' {
		if m.in[m.pos] == '\\' {
			m.pos++
		}
		m.pos++
	}
	if m.pos >= len(m.in) {
		m.out <- fmt.Sprintf("error: unterminated string at %d", start)
		return nil
	}
	m.pos++
	m.emit("str", start)
	return lexText
}

func (m *machine) emit(kind string, start int) {
	if m.pos > start {
		m.out <- fmt.Sprintf("%-4s %q", kind, m.in[start:m.pos])
	}
}

func lex(in string) <-chan string {
	m := &machine{in: in, out: make(chan string, 2)}
	go func() {
		defer close(m.out)
		for s := state(lexText); s != nil; {
			s = s(m)
		}
	}()
	return m.out
}

func main() {
	for t := range lex(`x = 12.5 + "a\"b" héllo 7`) {
		fmt.Println(t)
	}
	for t := range lex(`"open`) {
		fmt.Println(t)
	}
}
