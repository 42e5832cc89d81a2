package paths

import (
	"fmt"
	"testing"
)

// BenchmarkClass classes a million different paths in fifty thousand folders,
// a quarter of the names in more than one of them.
func BenchmarkClass(b *testing.B) {
	const paths = 1_000_000
	ends := []string{"c", "h", "go", "py", "md", "js", "yaml", "S", "rst", "html"}
	all := make([]string, paths)
	for i := range all {
		all[i] = fmt.Sprintf("part-%d/drivers/%d/sub%d/file_%d.%s", i%20, i%1000, i%50_000, i*3/4, ends[i%len(ends)])
	}
	for b.Loop() {
		c := NewClassifier()
		for _, path := range all {
			c.Class(path)
		}
	}
	b.ReportMetric(paths*float64(b.N)/b.Elapsed().Seconds(), "paths/s")
}
