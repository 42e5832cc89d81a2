package publicinbox

import (
	"path/filepath"
	"testing"

	"goldenratio/collectors"
	"goldenratio/collectors/collectortest"
)

func TestConformance(t *testing.T) {
	open := func(_ *testing.T, dir string) collectors.Collector { return small(dir) }
	for name, s := range map[string]collectortest.Subject{
		"v1": {
			Make: func(t *testing.T, dir string) collectors.Collector {
				var all [][]change
				for i := range 12 {
					all = append(all, []change{{v1(i), mail(i)}})
				}
				commits(t, dir, append(all, []change{{v1(20), "no header\n"}, {v1(21), mail(21)}, {v1(22), mail(22)}, {v1(23), mail(23)}}, []change{{v1(3), ""}})...)
				return small(dir)
			},
			Grow: func(t *testing.T, dir string) { commits(t, dir, []change{{v1(13), mail(13)}}) },
		},
		"v2": {
			Make: func(t *testing.T, dir string) collectors.Collector {
				commits(t, filepath.Join(dir, "git/0.git"), append(added(0, 8), removed(8), then(9), []change{{"m", "no header\n"}})...)
				commits(t, filepath.Join(dir, "git/1.git"), append(added(10, 15), removed(4), then(16))...)
				return small(dir)
			},
			Grow: func(t *testing.T, dir string) { commits(t, filepath.Join(dir, "git/1.git"), added(17, 18)...) },
		},
	} {
		s.Reopen, s.Broken, s.Rejects = open, open, 1 // broken: an empty folder
		s.Empty = func(t *testing.T, dir string) collectors.Collector {
			git(t, ".", "", "init", "--quiet", "--bare", filepath.Join(dir, "git/0.git"))
			return small(dir)
		}
		t.Run(name, func(t *testing.T) { collectortest.Run(t, s) })
	}
}
