// Package encoding/json: writing, checking and formatting.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"time"
)

type color int

func (c color) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("color-%d", int(c))), nil }

type temperature float64

func (t temperature) MarshalJSON() ([]byte, error) {
	return []byte(fmt.Sprintf(`{ "c" : %g }`, float64(t))), nil
}

type failing struct{}

func (failing) MarshalJSON() ([]byte, error) { return nil, fmt.Errorf("broken") }

type base struct {
	ID   int
	Name string
}

type tree struct {
	Left, Right *tree `json:",omitempty"`
	V           int
}

type all struct {
	base
	Name   string            `json:"name"`
	Skip   string            `json:"-"`
	Dash   string            `json:"-,"`
	Empty  []int             `json:"empty,omitempty"`
	Zero   time.Time         `json:"zero,omitzero"`
	Text   int64             `json:"text,string"`
	Flag   bool              `json:",string"`
	Map    map[string]any    `json:"map"`
	Ints   map[int]string    `json:"ints"`
	Colors map[color]float32 `json:"colors"`
	Arr    [2]uint8          `json:"arr"`
	Bytes  []byte            `json:"bytes"`
	Ptr    *int              `json:"ptr"`
	Any    any               `json:"any"`
	Temp   temperature       `json:"temp"`
	C      color             `json:"c"`
	Raw    json.RawMessage   `json:"raw"`
	Num    json.Number       `json:"num"`
	hidden int
}

func show(v any) {
	b, err := json.Marshal(v)
	fmt.Printf("%s %v\n", b, err)
}

func main() {
	show(all{base: base{1, "inner"}, Name: "<outer> & \u2028\x01\n\"\xff", Dash: "d", Text: 42, Map: map[string]any{"z": 1, "a": []string{"x"}},
		Ints: map[int]string{10: "ten", 9: "nine"}, Colors: map[color]float32{2: 0.1}, Bytes: []byte("hello"), Any: 'x', Temp: 36.6, C: 3,
		Raw: json.RawMessage(`{"a": [1, 2]}`), Num: "12.50"})
	show(nil)
	show([]any{nil, true, "s", 1, int8(-1), uint64(math.MaxUint64), 1.0, 1e6, 1e21, 1e-7, 123456789.125, float32(0.1), []int(nil), []int{}, map[string]int(nil)})
	show(tree{V: 1, Left: &tree{V: 2}})
	show(time.Date(2024, 2, 3, 4, 5, 6, 70, time.UTC))
	show(time.Second)
	show(make(chan int))
	show(func() {})
	show(math.NaN())
	show(math.Inf(-1))
	show(complex(1, 2))
	show(failing{})
	show([]any{failing{}})
	show(struct{}{})
	show("größe 世界")

	b, _ := json.MarshalIndent(map[string]any{"b": []int{1, 2}, "a": map[string]any{}, "c": []int{}, "d": tree{V: 3, Right: &tree{}}}, ">", "  ")
	fmt.Println(string(b))
	e := json.NewEncoder(os.Stdout)
	e.Encode("<a>")
	e.SetEscapeHTML(false)
	e.SetIndent("", "\t")
	e.Encode(map[string]int{"<b>": 1})

	var out bytes.Buffer
	fmt.Println(json.Indent(&out, []byte(` {"a":[1,2,{}],"b":"x{"} `), "", " "), out.String())
	out.Reset()
	fmt.Println(json.Compact(&out, []byte("{ \"a\" : [ 1 , 2 ] }")), out.String())
	for _, text := range []string{`{}`, `[1,2`, `{"a":1,}`, `{a:1}`, `"\x"`, `01`, `1.`, `tru`, `nul`, `[1 2]`, `{"a" 1}`, `{"a":1 "b"}`, ``, ` `, `"a`, "\"\n\"", `-`, `1e`, `[]]`, `"\u12g4"`, `'a'`} {
		var buf bytes.Buffer
		fmt.Printf("%q %v %v\n", text, json.Valid([]byte(text)), json.Compact(&buf, []byte(text)))
	}
}
