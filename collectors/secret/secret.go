// Package secret keeps passwords and tokens out of whatever people see.
package secret

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// A Value never shows in a log, an error or a text made of the struct it is in.
// Who needs it converts it: string(v).
type Value string

// pattern is how a secret stands in the configuration.
var pattern = regexp.MustCompile(`^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$`)

const mask = "…"

// LogValue hides the secret.
func (Value) LogValue() slog.Value { return slog.StringValue(mask) }

// String hides the secret.
func (Value) String() string { return mask }

// GoString hides the secret.
func (Value) GoString() string { return mask }

// MarshalText hides the secret.
func (Value) MarshalText() ([]byte, error) { return []byte(mask), nil }

// UnmarshalYAML reads ${NAME} from the environment; nothing else may stand in
// the file.
func (v *Value) UnmarshalYAML(node ast.Node) error {
	line := node.GetToken().Position.Line
	var text string
	if err := yaml.NodeToValue(node, &text); err != nil {
		return fmt.Errorf("line %d: a secret is a text", line)
	}
	found := pattern.FindStringSubmatch(text)
	if found == nil {
		return fmt.Errorf("line %d: a secret is written as ${NAME} of an environment variable, or stands in a file", line)
	}
	value, ok := os.LookupEnv(found[1])
	if !ok {
		return fmt.Errorf("line %d: the environment has no %s", line, found[1])
	}
	*v = Value(value)
	return nil
}

// JSONSchema describes a secret as it stands in the file.
func (Value) JSONSchema() map[string]any {
	return map[string]any{"type": "string", "pattern": pattern.String()}
}

// Reveal is a secret's text: that of the file, where one is named, without the
// end of its line; a relative file starts in dir. It is read anew each time, so
// that whoever renews a token writes it there.
func Reveal(v Value, dir, file string) (string, error) {
	if file == "" {
		return string(v), nil
	}
	if !filepath.IsAbs(file) {
		file = filepath.Join(dir, file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read secret: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}
