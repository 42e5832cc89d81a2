package engine

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// patience is how long a Lease looks for an engine that has gone: a restart
// takes a fraction of a second, and another process may have to find out first.
const patience = 10 * time.Second

// Lease is a process's part in the engine of one data directory. It is safe for
// use by several goroutines.
type Lease struct {
	options Options
	files   layout
	turn    chan struct{} // holds one token; who has it may use the fields below
	owner   *owner        // nil: attached to another process's engine
	closed  bool
}

// Acquire makes the engine of o.Data available: it starts the engine, or
// attaches to the one that another process has started. It returns when the
// engine accepts connections. The caller must Close the lease.
func Acquire(ctx context.Context, o Options) (*Lease, error) {
	files, err := layoutOf(o.Data)
	if err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Memory == 0 {
		if o.Memory, err = halfOfMemory(); err != nil {
			return nil, err
		}
	}
	l := &Lease{options: o, files: files, turn: make(chan struct{}, 1)}
	l.turn <- struct{}{}
	if _, err := l.Endpoint(ctx); err != nil {
		_ = l.Close(ctx)
		return nil, err
	}
	return l, nil
}

func halfOfMemory() (uint64, error) {
	var info unix.Sysinfo_t
	if err := unix.Sysinfo(&info); err != nil {
		return 0, fmt.Errorf("read size of memory: %w", err)
	}
	return info.Totalram * uint64(info.Unit) / 2, nil
}

// Endpoint returns where the engine is now, after it has been reached there. If
// it is gone, the process takes part in bringing it back, as in Dial.
func (l *Lease) Endpoint(ctx context.Context) (Endpoint, error) {
	conn, at, err := l.reach(ctx, native)
	if err != nil {
		return Endpoint{}, err
	}
	_ = conn.Close()
	return at, nil
}

// Dial connects to the native protocol, whatever address it is given: it is
// made for clickhouse.Options.DialContext. If the engine is gone, Dial becomes
// its owner and starts it, or waits up to 10 s for the process that does.
//
// A pool may hold several connections to an engine that has just died, and for
// some milliseconds each is good for one error. So wait a moment before a read
// is tried again, or try as often as the pool has connections.
func (l *Lease) Dial(ctx context.Context, _ string) (net.Conn, error) {
	conn, _, err := l.reach(ctx, native)
	return conn, err
}

// DialHTTP is Dial for the HTTP protocol; it is made for
// http.Transport.DialContext.
func (l *Lease) DialHTTP(ctx context.Context, _, _ string) (net.Conn, error) {
	conn, _, err := l.reach(ctx, func(e Endpoint) string { return e.HTTP })
	return conn, err
}

func native(e Endpoint) string { return e.Native }

// Owner reports whether the engine is a child of this process. It may become
// one at any Dial.
func (l *Lease) Owner() bool {
	<-l.turn
	defer l.yield()
	return l.owner != nil
}

// Close ends the engine if this process owns it, after waiting up to 5 s for
// running queries; processes that are attached then start it anew. Close the
// connections first.
func (l *Lease) Close(ctx context.Context) error {
	<-l.turn
	defer l.yield()
	if l.owner != nil {
		l.owner.close(ctx)
		l.owner = nil
	}
	l.closed = true
	return nil
}

func (l *Lease) yield() { l.turn <- struct{}{} }

// reach connects to the engine, and finds or starts it anew until that works.
func (l *Lease) reach(ctx context.Context, port func(Endpoint) string) (net.Conn, Endpoint, error) {
	giveUp := time.After(patience)
	for pause := newPause(); ; {
		at, err := l.find(ctx)
		if err == nil {
			var conn net.Conn
			if conn, err = connect(ctx, at, port(at)); err == nil {
				return conn, at, nil
			}
		}
		if permanent(err) || !pause.wait(ctx, giveUp) {
			return nil, Endpoint{}, fmt.Errorf("reach engine of %q: %w", string(l.files), err)
		}
	}
}

// find returns where the engine should be. It is the one place where ownership
// changes hands.
func (l *Lease) find(ctx context.Context) (Endpoint, error) {
	select {
	case <-l.turn:
		defer l.yield()
	case <-ctx.Done():
		return Endpoint{}, ctx.Err()
	}
	if l.closed {
		return Endpoint{}, ErrClosed
	}
	if l.owner != nil {
		at, err := l.owner.endpoint()
		if !errors.Is(err, net.ErrClosed) {
			return at, err
		}
		l.owner = nil // it gave up and gave the lock back: begin as everybody else
	}
	lock, err := tryLock(l.files.lock())
	if errors.Is(err, errLocked) {
		return readEndpoint(l.files)
	}
	if err != nil {
		return Endpoint{}, err
	}
	if l.owner, err = becomeOwner(ctx, l.options, l.files, lock); err != nil {
		return Endpoint{}, err
	}
	return l.owner.endpoint()
}

// connect returns a connection to an engine that is alive. Every failure is
// passing: another address is published before long.
func connect(ctx context.Context, at Endpoint, address string) (net.Conn, error) {
	if err := ping(ctx, at); err != nil {
		return nil, fmt.Errorf("%w: %w", errStarting, err)
	}
	dialer := net.Dialer{Timeout: answerPatience}
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errStarting, err)
	}
	return conn, nil
}

// permanent reports whether an error is none of an engine that is being started
// or handed over.
func permanent(err error) bool { return !errors.Is(err, errStarting) }

// pause is a growing wait between attempts.
type pause struct{ next time.Duration }

func newPause() *pause { return &pause{next: 10 * time.Millisecond} }

// wait reports false when there is no time left.
func (p *pause) wait(ctx context.Context, giveUp <-chan time.Time) bool {
	defer func() { p.next = min(2*p.next, 250*time.Millisecond) }()
	select {
	case <-time.After(p.next):
		return true
	case <-giveUp:
		return false
	case <-ctx.Done():
		return false
	}
}
