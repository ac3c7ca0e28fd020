package main



const big = 1 << 100
const huge = 1 << 600
const a int8 = 200
const b uint = -1
const c = 10 / 0
const d = 1.5 % 2
const e float32 = 1e100
const f int = 1.5
const g = f()
const h = len([]int{1})
const i = len([3]int{})
const j = len("abc")
const k string = 1
const l = "a" + 1
const m, n = 1
const o, p = 1, 2, 3
const s = nil
const t []int = nil
const u = iota + z
const (
	v = iota
	w
	x, y
)
const (
	aa uint8 = 254 + iota
	bb
	cc
)
const big2 = big * big * big * big * big * big

var v1 int = big
var v2 float64 = big
var v3 = big
var v4 = 1 << 64
var v5 uint64 = 1 << 64
var v6 int32 = 'a' * 1000000000
var v7 byte = 'ā'
var v8 = uint8(256)
var v9 = int(1.5)
var v10 = int("a")
var v11 = string(65)
var v12 = float32(1e50)
var v13 = []byte("abc")
var v14 = []rune(1)
var v15 = uint(-1)
var v16 int = 1e3
var v17 int = 1e30
var v18 = 5 / 0
var v19 = 5.0 / 0.0
var v20 = 7 % 0
var v21 = ^uint8(1) + 300
var v22 = -uint8(1)
var v23 uint8 = ^0
var v27 complex128 = 1i
var v28 float64 = 1i
var v29 int = 2i
var v30 = "abc"[5]
var v31 = [3]int{1, 2, 3}[3]
var v32 = [3]int{}[-1]
var v33 = [2]int{1, 2, 3}
var v34 = []int{0: 1, 0: 2}
var v35 = []int{-1: 1}
var v36 = []int{"a": 1}
var v37 = map[string]int{"a": 1, "a": 2}
var v38 = map[int]int{1: 1, 1.0: 2}
var v39 [-1]int
var v40 [1.5]int
var v41 [n2]int
var v42 ["a"]int
var v43 [1 << 70]int
var v44 = [...]int{1, 2}
var v45 [...]int
var v46 int8 = 127 + 1
var v47 = int8(127) + 1
var v48 = 'a' + "b"
var v49 rune = "a"
var v50 = 0x1p-2 + 1
var v51 bool = 1 < 2
var v52 int = 1 < 2
var v53 = 1 < "a"
var n2 = 3

func f2() {
	var x uint8 = 255
	x = x + 256
	x = 1000
	if x == 300 {
	}
	if x < -1 {
	}
	switch x {
	case 300:
	case 1, 1:
	}
	x <<= 1
	_ = x << 300
	_ = 1.0 << x
	var f32 float32 = 1.0 << x
	_ = f32
	_ = make([]int, -1)
	_ = make([]int, 10, 5)
	_ = make([]int, 1.5)
	_ = make([]int, "a")
	_ = make(int)
	_ = make([]int)
	_ = make()
	var arr [3]int
	_ = arr[3]
	_ = arr[1:5]
	_ = arr[2:1]
	_ = "abc"[1:5]
	_ = x / 0
	_ = 1.0 / 0
	var fl float64
	_ = fl / 0
	x /= 0
	x %= 0
}

func main() {}
