package main

import (
	"sync"
	"testing"
	"testing/synctest"
)

func TestGroup(t *testing.T) {
	var wg sync.WaitGroup
	wg.Add(1)
	synctest.Test(t, func(t *testing.T) { wg.Done() })
}
