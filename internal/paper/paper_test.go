package paper

import (
	"bytes"
	"errors"
	"os"
	"testing"
)

func TestPDF(t *testing.T) {
	if _, err := find(); err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	pdf, err := PDF(t.Context(), []byte("<!DOCTYPE html><title>A page</title><h1>Hello</h1>"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(pdf, []byte("/Type /Page")) && !bytes.Contains(pdf, []byte("/Type/Page")) {
		t.Errorf("%d bytes without a page", len(pdf))
	}
}

func TestPDFWithoutBrowser(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := PDF(t.Context(), nil); !errors.Is(err, ErrNoBrowser) {
		t.Errorf("got %v", err)
	}
}
