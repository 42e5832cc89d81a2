package rows

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// all are the rows of a table as text: line, cell by cell, or what is wrong.
func all(t testing.TB, text string) (got []string) {
	t.Helper()
	s, err := Open(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for {
		row, err := s.Next()
		if errors.Is(err, io.EOF) {
			return got
		}
		if err != nil {
			t.Fatal(err)
		}
		if row.Err != nil {
			got = append(got, fmt.Sprintf("%d %v", row.Line, row.Err))
			continue
		}
		var cells []string
		for _, c := range s.Columns {
			cells = append(cells, row.Get(c))
		}
		got = append(got, fmt.Sprintf("%d %s", row.Line, strings.Join(cells, "|")))
	}
}

func TestRows(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"commas":       {"a,b\n1,2\n", []string{"2 1|2"}},
		"semicolons":   {"a;b\n1,5;2\n", []string{"2 1,5|2"}},
		"tabs":         {"A\tB \n 1 \t2", []string{"2 1|2"}},
		"mark":         {"\xef\xbb\xbf\"a\",b\r\n1,2\r\n", []string{"2 1|2"}},
		"several":      {"a,b\n\"one\ntwo\",2\n3,4\n", []string{"2 one\ntwo|2", "4 3|4"}},
		"blank lines":  {"a,b\n\n1,2\n   \n", []string{"3 1|2"}},
		"cells":        {"a,b\n1\n1,2,3\n4,5\n", []string{"2 " + ErrCells.Error() + ": 1, not 2", "3 " + ErrCells.Error() + ": 3, not 2", "4 4|5"}},
		"open":         {"a,b\n\"1,2\n3,4\n5,6\n", []string{"2 " + ErrQuotes.Error(), "3 3|4", "4 5|6"}},
		"inside":       {"a,b\n1\"x\",2\n3,4\n", []string{"2 " + ErrQuotes.Error(), "3 3|4"}},
		"encoding":     {"a,b\n\xff,2\n3,4\n", []string{"2 " + ErrEncoding.Error(), "3 3|4"}},
		"long":         {"a\n" + strings.Repeat("x", 2<<20) + "\n3\n", []string{"2 " + ErrLength.Error(), "3 3"}},
		"long, quoted": {"a\n\"x\n" + strings.Repeat("x", 2<<20) + "\n3\n", []string{"2 " + ErrQuotes.Error(), "3 " + ErrLength.Error(), "4 3"}},
		"far":          {"a\n\"x\n" + strings.Repeat("1\n", maxRow) + "\"\n", append([]string{"2 " + ErrQuotes.Error()}, append(numbered(3, maxRow, "1"), fmt.Sprintf("%d %v", 3+maxRow, ErrQuotes))...)},
		"nothing":      {"", nil},
		"headers only": {"a,b\n", nil},
	} {
		if got := all(t, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: %.300q, want %.300q", name, got, c.want)
		}
	}
}

func numbered(from, n int, text string) (lines []string) {
	for i := range n {
		lines = append(lines, fmt.Sprintf("%d %s", from+i, text))
	}
	return lines
}

func TestHeaders(t *testing.T) {
	for _, bad := range []string{"a,A\n", "\"a\n", "\xff\n", strings.Repeat("x", 2<<20), strings.Repeat(",", maxNames)} {
		if _, err := Open(strings.NewReader(bad)); err == nil {
			t.Errorf("%.30q is taken", bad)
		}
	}
	s, err := Open(strings.NewReader(" Network ;DATE\nx;y\n"))
	if err != nil || !slices.Equal(s.Columns, []string{"network", "date"}) {
		t.Error(s, err)
	}
	row, err := s.Next()
	if err != nil || row.Get("date") != "y" || row.Get("none") != "" {
		t.Error(row, err)
	}
}

// A disk that fails is no end of the table.
func TestBroken(t *testing.T) {
	lost := errors.New("lost")
	for _, before := range []string{"", "a\n", "a\nb", "a\n\"b\n"} {
		s, err := Open(io.MultiReader(strings.NewReader(before), broken{lost}))
		for err == nil {
			_, err = s.Next()
		}
		if !errors.Is(err, lost) {
			t.Errorf("after %q: %v", before, err)
		}
	}
}

type broken struct{ error }

func (b broken) Read([]byte) (int, error) { return 0, b.error }

// Every byte below the headers belongs to a row, in order, or is blank.
func FuzzRows(f *testing.F) {
	f.Add("a,b\n1,2\n")
	f.Add("\xef\xbb\xbfa;b\n\"1\n2\";x\"y\n\n3")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Open(strings.NewReader(text))
		if err != nil {
			return
		}
		var whole strings.Builder
		for last := 0; ; {
			row, err := s.Next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil || row.Line <= last {
				t.Fatal(err, row.Line, last)
			}
			last = row.Line
			whole.Write(row.Raw)
		}
		_, below, _ := strings.Cut(text, "\n")
		if got, want := strings.Join(strings.Fields(whole.String()), ""), strings.Join(strings.Fields(below), ""); got != want {
			t.Errorf("%q of %q", got, want)
		}
	})
}
