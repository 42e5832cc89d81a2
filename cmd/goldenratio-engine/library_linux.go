package main

import (
	"fmt"
	"runtime"
	"unsafe"

	"github.com/ebitengine/purego"
	"golang.org/x/sys/unix"
)

// library is libchdb's C API, as far as it is used.
type library struct {
	version        func() string
	signalHandlers func(enabled int32)
	queryCmdline   func(argc int32, argv unsafe.Pointer) unsafe.Pointer
	resultError    func(result unsafe.Pointer) string
}

// load opens libchdb and finds every function needed, so that a library of
// another kind or age is an error here and not a crash later.
func load(path string) (*library, error) {
	handle, err := purego.Dlopen(path, purego.RTLD_NOW|purego.RTLD_LOCAL)
	if err != nil {
		return nil, fmt.Errorf("load library: %w", err)
	}
	lib := new(library)
	for _, symbol := range []struct {
		name     string
		function any
	}{
		{"chdb_set_signal_handlers_enabled", &lib.signalHandlers},
		{"chdb_version", &lib.version},
		{"chdb_query_cmdline", &lib.queryCmdline},
		{"chdb_result_error", &lib.resultError},
	} {
		address, err := purego.Dlsym(handle, symbol.name)
		if err != nil {
			return nil, fmt.Errorf("load library %q: it lacks %s: %w", path, symbol.name, err)
		}
		purego.RegisterFunc(symbol.function, address)
	}
	// Before any other call: with the engine's own handlers a nil dereference
	// in Go hangs the process for ever.
	lib.signalHandlers(0)
	return lib, nil
}

// run is the engine's command line; it returns when the session has ended.
func (l *library) run(args ...string) error {
	var pin runtime.Pinner
	defer pin.Unpin()
	argv := make([]*byte, len(args)+1) // ends with a null pointer
	for i, arg := range args {
		s, err := unix.BytePtrFromString(arg)
		if err != nil {
			return fmt.Errorf("argument %q: %w", arg, err)
		}
		pin.Pin(s)
		argv[i] = s
	}
	pin.Pin(&argv[0])
	result := l.queryCmdline(int32(len(args)), unsafe.Pointer(&argv[0]))
	if result == nil {
		return nil
	}
	if reason := l.resultError(result); reason != "" {
		return fmt.Errorf("run engine: %s", reason)
	}
	return nil
}
