package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// control is the parent's end of this program, see doc.go.
const control = 3

// startQuery opens the listeners and then says which ports they got: the
// configuration asks for port 0. OUTFILE is written by this process, into its
// working directory.
const startQuery = "SYSTEM START LISTEN QUERIES ALL;" +
	" SELECT '127.0.0.1:' || getServerPort('tcp_port')::String AS native, '127.0.0.1:' || getServerPort('http_port')::String AS http" +
	" INTO OUTFILE '" + portsFile + "' FORMAT JSONEachRow"

const portsFile = "ports.json"

const unconfined = -1

type flags struct {
	library, config, store string
	version                bool
	confined               int // Landlock ABI in force, 0: the kernel has none, unconfined: not tried yet
}

func main() {
	if err := run(parse()); err != nil {
		fmt.Fprintln(os.Stderr, "goldenratio-engine:", err)
		os.Exit(1)
	}
}

func parse() flags {
	var f flags
	flag.StringVar(&f.library, "library", "", "libchdb.so")
	flag.StringVar(&f.config, "config", "", "ClickHouse configuration `file`")
	flag.StringVar(&f.store, "store", "", "`directory` of the store")
	flag.BoolVar(&f.version, "version", false, "print the library's version and end")
	flag.IntVar(&f.confined, "confined", unconfined, "used by the program itself when it starts anew, confined")
	flag.Parse()
	return f
}

func run(f flags) error {
	if f.version {
		return printVersion(f.library)
	}
	if !filepath.IsAbs(f.store) { // a relative one makes fsync of parts fail (code 107)
		return fmt.Errorf("store %q is not an absolute path", f.store)
	}
	if f.confined == unconfined {
		return confineAndExec(f)
	}
	return serve(f)
}

func printVersion(library string) error {
	lib, err := load(library)
	if err != nil {
		return err
	}
	fmt.Println(lib.version())
	return nil
}

// serve runs the engine in this goroutine until its terminal hangs up.
func serve(f flags) error {
	parent := os.NewFile(control, "control")
	go exitWith(parent)
	signal.Ignore(syscall.SIGHUP) // the engine sees the hang-up as end of input, and closes its store
	lib, err := load(f.library)
	if err != nil {
		return err
	}
	go announce(parent, f.confined)
	runtime.LockOSThread()
	// A wrong password aborts the process unless the session is interactive,
	// and interactive is only what reads from a terminal.
	return lib.run("clickhouse", "--interactive", "--config-file="+f.config, "--path="+f.store, "--query", startQuery)
}

// exitWith ends the process when the parent is gone. Nothing is lost: what the
// engine acknowledged survives a kill, and the next owner can start at once.
func exitWith(parent io.Reader) {
	_, _ = io.Copy(io.Discard, parent)
	os.Exit(3)
}

// announcement is the line of JSON for the parent.
type announcement struct {
	Native   string `json:"native"`
	HTTP     string `json:"http"`
	Landlock int    `json:"landlock"`
}

// announce waits until the engine has written its addresses and passes them on.
func announce(parent io.Writer, landlock int) {
	for range time.Tick(5 * time.Millisecond) {
		a := announcement{Landlock: landlock}
		err := readPorts(&a)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err == nil {
			err = allowStackTrace()
		}
		if err == nil {
			err = json.NewEncoder(parent).Encode(a)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "goldenratio-engine: announce:", err)
			os.Exit(1)
		}
		return
	}
}

// readPorts reads the line that startQuery writes. As long as that is not
// complete the file does not exist.
func readPorts(a *announcement) error {
	content, err := os.ReadFile(portsFile)
	if err != nil {
		return err
	}
	line, _, complete := bytes.Cut(content, []byte("\n"))
	if !complete {
		return os.ErrNotExist
	}
	if err := json.Unmarshal(line, a); err != nil {
		return fmt.Errorf("read %s: %w", portsFile, err)
	}
	return nil
}
