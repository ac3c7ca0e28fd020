//procs:1
package main

func fault() {
	defer func() { println("recovered", recover() != nil) }()
	var p *int
	*p = 1
}

func main() {
	fault()
	panic("later")
}
