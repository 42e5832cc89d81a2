package structure

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"goldenratio/collectors/survey/form"
	"goldenratio/collectors/survey/sheet"
	"goldenratio/internal/realdata"
)

// want is the same questionnaire in every format.
func want() []Question {
	return []Question{
		{Code: "tea", Kind: form.Single, Text: "Do you drink tea?", Options: labels("Y", "Yes", "N", "No")},
		{Code: "where", Kind: form.Single, Text: "Where & when?", Other: true, Options: labels("A1", "Home", "A2", "Work")},
		{Code: "kinds", Kind: form.Tick, Text: "Which kinds?", Lines: labels("SQ001", "Green", "SQ002", "Black")},
		{Code: "like", Kind: form.Scale, Text: "Do you like", Lines: labels("a", "its smell", "b", "its colour"), Options: labels("1", "No", "2", "So so", "3", "Yes")},
		{Code: "note", Kind: form.Drop, Text: "Thank you"},
	}
}

func row(pairs ...string) string {
	var b strings.Builder
	b.WriteString("<row>")
	for i := 0; i < len(pairs); i += 2 {
		b.WriteString("<" + pairs[i] + "><![CDATA[" + pairs[i+1] + "]]></" + pairs[i] + ">")
	}
	return b.String() + "</row>"
}

func table(name string, rows ...string) string {
	return "<" + name + "><rows>" + strings.Join(rows, "") + "</rows></" + name + ">"
}

// lss is of version 3: every row for each language.
func lss() string {
	q := func(id, group, order, kind, code, text, other, language string) string {
		return row("qid", id, "parent_qid", "0", "gid", group, "question_order", order, "type", kind, "title", code, "question", text, "other", other, "language", language)
	}
	sub := func(id, parent, order, code, text, language string) string {
		return row("qid", id, "parent_qid", parent, "question_order", order, "title", code, "question", text, "language", language, "scale_id", "0")
	}
	answer := func(id, order, code, text string) string {
		return row("qid", id, "sortorder", order, "code", code, "answer", text, "language", "en", "scale_id", "0")
	}
	return `<?xml version="1.0"?><document><LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>en</language><language>de</language></languages>` +
		table("groups", row("gid", "2", "group_order", "1", "language", "en"), row("gid", "1", "group_order", "0", "language", "en")) +
		table("answers", answer("2", "2", "A2", "Work"), answer("2", "1", "A1", "Home"), answer("4", "1", "1", "No"), answer("4", "2", "2", "So so"), answer("4", "3", "3", "Yes"),
			row("qid", "2", "sortorder", "1", "code", "A1", "answer", "Zuhause", "language", "de")) +
		table("questions", q("4", "2", "0", "F", "like", "Do you like", "N", "en"), q("5", "2", "1", "X", "note", "Thank you", "N", "en"),
			q("3", "1", "3", "M", "kinds", "Which kinds?", "N", "en"), q("2", "1", "2", "!", "where", "Where &amp; when?", "Y", "en"),
			q("1", "1", "1", "Y", "tea", "<p>Do you <b>drink</b>\n tea?<script>x</script></p>", "N", "en"), q("1", "1", "1", "Y", "tea", "Trinken Sie Tee?", "N", "de")) +
		table("subquestions", sub("10", "3", "2", "SQ002", "Black", "en"), sub("11", "3", "1", "SQ001", "Green", "en"), sub("12", "4", "1", "a", "its smell", "en"), sub("13", "4", "2", "b", "its colour", "en")) +
		`</document>`
}

// newer is of version 4 and later: texts stand apart.
func newer() string {
	return `<document><LimeSurveyDocType>Survey</LimeSurveyDocType><languages><language>en</language></languages>` +
		table("answers", row("aid", "7", "qid", "2", "code", "A1", "sortorder", "0", "scale_id", "0")) +
		table("answer_l10ns", row("id", "1", "aid", "7", "answer", "Home", "language", "en")) +
		table("questions", row("qid", "2", "parent_qid", "0", "gid", "1", "type", "L", "title", "where", "other", "N", "question_order", "1")) +
		table("question_l10ns", row("id", "1", "qid", "2", "question", "Where?", "language", "en")) + `</document>`
}

func tsvText() string {
	return strings.Join([]string{
		"class\ttype/scale\tname\trelevance\ttext\thelp\tlanguage\tvalidation\tmandatory\tother",
		"S\t\tlanguage\t\ten", "G\tG0\tFirst\t1\t\t\ten",
		"Q\tY\ttea\t1\tDo you drink tea?\t\ten\t\t\tN",
		"Q\t!\twhere\t1\tWhere &amp; when?\t\ten\t\t\tY", "A\t0\tA1\t\tHome\t\ten", "A\t0\tA2\t\tWork\t\ten",
		"Q\tM\tkinds\t1\tWhich kinds?\t\ten\t\t\tN", "SQ\t0\tSQ001\t1\tGreen\t\ten", "SQ\t0\tSQ002\t1\tBlack\t\ten",
		"Q\tF\tlike\t1\t<b>Do you like</b>\t\ten\t\t\tN", "SQ\t0\ta\t1\tits smell\t\ten", "SQ\t0\tb\t1\tits colour\t\ten",
		"A\t0\t1\t\tNo\t\ten", "A\t0\t2\t\tSo so\t\ten", "A\t0\t3\t\tYes\t\ten",
		"Q\tX\tnote\t1\tThank you\t\ten\t\t\tN",
		"Q\tY\ttea\t1\tTrinken Sie Tee?\t\tde\t\t\tN", "Q\tM\tkinds\t1\tWelche?\t\tde\t\t\tN", "SQ\t0\tSQ001\t1\tGrün\t\tde",
	}, "\n")
}

func TestRead(t *testing.T) {
	for name, text := range map[string]string{"lss": lss(), "tsv": "\ufeff" + tsvText()} {
		got, err := Read(strings.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if !reflect.DeepEqual(got, want()) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want())
		}
	}
	got, err := Read(strings.NewReader(newer()))
	if want := []Question{{Code: "where", Kind: form.Single, Text: "Where?", Options: labels("A1", "Home")}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("newer: got %+v, %v", got, err)
	}
}

func TestReadQualtrics(t *testing.T) {
	question := func(payload map[string]any) map[string]any {
		return map[string]any{"Element": "SQ", "Payload": payload}
	}
	choices := map[string]any{"1": map[string]any{"Display": "<b>Home</b>"}, "4": map[string]any{"Display": "Work", "TextEntry": "true"}}
	text, err := json.Marshal(map[string]any{"SurveyEntry": map[string]any{}, "SurveyElements": []any{
		map[string]any{"Element": "BL", "Payload": []any{}},
		question(map[string]any{"DataExportTag": "Q1", "QuestionText": "Where?", "QuestionType": "MC", "Selector": "SAVR", "Choices": choices, "ChoiceOrder": []any{"4", 1}}),
		question(map[string]any{"DataExportTag": "Q2", "QuestionText": "Which?", "QuestionType": "MC", "Selector": "MAVR", "Choices": choices}),
		question(map[string]any{"DataExportTag": "Q3", "QuestionText": "How?", "QuestionType": "Matrix", "Selector": "Likert",
			"Choices": map[string]any{"1": map[string]any{"Display": "its smell"}}, "Answers": []any{map[string]any{"Display": "No"}, map[string]any{"Display": "Yes"}}}),
		question(map[string]any{"DataExportTag": "Q4", "QuestionText": "Welcome", "QuestionType": "DB", "Selector": "TB"}),
	}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(strings.NewReader(string(text)))
	want := []Question{
		{Code: "Q1", Kind: form.Single, Text: "Where?", Other: true, Options: labels("4", "Work", "1", "Home")},
		{Code: "Q2", Kind: form.Multi, Text: "Which?", Other: true, Options: labels("1", "Home", "4", "Work")},
		{Code: "Q3", Kind: form.Scale, Text: "How?", Lines: labels("1", "its smell"), Options: labels("1", "No", "2", "Yes")},
		{Code: "Q4", Kind: form.Drop, Text: "Welcome"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v, %v\nwant %+v", got, err, want)
	}
}

func TestReadRefuses(t *testing.T) {
	for _, text := range []string{"", "a,b\n1,2\n", "<document></document>", "<html>", "{", `{"SurveyElements": []}`, `{"SurveyElements": [{"Element": "SQ", "Payload": 3}]}`, "class\tname\n"} {
		if got, err := Read(strings.NewReader(text)); err == nil {
			t.Errorf("%q is read as %+v", text, got)
		}
	}
}

func TestApply(t *testing.T) {
	export := "tea. Do you drink tea?,where,where[other],kinds[SQ001]. Which kinds? [Green],kinds_SQ002,like[a],like[b],mail. Your mail\n" +
		"Y,A1,,Y,N,1,3,ada@example.org\nN,A2,,N,Y,2,3,bob@example.org\nY,-oth-,On the train,Y,Y,3,1,eve@example.org\n"
	f, responses := applied(t, export, append(want(), Question{Code: "mail", Kind: form.Text, Text: "Your mail"}))
	if kind := f.Columns[7].Kind; kind != form.Drop {
		t.Errorf("addresses become %s", kind)
	}
	var got []string
	for _, a := range responses[1] {
		c := f.Columns[a.Column]
		got = append(got, c.Question+" "+c.Item+" "+strings.Join(a.Options, ";"))
	}
	want := []string{"tea  No", "where  Work", "kinds Green ", "kinds Black Black", "like its smell So so", "like its colour Yes"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if own := responses[2]; own[1].Options[0] != "Other" || own[2].Other != "On the train" {
		t.Errorf("own words are %+v", own)
	}
}

// applied reads an export by its guessed form, corrected by the structure.
func applied(t *testing.T, export string, questions []Question) (form.Form, []form.Response) {
	t.Helper()
	table, err := sheet.Read(strings.NewReader(export))
	if err != nil {
		t.Fatal(err)
	}
	f, known := Apply(form.Guess(table), table, questions)
	if known == 0 {
		t.Fatal("no column is known")
	}
	responses, err := f.Responses(table)
	if err != nil {
		t.Fatal(err)
	}
	return f, responses
}

// The structures of the real survey fit its exports.
func TestRealStructures(t *testing.T) {
	dir := filepath.Join(realdata.Unpack(t, "survey-ssi-rse-2016-2017-dev"), "survey", "ssi-rse-2016-2017-dev")
	for structure, export := range map[string]string{"uk_core_survey.lss": "2017-uk.csv", "2017-us-limesurvey-structure.tsv": "2017-us.csv"} {
		file, err := os.Open(filepath.Join(dir, structure))
		if err != nil {
			t.Fatal(err)
		}
		questions, err := Read(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		if len(questions) != map[string]int{"uk_core_survey.lss": 59, "2017-us-limesurvey-structure.tsv": 58}[structure] {
			t.Errorf("%s has %d questions", structure, len(questions))
		}
		table, err := sheet.Open(filepath.Join(dir, export))
		if err != nil {
			t.Fatal(err)
		}
		guess := form.Guess(table)
		f, known := Apply(guess, table, questions)
		t.Logf("%s: %d questions, %d of %d columns known", structure, len(questions), known, len(f.Columns))
		if known*10 < len(f.Columns)*7 {
			t.Errorf("%s knows %d of %d columns", structure, known, len(f.Columns))
		}
		if _, err := f.Responses(table); err != nil {
			t.Errorf("%s: %v", structure, err)
		}
	}
}
