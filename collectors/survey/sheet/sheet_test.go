package sheet

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"goldenratio/internal/realdata"
)

// TestRead reads one small survey as every service might export it.
func TestRead(t *testing.T) {
	want := [][]string{{"Where?", "Why, in words?"}, {"Zürich", "It is \"near\",\nand warm"}, {"Ghent", ""}}
	const text = "Where?,\"Why, in words?\"\nZürich,\"It is \"\"near\"\",\nand warm\"\nGhent,\n"
	latin, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ in, format, encoding string }{
		"plain":         {text, "csv", "UTF-8"},
		"mark":          {"\uFEFF" + text, "csv", "UTF-8 with a mark"},
		"windows lines": {strings.ReplaceAll(text, "\n", "\r\n"), "csv", "UTF-8"},
		"latin":         {latin, "csv", "Windows-1252"},
		"wide":          {wide, "csv", "UTF-16"},
		"wide, bare":    {wide[2:], "csv", "UTF-16 without a mark"},
		"empty lines":   {text + "\n,\n\n", "csv", "UTF-8"},
		"tabs":          {"Where?\t\"Why, in words?\"\nZürich\t\"It is \"\"near\"\",\nand warm\"\nGhent\t\n", "tsv", "UTF-8"},
		"semicolons":    {"Where?;Why, in words?\nZürich;\"It is \"\"near\"\",\nand warm\"\nGhent;\n", "csv with ;", "UTF-8"},
		"workbook":      {book(t, want), "xlsx", "UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := Read(strings.NewReader(tc.in))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got.Rows); diff != "" || got.Format != tc.format || got.Encoding != tc.encoding {
				t.Errorf("%s, %s\n%s", got.Format, got.Encoding, diff)
			}
		})
	}
}

func book(t *testing.T, rows [][]string) string {
	t.Helper()
	f := excelize.NewFile()
	if _, err := f.NewSheet("answers"); err != nil { // the first sheet is empty
		t.Fatal(err)
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetSheetRow("answers", cell, &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReadRagged(t *testing.T) {
	got, err := Read(strings.NewReader("a,b,c\n1\n1,2,3,4\n1,2,3,,\nx \"y\" z,2,3\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"a", "b", "c", ""}, {"1", "", "", ""}, {"1", "2", "3", "4"}, {"1", "2", "3", ""}, {`x "y" z`, "2", "3", ""}}
	if diff := cmp.Diff(want, got.Rows); diff != "" || got.Ragged != 3 {
		t.Errorf("%d ragged rows\n%s", got.Ragged, diff)
	}
}

func TestReadBad(t *testing.T) {
	for name, in := range map[string]string{
		"nothing": "", "blanks": " \n\n,,\n", "no workbook": "PK\x03\x04 and nothing more", "a wide row": strings.Repeat("x,", maxColumns+1) + "\n",
	} {
		if got, err := Read(strings.NewReader(in)); err == nil {
			t.Errorf("%s: read as %d rows", name, len(got.Rows))
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.csv")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// FuzzRead looks for bytes that break the reader or give rows of several
// widths.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "\xff\xfea\x00,\x00", "\xef\xbb\xbfa;b\n", "\"a\nb\",\"c", "a\tb\n\"", "\x00\x00\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		table, err := Read(bytes.NewReader(in))
		if err != nil {
			return
		}
		for _, row := range table.Rows {
			if len(row) != len(table.Rows[0]) {
				t.Fatalf("rows of %d and %d cells", len(table.Rows[0]), len(row))
			}
		}
	})
}

// A second look counts what was read, whatever the format.
func TestCount(t *testing.T) {
	rows := [][]string{{"Where?", "Why?"}, {"Here", "one\ntwo"}, {}, {"There", "so, \"so\""}}
	const text = "Where?,Why?\r\nHere,\"one\ntwo\"\r\n,\r\n\r\nThere,\"so, \"\"so\"\"\""
	for name, in := range map[string]string{"csv": text, "workbook": book(t, rows), "tabs": strings.ReplaceAll(text, ",", "\t")} {
		n, err := Count([]byte(in))
		if err != nil || n != 3 {
			t.Errorf("%s: %d rows, %v", name, n, err)
		}
	}
	if _, err := Count([]byte("PK\x03\x04 and nothing more")); err == nil {
		t.Error("no workbook is counted")
	}
}

func TestCountReal(t *testing.T) {
	for _, pack := range []string{"survey-spack-2020-2022-dev", "survey-k8s-contribex-2018-dev", "survey-ssi-rse-2016-2017-dev", "survey-haskell-2018-2020-dev"} {
		realdata.Each(t, pack, "/survey/", func(name string, body []byte) {
			if !strings.HasSuffix(name, ".csv") && !strings.HasSuffix(name, ".xlsx") {
				return
			}
			in, err := Read(bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			if n, err := Count(body); err != nil || n != uint64(len(in.Rows)) {
				t.Errorf("%s: %d rows read, %d counted, %v", name, len(in.Rows), n, err)
			}
		})
	}
}
