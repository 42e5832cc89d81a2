package fetchtest

import (
	"bytes"
	"compress/gzip"
	"testing"
)

// Bomb is a small file that unpacks to 300 MiB: one packed piece many times over.
func Bomb(t testing.TB) []byte {
	t.Helper()
	var piece bytes.Buffer
	z, err := gzip.NewWriterLevel(&piece, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write(make([]byte, 1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes.Repeat(piece.Bytes(), 300)
}
