package structure

import (
	"reflect"
	"strings"
	"testing"

	"goldenratio/collectors/survey/form"
)

// The same dictionary as a table and in JSON.
func TestDictionaries(t *testing.T) {
	want := []Question{
		{Code: "s1", Text: "Do you drink tea?", Kind: form.Single, Options: labels("1", "Yes, often", "2", "No")},
		{Code: "s2", Text: "Which kinds?", Kind: form.Multi, Options: labels("Green", "Green", "Black tea", "Black tea")},
		{Code: "s3", Text: "How many cups?"},
	}
	for name, text := range map[string]string{
		"table":   "Column,Question,Type,Options\ns1,Do you drink tea?,radio,\"1, Yes, often | 2, No\"\ns2,<b>Which</b> kinds?,multi,\"Green\nBlack tea\"\ns3,How many cups?,,\n,a heading,,\n",
		"signs":   "code;label;kind;values\ns1;Do you drink tea?;Single;\"1 = Yes, often; 2=No\"\ns2;Which kinds?;checkbox;Green|Black tea\ns3;How many cups?;;\n",
		"objects": `{"s1": {"text": "Do you drink tea?", "type": "single", "options": {"1": "Yes, often", "2": "No"}}, "s2": {"question": "Which kinds?", "type": "multi", "choices": ["Green", "Black tea"]}, "s3": "How many cups?"}`,
	} {
		got, err := Read(strings.NewReader(text))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\ngot  %+v, %v\nwant %+v", name, got, err, want)
		}
	}
	for _, bad := range []string{"column,question,type\ns1,Do you?,seldom\n", `{"s1": 3}`, `{"s1": {"options": 3}}`, `{"s1": {"options": {"1": 2}}}`, `{"s1"`, `{"s1": "x"`} {
		if got, err := Read(strings.NewReader(bad)); err == nil {
			t.Errorf("%q is read as %+v", bad, got)
		}
	}
}

// What the dictionary leaves open is as it was guessed; headers that are codes get
// their question's words.
func TestApplyDictionary(t *testing.T) {
	questions, err := Read(strings.NewReader("column,question,type,options\ns1,Do you drink tea?,single,1=Yes; 2=No\ns3,How many cups?,,\n"))
	if err != nil {
		t.Fatal(err)
	}
	f, responses := applied(t, "s1,s3\n1,4\n2,12\n1,7\n"+strings.Repeat("2,3\n1,25\n2,40\n1,8\n2,17\n", 6), questions)
	for i, want := range []struct {
		kind form.Kind
		text string
	}{{form.Single, "Do you drink tea?"}, {form.Number, "How many cups?"}} {
		if c := f.Columns[i]; c.Kind != want.kind || c.Text != want.text {
			t.Errorf("column %d is %+v", i, c)
		}
	}
	if got := responses[1][0].Options; !reflect.DeepEqual(got, []string{"No"}) {
		t.Errorf("the second answers %q", got)
	}
}
