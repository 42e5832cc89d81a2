package engine

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

const (
	libraryName = "libchdb.so"
	binaryName  = "goldenratio-engine"
)

// Find returns the library that Acquire would use, and the version that it says
// of itself. It is looked for as: o.Library; $CHDB_LIB_PATH; where Install puts
// it; beside the program; /usr/local/lib. The first two are not passed over
// when they are wrong.
func Find(ctx context.Context, o Options) (path, version string, err error) {
	path, err = findLibrary(o)
	if err != nil {
		return "", "", err
	}
	binary, err := findBinary(o)
	if err != nil {
		return "", "", err
	}
	output, err := exec.CommandContext(ctx, binary, "-library", path, "-version").Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w: %s", err, strings.TrimSpace(string(exit.Stderr)))
		}
		return "", "", fmt.Errorf("ask %q for its version: %w", path, err)
	}
	return path, strings.TrimSpace(string(output)), nil
}

func findLibrary(o Options) (string, error) {
	for _, named := range []struct{ by, path string }{
		{"configuration", o.Library},
		{"CHDB_LIB_PATH", os.Getenv("CHDB_LIB_PATH")},
	} {
		if named.path == "" {
			continue
		}
		path, err := filepath.Abs(named.path)
		if err == nil {
			err = isFile(path)
		}
		if err != nil {
			return "", fmt.Errorf("%w; %s names it: %w", ErrNoLibrary, named.by, err)
		}
		return path, nil
	}
	for _, path := range usualPlaces() {
		if isFile(path) == nil {
			return path, nil
		}
	}
	return "", ErrNoLibrary
}

func usualPlaces() []string {
	var places []string
	if path, err := installedLibrary(); err == nil {
		places = append(places, path)
	}
	if dir, err := programFolder(); err == nil {
		places = append(places,
			filepath.Join(dir, libraryName),
			filepath.Join(dir, "..", "lib", "goldenratio", libraryName))
	}
	return append(places, filepath.Join("/usr/local/lib", libraryName))
}

// findBinary returns the child program's path.
func findBinary(o Options) (string, error) {
	if o.Binary != "" {
		path, err := filepath.Abs(o.Binary)
		if err == nil {
			err = isFile(path)
		}
		if err != nil {
			return "", fmt.Errorf("find %s: %w", binaryName, err)
		}
		return path, nil
	}
	if dir, err := programFolder(); err == nil {
		if path := filepath.Join(dir, binaryName); isFile(path) == nil {
			return path, nil
		}
	}
	path, err := exec.LookPath(binaryName)
	if err != nil {
		return "", fmt.Errorf("find %s: not beside the program and not on PATH; build it with `go build ./cmd/%s`", binaryName, binaryName)
	}
	return filepath.Abs(path)
}

func programFolder() (string, error) {
	program, err := os.Executable()
	if err != nil {
		return "", err
	}
	if program, err = filepath.EvalSymlinks(program); err != nil {
		return "", err
	}
	return filepath.Dir(program), nil
}

func isFile(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s: not a file: %w", path, fs.ErrInvalid)
	}
	return nil
}
