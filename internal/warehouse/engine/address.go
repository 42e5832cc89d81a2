package engine

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// errStarting says that the engine is not there yet, or not at the moment.
var errStarting = errors.New("engine is starting")

// address is what the child announces and the owner publishes.
type address struct {
	Native   string `json:"native"`
	HTTP     string `json:"http"`
	Landlock int    `json:"landlock"` // ABI that confines the engine, 0: none
}

func (a address) endpoint(s secrets) Endpoint {
	return Endpoint{
		Native: a.Native, HTTP: a.HTTP,
		User: user, Password: s.Password,
		Reader: reader, ReaderPassword: s.ReaderPassword,
	}
}

func publish(l layout, a address) error {
	content, err := json.Marshal(a)
	if err != nil {
		return fmt.Errorf("publish engine's address: %w", err)
	}
	if err := writeFile(l.address(), append(content, '\n')); err != nil {
		return fmt.Errorf("publish engine's address: %w", err)
	}
	return nil
}

// withdraw comes before the engine ends or starts, so that an address which can
// be read belongs to the engine of the process that has the lock, and not to
// whoever got the port after it.
func withdraw(l layout) { _ = os.Remove(l.address()) }

// readEndpoint returns what another process has published, or errStarting while
// there is nothing.
func readEndpoint(l layout) (Endpoint, error) {
	content, err := os.ReadFile(l.address())
	if errors.Is(err, fs.ErrNotExist) {
		return Endpoint{}, errStarting
	}
	if err != nil {
		return Endpoint{}, fmt.Errorf("read engine's address: %w", err)
	}
	var a address
	if err := json.Unmarshal(content, &a); err != nil {
		return Endpoint{}, fmt.Errorf("read engine's address %q: %w", l.address(), err)
	}
	s, err := readSecrets(l)
	if err != nil {
		return Endpoint{}, err
	}
	return a.endpoint(s), nil
}
