package git

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"goldenratio/collectors/plumbing"
)

// catArgs makes git print the objects named on its input, whole.
func catArgs() []string { return []string{"cat-file", "--batch", "--buffer"} }

// maxObject is how much of a commit or tag is kept. What is longer is a message
// that nobody wrote by hand.
const maxObject = 1 << 20

// An object is a commit or tag as git stores it.
type object struct {
	id      string
	kind    string // empty for an object that is missing
	content []byte // at most maxObject bytes, good until the next object
	cut     bool
}

// objects reads the output of git with catArgs.
type objects struct {
	in  *lines
	buf []byte
}

func (o *objects) next() (object, error) {
	head, err := o.in.field('\n', 1<<10)
	if err != nil {
		return object{}, fmt.Errorf("read object: %w", err)
	}
	f := strings.Fields(string(head))
	if len(f) == 2 && f[1] == "missing" {
		return object{id: f[0]}, nil
	}
	if len(f) != 3 {
		return object{}, fmt.Errorf("read object: found %q", clip(head, 80))
	}
	size, err := strconv.ParseInt(f[2], 10, 64)
	if err != nil || size < 0 {
		return object{}, fmt.Errorf("read object %s: size %q", f[0], f[2])
	}
	out := object{id: f[0], kind: f[1], cut: size > maxObject}
	if out.content, err = o.content(size); err != nil {
		return object{}, fmt.Errorf("read object %s: %w", f[0], err)
	}
	return out, nil
}

// content reads an object's bytes and the line's end behind them.
func (o *objects) content(size int64) ([]byte, error) {
	o.buf = o.buf[:0]
	for left := size + 1; left > 0; {
		p := o.in.peek(1)
		if len(p) == 0 {
			return nil, unexpected(orEOF(o.in.err))
		}
		p = o.in.take(int(min(left, int64(o.in.end-o.in.start))))
		left -= int64(len(p))
		o.buf = append(o.buf, p[:min(len(p), maxObject-min(maxObject, len(o.buf)))]...)
	}
	return o.buf[:min(size, int64(len(o.buf)))], nil
}

func orEOF(err error) error {
	if err == nil {
		return io.EOF
	}
	return err
}

// each calls f with the objects of the names, in order.
func each(ctx context.Context, git plumbing.Runner, names []string, f func(i int, o object)) error {
	if len(names) == 0 {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	p, err := git.Start(ctx, strings.NewReader(strings.Join(names, "\n")+"\n"), catArgs()...)
	if err != nil {
		return err
	}
	in := objects{in: newLines(p)}
	for i := range names {
		o, err := in.next()
		if err != nil {
			cancel()
			_ = p.Wait(ctx)
			return err
		}
		f(i, o)
	}
	return p.Wait(ctx)
}

// present returns those of the ids whose objects exist.
func present(ctx context.Context, git plumbing.Runner, ids []string) ([]string, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	out, err := git.Output(ctx, strings.NewReader(strings.Join(ids, "\n")+"\n"), "cat-file", "--batch-check")
	if err != nil {
		return nil, err
	}
	var have []string
	for line := range strings.Lines(string(out)) {
		if f := strings.Fields(line); len(f) == 3 {
			have = append(have, f[0])
		}
	}
	return have, nil
}
