// Half a million goroutines sleep, each for a while of its own, again and again.
package main

import "time"

func main() {
	for n := range 500_000 {
		go func() {
			for {
				time.Sleep(time.Second + time.Duration(n*7919%1_000_000)*time.Microsecond)
			}
		}()
	}
	select {}
}
