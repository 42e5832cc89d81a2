// Command gen writes docs/goldenratio.schema.json and the tables of
// docs/configuration.md anew; `go generate ./internal/config` runs it
// there.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"goldenratio/collectors/all"
	"goldenratio/internal/config/schema"
)

func main() {
	if err := run(filepath.Join("..", "..")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(root string) error {
	file, err := schema.Read(root, all.Types())
	if err != nil {
		return err
	}
	text, err := schema.JSON(file)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(root, "docs", "goldenratio.schema.json"), text, 0o644); err != nil {
		return err
	}
	name := filepath.Join(root, "docs", "configuration.md")
	page, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	if page, err = schema.Page(page, file); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return os.WriteFile(name, page, 0o644)
}
