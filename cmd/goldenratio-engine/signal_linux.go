package main

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/unix"
)

const (
	stackTraceSignal = 34         // SIGRTMIN as glibc counts, the engine's SIGNAL_FOR_STACK_TRACE
	onStack          = 0x08000000 // SA_ONSTACK
	restart          = 0x10000000 // SA_RESTART
)

// sigaction is the kernel's struct on amd64 and arm64.
type sigaction struct {
	handler  uintptr
	flags    uint64
	restorer uintptr
	mask     uint64
}

// allowStackTrace makes the engine's handler of the signal behind
// system.stack_trace run on the alternate stack, since Go's runtime throws when
// a foreign handler lacks SA_ONSTACK, and makes it restart what it interrupts:
// the session takes an interrupted read of its terminal for the end, and closes.
func allowStackTrace() error {
	var action sigaction
	if err := rtSigaction(nil, &action); err != nil {
		return fmt.Errorf("read signal %d: %w", stackTraceSignal, err)
	}
	if action.handler <= 1 { // default or ignored: nothing installed
		return nil
	}
	action.flags |= onStack | restart
	if err := rtSigaction(&action, nil); err != nil {
		return fmt.Errorf("change signal %d: %w", stackTraceSignal, err)
	}
	return nil
}

func rtSigaction(set, old *sigaction) error {
	_, _, errno := unix.RawSyscall6(unix.SYS_RT_SIGACTION, stackTraceSignal,
		uintptr(unsafe.Pointer(set)), uintptr(unsafe.Pointer(old)), unsafe.Sizeof(sigaction{}.mask), 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
