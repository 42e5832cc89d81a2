package plumbing

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"syscall"
	"time"
)

// A Runner starts git commands for one git folder.
type Runner struct {
	env []string
}

// passed are the variables that git inherits: where programs and keys are and
// how to reach the network. Everything else could change what git prints.
var passed = regexp.MustCompile(`^(PATH|HOME|USER|LOGNAME|TMPDIR|SSH_AUTH_SOCK|SSL_CERT_FILE|SSL_CERT_DIR|LD_LIBRARY_PATH|` +
	`GIT_EXEC_PATH|GIT_SSH|GIT_SSH_COMMAND|GIT_SSL_CAINFO|(?i:(?:https?|all|no)_proxy))=`)

// NewRunner returns a Runner whose git asks nobody anything, runs nothing that
// a repository names and prints the same everywhere.
func NewRunner(extra ...string) Runner {
	var env []string
	for _, v := range os.Environ() {
		if passed.MatchString(v) {
			env = append(env, v)
		}
	}
	env = append(env,
		"LC_ALL=C", "LANGUAGE=", "GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_ATTR_NOSYSTEM=1",
		"GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_REPLACE_OBJECTS=1", "GIT_NO_LAZY_FETCH=1",
		"GIT_ALLOW_PROTOCOL=none", "GIT_FLUSH=0",
		// glibc gives memory back after each commit's diff and asks for it again
		// at the next, a tenth of git's time; other libraries ignore these.
		"MALLOC_TOP_PAD_=67108864", "MALLOC_TRIM_THRESHOLD_=1073741824", "MALLOC_MMAP_THRESHOLD_=33554432")
	return Runner{env: append(env, extra...)}
}

func (r Runner) command(ctx context.Context, args ...string) *exec.Cmd {
	fixed := []string{"--no-pager", "--no-replace-objects", "--literal-pathspecs",
		"-c", "core.hooksPath=" + os.DevNull, "-c", "core.fsmonitor=false", "-c", "core.commitGraph=false"}
	cmd := exec.CommandContext(ctx, "git", append(fixed, args...)...)
	cmd.Env = r.env
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	// TERM, not KILL: git then removes its lock files.
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }
	cmd.WaitDelay = 3 * time.Second
	return cmd
}

// Output runs git to its end and returns what it printed.
func (r Runner) Output(ctx context.Context, stdin io.Reader, args ...string) ([]byte, error) {
	var out bytes.Buffer
	err := r.Run(ctx, stdin, &out, args...)
	return out.Bytes(), err
}

// Run runs git to its end, its output going to stdout.
func (r Runner) Run(ctx context.Context, stdin io.Reader, stdout io.Writer, args ...string) error {
	cmd := r.command(ctx, args...)
	var said tail
	cmd.Stdin, cmd.Stdout, cmd.Stderr = stdin, stdout, &said
	return explain(ctx, cmd, cmd.Run(), &said, args)
}

// RunHolding runs git to its end with an open file handed on, such as one that
// is locked: git and whatever it starts hold it even where this program is
// killed.
func (r Runner) RunHolding(ctx context.Context, file *os.File, args ...string) error {
	cmd := r.command(ctx, args...)
	var said tail
	cmd.Stdout, cmd.Stderr = io.Discard, &said
	cmd.ExtraFiles = []*os.File{file}
	return explain(ctx, cmd, cmd.Run(), &said, args)
}

// A Process is a running git whose output is read bit by bit.
type Process struct {
	io.Reader
	cmd  *exec.Cmd
	said tail
	args []string
}

// Start starts git with stdin as its input. The caller reads to the end, or
// cancels ctx, and calls Wait in any case.
func (r Runner) Start(ctx context.Context, stdin io.Reader, args ...string) (*Process, error) {
	p := &Process{cmd: r.command(ctx, args...), args: args}
	p.cmd.Stdin, p.cmd.Stderr = stdin, &p.said
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("start git %s: %w", args[0], err)
	}
	p.Reader = out
	if err := p.cmd.Start(); err != nil {
		return nil, explain(ctx, p.cmd, err, &p.said, args)
	}
	widen(out)
	return p, nil
}

// Wait waits for the end. ctx is the one that the process was started with.
func (p *Process) Wait(ctx context.Context) error {
	return explain(ctx, p.cmd, p.cmd.Wait(), &p.said, p.args)
}

// End waits for a process whose output is no longer read. Where reading failed
// with err, what the process itself said is the reason, not how it ended.
func (p *Process) End(ctx context.Context, err error) error {
	ended := p.Wait(ctx)
	if err == nil {
		return ended
	}
	if text := p.said.String(); text != "" {
		return fmt.Errorf("run git %s: %s", verb(p.args), text)
	}
	return nil
}

// explain turns the end of a git command into an error that says what it was
// and what git said of it.
func explain(ctx context.Context, cmd *exec.Cmd, err error, said *tail, args []string) error {
	if err == nil {
		return nil
	}
	if cmd.Process != nil {
		// What git started itself (ssh, index-pack) must not outlive it.
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, exec.ErrNotFound) {
		return errors.New("run git: the git command is not installed, or not in PATH; install git 2.30 or later")
	}
	if text := said.String(); text != "" {
		return fmt.Errorf("run git %s: %s: %w", verb(args), text, err)
	}
	return fmt.Errorf("run git %s: %w", verb(args), err)
}

// verb is the sub-command among args, options left out.
func verb(args []string) string {
	for i := 0; i < len(args); i++ {
		switch {
		case args[i] == "-c" || args[i] == "-C":
			i++
		case !strings.HasPrefix(args[i], "-"):
			return args[i]
		}
	}
	return ""
}

// A tail keeps the end of what git says, safe for a terminal and a log.
type tail struct{ b []byte }

const tailBytes = 2 << 10

func (t *tail) Write(p []byte) (int, error) {
	t.b = append(t.b, p[max(0, len(p)-tailBytes):]...)
	if n := len(t.b) - tailBytes; n > 0 {
		t.b = append(t.b[:0], t.b[n:]...)
	}
	return len(p), nil
}

// userinfo is what stands before the host of a URL: possibly a password.
var userinfo = regexp.MustCompile(`://[^/@\s]*@`)

// WithoutUser is a text without what stands before the hosts of its URLs.
func WithoutUser(text string) string { return userinfo.ReplaceAllString(text, "://") }

func (t *tail) String() string {
	s := WithoutUser(strings.ToValidUTF8(string(t.b), "?"))
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || 0x80 <= r && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
	return strings.TrimPrefix(strings.Join(strings.Fields(s), " "), "fatal: ")
}
