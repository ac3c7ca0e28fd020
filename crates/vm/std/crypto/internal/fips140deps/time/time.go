// Package time is empty. Go has one of this name here, so that its compiler tells the other one by its path.
package time
