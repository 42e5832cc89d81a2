package evaluate

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestRunTasks runs tasks that take as many seconds as their names have letters.
func TestRunTasks(t *testing.T) {
	broken := errors.New("broken")
	for _, test := range []struct {
		name, tasks string // name:after,after; ! fails
		want        []string
		seconds     int
		err         string
	}{
		{"none", "", nil, 0, ""},
		{"one after the other", "a b:a c:b", []string{"a", "b", "c"}, 3, ""},
		{"two at a time", "aaa b c dd", []string{"b", "c", "aaa", "dd"}, 4, ""},
		{"whoever is ready first", "a bbbb:a c:bbbb dd e f", []string{"a", "dd", "e", "f", "bbbb", "c"}, 6, ""},
		{"a failure", "a!:b b c:a!", []string{"b"}, 3, "broken"},
		{"those that run end", "a! bbb c", nil, 2, "broken"},
		{"never made", "a b:z", []string{"a"}, 1, "make b"},
	} {
		synctest.Test(t, func(t *testing.T) {
			var tasks []task
			for _, field := range strings.Fields(test.tasks) {
				name, after, _ := strings.Cut(field, ":")
				tasks = append(tasks, task{name, strings.FieldsFunc(after, func(c rune) bool { return c == ',' }), func(ctx context.Context) error {
					select {
					case <-ctx.Done():
						return ctx.Err()
					case <-time.After(time.Duration(len(name)) * time.Second):
					}
					if strings.HasSuffix(name, "!") {
						return broken
					}
					return nil
				}})
			}
			var got []string
			start := time.Now()
			err := runTasks(t.Context(), tasks, 2, func(name string) { got = append(got, name) })
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("%s: %v, want %q", test.name, err, test.err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("%s: -want +got:\n%s", test.name, diff)
			}
			if took := int(time.Since(start).Seconds()); took != test.seconds {
				t.Errorf("%s took %d s, want %d", test.name, took, test.seconds)
			}
		})
	}
}
