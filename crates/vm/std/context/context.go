// Package context carries deadlines, cancellations and values through a tree of calls and goroutines.
package context

import (
	"errors"
	"internal/refl"
	"time"
)

// A Context is a node of the tree.
type Context interface {
	// Deadline returns when the context will be cancelled, if that is known.
	Deadline() (deadline time.Time, ok bool)
	// Done returns a channel that is closed when the context is cancelled, or nil when it cannot be.
	Done() <-chan struct{}
	// Err returns why the context was cancelled, or nil.
	Err() error
	// Value returns what belongs to key here or further up, or nil.
	Value(key any) any
}

// A CancelFunc cancels a context; calls after the first one do nothing.
type CancelFunc func()

// A CancelCauseFunc cancels a context and says why.
type CancelCauseFunc func(cause error)

// Canceled is the error of a context that was cancelled by its function.
var Canceled = errors.New("context canceled")

// DeadlineExceeded is the error of a context whose deadline has passed.
var DeadlineExceeded error = deadlineExceededError{}

type deadlineExceededError struct{}

func (deadlineExceededError) Error() string { return "context deadline exceeded" }

func (deadlineExceededError) Timeout() bool { return true }

func (deadlineExceededError) Temporary() bool { return true }

// emptyCtx is never cancelled and has neither values nor a deadline.
type emptyCtx struct{}

func (emptyCtx) Deadline() (deadline time.Time, ok bool) { return }

func (emptyCtx) Done() <-chan struct{} { return nil }

func (emptyCtx) Err() error { return nil }

func (emptyCtx) Value(key any) any { return nil }

type backgroundCtx struct{ emptyCtx }

func (backgroundCtx) String() string { return "context.Background" }

type todoCtx struct{ emptyCtx }

func (todoCtx) String() string { return "context.TODO" }

// Background returns the root of trees.
func Background() Context { return backgroundCtx{} }

// TODO returns a root for code that does not know yet where its context comes from.
func TODO() Context { return todoCtx{} }

func checkParent(parent Context) {
	if parent == nil {
		panic("cannot create context from nil parent")
	}
}

// WithValue returns a context in which val belongs to key.
func WithValue(parent Context, key, val any) Context {
	checkParent(parent)
	if key == nil {
		panic("nil key")
	}
	if !refl.Comparable(key) {
		panic("key is not comparable")
	}
	return &valueCtx{parent, key, val}
}

type valueCtx struct {
	Context
	key, val any
}

func (c *valueCtx) Value(key any) any {
	if c.key == key {
		return c.val
	}
	return c.Context.Value(key)
}

func (c *valueCtx) String() string {
	return nameOf(c.Context) + ".WithValue(" + text(c.key) + ", " + text(c.val) + ")"
}

// WithoutCancel returns a context with the values of parent that is not cancelled with it.
func WithoutCancel(parent Context) Context {
	checkParent(parent)
	return withoutCancelCtx{parent}
}

type withoutCancelCtx struct{ c Context }

func (withoutCancelCtx) Deadline() (deadline time.Time, ok bool) { return }

func (withoutCancelCtx) Done() <-chan struct{} { return nil }

func (withoutCancelCtx) Err() error { return nil }

func (c withoutCancelCtx) Value(key any) any {
	if key == &cancelCtxKey {
		return nil
	}
	return c.c.Value(key)
}

func (c withoutCancelCtx) String() string { return nameOf(c.c) + ".WithoutCancel" }

func nameOf(c Context) string {
	if s, ok := c.(interface{ String() string }); ok {
		return s.String()
	}
	return refl.Name(refl.TypeOf(c))
}

// text shows a key or a value without package fmt.
func text(v any) string {
	switch v := v.(type) {
	case interface{ String() string }:
		return v.String()
	case string:
		return v
	case nil:
		return "<nil>"
	}
	return refl.Name(refl.TypeOf(v))
}
