package trace

import (
	"context"
	"fmt"
	"sync/atomic"
)

// What a note says.
const (
	taskBegin = iota
	taskEnd
	regionBegin
	regionEnd
	logged
)

var lastTask atomic.Uint64

type taskKey struct{}

// A Task is work of which regions and messages can be parts.
type Task struct{ id uint64 }

var background Task

func task(ctx context.Context) *Task {
	if t, ok := ctx.Value(taskKey{}).(*Task); ok {
		return t
	}
	return &background
}

// NewTask begins a task that is part of that of pctx, and returns it and a context with it.
func NewTask(pctx context.Context, taskType string) (ctx context.Context, t *Task) {
	t = &Task{lastTask.Add(1)}
	note(taskBegin, t.id, task(pctx).id, taskType, "")
	return context.WithValue(pctx, taskKey{}, t), t
}

// End ends the task.
func (t *Task) End() { note(taskEnd, t.id, 0, "", "") }

// Log notes a message in the task of ctx.
func Log(ctx context.Context, category, message string) {
	note(logged, task(ctx).id, 0, category, message)
}

// Logf is like Log with a message that is formatted.
func Logf(ctx context.Context, category, format string, args ...any) {
	if IsEnabled() {
		Log(ctx, category, fmt.Sprintf(format, args...))
	}
}

// WithRegion calls fn in a region of the task of ctx.
func WithRegion(ctx context.Context, regionType string, fn func()) {
	r := StartRegion(ctx, regionType)
	defer r.End()
	fn()
}

// A Region is a part of what a goroutine does.
type Region struct {
	task uint64
	name string
}

// StartRegion begins a region of the task of ctx.
func StartRegion(ctx context.Context, regionType string) *Region {
	r := &Region{task(ctx).id, regionType}
	note(regionBegin, r.task, 0, regionType, "")
	return r
}

// End ends the region.
func (r *Region) End() { note(regionEnd, r.task, 0, r.name, "") }

func note(kind int, task, parent uint64, name, text string)
