package config

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// A Secret never shows in a log or an error.
type Secret string

// secretPattern is how a secret stands in the file.
var secretPattern = regexp.MustCompile(`^\$\{([A-Za-z_][A-Za-z0-9_]*)\}$`)

// LogValue hides the secret.
func (Secret) LogValue() slog.Value { return slog.StringValue("…") }

// String hides the secret.
func (Secret) String() string { return "…" }

// UnmarshalYAML reads ${NAME} from the environment; nothing else may stand in
// the file.
func (s *Secret) UnmarshalYAML(node ast.Node) error {
	text, err := word(node)
	if err != nil {
		return err
	}
	found := secretPattern.FindStringSubmatch(text)
	if found == nil {
		return fmt.Errorf("line %d: a secret is written as ${NAME} of an environment variable, or stands in a file", start(node))
	}
	value, ok := os.LookupEnv(found[1])
	if !ok {
		return fmt.Errorf("line %d: the environment has no %s", start(node), found[1])
	}
	*s = Secret(value)
	return nil
}

// JSONSchema describes a secret as it stands in the file.
func (Secret) JSONSchema() map[string]any {
	return map[string]any{"type": "string", "pattern": secretPattern.String()}
}

// Reveal is the password of a server's owner, from the environment or its file.
func (s *Server) Reveal(c *Config) (string, error) { return reveal(c, s.Password, s.PasswordFile) }

// RevealReader is the password of a server's reader.
func (s *Server) RevealReader(c *Config) (string, error) {
	return reveal(c, s.ReaderPassword, s.ReaderPasswordFile)
}

func reveal(c *Config, secret Secret, file string) (string, error) {
	if file == "" {
		return string(secret), nil
	}
	text, err := os.ReadFile(c.Resolve(file))
	if err != nil {
		return "", fmt.Errorf("read password: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}

// Key reads the key that makes alias ids.
func (c *Config) Key() ([]byte, error) {
	path := c.Resolve(c.KeyFile)
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("read key: %s does not exist; for a new store `goldenratio init --key` makes one, for an old one restore it from its backup", path)
	}
	if err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) < 16 {
		return nil, fmt.Errorf("read key: %s does not hold at least 32 hexadecimal digits", path)
	}
	return key, nil
}
