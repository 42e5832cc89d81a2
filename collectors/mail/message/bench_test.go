package message_test

import (
	"testing"

	"goldenratio/collectors/mail/message"
)

// BenchmarkParse parses the mails of a real archive on one core.
func BenchmarkParse(b *testing.B) {
	mails := mailsOf(b, "mail-virtualization-2020h1-dev")
	size := int64(0)
	for _, raw := range mails {
		size += int64(len(raw))
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
