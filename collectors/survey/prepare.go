package survey

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"goldenratio/collectors/survey/form"
)

// Prepared is all by which a wave is read beside its export.
type Prepared struct {
	Form     form.Form
	Codes    Codebook
	Settings string // names all of it
}

// Prepare reads a wave's form and codebook; relative paths start in dir. The wave's own
// codebook goes before the other.
func Prepare(dir string, w Wave, codebook string) (Prepared, error) {
	f, formText, err := readForm(dir, w.Map)
	if err != nil {
		return Prepared{}, err
	}
	book, bookText, err := readBook(dir, cmp.Or(w.Codebook, codebook))
	if err != nil {
		return Prepared{}, err
	}
	entry, err := json.Marshal(w)
	if err != nil {
		return Prepared{}, err
	}
	return Prepared{f, book, hash(formText, bookText, entry)}, nil
}

// readForm reads what a wave's columns hold.
func readForm(dir, name string) (f form.Form, text []byte, err error) {
	if text, err = readFile(resolve(dir, name)); err != nil {
		return f, nil, err
	}
	if f, err = form.Read(bytes.NewReader(text)); err != nil {
		return f, nil, fmt.Errorf("read %s: %w", name, err)
	}
	return f, text, nil
}

// readBook reads a codebook; without a name there is none.
func readBook(dir, name string) (book Codebook, text []byte, err error) {
	if name == "" {
		return nil, nil, nil
	}
	if text, err = readFile(resolve(dir, name)); err != nil {
		return nil, nil, err
	}
	if book, err = ReadCodebook(text); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	return book, text, nil
}

// hash names some texts.
func hash(texts ...[]byte) string {
	h := sha256.New()
	for _, text := range texts {
		fmt.Fprintf(h, "%d ", len(text))
		h.Write(text)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// resolve is where a file of the configuration is.
func resolve(dir, name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

// readFile reads a file as far as it can be a survey's, and a little beyond.
func readFile(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxBytes+1))
}
