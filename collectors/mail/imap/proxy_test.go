package imap

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

// A proxy stands between a collector and a server and cuts connections.
type proxy struct {
	address string
	cut     func() int64 // after how many bytes of the server's a new connection is cut

	mu    sync.Mutex
	dials int
}

func startProxy(t *testing.T, server string, cut func() int64) *proxy {
	t.Helper()
	p := &proxy{cut: cut}
	p.address = serve(t, func(conn net.Conn) {
		p.mu.Lock()
		p.dials++
		after := p.cut()
		p.mu.Unlock()
		behind, err := net.Dial("tcp", server)
		if err != nil {
			return
		}
		defer behind.Close()
		var group sync.WaitGroup
		group.Go(func() { _, _ = io.Copy(behind, conn); behind.Close() })
		_, _ = io.CopyN(conn, behind, after)
		conn.Close()
		behind.Close()
		group.Wait()
	})
	return p
}

// connections is how many were made.
func (p *proxy) connections() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dials
}

// serve answers connections until the test ends.
func serve(t *testing.T, answer func(net.Conn)) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	var mu sync.Mutex
	open := map[net.Conn]bool{}
	group.Go(func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			open[conn] = true
			mu.Unlock()
			group.Go(func() {
				defer conn.Close()
				answer(conn)
			})
		}
	})
	t.Cleanup(func() {
		l.Close()
		mu.Lock()
		for conn := range open {
			conn.Close()
		}
		mu.Unlock()
		group.Wait()
	})
	return l.Addr().String()
}

// script answers each command that begins with one of the words in its way: $
// stands for the command's tag. Everything else is OK.
func script(greeting string, answers map[string]string) func(net.Conn) {
	return func(conn net.Conn) {
		fmt.Fprint(conn, greeting)
		lines := bufio.NewScanner(conn)
		for lines.Scan() {
			tag, command, _ := strings.Cut(lines.Text(), " ")
			reply := "$ OK done\r\n"
			for begin, answer := range answers {
				if strings.HasPrefix(command, begin) {
					reply = answer
				}
			}
			fmt.Fprint(conn, strings.ReplaceAll(reply, "$", tag))
			if strings.Contains(reply, "* BYE") {
				return
			}
		}
	}
}

// noLeaks checks, once the test's servers have ended, that no goroutine is left.
func noLeaks(t *testing.T) {
	t.Helper()
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, before) })
}
