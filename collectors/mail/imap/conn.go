package imap

import (
	"errors"
	"net"
	"sync"
	"time"
)

// errTooMuch is that of a server that sends far more than it was asked for.
var errTooMuch = errors.New("the server sends more than it was asked for")

// A meter is a connection that ends where the server falls silent during a
// command or sends too much: go-imap knows a deadline for whole commands only,
// and no limit to what a literal makes it read.
type meter struct {
	net.Conn
	idle time.Duration // silence that is allowed during a command

	// The client that is made of a connection reads on as soon as it has the
	// greeting's line. It waits for ready, so that it can be set up meanwhile.
	greeted bool
	ready   chan struct{}

	mu      sync.Mutex
	command bool  // one is running
	left    int64 // bytes that the server may send yet
	closed  chan struct{}
	once    sync.Once
}

func newMeter(conn net.Conn, idle time.Duration) *meter {
	return &meter{Conn: conn, idle: idle, ready: make(chan struct{}), closed: make(chan struct{}), left: overhead}
}

// overhead is what the server may send beside the mails it was asked for.
const overhead = 16 << 20

// allow says how many bytes of mail the next command asks for.
func (m *meter) allow(bytes int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.left = overhead + bytes + bytes/2 // TLS and names of fields come on top
}

// Read implements net.Conn. It is called by one goroutine.
func (m *meter) Read(b []byte) (int, error) {
	if m.greeted {
		select {
		case <-m.ready:
		case <-m.closed:
			return 0, net.ErrClosed
		}
	} else {
		b = b[:min(len(b), 1)]
	}
	n, err := m.Conn.Read(b)
	m.greeted = m.greeted || n > 0 && b[0] == '\n'
	if err != nil {
		return n, err
	}
	return n, m.count(n)
}

func (m *meter) count(n int) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.left -= int64(n); m.left < 0 {
		return errTooMuch
	}
	if m.command {
		return m.Conn.SetReadDeadline(time.Now().Add(m.idle))
	}
	return nil
}

// tooMuch reports whether the server sent too much.
func (m *meter) tooMuch() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.left < 0
}

// SetDeadline implements net.Conn: the client calls it before each command.
// What it says is when to give up if nothing comes at all.
func (m *meter) SetDeadline(t time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.command = !t.IsZero()
	return m.Conn.SetDeadline(t)
}

// rest says that no command is running: silence is in order.
func (m *meter) rest() error { return m.SetDeadline(time.Time{}) }

// Close implements net.Conn.
func (m *meter) Close() error {
	m.once.Do(func() { close(m.closed) })
	return m.Conn.Close()
}
