package unpack

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

const text = "From ann@example.org Tue Aug  4 01:05:06 2015\nSubject: one\n\nHello\n"

// packed is the text in each form that Go can write.
func packed(t testing.TB) map[string][]byte {
	t.Helper()
	var gz, x, z bytes.Buffer
	xw, xerr := xz.NewWriter(&x)
	zw, zerr := zstd.NewWriter(&z)
	if err := errors.Join(xerr, zerr); err != nil {
		t.Fatal(err)
	}
	for _, w := range []io.WriteCloser{gzip.NewWriter(&gz), xw, zw} {
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return map[string][]byte{"plain": []byte(text), "gzip": gz.Bytes(), "xz": x.Bytes(), "zstd": z.Bytes()}
}

func read(ctx context.Context, from io.Reader) (string, error) {
	s, err := New(ctx, from)
	if err != nil {
		return "", err
	}
	defer s.Close()
	all, err := io.ReadAll(io.LimitReader(s, 1<<20))
	return string(all), err
}

func TestForms(t *testing.T) {
	for name, raw := range packed(t) {
		if got, err := read(t.Context(), bytes.NewReader(raw)); got != text || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		half, err := read(t.Context(), bytes.NewReader(raw[:len(raw)-5]))
		if name != "plain" && err == nil {
			t.Errorf("%s, cut off: %q", name, half)
		}
	}
	if got, err := read(t.Context(), strings.NewReader("")); got != "" || err != nil {
		t.Errorf("nothing: %q, %v", got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := read(ctx, strings.NewReader(text)); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// FuzzNew holds that whatever a stranger sends ends, in a text or in an error.
func FuzzNew(f *testing.F) {
	for _, raw := range packed(f) {
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if got, err := read(t.Context(), bytes.NewReader(raw)); err == nil && len(got) > 1<<20 {
			t.Errorf("%d bytes out of %d", len(got), len(raw))
		}
	})
}
