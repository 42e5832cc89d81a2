// Package deploy checks that the files of the compose project belong together.
package deploy

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"goldenratio/collectors/all"
	"goldenratio/internal/config"
)

type compose struct {
	Services map[string]service `yaml:"services"`
	Volumes  map[string]any     `yaml:"volumes"`
}

type service struct {
	Image       string            `yaml:"image"`
	Build       map[string]string `yaml:"build"`
	Command     []string          `yaml:"command"`
	Environment map[string]string `yaml:"environment"`
	Volumes     []string          `yaml:"volumes"`
	Ports       []string          `yaml:"ports"`
	DependsOn   map[string]any    `yaml:"depends_on"`
	Healthcheck map[string]any    `yaml:"healthcheck"`
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func parse(t *testing.T) compose {
	t.Helper()
	var c compose
	if err := yaml.UnmarshalWithOptions([]byte(read(t, "compose.yaml")), &c, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestMountsExist(t *testing.T) {
	c := parse(t)
	for name, s := range c.Services {
		if s.Build != nil {
			if _, err := os.Stat(filepath.Join(s.Build["context"], s.Build["dockerfile"])); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, mount := range s.Volumes {
			from, _, _ := strings.Cut(mount, ":")
			if !strings.HasPrefix(from, ".") {
				if _, found := c.Volumes[from]; !found {
					t.Errorf("%s: volume %s is not declared", name, from)
				}
				continue
			}
			if _, err := os.Stat(from); err != nil && from != "./sources" { // the operator's own
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestPortsAgree(t *testing.T) {
	c := parse(t)
	program := c.Services["goldenratio"]
	_, port, _ := strings.Cut(program.Command[slices.Index(program.Command, "--listen")+1], ":")
	for file, want := range map[string]string{
		"Dockerfile":                           "EXPOSE " + port,
		"prometheus/prometheus.yaml":           "'goldenratio:" + port + "'",
		"grafana/datasources/goldenratio.yaml": "port: 9000",
		"config/goldenratio.yaml":              "clickhouse://clickhouse:9000",
		"README.md":                            "port " + port,
	} {
		if !strings.Contains(read(t, file), want) {
			t.Errorf("%s does not say %s", file, want)
		}
	}
	if !slices.Contains(program.Ports, "127.0.0.1:"+port+":"+port) {
		t.Errorf("ports %v", program.Ports)
	}
	for name, s := range c.Services {
		for _, published := range s.Ports {
			if !strings.HasPrefix(published, "127.0.0.1:") {
				t.Errorf("%s publishes %s beyond loopback", name, published)
			}
		}
	}
}

// TestPrometheus checks that it may ask by the name it knows, loads the rules,
// and keeps the past.
func TestPrometheus(t *testing.T) {
	c := parse(t)
	program, server := c.Services["goldenratio"], c.Services["prometheus"]
	at := slices.Index(program.Command, "--host")
	if at < 0 || !strings.Contains(read(t, "prometheus/prometheus.yaml"), "'"+program.Command[at+1]+":") {
		t.Errorf("serve does not answer to the name that Prometheus calls it by: %q", program.Command)
	}
	if !slices.Contains(server.Command, "--storage.tsdb.retention.time=50y") {
		t.Error("Prometheus would delete what backfill wrote")
	}
	if !slices.Contains(server.Volumes, "../dashboards/alerts.yaml:/etc/prometheus/rules/goldenratio.yaml:ro") {
		t.Error("Prometheus does not get the rules")
	}
	if !slices.Contains(c.Services["grafana"].Volumes, "../dashboards/json:/var/lib/goldenratio-dashboards:ro") {
		t.Error("Grafana does not get the dashboards")
	}
}

// TestEnvironment checks that every variable that a mounted file asks for is
// given to its service.
func TestEnvironment(t *testing.T) {
	c := parse(t)
	asks := regexp.MustCompile(`(?:from_env="|\$\{?)([A-Z][A-Z_]+)`)
	for name, files := range map[string][]string{
		"clickhouse":  {"clickhouse/users.xml"},
		"goldenratio": {"config/goldenratio.yaml"},
		"grafana":     {"grafana/datasources/goldenratio.yaml", "grafana/dashboards/goldenratio.yaml"},
	} {
		for _, file := range files {
			for _, found := range asks.FindAllStringSubmatch(read(t, file), -1) {
				if _, given := c.Services[name].Environment[found[1]]; !given {
					t.Errorf("%s asks for %s, which %s is not given", file, found[1], name)
				}
			}
		}
	}
}

func TestConfiguration(t *testing.T) {
	t.Setenv("GOLDEN_PASSWORD", "x")
	t.Setenv("READER_PASSWORD", "y")
	if _, err := config.Parse([]byte(read(t, "config/goldenratio.yaml")), all.Types()); err != nil {
		t.Error(err)
	}
	for _, file := range []string{"grafana/datasources/goldenratio.yaml", "grafana/dashboards/goldenratio.yaml"} {
		var parsed map[string]any
		if err := yaml.Unmarshal([]byte(read(t, file)), &parsed); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

func TestPrometheusAcceptsItsFile(t *testing.T) {
	path, err := exec.LookPath("promtool")
	if err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	if out, err := exec.CommandContext(t.Context(), path, "check", "config", "prometheus/prometheus.yaml").CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
