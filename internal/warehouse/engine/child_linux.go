package engine

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

const (
	startPatience = 60 * time.Second // a cold page cache and many parts take seconds
	stopPatience  = 2 * time.Second  // then it is killed, which loses nothing
	logLimit      = 16 << 20         // bytes in engine.log before it is turned over
)

// errStoreBusy says that another engine holds the store's own lock: one whose
// owner has just died and which has not ended yet.
var errStoreBusy = errors.New("another engine is using the store")

// child is a running goldenratio-engine.
type child struct {
	address  address
	cmd      *exec.Cmd
	terminal *os.File      // closing it asks the engine to end
	control  *os.File      // closing it ends the engine at once, as our own death does
	drained  chan struct{} // closed when nothing reads the terminal any more
	done     chan struct{} // closed when the process has ended
}

// startChild starts the engine on the store and returns when it serves.
func startChild(ctx context.Context, binary, library string, l layout) (*child, error) {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	c, err := launch(binary, library, l)
	if err != nil {
		return nil, err
	}
	if err := c.awaitAddress(ctx); err != nil {
		c.kill()
		return nil, startError(l, err)
	}
	return c, nil
}

// launch starts the process with all that cmd/goldenratio-engine/doc.go lists.
func launch(binary, library string, l layout) (c *child, err error) {
	log, err := openLog(l)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	terminal, standardInput, err := openTerminal()
	if err != nil {
		return nil, err
	}
	defer standardInput.Close()
	control, itsControl, err := socketPair()
	if err != nil {
		_ = terminal.Close()
		return nil, err
	}
	defer itsControl.Close()

	//nolint:noctx // the child lives as long as its owner, not as this call
	cmd := exec.Command(binary, "-library", library, "-config", l.config(), "-store", l.store())
	cmd.Dir = l.work()
	// Nothing of ours: SQL can read a process's environment from /proc.
	cmd.Env = []string{"HOME=" + l.work(), "TMPDIR=" + l.work(), "TERM=dumb", "LC_ALL=C.UTF-8", "TZ=UTC"}
	cmd.Stdin, cmd.Stdout, cmd.Stderr = standardInput, log, log
	cmd.ExtraFiles = []*os.File{itsControl}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 0} // its own session: Ctrl-C is ours alone
	if err := cmd.Start(); err != nil {
		_ = terminal.Close()
		_ = control.Close()
		return nil, fmt.Errorf("start engine: %w", err)
	}
	c = &child{cmd: cmd, terminal: terminal, control: control, drained: make(chan struct{}), done: make(chan struct{})}
	go c.drain()
	go c.wait()
	return c, nil
}

// drain reads what the session prints on its terminal, lest it blocks.
func (c *child) drain() {
	defer close(c.drained)
	_, _ = io.Copy(io.Discard, c.terminal)
}

func (c *child) wait() {
	_ = c.cmd.Wait() // how it ended is in its log
	_ = c.terminal.Close()
	_ = c.control.Close()
	<-c.drained
	close(c.done)
}

// awaitAddress reads the one line that the engine sends when it serves.
func (c *child) awaitAddress(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() { _ = c.control.SetReadDeadline(time.Unix(1, 0)) })
	defer stop()
	line, err := bufio.NewReader(c.control).ReadBytes('\n')
	if ctx.Err() != nil {
		return fmt.Errorf("the engine does not answer: %w", ctx.Err())
	}
	if err != nil {
		return errors.New("the engine ended")
	}
	if err := json.Unmarshal(line, &c.address); err != nil {
		return fmt.Errorf("read engine's answer %q: %w", line, err)
	}
	return nil
}

// stop asks the engine to close its store and waits for it; it does not wait
// long, as a kill is safe too.
func (c *child) stop() {
	_ = c.terminal.Close()
	select {
	case <-c.done:
	case <-time.After(stopPatience):
		c.kill()
	}
}

func (c *child) kill() {
	_ = c.cmd.Process.Kill()
	<-c.done
}

// socketPair returns the two ends of the control connection; ours can have
// deadlines.
func socketPair() (ours, theirs *os.File, err error) {
	fds, err := unix.Socketpair(unix.AF_UNIX, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("open control connection: %w", err)
	}
	theirs = os.NewFile(uintptr(fds[1]), "control")
	if err := unix.SetNonblock(fds[0], true); err != nil {
		_ = unix.Close(fds[0])
		_ = theirs.Close()
		return nil, nil, fmt.Errorf("open control connection: %w", err)
	}
	return os.NewFile(uintptr(fds[0]), "control"), theirs, nil
}
