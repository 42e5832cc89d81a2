package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestSurveyPages(t *testing.T) {
	at := site(t).URL
	for path, want := range map[string]string{
		"/surveys/club-survey":                                        "",
		"/surveys/club-survey/latest":                                 "",
		"/surveys/club-survey/2019-05":                                "text/html; charset=utf-8",
		"/surveys/club-survey/2019-05.json":                           "application/json",
		"/surveys/club-survey/2019-05.csv":                            "text/csv; charset=utf-8",
		"/surveys/club-survey/2019-05.xlsx":                           "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"/surveys/club-survey/2019-05/features.svg":                   "image/svg+xml",
		"/surveys/club-survey/2019-05/content.png?item=Documentation": "image/png",
	} {
		response, body := get(t, at+path)
		switch kind := response.Header.Get("Content-Type"); {
		case want == "" && response.Header.Get("Location") != "/surveys/club-survey/2019-05":
			t.Errorf("%s leads to %q", path, response.Header.Get("Location"))
		case want != "" && (response.StatusCode != http.StatusOK || kind != want || body == ""):
			t.Errorf("%s: %s %s, %d bytes", path, response.Status, kind, len(body))
		}
	}
	for _, path := range []string{"/surveys/nobody", "/surveys/club-survey/1999", "/surveys/club-survey/2019-05/nothing.svg", "/surveys/club-survey/2019-05/features.bmp", "/surveys/club-survey/2019-05?by=wishes"} {
		if response, _ := get(t, at+path); response.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, response.Status)
		}
	}
	_, page := get(t, at+"/surveys/club-survey/2019-05")
	for _, want := range []string{"rose from 42.5", "hidden: few people", "Not shown:", `class="likert"`, `class="chart trend"`, "&lt;script&gt;"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}
