package config

import (
	"errors"
	"fmt"

	"github.com/goccy/go-yaml"
)

// readable is a YAML error as a person wants it: the line first, then what is
// wrong there, without a picture of the file.
func readable(err error) error {
	var at yaml.Error
	if errors.As(err, &at) && at.GetToken() != nil {
		return fmt.Errorf("line %d: %s", at.GetToken().Position.Line, at.GetMessage())
	}
	return err
}
