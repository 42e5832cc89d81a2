package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"goldenratio/internal/warehouse/engine"
)

type engineCommand struct {
	Install engineInstall `cmd:"" help:"Download the ClickHouse engine's library with npm (178 MB), pinned and checked."`
	Path    enginePath    `cmd:"" help:"Print which library is used."`
}

type engineInstall struct{}

// Run installs the library, once.
func (engineInstall) Run(ctx context.Context, a *app) error {
	path, err := engine.Install(ctx, a.stderr)
	if err != nil {
		return err
	}
	fmt.Fprintln(a.stdout, path)
	return nil
}

type enginePath struct{}

// Run prints the library's path and version.
func (enginePath) Run(ctx context.Context, a *app) error {
	path, version, err := engine.Find(ctx, engine.Options{Binary: a.commands.Engine})
	if err != nil {
		return err
	}
	if a.JSON {
		return a.printJSON(map[string]string{"path": path, "version": version})
	}
	fmt.Fprintln(a.stdout, path, version)
	return nil
}

// stdin is standard input; a function so that nothing reads it by accident.
func stdin() io.Reader { return os.Stdin }
