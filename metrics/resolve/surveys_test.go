package resolve_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goldenratio/metrics/resolve"
)

// A survey's rows are inserted as tab-separated text.
type rows struct {
	table, text string
}

// polled writes responses: for each line of answers, one response with an answer
// to each of the questions; a dash is none, a plus own words, and several options
// have a plus between them.
func polled(wave string, questions []string, lines ...string) []rows {
	responses := "source\twave\tresponse\tstate\n"
	answers := "source\twave\tresponse\tquestion\titem\toptions\tother\tnumber\n"
	n := 0
	for _, line := range lines {
		times, text, _ := strings.Cut(line, " × ")
		count := 0
		fmt.Sscan(times, &count) //nolint:errcheck // 0 is seen by the test
		fields := strings.Fields(text)
		for range count {
			n++
			state := "complete"
			if len(fields) > len(questions) {
				state = fields[len(questions)]
			}
			responses += fmt.Sprintf("s\t%s\t%d\t%s\n", wave, n, state)
			for i, question := range questions {
				name, item, _ := strings.Cut(question, "/")
				answers += answer(fields[i], fmt.Sprintf("s\t%s\t%d\t%s\t%s", wave, n, name, item))
			}
		}
	}
	return []rows{{"golden_private.survey_responses", responses}, {"golden_private.survey_answers", answers}}
}

func answer(field, key string) string {
	var number float64
	switch _, err := fmt.Sscan(field, &number); {
	case field == "-":
		return ""
	case err == nil:
		return fmt.Sprintf("%s\t[]\tfalse\t%s\n", key, field)
	case field == "+":
		return key + "\t[]\ttrue\t\\N\n"
	}
	return fmt.Sprintf("%s\t['%s']\tfalse\t\\N\n", key, strings.ReplaceAll(field, "+", "','"))
}

// Two waves of a small survey: a scale that was reworded and is cut by role,
// something to tick, a number, own words; a response that is another's copy, and a
// question without an equal.
func TestSurveys(t *testing.T) {
	_, conn := open(t)
	empty(t, conn)
	first := []string{"role", "how", "use", "hours", "why"}
	second := []string{"role", "liked", "use", "hours", "rank/a"}
	all := []rows{
		{"golden.sources", "source\tkind\tscope\tscopes\ns\tsurvey\tx/y\t['x','x/y']\n"},
		{"golden.survey_waves", "source\twave\ttitle\tbegan\tended\tinvited\ns\told\tOld\t2019-05-01\t2019-05-31\t100\ns\tnew\tNew\t2020-05-01\t2020-05-31\t0\ns\tnext\tNext\t2020-07-01\t2020-07-02\t0\n"},
		{"golden.survey_questions", strings.Join([]string{
			"source\twave\tquestion\titem\tposition\tkind\ttext\toptions\tdeleted",
			"s\told\trole\t\t1\tsingle\tRole?\t['dev','user']\t0", "s\told\thow\t\t2\tscale\tHow?\t['bad','poor','good','best']\t0",
			"s\told\tuse\t\t3\tmulti\tUse?\t['x','y','z']\t0", "s\told\thours\t\t4\tnumber\tHours?\t[]\t0", "s\told\twhy\t\t5\ttext\tWhy?\t[]\t0", "s\told\tgone\t\t6\ttext\tGone?\t[]\t1",
			"s\tnew\trole\t\t1\tsingle\tYour role?\t['developer','user']\t0", "s\tnew\tliked\t\t2\tscale\tLiked?\t['bad','poor','good','best','unsure']\t0",
			"s\tnew\tuse\t\t3\tmulti\tUse?\t['x','y','z']\t0", "s\tnew\thours\t\t4\tnumber\tHours?\t[]\t0", "s\tnew\trank\ta\t5\trank\tRank?\t[]\t0", "",
		}, "\n")},
		{"golden.survey_registry", "survey\tquestion\titem\tposition\ttitle\toptions\taside\tscore\theadline\tsegment\n" +
			"s\trole\t\t1\t\t['dev','user']\t[]\t\tfalse\ttrue\ns\thow\t\t2\tHow is it?\t[]\t['unsure']\t\ttrue\tfalse\n"},
		{"golden.survey_joins", "survey\tquestion\titem\twave\tasked\tasked_item\tclass\trecode\n" +
			"s\trole\t\tnew\trole\t\trecoded\t{'developer':'dev'}\ns\thow\t\tnew\tliked\t\treworded\t{}\n"},
		{"golden.survey_margins", "survey\twave\tposition\tquestion\toption\tshare\ns\tnew\t1\trole\tdev\t0.5\ns\tnew\t1\trole\tuser\t0.5\n"},
	}
	all = append(all, polled("old", first,
		"10 × dev good x+y 8 words", "10 × dev best x 8 -", "10 × user bad y 8 -", "2 × user poor y 8 -", "10 × user good x 8 -", "1 × dev bad x 8 - repeated", "1 × dev bad x 8 - test", "1 × - - - - - partial")...)
	all = append(all, polled("new", second,
		"30 × developer best x 40 1", "10 × developer good x 40 2", "10 × user good x+y 7 1", "10 × user bad y 7 2", "6 × user unsure y 7 2")...)
	for _, r := range all {
		insert(t, conn, r.table, r.text)
	}
	if err := resolve.Build(t.Context(), conn, resolve.Options{AsOf: time.Date(2020, 7, 1, 0, 0, 0, 0, time.UTC)}); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(filepath.Join("testdata", "surveys.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(read(t, conn, "surveys")+"\n", "\n")); diff != "" {
		t.Error(diff)
	}
}
