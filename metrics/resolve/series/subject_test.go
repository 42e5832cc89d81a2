package series

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestParse(t *testing.T) {
	single := Subject{Patch: true, Number: -1, Title: "fix it"}
	with := func(change func(*Subject)) Subject {
		s := single
		change(&s)
		return s
	}
	counted := func(label, number, total int, words ...string) Subject {
		return Subject{Patch: true, Label: label, Number: number, Total: total, Words: words, Title: "fix it"}
	}
	for subject, want := range map[string]Subject{
		"[PATCH] Fix it":                     single,
		"[PATCH]: Fix  it.":                  single,
		"fix it":                             {Number: -1, Title: "fix it"},
		"[PATCHv1 net] fix it":               counted(1, -1, 0, "net"),
		"[PATCH v8 0/<VARIOUS>] fix it":      counted(8, 0, 0),
		"[PATCH RFC] fix it":                 with(func(s *Subject) { s.RFC = true }),
		"[RFC/PATCH] fix it":                 with(func(s *Subject) { s.RFC = true }),
		"[PATCH LIBVIRT v2] fix it":          counted(2, -1, 0, "libvirt"),
		"[PATCH v5 for Xen 4.7 0/4] fix it":  counted(5, 0, 4, "for", "xen", "4.7"),
		"[PATCH, RESEND] fix it":             with(func(s *Subject) { s.Resend = true }),
		"[RESEND PATCH v2 0/9] fix it":       {Patch: true, Resend: true, Label: 2, Total: 9, Title: "fix it"},
		"[PATCH 3/5 v2] fix it":              counted(2, 3, 5),
		"[RFC PATCH v3 00/17] fix it":        {Patch: true, RFC: true, Label: 3, Total: 17, Title: "fix it"},
		"[PATCH RFCv1 0/5] fix it":           {Patch: true, RFC: true, Label: 1, Total: 5, Title: "fix it"},
		"[RFC 1/3] fix it":                   {Patch: true, RFC: true, Number: 1, Total: 3, Title: "fix it"},
		"[RFC] fix it":                       {RFC: true, Number: -1, Title: "fix it"},
		"[PATCH v2.1 4/9] fix it":            with(func(s *Subject) { s.Label, s.Minor, s.Number, s.Total = 2, 1, 4, 9 }),
		"[Xen-devel] [PATCH v2 4/9] fix it":  counted(2, 4, 9, "xen-devel"),
		"[PATCH net-next,v3] fix it":         counted(3, -1, 0, "net-next"),
		"[net,v2,1/2] fix it":                {Label: 2, Number: 1, Total: 2, Words: []string{"net"}, Title: "fix it"},
		"Re: [PATCH v2 0/4] fix it":          {Reply: true, Patch: true, Label: 2, Total: 4, Title: "fix it"},
		"[list] Re: RE: [PATCH] fix it":      {Reply: true, Patch: true, Number: -1, Words: []string{"list"}, Title: "fix it"},
		"[PATCH 2/2 v3] fix it":              counted(3, 2, 2),
		"[PATCH][next] fix it":               counted(0, -1, 0, "next"),
		"[Patch 2/2]: fix it":                counted(0, 2, 2),
		"[PATCH 1 of 2] fix it":              counted(0, 1, 2),
		"[PATCH 3/2] fix it":                 counted(0, 3, 2),
		"[PATCH 0/n] fix it":                 counted(0, 0, 0),
		"[PATCH2] fix it":                    counted(2, -1, 0),
		"[PATCH for-4.13] fix it":            counted(0, -1, 0, "for-4.13"),
		"[PATCH AUTOSEL 4.4 001/174] fix it": counted(0, 1, 174, "autosel", "4.4"),
		"kernel: [PATCH v2] fix it":          {Patch: true, Label: 2, Number: -1, Title: "kernel: fix it"},
		"[GIT PULL] fix it":                  {Pull: true, Number: -1, Words: []string{"git"}, Title: "fix it"},
		"[PULL 1/9] fix it":                  {Pull: true, Number: 1, Total: 9, Title: "fix it"},
		"[PATCH v2 fix it":                   {Number: -1, Title: "[patch v2 fix it"},
		"[PATCH 99999999999999999999/2]":     {Patch: true, Number: -1, Words: []string{"99999999999999999999/2"}},
		"":                                   {Number: -1},
	} {
		if diff := cmp.Diff(want, Parse(subject), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q: -want +got\n%s", subject, diff)
		}
	}
}

func TestVersionBehindTitle(t *testing.T) {
	for subject, want := range map[string]Subject{
		"improve the scheduler v2":               {Number: -1, Label: 2, Title: "improve the scheduler"},
		"[PATCH 0/3] improve the scheduler (v3)": {Patch: true, Label: 3, Total: 3, Title: "improve the scheduler"},
		"[PATCH v4 0/3] support IPv6 v2":         {Patch: true, Label: 4, Total: 3, Title: "support ipv6 v2"},
		"improve":                                {Number: -1, Title: "improve"},
	} {
		got := Parse(subject)
		got.unversioned()
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q: -want +got\n%s", subject, diff)
		}
	}
}

func TestKind(t *testing.T) {
	others := []string{"linux", "qemu"}
	for subject, want := range map[string]Kind{
		"[PATCH] a":                      Change,
		"[PATCH v5 for Xen 4.7 0/4] a":   Change,
		"[PATCH for-4.13 v2] a":          Change,
		"[XEN PATCH v2] a":               Change,
		"[PATCH net-next] a":             Change,
		"[PATCH RFC] a":                  RFC,
		"[PATCH 4.13 1/2] a":             Backport,
		"[PATCH stable] a":               Backport,
		"[PATCH stable-4.12] a":          Backport,
		"[PATCH AUTOSEL 5.10.y 01/12] a": Backport,
		"[PATCH linux-5.4.y] a":          Foreign,
		"[PATCH linux-next] a":           Foreign,
		"[PATCH QEMU v2] a":              Foreign,
		"[QEMU-PATCH RFC 4.2] a":         Foreign,
		"[PATCH LIBVIRT v2] a":           Change,
	} {
		s := Parse(subject)
		if got := s.kind(others); got != want {
			t.Errorf("%q is %v, want %v", subject, got, want)
		}
	}
}

// FuzzParse makes sure that no subject does harm.
func FuzzParse(f *testing.F) {
	for _, subject := range []string{"[PATCH v2.1 3/5] a: b", "Re: [list] [RFC/PATCH 0/<VARIOUS>] a v2", "[[PATCH] x", "[PATCH 1 of", "İİİİİİİİ [patch]", "回复：[补丁]", "[PATCH v999999999999 -1/2]"} {
		f.Add(subject)
	}
	f.Fuzz(func(t *testing.T, subject string) {
		s := Parse(subject)
		if s.Number < -1 || s.Number > 65535 || s.Total < 0 || s.Total > 65535 || s.Label < 0 || s.Label > 255 {
			t.Errorf("%q: %+v", subject, s)
		}
		if s.kind([]string{"qemu"}) > Foreign {
			t.Errorf("%q has no kind", subject)
		}
		if fold(s.Title) != s.Title {
			t.Errorf("%q has the title %q", subject, s.Title)
		}
		s.unversioned()
	})
}
