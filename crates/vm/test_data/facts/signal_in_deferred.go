//procs:1
package main

func main() {
	defer func() { panic("second") }()
	var p *struct{ a [10]int }
	println(p.a[3])
}
