package evaluate

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/rogpeppe/go-internal/txtar"
)

// functions gives a connection to an engine that has the SQL functions.
func functions(t *testing.T) driver.Conn {
	t.Helper()
	s, err := newScratch(t.Context(), open(t), "golden_cases", Options{YearStarts: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.conn.Close() })
	return s.conn
}

// TestFunctions evaluates testdata/functions.txtar.
func TestFunctions(t *testing.T) {
	conn := functions(t)
	archive, err := txtar.ParseFile(filepath.Join("testdata", "functions.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		for line := range strings.Lines(string(file.Data)) {
			vector := gaps.Split(strings.TrimSpace(line), -1)
			got, err := query(t.Context(), conn, "SELECT "+vector[1]+" AS value", nil)
			if err != nil {
				t.Errorf("%s, %s: %v", file.Name, vector[0], err)
				continue
			}
			if text := sixDigits(got.Rows[0][0]); text != vector[2] {
				t.Errorf("%s, %s: %s = %s, want %s", file.Name, vector[0], vector[1], text, vector[2])
			}
		}
	}
}

// sixDigits writes a value as ClickHouse does, numbers to 6 decimal places.
func sixDigits(value any) string {
	v := reflect.ValueOf(value)
	switch {
	case value == nil:
		return "NULL"
	case v.Kind() == reflect.Pointer && v.IsNil():
		return "NULL"
	case v.Kind() == reflect.Pointer:
		return sixDigits(v.Elem().Interface())
	case v.Kind() == reflect.Float64:
		return show(math.Round(v.Float()*1e6) / 1e6)
	case v.Kind() == reflect.Map: // a named tuple
		return tuple(v)
	case v.Kind() == reflect.Slice:
		var parts []string
		for i := range v.Len() {
			parts = append(parts, sixDigits(v.Index(i).Interface()))
		}
		return "[" + strings.Join(parts, ",") + "]"
	default:
		return fmt.Sprint(value)
	}
}

// tuple writes the named tuples of our functions in their own order.
func tuple(v reflect.Value) string {
	var parts []string
	for _, name := range []string{"value", "median", "lower", "upper", "p85", "p85_lower", "p85_upper"} {
		if field := v.MapIndex(reflect.ValueOf(name)); field.IsValid() {
			parts = append(parts, sixDigits(field.Interface()))
		}
	}
	return "(" + strings.Join(parts, ",") + ")"
}

// TestCurvesLikeR compares golden_km with R's survival on random samples with
// many ties and censorings.
func TestCurvesLikeR(t *testing.T) {
	if _, err := exec.LookPath("Rscript"); err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	conn := functions(t)
	samples := samples(rand.New(rand.NewPCG(1, 2)), 300)
	want, err := curvesByR(t.Context(), samples)
	if err != nil {
		t.Fatal(err)
	}
	var calls []string
	for _, sample := range samples {
		calls = append(calls, "golden_km(arrayMap(wait -> 2 * wait.1 + 1 - wait.2, ["+sample.pairs("(%d,%d)", ",")+"]))")
	}
	got, err := query(t.Context(), conn, "SELECT arrayJoin(["+strings.Join(calls, ",")+"]) AS curve", nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range samples {
		if text := sixDigits(got.Rows[i][0]); text != want[i] {
			t.Errorf("%s: %s, R says %s", samples[i].pairs("%d:%d", " "), text, want[i])
		}
	}
}

// A sample is some waits.
type sample []struct{ time, event int }

func (s sample) pairs(format, separator string) string {
	var all []string
	for _, wait := range s {
		all = append(all, fmt.Sprintf(format, wait.time, wait.event))
	}
	return strings.Join(all, separator)
}

func samples(random *rand.Rand, n int) []sample {
	var all []sample
	for range n {
		size, horizon, ended := 1+random.IntN(40), 2+random.IntN(60), random.Float64()
		s := make(sample, size)
		for i := range s {
			s[i].time = 1 + random.IntN(horizon)
			if random.Float64() < ended {
				s[i].event = 1
			}
		}
		all = append(all, s)
	}
	return all
}

func curvesByR(ctx context.Context, samples []sample) ([]string, error) {
	var input strings.Builder
	for _, s := range samples {
		input.WriteString(s.pairs("%d:%d", " ") + "\n")
	}
	command := exec.CommandContext(ctx, "Rscript", "--vanilla", filepath.Join("testdata", "curves.R"))
	command.Stdin = strings.NewReader(input.String())
	output, err := command.Output()
	if failed := new(exec.ExitError); errors.As(err, &failed) {
		return nil, fmt.Errorf("run R: %w: %s", err, failed.Stderr)
	}
	var all []string
	for line := range strings.Lines(string(output)) {
		all = append(all, "("+strings.Join(strings.Fields(line), ",")+")")
	}
	return all, err
}
