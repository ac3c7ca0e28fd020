// Counting words: strings as keys of a map.
package main

import (
	"fmt"
	"slices"
)

func main() {
	syllables := []string{"ba", "ko", "mi", "ne", "ru", "sa", "ti", "vo", "zu", "la", "fe", "do"}
	words := []string{}
	for _, a := range syllables {
		for _, b := range syllables {
			for _, c := range syllables {
				words = append(words, a+b+c)
			}
		}
	}
	counts := map[string]int{}
	seed := 42
	for range 3_000_000 {
		seed = (seed*1103515245 + 12345) % 2147483648
		counts[words[seed/65536%len(words)]]++
	}
	keys := []string{}
	for word := range counts {
		keys = append(keys, word)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if counts[a] != counts[b] {
			return counts[b] - counts[a]
		}
		if a < b {
			return -1
		}
		return 1
	})
	for _, word := range keys[:5] {
		fmt.Println(word, counts[word])
	}
}
