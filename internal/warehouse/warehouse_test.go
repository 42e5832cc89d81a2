package warehouse_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

func day(d int) time.Time { return time.Date(2020, 1, d, 12, 0, 0, 0, time.UTC) }

func message(id string, d int) *collectors.Message {
	return &collectors.Message{
		ID: id, Fingerprint: 7, From: collectors.Alias{Name: "Ada", Address: "ada@example.org"},
		Date: collectors.Dated{At: day(d), Source: collectors.DateHeader}, Subject: "hello",
		References: []string{"a@x", "b@x"}, Flags: []string{"odd"}, Cues: []string{"asks"}, Sketch: "words",
		Proposal: &collectors.Proposal{PatchID: "feed", Paths: []string{"a.c"}, Author: collectors.Alias{Name: "Eve", Address: "eve@example.org"}, ChangeID: "20200101-fix", BaseCommit: "beef"},
		Trailers: []collectors.Trailer{{Token: "Reviewed-by", Raw: "Reviewed-By", Alias: collectors.Alias{Name: "Bob", Address: "bob@example.org"}}},
	}
}

func commit() *collectors.Commit {
	return &collectors.Commit{
		SHA: "c0ffee", Parents: []string{"beef"}, Author: collectors.Alias{Name: "Ada", Address: "ada@example.org"},
		Committed: collectors.Dated{At: day(3), Source: collectors.DateCommit}, Subject: "fix",
		Changes:  []collectors.FileChange{{Path: "a.c", Status: "M", Added: 3, Removed: 1}},
		Trailers: []collectors.Trailer{{Token: "Fixes", Value: "beef"}},
	}
}

func item(origin string, rec collectors.Record) collectors.Item {
	return collectors.Item{Origin: origin, Day: day(1), Record: rec}
}

// begin starts a run where the last one ended.
func begin(t *testing.T, s *warehouse.Store, source string) *warehouse.Run {
	t.Helper()
	positions, err := s.Positions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	run, err := s.Begin(source, positions[source])
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// write runs one run of a source over some batches.
func write(t *testing.T, s *warehouse.Store, source string, cause error, batches ...collectors.Batch) {
	t.Helper()
	run := begin(t, s, source)
	for _, b := range batches {
		if err := run.Write(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	if err := run.End(t.Context(), cause); !errors.Is(err, cause) {
		t.Fatalf("end of run: %v, want %v", err, cause)
	}
}

type cell struct {
	Value string `ch:"v"`
}

// ask is the answer of a query with one column named v, line by line.
func ask(t *testing.T, s *warehouse.Store, query string) (lines []string) {
	t.Helper()
	rows, err := warehouse.Rows[cell](t.Context(), s.Conn, query, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		lines = append(lines, row.Value)
	}
	return lines
}

func TestEveryRecordHasItsTable(t *testing.T) {
	s := warehousetest.Open(t)
	write(t, s, "s", nil, collectors.Batch{
		Items: []collectors.Item{
			item("f@0", message("m1@x", 2)), item("f@9", message("m1@x", 2)), item("c0ffee", commit()),
			item("refs/tags/v1", &collectors.Tag{Name: "v1", SHA: "c0ffee", Version: 5}),
			{Origin: "f@20", Day: day(2), Reject: &collectors.Reject{Reason: "message too large", Bytes: []byte("From ")}},
		},
		State: []collectors.Record{
			&collectors.Ref{Name: "refs/heads/master", SHA: "c0ffee", Default: true, Version: 5},
			&collectors.Membership{SHAs: []string{"c0ffee", "beef"}, Present: true, Version: 5},
			&collectors.Area{
				File: "MAINTAINERS", Name: "NET", SHA: "c0ffee", Depth: 3, Status: "Supported", Paths: []string{"net/"}, Version: 5,
				Maintainers: []collectors.Alias{{Name: "Bob", Address: "bob@example.org"}}, Reviewers: []collectors.Alias{{Name: "Cat"}},
			},
			&collectors.Area{File: "MAINTAINERS", Name: "OLD", SHA: "c0ffee", Depth: 3, Gone: true, Version: 5, Deleted: true},
		},
		Expected: []collectors.Expectation{{Part: "f", Day: day(1), Items: 3}},
		Span:     &collectors.Span{From: day(1), Until: day(9)},
		Cursor:   collectors.Cursor("here"),
	})
	for query, want := range map[string]string{
		"SELECT toString(tuple(received, stored, duplicates, quarantined)) AS v FROM golden.balance":                                                                            "(5,3,1,1)",
		"SELECT toString(tuple(message_id, refs, flags, date, origin)) AS v FROM golden.message_copies FINAL":                                                                   "('m1@x',['a@x','b@x'],['odd'],'2020-01-02 12:00:00','f@9')",
		"SELECT concat(token, ' ', name) AS v FROM golden.message_trailers AS t FINAL JOIN golden_private.aliases AS a USING (alias_id)":                                        "Reviewed-by Bob",
		"SELECT toString(tuple(sha, parents, added)) AS v FROM golden.git_commits":                                                                                              "('c0ffee',['beef'],0)",
		"SELECT toString(tuple(path, added, removed)) AS v FROM golden.git_files":                                                                                               "('a.c',3,1)",
		"SELECT toString(tuple(token, value, toUInt128(alias_id))) AS v FROM golden.git_trailers":                                                                               "('Fixes','beef',0)",
		"SELECT concat(name, ' ', sha) AS v FROM golden.git_tags":                                                                                                               "v1 c0ffee",
		"SELECT toString(tuple(area, depth, status, paths, length(maintainer_alias_ids), length(reviewer_alias_ids), gone, deleted)) AS v FROM golden.git_areas WHERE NOT gone": "('NET',3,'Supported',['net/'],1,1,false,0)",
		"SELECT name AS v FROM golden.git_areas AS g ARRAY JOIN g.maintainer_alias_ids AS alias_id JOIN golden_private.aliases AS a USING (alias_id)":                           "Bob",
		"SELECT concat(area, ' ', toString(deleted)) AS v FROM golden.git_areas WHERE gone":                                                                                     "OLD 1",
		"SELECT toString(count()) AS v FROM golden.git_default_branch":                                                                                                          "2",
		"SELECT concat(reason, ' ', bytes) AS v FROM golden_private.rejects":                                                                                                    "message too large From ",
		"SELECT toString(tuple(part, expected)) AS v FROM golden.coverage":                                                                                                      "('f',3)",
		"SELECT cursor AS v FROM golden_private.cursors":                                                                                                                        "here",
		"SELECT toString(tuple(span_from, span_until)) AS v FROM golden.spans":                                                                                                  "('2020-01-01 12:00:00','2020-01-09 12:00:00')",
		"SELECT toString(tuple(outcome, received, quarantined)) AS v FROM golden.runs FINAL":                                                                                    "('complete',5,1)",
		"SELECT toString(count()) AS v FROM (SELECT * FROM golden.message_copies) WHERE position(formatRow('JSONEachRow', *), 'ada@example.org') > 0":                           "0",
	} {
		if got := ask(t, s, query); !cmp.Equal(got, []string{want}) {
			t.Errorf("%s\n got %q\nwant %q", query, got, want)
		}
	}
}

func TestEveryRecordOfAForgeHasItsTable(t *testing.T) {
	s := warehousetest.Open(t)
	ada, opened := collectors.Alias{Login: "forge.example.org/ada"}, collectors.Dated{At: day(2), Source: collectors.DateForge}
	state := func(version uint64) []collectors.Record {
		return []collectors.Record{
			&collectors.Repository{ID: "forge.example.org/1", Name: "c/tools", Default: "main", Created: opened, Version: version},
			&collectors.Issue{
				Repository: "forge.example.org/1", Kind: collectors.IssueChange, Number: 7, Title: "fix", Author: ada, Opened: opened, Closed: day(4),
				Labels: []string{"bug"}, Change: &collectors.Change{Base: "main", Merged: day(4), MergedBy: ada, MergeSHA: "c0ffee"}, Version: version,
			},
			&collectors.Issue{Repository: "forge.example.org/1", Kind: collectors.IssueProper, Number: 8, Title: "it breaks", Author: ada, Opened: opened, Version: version},
			&collectors.Act{
				Repository: "forge.example.org/1", IssueKind: collectors.IssueChange, Number: 7, Kind: collectors.ActApproval, ID: "31",
				Author: collectors.Alias{Login: "forge.example.org/bob"}, Date: opened, Commit: "c0ffee", Standing: "MEMBER", Version: version,
			},
			&collectors.ForgeRelease{Repository: "forge.example.org/1", ID: "5", Tag: "v1", Author: ada, Published: opened, Version: version},
			&collectors.TestRun{Repository: "forge.example.org/1", ID: "9", Name: "ci", Default: true, Attempt: 2, Outcome: "success", Started: opened, Ended: day(3), Version: version},
			&collectors.Figure{Repository: "forge.example.org/1", Name: "clones", Day: day(2), Value: version, Version: version},
			&collectors.Star{Repository: "forge.example.org/1", Author: ada, Date: opened, Version: version},
			&collectors.Profile{Person: collectors.Alias{Name: "Ada", Login: "forge.example.org/ada"}, Host: "forge.example.org", Company: "@engines", Version: version},
		}
	}
	write(t, s, "s", nil, collectors.Batch{State: state(5), Cursor: collectors.Cursor("a")}, collectors.Batch{State: state(6), Cursor: collectors.Cursor("b")})
	for query, want := range map[string]string{
		"SELECT concat(name, ' ', toString(date)) AS v FROM golden.forge_repositories FINAL":                                                                                       "c/tools 2020-01-02 12:00:00",
		"SELECT toString(tuple(number, title, labels, closed, merged, merge_sha, author_alias_id = merged_by_alias_id)) AS v FROM golden.forge_issues FINAL WHERE kind = 'change'": "(7,'fix',['bug'],'2020-01-04 12:00:00','2020-01-04 12:00:00','c0ffee',1)",
		"SELECT toString(tuple(number, closed, merged, toUInt128(merged_by_alias_id))) AS v FROM golden.forge_issues FINAL WHERE kind = 'issue'":                                   "(8,'1970-01-01 00:00:00','1970-01-01 00:00:00',0)",
		"SELECT toString(tuple(issue_kind, number, kind, id, commit, standing)) AS v FROM golden.forge_acts FINAL":                                                                 "('change',7,'approval','31','c0ffee','MEMBER')",
		"SELECT toString(tuple(tag, date)) AS v FROM golden.forge_releases FINAL":                                                                                                  "('v1','2020-01-02 12:00:00')",
		"SELECT toString(tuple(name, is_default, attempt, outcome, ended)) AS v FROM golden.test_runs FINAL":                                                                       "('ci',true,2,'success','2020-01-03 12:00:00')",
		"SELECT toString(tuple(name, date, value)) AS v FROM golden.forge_figures FINAL":                                                                                           "('clones','2020-01-02 12:00:00',6)",
		"SELECT login AS v FROM golden.forge_stars AS g FINAL JOIN golden_private.aliases AS a ON a.alias_id = g.author_alias_id":                                                  "forge.example.org/ada",
		"SELECT concat(login, ' ', company) AS v FROM golden_private.profiles FINAL":                                                                                               "forge.example.org/ada @engines",
	} {
		if got := ask(t, s, query); !cmp.Equal(got, []string{want}) {
			t.Errorf("%s\n got %q\nwant %q", query, got, want)
		}
	}
}

func TestNextRunStartsFromTheCursor(t *testing.T) {
	data := t.TempDir()
	s := warehousetest.OpenAt(t, data)
	broken := errors.New("source broke")
	write(t, s, "s", broken, collectors.Batch{Items: []collectors.Item{item("f@0", message("m1@x", 2))}, Cursor: collectors.Cursor("1")})
	run := begin(t, s, "s")
	if string(run.From()) != "1" {
		t.Errorf("second run starts from %q", run.From())
	}
	if _, err := s.Begin("s", warehouse.Position{}); !errors.Is(err, warehouse.ErrRunning) {
		t.Errorf("a second run at once: %v", err)
	}
	other := begin(t, s, "another")
	for _, r := range []*warehouse.Run{run, other} {
		if err := r.End(t.Context(), nil); err != nil {
			t.Error(err)
		}
	}
	if err := s.RecordRuns(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, s, "SELECT concat(outcome, ' ', error) AS v FROM golden.runs FINAL WHERE source = 's' ORDER BY started"); !cmp.Equal(got, []string{"failed source broke", "complete "}) {
		t.Errorf("runs: %q", got)
	}
}

func TestGoneWithdrawsWhatNothingElseHolds(t *testing.T) {
	s := warehousetest.Open(t)
	write(t, s, "s", nil,
		collectors.Batch{Items: []collectors.Item{
			item("a@0", message("only-a@x", 1)), item("a@9", message("both@x", 1)), item("b@0", message("both@x", 1)),
			item("a1@0", message("other-file@x", 1)), item("a@18", message("kept@x", 1)),
		}, Cursor: collectors.Cursor("1")},
		collectors.Batch{Items: []collectors.Item{item("a~1@0", message("kept@x", 1))}, Gone: []string{"a@"}, Cursor: collectors.Cursor("2")},
	)
	want := []string{"both@x b@0", "kept@x a~1@0", "other-file@x a1@0"}
	if got := ask(t, s, "SELECT concat(message_id, ' ', origin) AS v FROM golden.message_copies FINAL WHERE deleted = 0 ORDER BY v"); !cmp.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := ask(t, s, "SELECT toString(tuple(received, stored, duplicates)) AS v FROM golden.balance"); !cmp.Equal(got, []string{"(3,3,0)"}) {
		t.Errorf("balance %q", got)
	}
}

func TestALoadIsOneBlock(t *testing.T) {
	s := warehousetest.Open(t)
	var b collectors.Batch
	for i := range 70_000 {
		b.Items = append(b.Items, item(fmt.Sprint("f@", i), message(fmt.Sprint(i, "@x"), 1)))
	}
	b.Cursor = collectors.Cursor("1")
	write(t, s, "s", nil, b)
	if got := ask(t, s, "SELECT toString(tuple(count(), sum(rows))) AS v FROM system.parts WHERE database = 'golden' AND table = 'message_copies'"); !cmp.Equal(got, []string{"(1,70000)"}) {
		t.Errorf("parts, rows: %q", got)
	}
}

func TestAnotherSchemaIsRefused(t *testing.T) {
	data := t.TempDir()
	s := warehousetest.OpenAt(t, data)
	if err := warehouse.Exec(t.Context(), s.Conn, "INSERT INTO golden.meta VALUES ('schema', 'older')", nil); err != nil {
		t.Fatal(err)
	}
	second, err := warehouse.Open(t.Context(), warehousetest.Options(t, data))
	if !errors.Is(err, warehouse.ErrSchema) {
		t.Errorf("opened: %v, %v", second, err)
	}
	if err := warehouse.Drop(t.Context(), warehousetest.Options(t, data), nil); err != nil {
		t.Fatal(err)
	}
	second, err = warehouse.Open(t.Context(), warehousetest.Options(t, data))
	if err != nil {
		t.Fatal(err)
	}
	if err := second.Close(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestDescribeReplaces(t *testing.T) {
	s := warehousetest.Open(t)
	for _, sources := range [][]warehouse.Source{{{ID: "a"}, {ID: "b", Scopes: []string{"x"}}}, {{ID: "c"}}, {}} {
		if err := s.Describe(t.Context(), warehouse.Community{Sources: sources}); err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, source := range sources {
			want = append(want, source.ID)
		}
		if got := ask(t, s, "SELECT source AS v FROM golden.sources ORDER BY v"); !cmp.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestForeignTextInParameters(t *testing.T) {
	s := warehousetest.Open(t)
	for _, text := range []string{`plain`, `back\slash`, "tab\tand\nline\r", `it's "quoted"`, `\N`, `{x:String}`, "nul\x00", `'); DROP TABLE golden.items; --`, "ünïcode"} {
		rows, err := warehouse.Rows[cell](t.Context(), s.Conn, "SELECT {text:String} AS v", warehouse.Params{"text": text})
		if err != nil {
			t.Errorf("%q: %v", text, err)
		} else if rows[0].Value != text {
			t.Errorf("%q came back as %q", text, rows[0].Value)
		}
	}
}

// A mailbox from which every second mail was expunged.
func TestManyGoneAtOnce(t *testing.T) {
	s := warehousetest.Open(t)
	var items []collectors.Item
	var gone, want []string
	for i := range 600 {
		origin, id := fmt.Sprintf("box\n%d:", i), fmt.Sprintf("m%03d@x", i)
		items = append(items, item(origin, message(id, 1)))
		if i%2 == 0 {
			gone = append(gone, origin)
		} else {
			want = append(want, id)
		}
	}
	write(t, s, "s", nil, collectors.Batch{Items: items, Cursor: collectors.Cursor("1")})
	write(t, s, "s", nil, collectors.Batch{Gone: gone, Cursor: collectors.Cursor("2")})
	if got := ask(t, s, "SELECT message_id AS v FROM golden.message_copies FINAL WHERE deleted = 0 ORDER BY v"); !cmp.Equal(got, want) {
		t.Errorf("%d are left, want %d", len(got), len(want))
	}
}

func TestGoneOneAfterTheOther(t *testing.T) {
	s := warehousetest.Open(t)
	live := func() []string {
		return ask(t, s, "SELECT message_id AS v FROM golden.message_copies FINAL WHERE deleted = 0 ORDER BY v")
	}
	write(t, s, "s", nil, collectors.Batch{
		Items:  []collectors.Item{item("a@0", message("both@x", 1)), item("b@0", message("both@x", 1))},
		Cursor: collectors.Cursor("1"),
	})
	write(t, s, "s", nil, collectors.Batch{Gone: []string{"b@"}, Cursor: collectors.Cursor("2")})
	if got := live(); !cmp.Equal(got, []string{"both@x"}) {
		t.Errorf("withdrawn although a file holds it: %q", got)
	}
	write(t, s, "s", nil, collectors.Batch{Gone: []string{"a@"}, Cursor: collectors.Cursor("3")})
	if got := live(); len(got) > 0 {
		t.Errorf("kept although no file holds it: %q", got)
	}
}

func TestNothingIsStoredAfterAFailure(t *testing.T) {
	s := warehousetest.Open(t)
	run := begin(t, s, "s")
	nothing := collectors.Batch{Items: []collectors.Item{{Origin: "f@0"}}, Cursor: collectors.Cursor("1")}
	if err := run.Write(t.Context(), nothing); err == nil {
		t.Error("an item that is nothing was taken")
	}
	good := collectors.Batch{Items: []collectors.Item{item("f@9", message("m@x", 1))}, Cursor: collectors.Cursor("2")}
	if err := run.Write(t.Context(), good); err == nil {
		t.Error("a batch was taken after a failure")
	}
	if err := run.End(t.Context(), nil); err == nil {
		t.Error("the run ended well")
	}
	if got := ask(t, s, "SELECT cursor AS v FROM golden_private.cursors"); len(got) > 0 {
		t.Errorf("a cursor after a gap: %q", got)
	}
}

func TestTheKeyBelongsToTheStore(t *testing.T) {
	data := t.TempDir()
	warehousetest.OpenAt(t, data)
	options := warehousetest.Options(t, data)
	options.Key = []byte("another key of enough bytes")
	if _, err := warehouse.Open(t.Context(), options); !errors.Is(err, warehouse.ErrKey) {
		t.Errorf("another key: %v", err)
	}
}

func TestDropIsRefusedDuringARun(t *testing.T) {
	data := t.TempDir()
	s := warehousetest.OpenAt(t, data)
	run := begin(t, s, "s")
	if err := warehouse.Drop(t.Context(), warehousetest.Options(t, data), []string{"other", "s"}); !errors.Is(err, warehouse.ErrRunning) {
		t.Errorf("dropped under a run: %v", err)
	}
	if err := run.End(t.Context(), nil); err != nil {
		t.Error(err)
	}
}

func TestDescribingAtOnce(t *testing.T) {
	s := warehousetest.Open(t)
	errs := make(chan error)
	for range 6 {
		go func() { errs <- s.Describe(t.Context(), warehouse.Community{Sources: []warehouse.Source{{ID: "a"}}}) }()
	}
	for range 6 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if got := ask(t, s, "SELECT toString(count()) AS v FROM golden.sources"); !cmp.Equal(got, []string{"1"}) {
		t.Errorf("%q sources", got)
	}
}

func TestDescribeTargetsAndNotes(t *testing.T) {
	s := warehousetest.Open(t)
	half, none := 0.5, 0.0
	day := time.Date(2014, 3, 10, 0, 0, 0, 0, time.UTC)
	if err := s.Describe(t.Context(), warehouse.Community{
		Targets: []warehouse.Target{
			{KPI: "mail_answered_share", Scope: "xen", Per: "quarter", AtLeast: &half},
			{KPI: "mail_unanswered", Scope: "xen", Per: "year", AtMost: &none},
		},
		Notes: []warehouse.Note{{Day: day, Scope: "xen", Text: "'); DROP TABLE golden.items; --", Position: 3}},
	}); err != nil {
		t.Fatal(err)
	}
	targets := ask(t, s, "SELECT concat(kpi, ' ', scope, ' ', per, ' ', at_least, ' ', at_most) AS v FROM (SELECT kpi, scope, per, ifNull(toString(at_least), '-') AS at_least, ifNull(toString(at_most), '-') AS at_most FROM golden.targets) ORDER BY v")
	if want := []string{"mail_answered_share xen quarter 0.5 -", "mail_unanswered xen year - 0"}; !cmp.Equal(targets, want) {
		t.Errorf("got %q, want %q", targets, want)
	}
	notes := ask(t, s, "SELECT concat(toString(day), ' ', scope, ' ', toString(position), ' ', text) AS v FROM golden.notes")
	if want := []string{"2014-03-10 xen 3 '); DROP TABLE golden.items; --"}; !cmp.Equal(notes, want) {
		t.Errorf("got %q, want %q", notes, want)
	}
}
