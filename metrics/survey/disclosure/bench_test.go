package disclosure_test

import (
	"testing"

	"goldenratio/metrics/survey/disclosure"
)

// BenchmarkPublish makes what may be said of each real wave.
func BenchmarkPublish(b *testing.B) {
	for _, w := range waves() {
		p, _ := w.read(b)
		b.Run(w.file, func(b *testing.B) {
			for b.Loop() {
				disclosure.Publish(p)
			}
		})
	}
}
