// Large objects: allocated, copied, dropped.
package main

func main() {
	var kept []byte
	for {
		b := make([]byte, 64<<20)
		copy(b, kept)
		kept = b
	}
}
