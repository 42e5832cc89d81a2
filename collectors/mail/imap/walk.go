package imap

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	imap "github.com/emersion/go-imap"

	"goldenratio/collectors/mail/message"
	"goldenratio/collectors/redact"
)

// A walk reads one mailbox after the other and sends what it finds.
type walk struct {
	pool    *pool
	options Options
	limits  limits
	parse   message.Options
	from    map[string]*mark // where reading begins, by part; not changed
	send    func(*chunk) error

	there map[string]bool // the parts that the source has
	errs  []error         // of mailboxes that cannot be read, others can
}

// A box is a mailbox.
type box struct {
	name string // as the server calls it
	part string // in origins, cursors and coverage
}

// run reads all mailboxes.
func (w *walk) run(ctx context.Context) error {
	boxes, err := w.find(ctx)
	if err != nil {
		return err
	}
	for _, b := range boxes {
		w.there[b.part] = true
		err := w.mailbox(ctx, b)
		if err != nil && final(err) {
			w.errs = append(w.errs, fmt.Errorf("mailbox %q: %w", b.name, err))
		} else if err != nil {
			return fmt.Errorf("mailbox %q: %w", b.name, err)
		}
	}
	return nil
}

// find expands the patterns to mailboxes, in the order of their names. A pattern
// that no mailbox matches is an error, but the others are found all the same.
func (w *walk) find(ctx context.Context) ([]box, error) {
	slash, err := w.separator(ctx)
	if err != nil {
		return nil, err
	}
	names := map[string]string{} // by part
	for _, pattern := range w.options.Mailboxes {
		var found []imap.MailboxInfo
		err := w.pool.do(ctx, func(s *session) (_ bool, err error) {
			found, err = s.list(strings.ReplaceAll(pattern, "/", slash))
			return false, err
		})
		if err != nil {
			return nil, fmt.Errorf("list mailboxes %q: %w", pattern, err)
		}
		found = slices.DeleteFunc(found, closed)
		if len(found) == 0 {
			w.errs = append(w.errs, fmt.Errorf("no mailbox matches %q", pattern))
		}
		for _, info := range found {
			names[redact.Origin(info.Name)] = info.Name
		}
	}
	boxes := make([]box, 0, len(names))
	for part, name := range names {
		boxes = append(boxes, box{name: name, part: part})
	}
	slices.SortFunc(boxes, func(a, b box) int { return strings.Compare(a.part, b.part) })
	return boxes, nil
}

// separator is what the server writes between a folder and what is in it.
func (w *walk) separator(ctx context.Context) (string, error) {
	slash := "/"
	err := w.pool.do(ctx, func(s *session) (bool, error) {
		found, err := s.list("")
		if err == nil && len(found) > 0 && found[0].Delimiter != "" {
			slash = found[0].Delimiter
		}
		return false, err
	})
	if err != nil {
		return "", fmt.Errorf("ask for the separator of folders: %w", err)
	}
	return slash, nil
}

// closed reports whether a mailbox is only a folder of others.
func closed(info imap.MailboxInfo) bool {
	return slices.ContainsFunc(info.Attributes, func(a string) bool {
		return strings.EqualFold(a, imap.NoSelectAttr) || strings.EqualFold(a, `\NonExistent`)
	})
}

// A visit is the reading of one mailbox.
type visit struct {
	*walk
	box
	state
	have uids // of which there is an item
}

// mailbox reads what is new of one mailbox, and looks twice where it does not
// hold as many mails as are known of it.
func (w *walk) mailbox(ctx context.Context, b box) error {
	v := &visit{walk: w, box: b}
	err := w.pool.do(ctx, func(s *session) (_ bool, err error) {
		v.state, err = s.open(b.name, true)
		return false, err
	})
	if err != nil {
		return fmt.Errorf("open: %w", err)
	}
	next := uint32(1)
	if m := w.from[b.part]; m != nil && m.Validity == v.Validity {
		v.have, next = m.Have.clone(), m.Next
	}
	if err := v.windows(ctx, next, v.fresh); err != nil {
		return err
	}
	if v.have.count() != uint64(v.Mails) {
		if err := v.look(ctx); err != nil {
			return err
		}
	}
	return v.send(&chunk{part: v.part, validity: v.Validity, done: true})
}

// windows lists the mails from a UID on in windows, so that what is in memory
// does not grow with the mailbox, however sparse its UIDs are.
func (v *visit) windows(ctx context.Context, next uint32, take func(ctx context.Context, mails []listed, next uint32) error) error {
	width := uint64(v.limits.window)
	for next < v.Next {
		last := uint32(min(uint64(next)+width-1, uint64(v.Next)-1))
		var mails []listed
		err := v.do(ctx, func(s *session) (_ bool, err error) {
			mails, err = s.listMails(next, last)
			return false, err
		})
		if err != nil {
			return fmt.Errorf("list mails %d to %d: %w", next, last, err)
		}
		if err := take(ctx, mails, last+1); err != nil {
			return err
		}
		next = last + 1
		if n := len(mails); n < v.limits.window/2 {
			width *= 2
		} else if n >= v.limits.window {
			width = max(uint64(v.limits.window), width/2)
		}
	}
	return nil
}

// do is pool.do in the visit's mailbox.
func (v *visit) do(ctx context.Context, operation func(*session) (bool, error)) error {
	return v.pool.do(ctx, func(s *session) (bool, error) {
		now, err := s.open(v.name, false)
		if err != nil {
			return false, err
		}
		if now.Validity != v.Validity {
			return false, refusal{errors.New("its UIDVALIDITY changed while it was read; the next run reads it anew")}
		}
		return operation(s)
	})
}

// fresh fetches mails that were listed and are new.
func (v *visit) fresh(ctx context.Context, mails []listed, next uint32) error {
	groups := v.group(mails)
	if len(groups) == 0 {
		return v.send(&chunk{part: v.part, validity: v.Validity, next: next})
	}
	for i, c := range groups[1:] {
		groups[i].next = c.mails[0].uid
	}
	groups[len(groups)-1].next = next
	return v.deliver(ctx, groups)
}

// look lists the whole mailbox and puts right what differs.
func (v *visit) look(ctx context.Context) error {
	s := &second{days: map[int]int{}}
	err := v.windows(ctx, 1, func(ctx context.Context, mails []listed, _ uint32) error {
		s.add(mails)
		mails = slices.DeleteFunc(mails, func(m listed) bool { return v.have.Contains(m.uid) })
		return v.deliver(ctx, v.group(mails))
	})
	if err != nil {
		return err
	}
	return v.send(&chunk{part: v.part, validity: v.Validity, second: s})
}
