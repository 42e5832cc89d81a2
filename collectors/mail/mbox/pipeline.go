package mbox

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/message"
)

// A chunk is a run of mails of one file, parsed by one goroutine.
type chunk struct {
	file   *file
	start  *mark // in a file's first chunk: what reading began from
	frames []Frame
	bytes  int
	parsed chan struct{} // closed when messages and rejects are there

	messages []*collectors.Message
	rejects  []*collectors.Reject

	end *mark // where to go on after this chunk; nil: where it was
	err error // what ended the file, if it was not its end
}

// A pipeline reads files in one goroutine and parses in others; ordered gives
// the chunks in the files' order.
type pipeline struct {
	ordered chan *chunk
	work    chan *chunk
	room    *semaphore.Weighted
	limits  limits
	options message.Options
	group   sync.WaitGroup
}

func (c *Collector) start(ctx context.Context, files []file, at *position, first time.Time) *pipeline {
	p := &pipeline{
		ordered: make(chan *chunk, 4*c.workers),
		work:    make(chan *chunk, c.workers),
		room:    semaphore.NewWeighted(c.limits.inFlight),
		limits:  c.limits,
		options: message.Options{
			First: first, FirstLines: c.options.FirstLines, KeepText: c.options.KeepText, MaxBytes: c.options.MaxMessage,
		},
	}
	if p.options.MaxBytes <= 0 {
		p.options.MaxBytes = message.DefaultMaxBytes
	}
	starts := make([]*mark, len(files)) // copies: the marks change while files are read
	for i, f := range files {
		starts[i] = at.begin(f.name)
	}
	p.group.Go(func() {
		defer close(p.work)
		defer close(p.ordered)
		for i := range files {
			if err := p.read(ctx, &files[i], starts[i]); err != nil {
				return // cancelled
			}
		}
	})
	for range c.workers {
		p.group.Go(func() {
			for ch := range p.work {
				p.parse(ch)
				close(ch.parsed)
			}
		})
	}
	return p
}

func (p *pipeline) wait() { p.group.Wait() }

func (p *pipeline) weight(ch *chunk) int64 { return min(int64(ch.bytes), p.limits.inFlight) }

// release says that a chunk's bytes are no longer needed.
func (p *pipeline) release(ch *chunk) { p.room.Release(p.weight(ch)) }

// send hands a chunk on; it fails only when ctx ends.
func (p *pipeline) send(ctx context.Context, ch *chunk) error {
	ch.parsed = make(chan struct{})
	if err := p.room.Acquire(ctx, p.weight(ch)); err != nil {
		return err
	}
	select {
	case p.ordered <- ch:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case p.work <- ch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// read sends a file's chunks. It fails only when ctx ends; what is wrong with
// the file goes into its last chunk.
func (p *pipeline) read(ctx context.Context, f *file, m *mark) error {
	ch := &chunk{file: f}
	src, m, err := resume(ctx, f, m)
	if err == nil {
		defer src.close()
		ch.start = m
		ch, err = p.cut(ctx, ch, src)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		ch.err = fmt.Errorf("%s: %w", f.name, err)
	}
	return p.send(ctx, ch)
}

// cut sends a file's mails in chunks, all but the last chunk, which it returns.
// The mark of a file that was read to its end lies before its last mail.
func (p *pipeline) cut(ctx context.Context, ch *chunk, src *source) (*chunk, error) {
	sum, err := ch.start.digest()
	if err != nil {
		return ch, err
	}
	r := NewReader(src, ch.start.Offset, p.options.MaxBytes)
	r.tap = sum
	last := src.mark(r.offset, sum) // before the last mail
	for {
		here := src.mark(r.offset, sum)
		frame, err := r.Next()
		if errors.Is(err, io.EOF) {
			last.Done = true
			ch.end = &last
			return ch, src.near(&last)
		}
		full := len(ch.frames) == p.limits.chunkItems || len(ch.frames) > 0 && ch.bytes+len(frame.Raw) > p.limits.chunkBytes
		if err != nil || full {
			ch.end = &here
			if err := errors.Join(err, src.near(&here)); err != nil {
				return ch, err
			}
			if err := p.send(ctx, ch); err != nil {
				return ch, err
			}
			ch = &chunk{file: ch.file}
		}
		last = here
		last.Tail, last.TailBytes = r.begin, r.beginBytes
		ch.frames = append(ch.frames, frame)
		ch.bytes += len(frame.Raw)
	}
}

// parse fills in a chunk's messages and rejects.
func (p *pipeline) parse(ch *chunk) {
	ch.messages = make([]*collectors.Message, len(ch.frames))
	ch.rejects = make([]*collectors.Reject, len(ch.frames))
	o := p.options
	o.File = ch.file.month
	for i := range ch.frames {
		f := &ch.frames[i]
		o.Envelope = f.Envelope
		switch {
		case f.Stray:
			ch.rejects[i] = &collectors.Reject{Reason: ReasonStray, Bytes: message.Beginning(f.Raw)}
		case f.TooLarge:
			ch.rejects[i] = message.TooLarge(f.Raw, uint64(f.Size), o.MaxBytes)
		default:
			ch.messages[i], ch.rejects[i] = message.Parse(f.Raw, o)
		}
		f.Raw = nil
	}
}

// ReasonStray is the reject for text before a file's first mail.
const ReasonStray = "text before the first message"
