package mbox

import (
	"errors"
	"fmt"
	"path/filepath"
)

// Check says what is wrong with the options.
func (o Options) Check() error {
	if len(o.Paths) == 0 {
		return errors.New("give paths: files or patterns such as archives/*.mbox.gz")
	}
	for _, pattern := range o.Paths {
		if _, err := filepath.Match(pattern, ""); err != nil {
			return fmt.Errorf("path %q is no pattern: %w", pattern, err)
		}
	}
	if o.FirstLines < 0 || o.MaxMessage < 0 {
		return errors.New("first_lines and max_message are not negative")
	}
	return nil
}
