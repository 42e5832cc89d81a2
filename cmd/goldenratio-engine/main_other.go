//go:build !linux

package main

import (
	"fmt"
	"os"
	"runtime"
)

func main() {
	fmt.Fprintf(os.Stderr, "goldenratio-engine: the embedded engine does not run on %s; name a server with `clickhouse:` in goldenratio.yaml\n", runtime.GOOS)
	os.Exit(1)
}
