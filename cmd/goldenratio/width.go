package main

import (
	"io"
	"os"

	"golang.org/x/sys/unix"
)

// width is how wide a terminal is; 0 where there is none.
func width(w io.Writer) int {
	file, ok := w.(*os.File)
	if !ok {
		return 0
	}
	size, err := unix.IoctlGetWinsize(int(file.Fd()), unix.TIOCGWINSZ)
	if err != nil {
		return 0
	}
	return int(size.Col)
}
