package main

import (
	"testing"
	"testing/synctest"
)

func TestRemain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := make(chan int)
		go func() { <-c }()
		t.Log("the end of it")
	})
}
