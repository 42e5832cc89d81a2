package disclosure

// Counts are how many chose each option, own words last, before anything is hidden.
func (l *Line) Counts() []int { return l.counts() }
