package engine

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

const (
	busyPatience  = 10 * time.Second // for the engine of an owner that has just died
	queryPatience = 5 * time.Second  // for the running queries of others, when the owner ends
	trimInterval  = time.Minute
)

// owner has the lock and keeps the engine running. A goroutine of its own
// (supervise) starts the engine again when it ends; it gives up, and gives the
// lock back, when that fails.
type owner struct {
	files           layout
	binary, library string
	secrets         secrets
	memory          uint64
	log             *slog.Logger
	lock            *os.File
	at              atomic.Pointer[Endpoint] // nil while the engine is not there
	others          bool                     // clients stay connected; set before cancel
	cancel          context.CancelFunc
	finished        chan struct{} // closed when supervise has ended
}

// becomeOwner starts the engine. It closes lock on failure, and at the owner's
// end.
func becomeOwner(ctx context.Context, o Options, l layout, lock *os.File) (_ *owner, err error) {
	defer func() {
		if err != nil {
			_ = lock.Close()
		}
	}()
	w := &owner{files: l, memory: o.Memory, log: o.Log, lock: lock, finished: make(chan struct{})}
	if w.library, err = findLibrary(o); err != nil {
		return nil, err
	}
	if w.binary, err = findBinary(o); err != nil {
		return nil, err
	}
	if err := checkVersion(l); err != nil {
		return nil, err
	}
	if w.secrets, err = ensureSecrets(l); err != nil {
		return nil, err
	}
	c, err := w.start(ctx)
	if err != nil {
		return nil, err
	}
	if err := stampVersion(l); err != nil {
		c.kill()
		return nil, err
	}
	ctx, w.cancel = context.WithCancel(context.WithoutCancel(ctx)) // the engine outlives the call that started it
	go w.supervise(ctx, c)
	return w, nil
}

// start starts the engine and publishes where it is. The engine of an owner
// that was killed may still be ending; that is waited for.
func (w *owner) start(ctx context.Context) (*child, error) {
	withdraw(w.files)
	began := time.Now()
	giveUp := time.After(busyPatience)
	for pause := newPause(); ; {
		c, err := w.startOnce(ctx)
		if err == nil {
			w.log.Info("engine started", "pid", c.cmd.Process.Pid, "took_ms", time.Since(began).Milliseconds(), "at", w.at.Load())
			return c, nil
		}
		if !errors.Is(err, errStoreBusy) {
			return nil, err
		}
		if !pause.wait(ctx, giveUp) {
			return nil, err
		}
	}
}

func (w *owner) startOnce(ctx context.Context) (*child, error) {
	if err := w.files.prepare(); err != nil {
		return nil, err
	}
	defer removeConfig(w.files)
	if err := writeConfig(w.files, settingsFor(w.files, w.secrets, w.memory)); err != nil {
		return nil, err
	}
	c, err := startChild(ctx, w.binary, w.library, w.files)
	if err != nil {
		return nil, err
	}
	if err := publish(w.files, c.address); err != nil {
		c.kill()
		return nil, err
	}
	if c.address.Landlock == 0 {
		w.log.Warn("this kernel has no landlock: the SQL function file() shows every reader all files of this account")
	}
	at := c.address.endpoint(w.secrets)
	w.at.Store(&at)
	return c, nil
}

// supervise restarts the engine until ctx ends or a start fails.
func (w *owner) supervise(ctx context.Context, c *child) {
	defer close(w.finished)
	defer w.lock.Close()
	trim := time.NewTicker(trimInterval)
	defer trim.Stop()
	for {
		select {
		case <-ctx.Done():
			w.retire()
			w.end(c)
			return
		case <-trim.C:
			trimLog(w.files)
		case <-c.done:
			w.retire()
			w.log.Warn("engine ended unasked, starting it again", "state", c.cmd.ProcessState.String())
			var err error
			if c, err = w.start(ctx); err != nil {
				if ctx.Err() != nil {
					return // closed meanwhile
				}
				w.log.Error("engine cannot be started again", "error", err)
				return
			}
		}
	}
}

// retire makes the engine unknown to new connections.
func (w *owner) retire() {
	w.at.Store(nil)
	withdraw(w.files)
}

// endpoint returns errStarting while the engine is being started again, and
// net.ErrClosed when the owner has given up.
func (w *owner) endpoint() (Endpoint, error) {
	select {
	case <-w.finished:
		return Endpoint{}, net.ErrClosed
	default:
	}
	if at := w.at.Load(); at != nil {
		return *at, nil
	}
	return Endpoint{}, errStarting
}

// close lets running queries finish for a while and ends the engine.
func (w *owner) close(ctx context.Context) {
	if at := w.at.Load(); at != nil {
		w.retire() // newcomers wait for the next owner
		awaitQueries(ctx, *at)
		w.others = hasClients(ctx, *at)
	}
	w.cancel()
	<-w.finished
}

// end ends the engine in the way that is best for its clients. One that closes
// its store fails the queries of connected clients for seconds, on connections
// that stay open; a kill is as safe, and sends them to the next owner at once.
func (w *owner) end(c *child) {
	if w.others {
		c.kill()
	} else {
		c.stop()
	}
}

// awaitQueries returns when the queries that run now have ended, after
// queryPatience, or when the engine cannot be asked. Clients that stay connected
// may begin others meanwhile; those are not waited for, or it would never end.
func awaitQueries(ctx context.Context, at Endpoint) {
	giveUp := time.After(queryPatience)
	begun, err := runningQueries(ctx, at)
	for pause := newPause(); err == nil && len(begun) > 0 && pause.wait(ctx, giveUp); {
		var running []string
		running, err = runningQueries(ctx, at)
		begun = slices.DeleteFunc(begun, func(id string) bool { return !slices.Contains(running, id) })
	}
}

// hasClients reports whether anybody is connected but the one who asks.
func hasClients(ctx context.Context, at Endpoint) bool {
	answer, err := ask(ctx, at, "SELECT sum(value) FROM system.metrics WHERE metric IN ('TCPConnection', 'HTTPConnection')")
	return err == nil && answer != "1"
}

// runningQueries returns the ids of all queries but its own.
func runningQueries(ctx context.Context, at Endpoint) ([]string, error) {
	answer, err := ask(ctx, at, "SELECT query_id FROM system.processes WHERE query_id != queryID() ORDER BY query_id")
	return strings.Fields(answer), err
}
