package engine

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// openLog starts a new log and keeps the last one beside it. The engine gets
// the file itself: a pipe would kill it when the reader goes away.
func openLog(l layout) (*os.File, error) {
	if err := keepLog(l); err != nil {
		return nil, err
	}
	log, err := os.OpenFile(l.log(), os.O_CREATE|os.O_WRONLY|os.O_APPEND|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open engine's log: %w", err)
	}
	return log, nil
}

func keepLog(l layout) error {
	err := os.Rename(l.log(), l.log()+".1")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("turn over engine's log: %w", err)
	}
	return nil
}

// trimLog empties a log that has grown too big; the engine appends, so it goes
// on from the start.
func trimLog(l layout) {
	if info, err := os.Stat(l.log()); err == nil && info.Size() > logLimit {
		_ = os.Truncate(l.log(), 0)
	}
}

// startError adds the reason that the engine has printed, and what to do.
func startError(l layout, err error) error {
	reason := logReason(l)
	for _, known := range []struct{ text, advice string }{
		{"No space left on device", "make room on the disk"},
		{"Permission denied", "give this account the right to read and write the data directory"},
		{"Read-only file system", "use a data directory that can be written to"},
		{"Cannot load library", "run `goldenratio engine install`"},
		{"load library", "run `goldenratio engine install`"},
	} {
		if strings.Contains(reason, known.text) {
			return fmt.Errorf("start engine: %w: %s; %s", err, reason, known.advice)
		}
	}
	switch {
	case strings.Contains(reason, "Cannot lock file"):
		return fmt.Errorf("start engine: %w: %s", errStoreBusy, reason)
	case reason == "":
		return fmt.Errorf("start engine: %w; see %q", err, l.log())
	default:
		return fmt.Errorf("start engine: %w: %s; see %q. If the store is damaged, restore %q from a backup, or remove it and collect again", err, reason, l.log(), l.store())
	}
}

// logReason finds the line of the log that says why the engine ended: the last
// one with an error code, else the last one of the program itself.
func logReason(l layout) string {
	const most = 500
	content, err := os.ReadFile(l.log())
	if err != nil {
		return ""
	}
	var code, own string
	for line := range bytes.Lines(content) {
		line := strings.TrimSpace(string(line))
		switch {
		case strings.Contains(line, "Code: "):
			code = line
		case strings.Contains(line, "goldenratio-engine:"):
			own = line
		}
	}
	reason := code
	if reason == "" {
		reason = own
	}
	return reason[:min(len(reason), most)]
}
