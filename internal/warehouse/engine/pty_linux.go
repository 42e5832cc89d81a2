package engine

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// openTerminal returns the two sides of a new pseudo-terminal. Ours is
// non-blocking, so that closing it interrupts a Read; a blocking one, as other
// packages make it, stays open until the Read returns, and the engine with it.
func openTerminal() (ours, theirs *os.File, err error) {
	fd, err := unix.Open("/dev/ptmx", unix.O_RDWR|unix.O_NOCTTY|unix.O_CLOEXEC|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("open terminal: %w", err)
	}
	ours = os.NewFile(uintptr(fd), "terminal")
	theirs, err = otherSide(fd)
	if err != nil {
		_ = ours.Close()
		return nil, nil, fmt.Errorf("open terminal's other side: %w", err)
	}
	return ours, theirs, nil
}

func otherSide(fd int) (*os.File, error) {
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		return nil, err
	}
	number, err := unix.IoctlGetUint32(fd, unix.TIOCGPTN)
	if err != nil {
		return nil, err
	}
	return os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
}
