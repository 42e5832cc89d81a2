package message

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goldenratio/collectors"
)

// cure is a patch whose id git patch-id --stable gives as cureID.
const (
	cure = `diff --git a/src/a.c b/src/a.c
index 1111111..2222222 100644
--- a/src/a.c
+++ b/src/a.c
@@ -1,6 +1,7 @@ int main(int argc, char **argv, char **environment_that_is_long)
 one
 
-two = 2; // and a comment that goes on for so long that somebody wraps it here
+two = 3; // and a comment that goes on for so long that somebody wraps it here
+twice
 three
 four
 fünf
`
	cureID = "37b08e7fd3e5d3507182aa21e4004dd6594bc689"
)

const footer72 = "_______________________________________________\nList mailing list\nList@lists.example.org\n"

func parsed(t *testing.T, mail string) *collectors.Message {
	t.Helper()
	m, r := Parse([]byte(mail), Options{})
	if r != nil {
		t.Fatal(r)
	}
	return m
}

// A patch keeps its id however the mail carries it.
func TestPatchIDOnTheWay(t *testing.T) {
	head := "From: Ann <ann@example.org>\nSubject: [PATCH] cure\nMIME-Version: 1.0\n"
	plain := head + "Content-Type: text/plain; charset=utf-8\n"
	flowed := strings.NewReplacer("wraps it here", "wraps \nit here", "char **environment", "char \n**environment", "\n ", "\n  ").Replace(cure)
	for name, mail := range map[string]string{
		"plain":     plain + "\nCure.\n---\n a.c | 3 ++-\n\n" + cure,
		"signature": plain + "\n" + cure + "-- \n2.30.2\n",
		"footer":    plain + "\n" + cure + footer72,
		"CRLF":      strings.ReplaceAll(plain+"\n"+cure, "\n", "\r\n"),
		"quoted-printable": plain + "Content-Transfer-Encoding: quoted-printable\n\n" +
			strings.NewReplacer("=", "=3D", "ü", "=C3=BC", "on for so", "on=\n for so").Replace(cure),
		"base64": plain + "Content-Transfer-Encoding: base64\n\n" + base64.StdEncoding.EncodeToString([]byte(cure)) + "\n",
		"latin1": head + "Content-Type: text/plain; charset=iso-8859-1\n\n" + strings.ReplaceAll(cure, "ü", "\xfc"),
		"flowed": head + "Content-Type: text/plain; charset=utf-8; format=flowed\n\n" + flowed,
		"attached": head + "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee.\n--b\nContent-Type: text/x-patch; charset=utf-8\n" +
			"Content-Disposition: attachment; filename=cure.patch\n\n" + cure + "--b--\n",
		"stripped":        plain + "\n" + strings.ReplaceAll(cure, "\n \n", "\n\n"),
		"other context":   plain + "\n" + strings.ReplaceAll(cure, "@@ -1,6 +1,7 @@", "@@ -901,6 +907,7 @@"),
		"below an answer": plain + "\n> Why?\nSo:\n\n" + cure,
	} {
		m := parsed(t, mail)
		if m.Proposal == nil || m.Proposal.PatchID != cureID || slices.Contains(m.Flags, FlagBrokenDiff) {
			t.Errorf("%s: %+v %q", name, m.Proposal, m.Flags)
		}
		if diff := cmp.Diff(collectors.Diffstat{Files: 1, Added: 2, Removed: 1}, m.Diff); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A patch that the mail broke has no id and says so.
func TestBrokenPatch(t *testing.T) {
	for name, diff := range map[string]string{
		"wrapped":          strings.Replace(cure, "wraps it here", "wraps\nit here", 1),
		"wrapped at a +":   strings.Replace(cure, " three\n", " three\n+ more\n", 1),
		"wrapped at a tab": strings.Replace(cure, "twice\n", "twice\n\ttimes\n", 1),
		"cut off":          cure[:strings.Index(cure, " four")],
		"cut by a quote":   strings.Replace(cure, " three\n", "> and?\n three\n", 1),
		"of a merge":       "diff --cc a.c\nindex 1,2..3\n--- a/a.c\n+++ b/a.c\n@@@ -1,2 -1,2 +1,2 @@@\n- x\n -y\n++z\n",
	} {
		m := parsed(t, "Subject: [PATCH] cure\n\n"+diff)
		if m.Proposal == nil || m.Proposal.PatchID != "" || !slices.Contains(m.Flags, FlagBrokenDiff) {
			t.Errorf("%s: %+v %q", name, m.Proposal, m.Flags)
		}
	}
}

func TestProposal(t *testing.T) {
	const object = "0123456789abcdef0123456789abcdef01234567"
	ben := collectors.Alias{Name: "Jörg Ben", Address: "ben@example.org"}
	for name, c := range map[string]struct {
		mail string
		want *collectors.Proposal
	}{
		"no patch":              {"Subject: hello\n\nhi\n", nil},
		"an answer":             {"Subject: Re: [PATCH] cure\n\nThanks.\n", nil},
		"a cover letter":        {"Subject: [PATCH 0/2] cure\n\nCures.\n", &collectors.Proposal{}},
		"without git":           {"Subject: x\n\n--- old/src/a.c\t2020-01-01\n+++ new/src/a.c\t2020-01-02\n@@ -1 +1 @@\n-a\n+b\n", &collectors.Proposal{Paths: []string{"src/a.c"}}},
		"a command":             {"Subject: [PATCH] x\n\nTry this:\ndiff -u a b\nand see.\n", &collectors.Proposal{}},
		"whole":                 {"Subject: [PATCH] x\n\n" + cure, &collectors.Proposal{PatchID: cureID, Paths: []string{"src/a.c"}}},
		"of another":            {"From: Ann <ann@example.org>\nSubject: [PATCH] x\n\nFrom: =?utf-8?q?J=C3=B6rg?= Ben <ben@example.org>\nDate: today\n\nCure.\n", &collectors.Proposal{Author: ben}},
		"of another, Pipermail": {"From: ann at example.org (Ann)\nSubject: [PATCH] x\n\nSubject: y\nFrom: Jörg Ben <ben at example.org>\n\nCure.\n", &collectors.Proposal{Author: ben}},
		"of oneself":            {"From: Jörg Ben <ben@example.org>\nSubject: [PATCH] x\n\nFrom: Jörg Ben <ben@example.org>\n\nCure.\n", &collectors.Proposal{}},
		"From in prose":         {"Subject: [PATCH] x\n\nFrom: here to there\n", &collectors.Proposal{}},
		"From further on":       {"Subject: [PATCH] x\n\nHello,\nFrom: Ben <ben@example.org>\n", &collectors.Proposal{}},
		"From quoted":           {"Subject: [PATCH] x\n\n> Hello,\nFrom: Ben <ben@example.org>\n", &collectors.Proposal{}},
		"b4": {"Subject: [PATCH 0/1] x\n\nCure.\n\n---\nbase-commit: " + object + "\nchange-id: 20220801-cure-it-0a1b2c3d4e5f\n", &collectors.Proposal{
			ChangeID: "20220801-cure-it-0a1b2c3d4e5f", BaseCommit: object,
		}},
		"Gerrit": {"Subject: [PATCH] x\n\nCure.\n\nChange-Id: I" + object + "\nbase-commit: today\n", &collectors.Proposal{}},
	} {
		if diff := cmp.Diff(c.want, parsed(t, c.mail).Proposal, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func TestPaths(t *testing.T) {
	const hunk = "@@ -1 +1 @@\n-a\n+b\n"
	for diff, want := range map[string]string{
		"diff --git a/x y.c b/x y.c\nnew file mode 100644\n":                                                                     "x y.c",
		"diff --git a/x b/x\nold mode 100644\nnew mode 100755\n":                                                                 "x",
		"diff --git x x\n--- x\n+++ x\n" + hunk:                                                                                  "x",
		"diff --git i/x w/x\n--- i/x\n+++ w/x\n" + hunk:                                                                          "x",
		"diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n" + hunk:                                        "new",
		"diff --git a/old b/old\n--- a/old\n+++ /dev/null\n" + hunk:                                                              "old",
		"diff --git a/o/x b/n/x\nsimilarity index 100%\nrename from o/x\nrename to n/x\n":                                        "n/x o/x",
		"diff --git a/o b/n\nsimilarity index 90%\nrename from o\nrename to n\n--- a/o\n+++ b/n\n" + hunk:                        "n o",
		`diff --git "a/gr\303\274n" "b/gr\303\274n"` + "\n--- " + `"a/gr\303\274n"` + "\n+++ " + `"b/gr\303\274n"` + "\n" + hunk: "grün",
		`diff --git "a/\351" "b/\351"` + "\nold mode 100644\n":                                                                   `\351`,
		"diff -urN linux/x.c mine/x.c\n--- linux/x.c\t2020\n+++ mine/x.c\t2020\n" + hunk:                                         "x.c",
		"Index: x.c\n--- x.c\t(revision 1)\n+++ x.c\t(working copy)\n" + hunk:                                                    "x.c",
		"diff --git a/ann@example.org/x b/ann@example.org/x\ndeleted file mode 100644\n":                                         "<address>-438c4c7a/x",
		"diff --git a/x b/x\nBinary files a/x and b/x differ\n":                                                                  "x",
	} {
		if p := parsed(t, "Subject: [PATCH] x\n\n"+diff+"-- \n2.3\n").Proposal; strings.Join(p.Paths, " ") != want {
			t.Errorf("%q touches %q, want %q", diff, p.Paths, want)
		}
	}
}

// A hostile diff costs no more than it may.
func TestPathsAreLimited(t *testing.T) {
	var mail strings.Builder
	mail.WriteString("Subject: [PATCH] x\n\n")
	for i := range 2000 {
		name := strings.Repeat("n", 10+i)
		mail.WriteString("--- a/" + name + "\n+++ b/" + name + "\n@@ -1 +1 @@\n-a\n+b\n")
	}
	p := parsed(t, mail.String()).Proposal
	if len(p.Paths) > maxPaths || slices.ContainsFunc(p.Paths, func(path string) bool { return len(path) > maxPath }) {
		t.Errorf("%d paths", len(p.Paths))
	}
}
