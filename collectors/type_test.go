package collectors

import "testing"

type dumped bool

func (d dumped) Offline() bool { return bool(d) }

// Who asks no service needs no trial against it.
func TestUntriedWith(t *testing.T) {
	for options, want := range map[any]bool{nil: true, dumped(false): true, dumped(true): false} {
		if got := (Type{Untried: true}).UntriedWith(options); got != want {
			t.Errorf("%v: %t", options, got)
		}
	}
	if (Type{}).UntriedWith(dumped(false)) {
		t.Error("a type that was tried is untried")
	}
}
