package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"goldenratio/internal/warehouse/warehousetest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"goldenratio": func() { os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs the program as a person would: each file of testdata/script
// is a session with what it must print.
func TestScripts(t *testing.T) {
	engine := warehousetest.Engine(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GOLDENRATIO_ENGINE", engine)
			env.Setenv("XDG_CACHE_HOME", cacheHome())
			env.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
			for _, who := range []string{"AUTHOR", "COMMITTER"} {
				env.Setenv("GIT_"+who+"_NAME", "Ada Example")
				env.Setenv("GIT_"+who+"_EMAIL", "ada@example.org")
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"repeat":   repeat,
			"truncate": truncate,
			"gzip":     compress,
			"nul":      nul,
		},
	})
}

// cacheHome is where the engine's library is, whatever HOME a script has.
func cacheHome() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return dir
}

// repeat appends a text to a file some times: repeat FILE N TEXT.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[1])
	ts.Check(err)
	text, err := strconv.Unquote(`"` + args[2] + `"`)
	ts.Check(err)
	file, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	ts.Check(err)
	for left := n; left > 0; left -= 1000 {
		_, err = file.WriteString(strings.Repeat(text, min(left, 1000)))
		ts.Check(err)
	}
	ts.Check(file.Close())
}

// truncate cuts a file: truncate FILE BYTES.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// compress makes FILE.gz of FILE and removes it: gzip FILE.
func compress(ts *testscript.TestScript, _ bool, args []string) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, err := w.Write([]byte(ts.ReadFile(args[0])))
	ts.Check(err)
	ts.Check(w.Close())
	ts.Check(os.WriteFile(ts.MkAbs(args[0])+".gz", packed.Bytes(), 0o600))
	ts.Check(os.Remove(ts.MkAbs(args[0])))
}

// nul replaces every ~ in a file by a NUL byte: nul FILE.
func nul(ts *testscript.TestScript, _ bool, args []string) {
	text := strings.ReplaceAll(ts.ReadFile(args[0]), "~", "\x00")
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o600))
}
