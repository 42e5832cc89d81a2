package engine

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"os"
	"runtime"
	"strings"
	"text/template"
)

var (
	//go:embed config.xml.tmpl
	configTemplate string
	//go:embed users.xml.tmpl
	usersTemplate string
)

// The two users' names; the grants are in users.xml.tmpl.
const (
	user   = "golden"
	reader = "reader"
)

// settings fill the two templates.
type settings struct {
	secrets
	Store, User, Reader             string
	Memory, MarkCache, ReaderMemory uint64
	Threads                         int
}

func settingsFor(l layout, s secrets, memory uint64) settings {
	return settings{
		secrets: s, Store: l.store(), User: user, Reader: reader,
		Memory:       memory,
		MarkCache:    min(memory/16, 512<<20),
		ReaderMemory: memory / 2,
		Threads:      runtime.NumCPU(),
	}
}

// writeConfig writes config.xml and users.xml into the run directory.
func writeConfig(l layout, s settings) error {
	for _, file := range []struct{ path, template string }{
		{l.config(), configTemplate},
		{l.users(), usersTemplate},
	} {
		content, err := render(file.template, s)
		if err != nil {
			return fmt.Errorf("render engine's configuration: %w", err)
		}
		if err := os.WriteFile(file.path, content, 0o600); err != nil {
			return fmt.Errorf("write engine's configuration: %w", err)
		}
	}
	return nil
}

// removeConfig takes the key away; the engine reads its configuration once.
func removeConfig(l layout) {
	_ = os.Remove(l.config())
	_ = os.Remove(l.users())
}

func render(text string, s settings) ([]byte, error) {
	functions := template.FuncMap{"xml": escape, "sha256": sum}
	t, err := template.New("").Funcs(functions).Option("missingkey=error").Parse(text)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, s)
	return b.Bytes(), err
}

func escape(s string) (string, error) {
	var b strings.Builder
	err := xml.EscapeText(&b, []byte(s))
	return b.String(), err
}

func sum(s string) string {
	h := sha256.Sum256([]byte(s))
	return hex.EncodeToString(h[:])
}
