// Command gen writes dashboards/board.json anew; `go generate ./dashboards`
// runs it there.
package main

import (
	"fmt"
	"os"

	"goldenratio/dashboards"
	"goldenratio/metrics/catalogue"
)

func main() {
	if err := run("board.json"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(name string) error {
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return err
	}
	board, err := dashboards.Board(kpis)
	if err != nil {
		return err
	}
	return os.WriteFile(name, board, 0o644)
}
