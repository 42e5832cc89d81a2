// Command gen writes the dashboards and the alert rules anew; `go generate
// ./dashboards` runs it there. Dashboards of groups that are no more are removed.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"goldenratio/dashboards"
	"goldenratio/metrics/catalogue"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return err
	}
	files, err := dashboards.Files(kpis)
	if err != nil {
		return err
	}
	old, err := filepath.Glob("json/*.json")
	if err != nil {
		return err
	}
	for _, name := range old {
		if files[filepath.ToSlash(name)] == nil {
			if err := os.Remove(name); err != nil {
				return err
			}
		}
	}
	for name, text := range files {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
