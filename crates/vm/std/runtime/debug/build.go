package debug

import (
	"fmt"
	"runtime"
	"strings"
)

// A BuildInfo says what a program was built of.
type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

// A Module is one that a program is built of.
type Module struct {
	Path    string
	Version string
	Sum     string
	Replace *Module
}

// A BuildSetting is one of the settings of a build.
type BuildSetting struct {
	Key, Value string
}

// ReadBuildInfo returns what go run says of a program of one file.
func ReadBuildInfo() (info *BuildInfo, ok bool) {
	return &BuildInfo{
		GoVersion: runtime.Version(),
		Path:      "command-line-arguments",
		Settings: []BuildSetting{
			{"-buildmode", "exe"}, {"-compiler", "gc"}, {"CGO_ENABLED", "0"}, {"GOARCH", runtime.GOARCH}, {"GOOS", runtime.GOOS},
			{"GOAMD64", "v1"},
		},
	}, true
}

// String returns a line for each part.
func (bi *BuildInfo) String() string {
	var b strings.Builder
	line := func(key string, values ...string) { fmt.Fprintf(&b, "%s\t%s\n", key, strings.Join(values, "\t")) }
	if bi.GoVersion != "" {
		line("go", bi.GoVersion)
	}
	if bi.Path != "" {
		line("path", bi.Path)
	}
	module := func(key string, m *Module) {
		values := []string{m.Path, m.Version}
		if m.Replace == nil {
			values = append(values, m.Sum)
		}
		line(key, values...)
		if r := m.Replace; r != nil {
			line("=>", r.Path, r.Version, r.Sum)
		}
	}
	if bi.Main != (Module{}) {
		module("mod", &bi.Main)
	}
	for _, dep := range bi.Deps {
		module("dep", dep)
	}
	for _, s := range bi.Settings {
		line("build", s.Key+"="+s.Value)
	}
	return b.String()
}
