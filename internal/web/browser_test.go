package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// chromium is Debian's. Without it, or without axe-core (npm ci in browser/),
// the tests of this file are skipped, or fail where REQUIRE_SERVERS=1.
const chromium = "/usr/bin/chromium"

func missing(t *testing.T, what string, err error) {
	t.Helper()
	if os.Getenv("REQUIRE_SERVERS") == "1" {
		t.Fatalf("%s: %v", what, err)
	}
	t.Skipf("%s: %v", what, err)
}

// TestBrowser looks at the pages as people do.
func TestBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("takes most of a minute")
	}
	if _, err := os.Stat(chromium); err != nil {
		missing(t, "chromium", err)
	}
	axe, err := os.ReadFile(filepath.Join("browser", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core", err)
	}
	b := visitor{tab: open(t), axe: string(axe) + ";0", at: site(t).URL}
	t.Run("links", b.links)
	t.Run("keyboard", b.keyboard)
	t.Run("print", b.print)
	t.Run("accessible", b.accessible)
	t.Run("without JavaScript", b.withoutJavaScript) // last: it leaves a tab that scripts cannot steer
}

// visitor is one tab of a browser in front of the seeded site.
type visitor struct {
	tab context.Context //nolint:containedctx // chromedp keeps its tabs in contexts
	axe string
	at  string
}

// open starts Chromium and opens a tab.
func open(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(chromium), chromedp.NoSandbox, chromedp.UserDataDir(profile(t)))
	allocator, stop := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	t.Cleanup(stop)
	tab, done := chromedp.NewContext(allocator)
	t.Cleanup(done) // waits for the browser to end, though not for all of its helpers
	if err := chromedp.Run(tab); err != nil {
		t.Fatalf("start %s: %v", chromium, err)
	}
	return tab
}

// act runs actions in the tab, and gives up after a while.
func (v visitor) act(t *testing.T, actions ...chromedp.Action) {
	t.Helper()
	ctx, stop := context.WithTimeout(v.tab, 30*time.Second)
	defer stop()
	if err := chromedp.Run(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// look is one way to see a page.
type look struct {
	name   string
	width  int64
	scheme string
}

func looks() []look {
	return []look{{"wide light", 1280, "light"}, {"phone dark", 360, "dark"}, {"wide dark", 1280, "dark"}, {"phone light", 360, "light"}}
}

func (l look) set() chromedp.Action {
	return chromedp.Tasks{
		emulation.SetDeviceMetricsOverride(l.width, 900, 1, l.width < 500),
		emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: l.scheme}}),
	}
}

// accessible runs axe-core over every kind of page, wide and on a phone, light
// and dark, and checks that no page is wider than its window.
func (v visitor) accessible(t *testing.T) {
	for _, path := range append(append(pages()[:19:19], quarterPages()[:6]...), "/kpi/unknown") {
		v.act(t, chromedp.Navigate(v.at+path), chromedp.Evaluate(v.axe, nil))
		for _, l := range looks() {
			t.Run(path+" "+l.name, func(t *testing.T) {
				var width int64
				v.act(t, l.set(), chromedp.Evaluate(`document.documentElement.scrollWidth`, &width))
				if width > l.width {
					t.Errorf("the page is %d wide in a window of %d", width, l.width)
				}
				v.shoot(t, path+" "+l.name)
				for _, problem := range v.violations(t) {
					t.Error(problem)
				}
			})
		}
	}
}

// violations are what axe-core finds.
func (v visitor) violations(t *testing.T) []string {
	t.Helper()
	var answer string
	v.act(t, chromedp.Evaluate(`axe.run(document, {resultTypes: ['violations']}).then(r => JSON.stringify(r.violations))`,
		&answer, awaitPromise))
	var found []struct {
		ID    string
		Help  string
		Nodes []struct{ HTML, FailureSummary string }
	}
	if err := json.Unmarshal([]byte(answer), &found); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, f := range found {
		all = append(all, fmt.Sprintf("%s: %s: %.300s: %s", f.ID, f.Help, f.Nodes[0].HTML, f.Nodes[0].FailureSummary))
	}
	return all
}

func awaitPromise(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// shoot saves what the browser shows.
func (v visitor) shoot(t *testing.T, name string) {
	t.Helper()
	if os.Getenv("SCREENSHOTS") == "" {
		return
	}
	var picture []byte
	v.act(t, chromedp.FullScreenshot(&picture, 100))
	v.save(t, name+".png", picture)
}

// save keeps a file where SCREENSHOTS names a folder.
func (v visitor) save(t *testing.T, name string, content []byte) {
	t.Helper()
	folder := os.Getenv("SCREENSHOTS")
	if folder == "" {
		return
	}
	file := strings.NewReplacer("/", "_", "?", "_", "&", "_", "%", "_", " ", "-").Replace(name)
	if err := os.WriteFile(filepath.Join(folder, file), content, 0o600); err != nil {
		t.Fatal(err)
	}
}

// withoutJavaScript checks that a page looks the same with scripts off.
func (v visitor) withoutJavaScript(t *testing.T) {
	var with, without []byte
	v.act(t, looks()[0].set(), chromedp.Navigate(v.at+"/board/demo/2020-Q1"), chromedp.CaptureScreenshot(&with))
	v.act(t, emulation.SetScriptExecutionDisabled(true), chromedp.Navigate(v.at+"/"),
		chromedp.Navigate(v.at+"/board/demo/2020-Q1"), chromedp.CaptureScreenshot(&without))
	v.act(t, emulation.SetScriptExecutionDisabled(false))
	if !bytes.Equal(with, without) {
		t.Error("the page looks different without JavaScript")
	}
}

// links goes to the quarter before, and from a finding to its definition.
func (v visitor) links(t *testing.T) {
	var heading string
	var scripts int
	v.act(t, chromedp.Navigate(v.at+"/board/demo/2020-Q1"), chromedp.Click(`a[rel="prev"]`, chromedp.ByQuery),
		chromedp.WaitVisible(`a[rel="next"][href="/board/demo/2020-Q1"]`, chromedp.ByQuery), chromedp.Click(".why", chromedp.ByQuery),
		chromedp.WaitVisible("#definition", chromedp.ByQuery), chromedp.Text("#history", &heading, chromedp.ByQuery),
		chromedp.Evaluate(`document.scripts.length`, &scripts))
	if !strings.Contains(heading, "fourth quarter 2019") || scripts != 0 {
		t.Errorf("heading %q, %d scripts", heading, scripts)
	}
}

// keyboard checks that the first Tab reaches the skip link and that Enter goes
// on to the numbers.
func (v visitor) keyboard(t *testing.T) {
	var first, then string
	v.act(t, chromedp.Navigate(v.at+"/board/demo/2020-Q1"), chromedp.KeyEvent("\t"),
		chromedp.Evaluate(`document.activeElement.className`, &first), chromedp.KeyEvent("\r"),
		chromedp.Evaluate(`document.activeElement.id`, &then))
	if first != "skip" || then != "main" {
		t.Errorf("Tab leads to %q, Enter to %q", first, then)
	}
}

// print makes a PDF of every board: at most five A4 pages.
func (v visitor) print(t *testing.T) {
	for _, path := range pages() {
		if !strings.HasPrefix(path, "/board/") && !strings.HasPrefix(path, "/snapshot/2019") || strings.HasSuffix(path, "/quality") {
			continue
		}
		pdf := v.pdf(t, path)
		count := strings.Count(string(pdf), "/Type /Page\n")
		if !strings.HasPrefix(string(pdf), "%PDF") || count < 1 || count > 5 {
			t.Errorf("%s: %d pages", path, count)
		}
		v.save(t, path+".pdf", pdf)
	}
}

func (v visitor) pdf(t *testing.T, path string) (pdf []byte) {
	t.Helper()
	v.act(t, chromedp.Navigate(v.at+path), chromedp.ActionFunc(func(ctx context.Context) (err error) {
		pdf, _, err = page.PrintToPDF().WithPreferCSSPageSize(true).WithPrintBackground(true).Do(ctx)
		return err
	}))
	return pdf
}

// profile is a folder for the browser's own files. Its helpers may still write
// there for a moment when it has ended, so that removing it is tried again.
func profile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "goldenratio-browser-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for tries := 0; os.RemoveAll(dir) != nil && tries < 50; tries++ {
			time.Sleep(100 * time.Millisecond)
		}
	})
	return dir
}
