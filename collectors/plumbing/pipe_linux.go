package plumbing

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// widen makes a pipe as wide as an ordinary user may, so that git and its
// reader change places rarely. A refusal costs only speed.
func widen(r io.Reader) {
	f, ok := r.(*os.File)
	if !ok {
		return
	}
	raw, err := f.SyscallConn() // not Fd: that would make reads uncancellable
	if err != nil {
		return
	}
	_ = raw.Control(func(fd uintptr) {
		_, _ = unix.FcntlInt(fd, unix.F_SETPIPE_SZ, 1<<20)
	})
}
