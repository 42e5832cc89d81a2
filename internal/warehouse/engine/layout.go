package engine

import (
	"fmt"
	"os"
	"path/filepath"
)

// layout names the files of one data directory.
type layout string

// layoutOf makes the data directory and returns it as an absolute path: with a
// relative one the engine cannot sync its parts.
func layoutOf(data string) (layout, error) {
	data, err := filepath.Abs(data)
	if err != nil {
		return "", fmt.Errorf("find data directory: %w", err)
	}
	if err := os.MkdirAll(data, 0o700); err != nil {
		return "", fmt.Errorf("create data directory: %w", err)
	}
	return layout(data), nil
}

func (l layout) lock() string    { return filepath.Join(string(l), "engine.lock") }
func (l layout) address() string { return filepath.Join(string(l), "engine.json") }
func (l layout) secrets() string { return filepath.Join(string(l), "engine.secrets") }
func (l layout) version() string { return filepath.Join(string(l), "engine.version") }
func (l layout) store() string   { return filepath.Join(string(l), "store") }
func (l layout) run() string     { return filepath.Join(string(l), "run") }
func (l layout) config() string  { return filepath.Join(l.run(), "config.xml") }
func (l layout) users() string   { return filepath.Join(l.run(), "users.xml") }
func (l layout) work() string    { return filepath.Join(l.run(), "work") }
func (l layout) log() string     { return filepath.Join(l.run(), "engine.log") }

// prepare makes the directories of a start; the engine's working directory is
// empty, because its database "default" shows the files in there as tables.
func (l layout) prepare() error {
	if err := os.RemoveAll(l.work()); err != nil {
		return fmt.Errorf("empty engine's working directory: %w", err)
	}
	for _, dir := range []string{l.store(), l.work()} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return fmt.Errorf("create engine's directory: %w", err)
		}
	}
	return nil
}

// writeFile replaces a file of the owner's only at once, and for good.
func writeFile(path string, content []byte) (err error) {
	temporary, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*") // 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(temporary.Name())
		}
	}()
	_, err = temporary.Write(content)
	if err == nil {
		err = temporary.Sync()
	}
	if e := temporary.Close(); err == nil {
		err = e
	}
	if err != nil {
		return err
	}
	if err := os.Rename(temporary.Name(), path); err != nil {
		return err
	}
	return syncDirectory(filepath.Dir(path))
}

func syncDirectory(path string) error {
	dir, err := os.Open(path)
	if err != nil {
		return err
	}
	defer dir.Close()
	return dir.Sync()
}
