package main

import (
	"bytes"
	"testing"
)

func TestAnswersAreHarmless(t *testing.T) {
	csv := `"subject","n"` + "\n" + `"=cmd|' /C calc'!A0",-5` + "\n" + `"a ""=quoted"" word, and a comma","+1"` + "\n" + `"line` + "\n" + `=break",""` + "\n"
	want := `"subject","n"` + "\n" + `"'=cmd|' /C calc'!A0",-5` + "\n" + `"a ""=quoted"" word, and a comma","'+1"` + "\n" + `"line` + "\n" + `=break",""` + "\n"
	text := "ünï\x1b[31m©ode\n"
	for size := 1; size < 8; size++ {
		var cells, screen bytes.Buffer
		inPieces(t, &csvWriter{w: &cells, start: true}, csv, size)
		if cells.String() != want {
			t.Errorf("CSV in pieces of %d:\n got %s\nwant %s", size, cells.String(), want)
		}
		inPieces(t, &plainWriter{w: &screen}, text, size)
		if screen.String() != "ünï·[31m©ode\n" {
			t.Errorf("text in pieces of %d: %q", size, screen.String())
		}
	}
}

func inPieces(t *testing.T, w interface{ Write([]byte) (int, error) }, text string, size int) {
	t.Helper()
	for len(text) > 0 {
		n := min(size, len(text))
		if _, err := w.Write([]byte(text[:n])); err != nil {
			t.Fatal(err)
		}
		text = text[n:]
	}
}
