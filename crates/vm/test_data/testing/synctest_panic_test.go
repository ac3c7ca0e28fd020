package main

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

func TestPanic(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		time.AfterFunc(time.Second, func() {
			fmt.Println(time.Now().UTC())
			panic("from a timer")
		})
		time.Sleep(time.Minute)
	})
}
