package mbox

import (
	"fmt"
	"path/filepath"
)

// Check says what is wrong with the options that their tags do not say.
func (o Options) Check() error {
	for _, pattern := range o.Paths {
		if _, err := filepath.Match(pattern, ""); err != nil {
			return fmt.Errorf("path %q is no pattern: %w", pattern, err)
		}
	}
	return nil
}
