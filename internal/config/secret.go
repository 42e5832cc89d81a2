package config

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"goldenratio/collectors/secret"
)

// Reveal is the password of a server's owner, from the environment or its file.
func (s *Server) Reveal(c *Config) (string, error) {
	return secret.Reveal(s.Password, c.Dir, s.PasswordFile)
}

// RevealReader is the password of a server's reader.
func (s *Server) RevealReader(c *Config) (string, error) {
	return secret.Reveal(s.ReaderPassword, c.Dir, s.ReaderPasswordFile)
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
