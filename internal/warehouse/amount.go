package warehouse

// An Amount is a number of a result with its limits. Rows embed it. Nil: there
// is none.
type Amount struct {
	Value *float64 `ch:"value"`
	Lower *float64 `ch:"lower"`
	Upper *float64 `ch:"upper"`
}
