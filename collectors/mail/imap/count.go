package imap

import (
	"context"
	"errors"
	"fmt"

	"goldenratio/collectors"
)

var _ collectors.Counter = (*Collector)(nil)

// Count implements collectors.Counter: what the server says when a mailbox is
// opened.
func (c *Collector) Count(ctx context.Context) ([]collectors.Count, error) {
	w := &walk{options: c.options, limits: c.limits}
	w.pool = newPool(1, c.limits.drops, dialer{c.dir, c.options, c.limits.patience}.dial)
	defer w.pool.close(ctx)
	boxes, err := w.find(ctx)
	if err != nil {
		return nil, err
	}
	var counts []collectors.Count
	for _, b := range boxes {
		var at state
		err := w.pool.do(ctx, func(s *session) (_ bool, err error) {
			at, err = s.open(b.name, true)
			return false, err
		})
		if err != nil {
			return nil, fmt.Errorf("open mailbox %q: %w", b.name, err)
		}
		counts = append(counts, collectors.Count{
			What: collectors.CountMessages, Part: b.part, Items: uint64(at.Mails), Prefix: prefix(b.part, at.Validity),
		})
	}
	return counts, errors.Join(w.errs...)
}
