package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goldenratio/internal/realdata"
	"goldenratio/internal/report"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
	"goldenratio/metrics/catalogue"
)

// realSources are the packs of the real run, and where they belong.
const realSources = `
scopes:
  - {id: virt, title: Virtualization}
  - {id: virt/mini-os, title: Mini-OS}
  - {id: virt/xapi-sm, title: SM}
  - {id: virt/xapi-xenopsd, title: xenopsd}
  - {id: virt/qubes-mirage-firewall, title: Mirage firewall}
lists: [{id: virtualization, scope: virt}]
sources:
  - {id: xen-threads, type: mbox, list: virtualization, paths: ['threads/mail/*/*.gz']}
  - {id: half-year, type: mbox, list: virtualization, paths: ['half-year/mail/*/*.gz']}
`

// TestRealQuarter collects four repositories and two archives of a list, and
// finds in the first quarter of 2020 what internal/check counts from the same
// files with git, Python and R, sharing no code with the program.
func TestRealQuarter(t *testing.T) {
	bin, dir := build(t), t.TempDir()
	want := independently(t)
	config := realRun(t, dir)
	goldenratio(t, bin, "--config", config, "collect")
	store, err := warehouse.Open(t.Context(), warehousetest.Options(t, filepath.Join(dir, "golden-data")))
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close(t.Context()) //nolint:errcheck // the test is over
	decide(t, config, storedAddresses(t, store))
	goldenratio(t, bin, "--config", config, "compute", "--as-of", "2020-04-14")
	compareMail(t, store, want)
	for name, numbers := range want.Code {
		scope := "virt"
		if name != "all" {
			scope += "/" + name
		}
		compareCode(t, store, scope, numbers)
	}
	for name, people := range want.PeopleActive {
		switch name {
		case "mail": // the list has no scope of its own
		case "all":
			same(t, store, "people_active", "value", "virt", &people)
		default:
			same(t, store, "people_active", "value", "virt/"+name, &people)
		}
	}
	tags := want.ReviewTags.Sum
	same(t, store, "review_tags", "value", "virt", &tags)
	nothingBefore(t, store)
}

// storedAddresses takes every address for a person, as who counts by hand does,
// and every alias without one.
func storedAddresses(t *testing.T, store *warehouse.Store) (all []string) {
	t.Helper()
	if err := store.EachAlias(t.Context(), func(a *warehouse.Alias) error {
		who := fmt.Sprintf("{alias: %s}", a.ID)
		if a.Address != "" {
			who = fmt.Sprintf("{address: %q}", strings.ToLower(a.Address))
		}
		all = append(all, who)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// realRun writes the configuration of the real run and unpacks its archives.
func realRun(t *testing.T, dir string) string {
	t.Helper()
	text := strings.Builder{}
	text.WriteString(realSources)
	for _, name := range []string{"mini-os", "xapi-sm", "xapi-xenopsd", "qubes-mirage-firewall"} {
		fmt.Fprintf(&text, "  - {id: %s, type: git, scope: virt/%s, url: '%s'}\n", name, name, realdata.Path(t, name+"-dev.bundle"))
	}
	for folder, pack := range map[string]string{"threads": "mail-virtualization-xen-threads-dev", "half-year": "mail-virtualization-2020h1-dev"} {
		to := filepath.Join(dir, folder)
		if err := os.Mkdir(to, 0o700); err != nil {
			t.Fatal(err)
		}
		if output, err := exec.CommandContext(t.Context(), "tar", "xzf", realdata.Path(t, pack+".tar.gz"), "-C", to).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, output)
		}
	}
	config := filepath.Join(dir, "goldenratio.yaml")
	if err := os.WriteFile(config, []byte(text.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	writeKey(t, dir)
	return config
}

// independent is what internal/check/independent.py prints.
type independent struct {
	Mail struct {
		Messages   float64          `json:"mail_messages"`
		Senders    float64          `json:"mail_senders"`
		Threads    float64          `json:"mail_threads_started"`
		Unanswered float64          `json:"mail_unanswered"`
		Absence    float64          `json:"mail_absence_factor"`
		Answered   independentShare `json:"mail_answered_share"`
		FirstReply map[string]any   `json:"mail_first_reply"`
		NewSenders map[string]any   `json:"mail_new_senders"`

		Hosts map[string][2]float64 `json:"hosts"` // messages and senders by the host of their addresses
	} `json:"mail"`
	Code         map[string]independentCode `json:"code"`
	PeopleActive map[string]float64         `json:"people_active"`
	ReviewTags   struct {
		Sum float64 `json:"sum"`
	} `json:"review_tags"`
}

type independentShare struct {
	Value *float64 `json:"value"`
}

type independentCode struct {
	Absence  *float64         `json:"code_absence_factor"`
	Lag      *float64         `json:"code_author_lag"`
	Authors  *float64         `json:"code_authors"`
	Commits  *float64         `json:"code_commits"`
	Added    *float64         `json:"code_lines_added"`
	Removed  *float64         `json:"code_lines_removed"`
	Gap      *float64         `json:"release_gap"`
	Releases *float64         `json:"release_published"`
	Covered  independentShare `json:"review_covered_share"`
}

func independently(t *testing.T) (numbers independent) {
	t.Helper()
	if _, err := exec.LookPath("python3"); err != nil {
		if os.Getenv("REQUIRE_SERVERS") == "1" {
			t.Fatal(err)
		}
		t.Skip(err)
	}
	folder := filepath.Dir(realdata.Path(t, "SHA256SUMS"))
	output, err := exec.CommandContext(t.Context(), "python3", filepath.Join("..", "..", "internal", "check", "independent.py"), "--data", folder, "--quarter", "2020-Q1").Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(output, &numbers); err != nil {
		t.Fatal(err)
	}
	return numbers
}

func compareMail(t *testing.T, store *warehouse.Store, want independent) {
	t.Helper()
	mail := want.Mail
	for kpi, number := range map[string]float64{
		"mail_messages": mail.Messages, "mail_senders": mail.Senders, "mail_threads_started": mail.Threads,
		"mail_unanswered": mail.Unanswered, "mail_absence_factor": mail.Absence,
	} {
		same(t, store, kpi, "value", "virt", &number)
	}
	same(t, store, "mail_answered_share", "value", "virt", mail.Answered.Value)
	for _, stat := range []string{"value", "value_lower", "value_upper", "p85", "p85_lower", "p85_upper"} {
		same(t, store, "mail_first_reply", stat, "virt", optional(mail.FirstReply[stat]))
	}
	same(t, store, "mail_new_senders", "value", "virt", optional(mail.NewSenders["value"]))
	for _, firm := range []string{"redhat.com", "bitdefender.com", "linaro.org"} {
		ofFirm(t, store, "mail_messages", firm, mail.Hosts[firm][0])
		ofFirm(t, store, "mail_senders", firm, mail.Hosts[firm][1])
	}
}

// ofFirm compares one number of 2020-Q1 of an organisation all of whose people
// write from its own addresses.
func ofFirm(t *testing.T, store *warehouse.Store, kpi, firm string, want float64) {
	t.Helper()
	values, err := store.Values(t.Context(), kpi, "virt", "2020-Q1")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range values {
		if v.Dimension == "organisation" && v.Member == firm {
			if !near(v.Value, &want) {
				t.Errorf("%s of %s: %v, but counted independently %v", kpi, firm, show(v.Value), want)
			}
			return
		}
	}
	t.Errorf("%s of %s: no row, want %v", kpi, firm, want)
}

// optional is a number of JSON, nil for null.
func optional(value any) *float64 {
	if number, ok := value.(float64); ok {
		return &number
	}
	return nil
}

func compareCode(t *testing.T, store *warehouse.Store, scope string, want independentCode) {
	t.Helper()
	for kpi, number := range map[string]*float64{
		"code_absence_factor": want.Absence, "code_author_lag": want.Lag, "code_authors": want.Authors,
		"code_commits": want.Commits, "code_lines_added": want.Added, "code_lines_removed": want.Removed,
		"release_gap": want.Gap, "release_published": want.Releases, "review_covered_share": want.Covered.Value,
	} {
		same(t, store, kpi, "value", scope, number)
	}
}

// same compares one published number of 2020-Q1.
func same(t *testing.T, store *warehouse.Store, kpi, stat, scope string, want *float64) {
	t.Helper()
	values, err := store.Values(t.Context(), kpi, scope, "2020-Q1")
	if err != nil {
		t.Fatal(err)
	}
	base, limit, _ := strings.Cut(stat, "_")
	for _, v := range values {
		if v.Stat != base || v.Dimension != "" {
			continue
		}
		got := map[string]*float64{"": v.Value, "lower": v.Lower, "upper": v.Upper}[limit]
		if !near(got, want) {
			t.Errorf("%s %s of %s: %v, but counted independently %v", kpi, stat, scope, show(got), show(want))
		}
		if !v.Complete {
			t.Errorf("%s of %s: 2020-Q1 is not complete", kpi, scope)
		}
		return
	}
	t.Errorf("%s %s of %s: no row, want %v", kpi, stat, scope, show(want))
}

// nothingBefore checks that the list, which has neither a quarter nor a year
// before this one, is compared with nothing.
func nothingBefore(t *testing.T, store *warehouse.Store) {
	t.Helper()
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		t.Fatal(err)
	}
	board, err := report.Load(t.Context(), store.Conn, report.Options{Scope: "virt", Period: "2020-Q1", Catalogue: kpis})
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, tile := range tiles(board) {
		if !strings.HasPrefix(tile.KPI, "mail_") {
			continue
		}
		seen++
		for _, change := range []report.Change{tile.Previous, tile.YearBefore} {
			if change.Amplitude != nil || change.Text != "not enough data" {
				t.Errorf("%s is compared with %s: %q, reason %q", tile.KPI, change.Against, change.Text, change.Reason)
			}
		}
	}
	if seen < 4 {
		t.Errorf("only %d mail tiles on the board", seen)
	}
}

// tiles are all of a board's.
func tiles(board *report.Board) []report.Tile {
	all := slices.Concat(board.Dependence, board.Newcomers)
	for _, area := range board.Areas {
		for _, section := range area.Sections {
			all = append(all, section.Tiles...)
		}
	}
	return all
}
