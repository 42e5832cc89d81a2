package mbox

import (
	"context"
	"errors"
	"fmt"
	"io"

	"goldenratio/collectors"
	"goldenratio/collectors/mail/flow"
	"goldenratio/collectors/mail/message"
)

// A chunk is a run of mails of one file, parsed by one goroutine.
type chunk struct {
	file    *File
	start   *mark // in a file's first chunk: what reading began from
	frames  []Frame
	bytes   int
	options *message.Options

	messages []*collectors.Message // made by Parse, as are the rejects
	rejects  []*collectors.Reject

	end *mark // where to go on after this chunk; nil: where it was
	err error // what ended the file, if it was not its end
}

// A reading reads files and sends them on in chunks.
type reading struct {
	files   []File
	starts  []*mark // copies: the marks change while files are read
	limits  flow.Limits
	options message.Options
	send    func(*chunk) error // fails only when the reading is to end
}

func (c *Collector) reading(files []File, at *position, options message.Options) *reading {
	r := &reading{files: files, limits: c.limits, options: options}
	for _, f := range files {
		r.starts = append(r.starts, at.begin(f.Name))
	}
	return r
}

// all sends the chunks of all files. It fails only when ctx ends.
func (r *reading) all(ctx context.Context, send func(*chunk) error) error {
	r.send = send
	for i := range r.files {
		if err := r.read(ctx, &r.files[i], r.starts[i]); err != nil {
			return err
		}
	}
	return nil
}

// read sends a file's chunks. It fails only when ctx ends; what is wrong with
// the file goes into its last chunk.
func (r *reading) read(ctx context.Context, f *File, m *mark) error {
	ch := &chunk{file: f, options: &r.options}
	src, m, err := resume(ctx, f, m)
	if err == nil {
		defer src.close()
		ch.start = m
		ch, err = r.cut(ch, src)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		ch.err = fmt.Errorf("%s: %w", f.Name, err)
	}
	return r.send(ch)
}

// cut sends a file's mails in chunks, all but the last chunk, which it returns.
// The mark of a file that was read to its end lies before its last mail.
func (r *reading) cut(ch *chunk, src *source) (*chunk, error) {
	sum, err := ch.start.digest()
	if err != nil {
		return ch, err
	}
	in := NewReader(src, ch.start.Offset, r.options.MaxBytes)
	in.tap = sum
	last := src.mark(in.offset, sum) // before the last mail
	for {
		here := src.mark(in.offset, sum)
		frame, err := in.Next()
		if errors.Is(err, io.EOF) {
			last.Done = true
			ch.end = &last
			return ch, src.near(&last)
		}
		if err != nil || r.limits.Full(len(ch.frames), ch.bytes, len(frame.Raw)) {
			ch.end = &here
			if err := errors.Join(err, src.near(&here)); err != nil {
				return ch, err
			}
			if err := r.send(ch); err != nil {
				return ch, err
			}
			ch = &chunk{file: ch.file, options: ch.options}
		}
		last = here
		last.Tail, last.TailBytes = in.begin, in.beginBytes
		ch.frames = append(ch.frames, frame)
		ch.bytes += len(frame.Raw)
	}
}

// Bytes is the size of a chunk's mails.
func (ch *chunk) Bytes() int { return ch.bytes }

// Parse fills in a chunk's messages and rejects.
func (ch *chunk) Parse() {
	ch.messages = make([]*collectors.Message, len(ch.frames))
	ch.rejects = make([]*collectors.Reject, len(ch.frames))
	o := *ch.options
	o.File = ch.file.Month
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
