// Package paper prints pages: HTML becomes PDF as a browser prints it.
package paper

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// ErrNoBrowser says that there is nothing to print with.
var ErrNoBrowser = errors.New("printing takes Chromium or Chrome, and none is in PATH: install it (Debian: apt install chromium), or write html and print that")

// PDF prints a page that needs nothing else: the browser reaches no network for it.
func PDF(ctx context.Context, page []byte) ([]byte, error) {
	browser, err := find()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "goldenratio-paper-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // what is left lies in the system's folder for such things
	in, out := filepath.Join(dir, "page.html"), filepath.Join(dir, "page.pdf")
	if err := os.WriteFile(in, page, 0o600); err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, browser, arguments(dir, in, out)...)
	var said bytes.Buffer
	command.Stdout, command.Stderr = &said, &said
	if err := command.Run(); err != nil {
		return nil, fmt.Errorf("print with %s: %w: %s", browser, err, tail(said.Bytes()))
	}
	pdf, err := os.ReadFile(out)
	if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		return nil, fmt.Errorf("print with %s: there is no PDF: %s", browser, tail(said.Bytes()))
	}
	return pdf, nil
}

func find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome-stable", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", ErrNoBrowser
}

// arguments let the browser read one file, write one, and nothing else. It cannot build
// its sandbox as root, and has no use for one: pages hold no program.
func arguments(dir, in, out string) []string {
	all := []string{
		"--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-extensions", "--disable-background-networking",
		"--proxy-server=127.0.0.1:9", "--user-data-dir=" + filepath.Join(dir, "profile"), "--no-pdf-header-footer", "--print-to-pdf=" + out,
	}
	if os.Geteuid() == 0 {
		all = append(all, "--no-sandbox")
	}
	return append(all, "file://"+in)
}

// tail is the end of what a program said.
func tail(text []byte) []byte { return bytes.TrimSpace(text[max(0, len(text)-500):]) }
