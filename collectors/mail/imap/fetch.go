package imap

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	imap "github.com/emersion/go-imap"
	"golang.org/x/sync/errgroup"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
)

// group cuts mails into chunks that can be fetched at once.
func (v *visit) group(mails []listed) (groups []*chunk) {
	var c *chunk
	bytes := 0
	for _, m := range mails {
		weight := int(min(int64(m.size), int64(v.wanted(m))))
		if c == nil || v.limits.Full(len(c.mails), bytes, weight) {
			c = &chunk{part: v.part, validity: v.Validity, options: v.parse, headers: v.options.HeadersOnly}
			groups, bytes = append(groups, c), 0
		}
		bytes += weight
		c.mails = append(c.mails, mail{listed: m})
	}
	return groups
}

// wanted is how many bytes are asked for of a mail: one more than its limit, or
// what a reject may keep of it.
func (v *visit) wanted(m listed) int {
	if !v.options.HeadersOnly && int64(m.size) > int64(v.parse.MaxBytes) {
		return collectors.MaxRejectBytes
	}
	return v.parse.MaxBytes + 1
}

// deliver fetches chunks, as many at a time as there may be connections, and
// sends them in their order.
func (v *visit) deliver(ctx context.Context, groups []*chunk) error {
	for some := range slices.Chunk(groups, cap(v.pool.slots)) {
		all, inner := errgroup.WithContext(ctx)
		for _, c := range some {
			all.Go(func() error { return v.fetch(inner, c) })
		}
		if err := all.Wait(); err != nil {
			return fmt.Errorf("fetch mails: %w", err)
		}
		for _, c := range some {
			for i := range c.mails {
				v.have.AddNum(c.mails[i].uid)
			}
			if err := v.send(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// fetch fills a chunk. A mail that is gone by now is left out; one that is there
// and does not come when it is asked for twice is a reject.
func (v *visit) fetch(ctx context.Context, c *chunk) error {
	said, err := v.bodies(ctx, c)
	for again := true; err == nil && !c.missing().Empty(); again = false {
		if err = v.dropGone(ctx, c); err != nil {
			break
		}
		if !again {
			v.reject(c, said)
			break
		}
		said, err = v.bodies(ctx, c)
	}
	return err
}

// bodies asks for what is missing of a chunk. What the server says of mails that
// it does not give is no error: the others came.
func (v *visit) bodies(ctx context.Context, c *chunk) (said string, err error) {
	err = v.do(ctx, func(s *session) (further bool, err error) {
		further, err = v.ask(s, c)
		if a := (*answer)(nil); errors.As(err, &a) && a.kind == imap.StatusRespNo {
			said, err = a.Error(), nil
		}
		return further, err
	})
	return said, err
}

// dropGone leaves out the mails that have not come and are not there any more.
func (v *visit) dropGone(ctx context.Context, c *chunk) error {
	missing := c.missing()
	var there uids
	err := v.do(ctx, func(s *session) (_ bool, err error) {
		there, err = s.there(&missing.SeqSet)
		return false, err
	})
	if err != nil {
		return err
	}
	c.mails = slices.DeleteFunc(c.mails, func(m mail) bool { return !m.came && !there.Contains(m.uid) })
	return nil
}

// reject makes rejects of the mails that have not come.
func (v *visit) reject(c *chunk, said string) {
	for i := range c.mails {
		if m := &c.mails[i]; !m.came {
			m.Origin = v.origin(m.uid)
			m.Item.Reject = &collectors.Reject{Reason: ReasonWithheld, Detail: said}
		}
	}
}

// missing are the mails that have not come yet.
func (c *chunk) missing() (set uids) {
	for i := range c.mails {
		if !c.mails[i].came {
			set.AddNum(c.mails[i].uid)
		}
	}
	return set
}

func (v *visit) origin(uid uint32) string { return prefix(v.part, v.Validity) + uidText(uid) }

// ask fetches what is missing of a chunk, mails of which different numbers of
// bytes are wanted one after the other. It reports whether anything came.
func (v *visit) ask(s *session, c *chunk) (further bool, err error) {
	for _, wanted := range []int{v.parse.MaxBytes + 1, collectors.MaxRejectBytes} {
		var set uids
		bytes := int64(0)
		for i := range c.mails {
			if m := &c.mails[i]; !m.came && v.wanted(m.listed) == wanted {
				set.AddNum(m.uid)
				bytes += min(int64(m.size), int64(wanted))
			}
		}
		if set.Empty() {
			continue
		}
		section := &imap.BodySectionName{Peek: true, Partial: []int{0, wanted}}
		if v.options.HeadersOnly {
			section.Specifier = imap.HeaderSpecifier
		}
		err = s.fetch(&set.SeqSet, []imap.FetchItem{section.FetchItem()}, bytes, func(m *imap.Message) {
			further = v.took(c, m) || further
		})
		if err != nil {
			return further, err
		}
	}
	return further, nil
}

// took puts a mail that came into its place.
func (v *visit) took(c *chunk, from *imap.Message) bool {
	i, found := slices.BinarySearchFunc(c.mails, from.Uid, func(m mail, uid uint32) int { return int(int64(m.uid) - int64(uid)) })
	if !found || c.mails[i].came {
		return false
	}
	for _, literal := range from.Body {
		buffer, ok := literal.(*bytes.Buffer)
		if !ok { // NIL, for a mail that is gone
			continue
		}
		m := &c.mails[i]
		m.came = true
		m.Mail = flow.Mail{Origin: v.origin(m.uid), Raw: buffer.Bytes(), Size: int64(buffer.Len()), Envelope: m.at}
		if !v.options.HeadersOnly {
			m.Size = max(m.Size, int64(m.size))
		}
	}
	return c.mails[i].came
}
