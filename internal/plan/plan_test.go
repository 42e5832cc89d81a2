package plan

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// TestFiles reads testdata: NAME.csv is what is read, NAME.want what comes out,
// or what is wrong with it.
func TestFiles(t *testing.T) {
	for name, read := range map[string]func(io.Reader) (string, error){"releases": releases, "advisories": advisories} {
		archive, err := txtar.ParseFile(filepath.Join("testdata", name+".txtar"))
		if err != nil {
			t.Fatal(err)
		}
		given := ""
		for _, file := range archive.Files {
			title, wanted := strings.CutSuffix(file.Name, ".want")
			if !wanted {
				given = string(file.Data)
				continue
			}
			t.Run(name+"/"+title, func(t *testing.T) {
				got, err := read(strings.NewReader(given))
				if err != nil {
					got = err.Error() + "\n"
				}
				if diff := cmp.Diff(string(file.Data), got); diff != "" {
					t.Errorf("-want +got:\n%s", diff)
				}
			})
		}
	}
}

func releases(from io.Reader) (text string, err error) {
	all, err := Releases(from)
	for _, r := range all {
		text += fmt.Sprintln(r.Name, day(r.Planned), day(r.Decided))
	}
	return text, err
}

func advisories(from io.Reader) (text string, err error) {
	all, err := Advisories(from)
	for _, a := range all {
		text += fmt.Sprintln(a.ID, day(a.Reported), day(a.Embargo), day(a.Fixed))
	}
	return text, err
}

func day(at time.Time) string {
	if at.IsZero() {
		return "-"
	}
	return at.Format(time.DateOnly)
}

func TestHugeFile(t *testing.T) {
	_, err := Releases(io.LimitReader(zeros{}, 1<<40))
	if err == nil || !strings.Contains(err.Error(), "more than") {
		t.Errorf("a file without end gives %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = '0'
	}
	return len(p), nil
}

func FuzzReleases(f *testing.F) {
	f.Add("release,planned,decided_on\n4.4.0,2014-03-10,2013-10-01\n")
	f.Add("\ufeff# nothing\nplanned,release\n\"2014-03-10\",\"a\"\"b\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := Releases(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, r := range all {
			if r.Name == "" || r.Planned.IsZero() || r.Planned.Year() < 1970 {
				t.Errorf("%q gives %+v", text, r)
			}
		}
	})
}

func FuzzAdvisories(f *testing.F) {
	f.Add("advisory,reported,embargo_set,fixed\nEX-1,2014-03-10,,2014-04-01\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := Advisories(strings.NewReader(text))
		if err != nil {
			return
		}
		for _, a := range all {
			if a.ID == "" || !a.Fixed.IsZero() && a.Fixed.Before(a.Reported) {
				t.Errorf("%q gives %+v", text, a)
			}
		}
	})
}
