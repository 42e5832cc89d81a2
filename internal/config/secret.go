package config

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
)

// A Secret never shows in a log or an error.
type Secret string

// LogValue hides the secret.
func (Secret) LogValue() slog.Value { return slog.StringValue("…") }

// String hides the secret.
func (Secret) String() string { return "…" }

// UnmarshalYAML reads ${NAME} from the environment; nothing else may stand in
// the file.
func (s *Secret) UnmarshalYAML(unmarshal func(any) error) error {
	var text string
	if err := unmarshal(&text); err != nil {
		return err
	}
	name, ok := strings.CutPrefix(text, "${")
	name, closed := strings.CutSuffix(name, "}")
	if !ok || !closed {
		return errors.New("a secret is written as ${NAME} of an environment variable, or stands in a file")
	}
	value, ok := os.LookupEnv(name)
	if !ok {
		return fmt.Errorf("the environment has no %s", name)
	}
	*s = Secret(value)
	return nil
}

// Reveal is the password of a server, from the environment or its file.
func (s *Server) Reveal(c *Config) (string, error) {
	if s.PasswordFile == "" {
		return string(s.Password), nil
	}
	text, err := os.ReadFile(c.Resolve(s.PasswordFile))
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
