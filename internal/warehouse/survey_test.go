package warehouse_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/warehousetest"
)

// asked is a wave as a collector gives it: what was there goes first.
func asked(wave, words string, responses ...*collectors.Response) []collectors.Batch {
	b := collectors.Batch{
		Items: []collectors.Item{{Origin: wave + "/9", Day: day(2), Reject: &collectors.Reject{Reason: "cell with no option", Detail: "column 3"}}},
		State: []collectors.Record{
			&collectors.Wave{ID: wave, Title: "First", Began: day(1), Ended: day(2), Invited: 9},
			&collectors.Question{Wave: wave, Name: "drink", Position: 1, Kind: "multi", Text: "What?", Options: []string{"Tea", "Milk"}, Other: true},
			&collectors.Question{Wave: wave, Name: "cups", Item: "day", Position: 2, Kind: "number", Unit: "cups"},
			&collectors.Words{Wave: wave, Question: "drink", Text: words, Repeat: 1, Codes: []string{"warm"}},
		},
		Cursor: collectors.Cursor(wave + " done"),
	}
	for _, r := range responses {
		b.Items = append(b.Items, item(wave+"/"+string(rune('0'+r.Number)), r))
	}
	return []collectors.Batch{{Gone: []string{collectors.WavePrefix(wave)}, Cursor: collectors.Cursor(wave)}, b}
}

func response(wave string, number uint32, answers ...collectors.Answer) *collectors.Response {
	return &collectors.Response{Wave: wave, Number: number, State: collectors.ResponseComplete, Answers: answers}
}

func TestEveryRecordOfASurveyHasItsTable(t *testing.T) {
	s := warehousetest.Open(t)
	three := 3.0
	write(t, s, "s", nil, asked("one", "Cocoa",
		response("one", 1, collectors.Answer{Question: "drink", Options: []string{"Tea", "Milk"}, Other: true}, collectors.Answer{Question: "cups", Item: "day", Number: &three}),
		response("one", 2))...)
	for query, want := range map[string][]string{
		"SELECT toString(tuple(wave, title, began, ended, invited, date, date_source)) AS v FROM golden.survey_waves FINAL":                            {"('one','First','2020-01-01','2020-01-02',9,'2020-01-02 12:00:00','survey')"},
		"SELECT toString(tuple(wave, question, item, position, kind, text, options, other, unit)) AS v FROM golden.survey_questions ORDER BY v":        {"('one','cups','day',2,'number','',[],false,'cups')", "('one','drink','',1,'multi','What?',['Tea','Milk'],true,'')"},
		"SELECT toString(tuple(wave, response, state, date, origin)) AS v FROM golden_private.survey_responses ORDER BY v":                             {"('one',1,'complete','1970-01-01 00:00:00','one/1')", "('one',2,'complete','1970-01-01 00:00:00','one/2')"},
		"SELECT toString(tuple(wave, response, question, item, options, other, number)) AS v FROM golden_private.survey_answers ORDER BY v":            {"('one',1,'cups','day',[],false,3)", "('one',1,'drink','',['Tea','Milk'],true,NULL)"},
		"SELECT toString(tuple(wave, question, item, text, repeat, codes)) AS v FROM golden_private.survey_words":                                      {"('one','drink','','Cocoa',1,['warm'])"},
		"SELECT toString(tuple(received, stored, duplicates, quarantined)) AS v FROM golden.balance":                                                   {"(3,2,0,1)"},
		"SELECT name AS v FROM system.columns WHERE database = 'golden_private' AND table = 'survey_words' AND name IN ('origin', 'date', 'response')": nil,
	} {
		if got := ask(t, s, query); !cmp.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", query, got, want)
		}
	}
	differ(t, reconcile(t, s, collectors.Count{What: collectors.CountResponses, Part: "one", Prefix: "one/", Items: 4}),
		warehouse.Reconciliation{What: "responses", Part: "one", Asked: "origin", Origin: 4, Stored: 3, Missing: 1})
}

// A wave that is read again is what it is now, to the last row: what must not be
// kept may have been in it. Other waves and surveys are left alone.
func TestAWaveIsReplacedWhole(t *testing.T) {
	s := warehousetest.Open(t)
	cups := collectors.Answer{Question: "cups", Item: "day"}
	drink := collectors.Answer{Question: "drink", Options: []string{"Tea"}}
	for _, source := range []string{"s", "t"} {
		write(t, s, source, nil, asked("one", "Ann Author", response("one", 1, cups, drink), response("one", 2, drink))...)
	}
	write(t, s, "s", nil, asked("one-more", "Ann Author", response("one-more", 1, cups))...)
	write(t, s, "s", nil, asked("one", "Cocoa", response("one", 1, drink))...)
	for query, want := range map[string][]string{
		"SELECT toString(tuple(source, wave, response, question)) AS v FROM golden_private.survey_answers ORDER BY v": {"('s','one',1,'drink')", "('s','one-more',1,'cups')", "('t','one',1,'cups')", "('t','one',1,'drink')", "('t','one',2,'drink')"},
		"SELECT toString(tuple(source, wave, text)) AS v FROM golden_private.survey_words ORDER BY v":                 {"('s','one','Cocoa')", "('s','one-more','Ann Author')", "('t','one','Ann Author')"},
		"SELECT toString(tuple(source, received, stored, duplicates, quarantined)) AS v FROM golden.balance":          {"('s',4,2,0,2)", "('t',3,2,0,1)"},
		"SELECT toString(count()) AS v FROM golden.survey_waves":                                                      {"3"},
	} {
		if got := ask(t, s, query); !cmp.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", query, got, want)
		}
	}
	write(t, s, "s", nil, collectors.Batch{Gone: []string{collectors.WavePrefix("one")}, Cursor: collectors.Cursor("left")})
	if got := ask(t, s, "SELECT concat(source, ' ', wave) AS v FROM golden.survey_waves ORDER BY v"); !cmp.Equal(got, []string{"s one-more", "t one"}) {
		t.Errorf("waves are %q", got)
	}
}
