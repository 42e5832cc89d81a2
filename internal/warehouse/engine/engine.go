package engine

import (
	"errors"
	"log/slog"
)

// Version is the release of libchdb that the program is made for. It is pinned
// exactly: the way the engine is started is not a documented use of it.
const Version = "26.7.3-stable.1"

// Errors that callers tell apart with errors.Is.
var (
	// ErrClosed is what a closed Lease returns.
	ErrClosed = errors.New("engine lease is closed")
	// ErrNoLibrary says that libchdb was not found.
	ErrNoLibrary = errors.New("engine library not found; install it with `goldenratio engine install`")
	// ErrUnsupported says that the embedded engine does not run here.
	ErrUnsupported = errors.New("the embedded engine runs on Linux only; name a server with `clickhouse:` in goldenratio.yaml")
)

// Options say where the store lives and how to find the engine's parts.
type Options struct {
	// Data is the directory of the store; it is created if need be.
	Data string
	// Library is libchdb.so. Empty: looked for, see [Find].
	Library string
	// Binary is goldenratio-engine. Empty: the one beside the running program,
	// else the one on PATH.
	Binary string
	// Memory is the most that the engine may use, in bytes. 0: half the
	// machine's memory.
	Memory uint64
	// Log receives starts, restarts and ends. Nil: nothing is logged.
	Log *slog.Logger
}

// Endpoint is where the engine listens now and how to log in. Addresses change
// when the engine is started again, passwords do not.
type Endpoint struct {
	Native string // host:port of the native protocol
	HTTP   string // host:port of the HTTP protocol
	// User has all rights.
	User, Password string
	// Reader may SELECT from the database golden within limits, and nothing else.
	Reader, ReaderPassword string
}

// LogValue keeps the passwords out of logs.
func (e Endpoint) LogValue() slog.Value {
	return slog.GroupValue(slog.String("native", e.Native), slog.String("http", e.HTTP))
}

// String keeps the passwords out of messages.
func (e Endpoint) String() string { return "native " + e.Native + ", http " + e.HTTP }
