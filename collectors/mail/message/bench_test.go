package message_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/klauspost/compress/gzip"

	"goldenratio/collectors/mail/mailtest"
	"goldenratio/collectors/mail/mbox"
	"goldenratio/collectors/mail/message"
)

// BenchmarkParse parses the mails of a real archive on one core.
func BenchmarkParse(b *testing.B) {
	dir := mailtest.Data(b, "mail-virtualization-2020h1-dev")
	paths, err := filepath.Glob(filepath.Join(dir, "mail/*/*.mbox.gz"))
	if err != nil {
		b.Fatal(err)
	}
	var mails [][]byte
	var size int64
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		defer f.Close()
		z, err := gzip.NewReader(f)
		if err != nil {
			b.Fatal(err)
		}
		for r := mbox.NewReader(z, 0, message.DefaultMaxBytes); ; {
			frame, err := r.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				b.Fatal(err)
			}
			mails = append(mails, frame.Raw)
			size += int64(len(frame.Raw))
		}
	}
	b.ReportAllocs()
	b.SetBytes(size / int64(len(mails)))
	i := 0
	for b.Loop() {
		message.Parse(mails[i%len(mails)], message.Options{})
		i++
	}
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "messages/s")
}
