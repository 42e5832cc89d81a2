package engine

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// secrets belong to a store for all its life: a restart changes only the ports.
type secrets struct {
	Password       string `json:"password"`
	ReaderPassword string `json:"reader_password"`
	Key            string `json:"store_key"` // 32 bytes in hex; without it the store is lost
}

// ensureSecrets reads the secrets and makes them on a store's first start. Only
// the owner calls it.
func ensureSecrets(l layout) (secrets, error) {
	s, err := readSecrets(l)
	if !errors.Is(err, fs.ErrNotExist) {
		return s, err
	}
	if used, err := notEmpty(l.store()); err != nil {
		return secrets{}, err
	} else if used {
		return secrets{}, fmt.Errorf("%q is gone, and the store cannot be read without its key: restore the file from a backup, or remove %q and collect again", l.secrets(), l.store())
	}
	s = secrets{Password: random(), ReaderPassword: random(), Key: random()}
	content, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return secrets{}, fmt.Errorf("write engine's secrets: %w", err)
	}
	if err := writeFile(l.secrets(), append(content, '\n')); err != nil {
		return secrets{}, fmt.Errorf("write engine's secrets: %w", err)
	}
	return s, nil
}

func readSecrets(l layout) (secrets, error) {
	content, err := os.ReadFile(l.secrets())
	if err != nil {
		return secrets{}, fmt.Errorf("read engine's secrets: %w", err)
	}
	var s secrets
	if err := json.Unmarshal(content, &s); err != nil {
		return secrets{}, fmt.Errorf("read engine's secrets %q: %w", l.secrets(), err)
	}
	if key, err := hex.DecodeString(s.Key); err != nil || len(key) != 32 || s.Password == "" || s.ReaderPassword == "" {
		return secrets{}, fmt.Errorf("read engine's secrets %q: incomplete; restore the file from a backup", l.secrets())
	}
	return s, nil
}

// random returns 256 random bits in hex.
func random() string {
	b := make([]byte, 32)
	rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

func notEmpty(dir string) (bool, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("read store: %w", err)
	}
	return len(entries) > 0, nil
}
