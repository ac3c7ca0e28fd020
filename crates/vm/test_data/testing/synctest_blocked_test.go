package main

import (
	"testing"
	"testing/synctest"
	"time"
)

func TestBlocked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := make(chan int)
		time.Sleep(time.Second)
		c <- 1
	})
}
