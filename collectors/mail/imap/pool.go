package imap

import (
	"context"
	"errors"
	"fmt"
)

// A pool shares a few sessions. A session is made when it is first needed, and
// made again when it was lost.
type pool struct {
	dial  func(context.Context) (*session, error)
	slots chan *session // nil: none was made yet
	drops int           // connections lost in a row, without anything new, that are too many
}

func newPool(size, drops int, dial func(context.Context) (*session, error)) *pool {
	p := &pool{dial: dial, slots: make(chan *session, size), drops: drops}
	for range size {
		p.slots <- nil
	}
	return p
}

// close logs all sessions out, or just ends them where ctx is done.
func (p *pool) close(ctx context.Context) {
	for range cap(p.slots) {
		s := <-p.slots
		switch {
		case s == nil:
		case ctx.Err() != nil:
			s.close()
		default:
			s.logout()
		}
	}
}

// do runs an operation with a session, and again with another one where its
// connection is lost. The operation reports whether it came any further.
func (p *pool) do(ctx context.Context, operation func(*session) (further bool, err error)) error {
	var s *session
	select {
	case s = <-p.slots:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { p.slots <- s }()
	for drops := 0; ; {
		further, err := false, error(nil)
		if s == nil {
			s, err = p.dial(ctx)
		}
		if err == nil {
			further, err = operation(s)
		}
		switch {
		case ctx.Err() != nil:
			s = p.drop(s)
			return ctx.Err()
		case err == nil || final(err):
			return err
		}
		s = p.drop(s)
		if drops++; further {
			drops = 1
		}
		if drops >= p.drops {
			return fmt.Errorf("connection lost %d times in a row: %w", drops, err)
		}
	}
}

func (p *pool) drop(s *session) *session {
	if s != nil {
		s.close()
	}
	return nil
}

// final reports whether an error is the server's word and not a lost connection.
func final(err error) bool {
	a, r := (*answer)(nil), refusal{}
	return errors.As(err, &a) || errors.As(err, &r)
}
