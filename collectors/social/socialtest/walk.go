package socialtest

import (
	"encoding/json"
	"maps"
	"testing"
)

// Walk calls look with every object anywhere in a text of JSON: with the name of the
// field that it stands in, alone or in a list, with its own text, and with its fields
// but for those that are null. A test that counts so knows nothing of the types that
// it checks.
func Walk(t testing.TB, text []byte, look func(field string, raw json.RawMessage, fields map[string]json.RawMessage)) {
	t.Helper()
	if !json.Valid(text) {
		t.Fatalf("no JSON: %.300q", text)
	}
	walk("", text, look)
}

func walk(field string, raw json.RawMessage, look func(string, json.RawMessage, map[string]json.RawMessage)) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, one := range list {
			walk(field, one, look)
		}
		return
	}
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return
	}
	maps.DeleteFunc(fields, func(_ string, value json.RawMessage) bool { return string(value) == "null" })
	look(field, raw, fields)
	for name, one := range fields {
		walk(name, one, look)
	}
}
