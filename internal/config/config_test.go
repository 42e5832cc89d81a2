package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goldenratio/collectors"
)

type fakeOptions struct {
	Paths []string `yaml:"paths"`
}

func (o *fakeOptions) Check() error {
	if len(o.Paths) == 0 {
		return errors.New("no paths")
	}
	return nil
}

func fakeTypes() []collectors.Type {
	options := func() any { return &fakeOptions{} }
	return []collectors.Type{
		{Name: "mbox", Kind: collectors.Mail, Options: options},
		{Name: "git", Kind: collectors.Code, Options: options},
	}
}

const good = `
data: store
calendar: {year_starts: 4, holidays: [2020-12-25]}
scopes:
  - {id: xen, title: Xen Project, releases: 'RELEASE-*'}
  - {id: xen/xapi}
lists: [{id: devel, scope: xen, addresses: [devel@lists.example.org]}]
sources:
  - {id: archive, type: mbox, list: devel, paths: ['a/*.mbox']}
  - {id: sm, type: git, scope: xen/xapi, paths: [sm]}
`

func TestParse(t *testing.T) {
	c, err := Parse([]byte(good), fakeTypes())
	if err != nil {
		t.Fatal(err)
	}
	if c.Data != "store" || c.KeyFile != "golden.key" || c.Calendar.YearStarts != 4 || c.Calendar.Holidays[0].Day() != 25 {
		t.Errorf("read %+v", c)
	}
	mail, code := c.Sources[0], c.Sources[1]
	if mail.Scope != "xen" || mail.Member() != "devel" || !cmp.Equal(mail.Options, &fakeOptions{Paths: []string{"a/*.mbox"}}) {
		t.Errorf("mail source %+v", mail)
	}
	if code.Member() != "sm" || !cmp.Equal(c.Ancestors(code.Scope), []string{"xen", "xen/xapi"}) {
		t.Errorf("code source %+v", code)
	}
	if c.Scopes[1].Title != "xen/xapi" || c.Lists[0].Kind != "developers" {
		t.Errorf("defaults %+v %+v", c.Scopes[1], c.Lists[0])
	}
}

func TestParseSaysWhatIsWrongAndWhere(t *testing.T) {
	for name, tc := range map[string]struct{ edit, want string }{
		"unknown key":           {"dat: x\n" + good, `line 1: unknown field "dat"`},
		"unknown option":        {good + "  - {id: b, type: git, scope: xen, path: x}\n", `line 11: unknown field "path"`},
		"unknown type":          {good + "  - {id: b, type: svn, scope: xen}\n", `line 11: source "b" has the unknown type "svn"; there are mbox, git`},
		"unknown scope":         {good + "  - {id: b, type: git, scope: qubes, paths: [x]}\n", `source "b": scope "qubes" is not among`},
		"unknown list":          {good + "  - {id: b, type: mbox, list: users, paths: [x]}\n", `line 11: source "b": list "users" is not among`},
		"twice":                 {good + "  - {id: sm, type: git, scope: xen, paths: [x]}\n", `line 11: source "sm" is there twice`},
		"hostile id":            {good + "  - {id: '../x', type: git, scope: xen, paths: [x]}\n", `an id is made of small letters`},
		"no scopes":             {"data: x\n", "no scopes"},
		"bad day":               {strings.Replace(good, "2020-12-25", "25.12.", 1), "is no day"},
		"bad month":             {strings.Replace(good, "year_starts: 4", "year_starts: 13", 1), "not a month"},
		"empty":                 {" \n", "the file is empty"},
		"bad pattern":           {strings.Replace(good, "RELEASE-*", "^([", 1), `scope "xen": releases: error parsing regexp`},
		"bad options":           {good + "  - {id: b, type: git, scope: xen}\n", `line 11: source "b": no paths`},
		"not YAML":              {"data: [", ""},
		"source is no map":      {good + "  - just text\n", "line 11: a source is a mapping"},
		"secret in the file":    {good + "clickhouse: {address: 'http://x', password: hunter2}\n", "a secret is written as ${NAME}"},
		"missing secret":        {good + "clickhouse: {address: 'http://x', password: '${GOLDEN_NO_SUCH}'}\n", "the environment has no GOLDEN_NO_SUCH"},
		"code source with list": {good + "  - {id: b, type: git, scope: xen, list: devel, paths: [x]}\n", "a git source has no list"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse([]byte(tc.edit), fakeTypes())
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want it to say %q", err, tc.want)
			}
		})
	}
}

func TestLoadAndKey(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "goldenratio.yaml")
	if _, err := Load(path, fakeTypes()); err == nil || !strings.Contains(err.Error(), "goldenratio init") {
		t.Errorf("missing file: %v", err)
	}
	if err := os.WriteFile(path, []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path, fakeTypes())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Key(); err == nil || !strings.Contains(err.Error(), "backup") {
		t.Errorf("missing key: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "golden.key"), []byte(strings.Repeat("ab", 32)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if key, err := c.Key(); err != nil || len(key) != 32 {
		t.Errorf("key %x, %v", key, err)
	}
}
