package check

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"goldenratio/internal/sample"
)

// python runs one of the scripts and returns what it printed.
func python(t *testing.T, args ...string) []byte {
	t.Helper()
	for _, tool := range []string{"python3", "git"} {
		if _, err := exec.LookPath(tool); err != nil {
			missing(t, "REQUIRE_SERVERS", tool+" is not installed")
		}
	}
	out, err := exec.CommandContext(t.Context(), "python3", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", args[0], err, out)
	}
	return out
}

// missing skips on a laptop and fails where everything has to be there.
func missing(t *testing.T, variable, what string) {
	t.Helper()
	if os.Getenv(variable) == "1" {
		t.Fatal(what)
	}
	t.Skip(what)
}

func TestVectors(t *testing.T) { python(t, "vectors.py") }

// A synthetic community counted again from its mails and commits: each number
// is the truth that its model wrote.
func TestRecount(t *testing.T) {
	dir := t.TempDir()
	end := time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC)
	if _, err := sample.Write(t.Context(), dir, sample.Options{Seed: 4, End: end, Quarters: 6}); err != nil {
		t.Fatal(err)
	}
	t.Logf("%s", python(t, "recount.py", dir))
}

// The real quarter: Python's Kaplan–Meier and R's agree, and the archives hold
// what was counted by hand.
func TestRealQuarter(t *testing.T) {
	data, err := filepath.Abs("../../../shared/data")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(data); err != nil {
		missing(t, "REQUIRE_DATA", "no real data")
	}
	var got struct {
		Mail struct {
			Received   int             `json:"received"`
			Unique     int             `json:"unique_ids"`
			FirstReply json.RawMessage `json:"mail_first_reply"`
		} `json:"mail"`
	}
	if err := json.Unmarshal(python(t, "independent.py", "--data", data, "--quarter", "2020-Q1"), &got); err != nil {
		t.Fatal(err)
	}
	if got.Mail.Received != 4093 || got.Mail.Unique != 3935 {
		t.Errorf("read %d messages of %d ids, want 4093 of 3935", got.Mail.Received, got.Mail.Unique)
	}
	agree(t, got.Mail.FirstReply)
}

// agree compares the curve computed by hand with R's, where R was there.
func agree(t *testing.T, text json.RawMessage) {
	t.Helper()
	var ours map[string]any
	if err := json.Unmarshal(text, &ours); err != nil {
		t.Fatal(err)
	}
	r, ok := ours["r"].(map[string]any)
	if !ok {
		missing(t, "REQUIRE_SERVERS", "R's survival is not installed")
	}
	for stat, value := range r {
		if ours[stat] != value {
			t.Errorf("first reply, %s: %v by hand, %v by R", stat, ours[stat], value)
		}
	}
}
