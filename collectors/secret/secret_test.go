package secret

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

type account struct {
	Password Value `yaml:"password"`
}

func TestASecretShowsNowhere(t *testing.T) {
	a := account{Password: "hunter2"}
	var log strings.Builder
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "account", a, "password", a.Password)
	asJSON, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	asYAML, err := yaml.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{log.String(), string(asJSON), string(asYAML), fmt.Sprintf("%v %+v %#v %s %q", a, a, a, a.Password, a.Password)} {
		if strings.Contains(text, "hunter2") || !strings.Contains(text, mask) {
			t.Errorf("%s", text)
		}
	}
}

func TestSecretsComeFromTheEnvironmentOrAFile(t *testing.T) {
	t.Setenv("A_TEST_SECRET", "hunter2")
	var a account
	if err := yaml.Unmarshal([]byte("password: ${A_TEST_SECRET}"), &a); err != nil || a.Password != "hunter2" {
		t.Errorf("%q, %v", string(a.Password), err)
	}
	for _, text := range []string{"password: hunter2", "password: ${A_TEST_SECRET_THAT_IS_NOT_SET}", "password: [1]"} {
		err := yaml.Unmarshal([]byte(text), &a)
		if err == nil || strings.Contains(err.Error(), "a secret is written as hunter2") {
			t.Errorf("%s: %v", text, err)
		}
	}
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte(" of spaces \r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for dir, name := range map[string]string{"elsewhere": file, filepath.Dir(file): filepath.Base(file)} {
		if got, err := Reveal("", dir, name); err != nil || got != " of spaces " {
			t.Errorf("%q, %v", got, err)
		}
	}
	if _, err := Reveal("", "", file+"2"); err == nil {
		t.Error("a missing file is no error")
	}
}
