package engine

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
)

var (
	//go:embed npm/package.json
	packageJSON []byte
	// packageLock pins the package by its hash; npm takes the registry's host
	// from its own configuration.
	//go:embed npm/package-lock.json
	packageLock []byte
)

// Install gets libchdb with npm, checked against the pinned hash, and returns
// where it is. It tells w what it does. A library that is there already is left
// alone, and two installations at once do not disturb each other.
func Install(ctx context.Context, w io.Writer) (string, error) {
	if runtime.GOOS != "linux" {
		return "", ErrUnsupported
	}
	if runtime.GOARCH != "amd64" {
		return "", fmt.Errorf("install engine: there is no pinned library for %s; set CHDB_LIB_PATH, or name a server with `clickhouse:`", runtime.GOARCH)
	}
	target, err := installedLibrary()
	if err != nil {
		return "", fmt.Errorf("install engine: %w", err)
	}
	if isFile(target) == nil {
		fmt.Fprintf(w, "engine %s is installed: %s\n", Version, target)
		return target, nil
	}
	fmt.Fprintf(w, "getting engine %s: 178 MB to download, 566 MB on disk\n", Version)
	if err := download(ctx, w, target); err != nil {
		return "", fmt.Errorf("install engine: %w", err)
	}
	fmt.Fprintf(w, "engine %s installed: %s\n", Version, target)
	return target, nil
}

// installedLibrary is where Install puts the library, whether it is there or not.
func installedLibrary() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find cache folder: %w", err)
	}
	return filepath.Join(cache, "goldenratio", "chdb", Version, libraryName), nil
}

// download unpacks the package beside the target, on the same file system, and
// moves the library into place in one step.
func download(ctx context.Context, w io.Writer, target string) error {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	dir, err := os.MkdirTemp(filepath.Dir(target), "install-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	err = npmInstall(ctx, w, dir)
	for again := 0; err != nil && again < 2 && ctx.Err() == nil; again++ { // a large download breaks off now and then
		fmt.Fprintln(w, "that failed; trying again")
		err = npmInstall(ctx, w, dir)
	}
	if err != nil {
		return err
	}
	return os.Rename(filepath.Join(dir, "node_modules", "@chdb", "lib-linux-x64-gnu", libraryName), target)
}

func npmInstall(ctx context.Context, w io.Writer, dir string) error {
	npm, err := exec.LookPath("npm")
	if err != nil {
		return errors.New("npm is needed to download the library and is not on PATH; install Node.js, or set CHDB_LIB_PATH")
	}
	for name, content := range map[string][]byte{"package.json": packageJSON, "package-lock.json": packageLock} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			return err
		}
	}
	// Scripts of packages are not run: the library is a plain file.
	cmd := exec.CommandContext(ctx, npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier")
	cmd.Dir = dir
	cmd.Stdout, cmd.Stderr = w, w
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("npm ci: %w", err)
	}
	return nil
}
