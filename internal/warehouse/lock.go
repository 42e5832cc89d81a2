package warehouse

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// ErrRunning says that another run of the same source is under way.
var ErrRunning = errors.New("another run of this source is under way")

// A sourceLock keeps a source to one run. The kernel lets go of it when the
// process ends, however it ends.
type sourceLock struct{ file *os.File }

// lockSource takes the lock of a source, or fails with ErrRunning. The file is
// named by a hash: a source's id is no file name.
func lockSource(dir, source string) (*sourceLock, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	sum := sha256.Sum256([]byte(source))
	file, err := os.OpenFile(filepath.Join(dir, hex.EncodeToString(sum[:8])), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		_ = file.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, ErrRunning
		}
		return nil, fmt.Errorf("lock source: %w", err)
	}
	return &sourceLock{file: file}, nil
}

// await takes a lock that others hold for a moment only.
func await(ctx context.Context, dir, name string) (*sourceLock, error) {
	for {
		lock, err := lockSource(dir, name)
		if !errors.Is(err, ErrRunning) {
			return lock, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
	}
}

func (l *sourceLock) release() { _ = l.file.Close() }
