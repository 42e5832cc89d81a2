package sample

// close writes the rows of the open quarter that are known at its end.
func (t *tally) close() {
	for _, scope := range scopes() {
		if scope != scopeTools {
			t.closeMail(scope)
		}
		t.closeCode(scope)
		t.closePeople(scope)
		t.closeFirms(scope)
	}
}

// each writes one row, from the number that each way of counting gives.
func (t *tally) each(scope, kpi, stat string, number func(way int, b *book) Number) {
	t.row(scope, kpi, stat, "", t.quarter, func(way int) Number { return number(way, t.books[way][scope]) })
}

func (t *tally) row(scope, kpi, stat, member string, quarter int, number func(way int) Number) {
	r := Row{Quarter: t.cal.label(quarter), Scope: scope, KPI: kpi, Stat: stat, Member: member, Address: number(byAddress)}
	if p := number(byPerson); !same(p, r.Address) {
		r.Person = &p
	}
	t.truth.Rows = append(t.truth.Rows, r)
}

func (t *tally) closeMail(scope string) {
	t.each(scope, "mail_messages", "value", func(_ int, b *book) Number { return whole(b.messages) })
	for _, list := range []string{listDevel, listUsers} {
		if scope == scopeHyper && list == listUsers {
			continue
		}
		t.row(scope, "mail_messages", "value", list, t.quarter, func(way int) Number {
			return whole(t.books[way][scope].listMessages[list])
		})
	}
	t.each(scope, "mail_senders", "value", func(_ int, b *book) Number { return whole(len(b.sent)) })
	t.each(scope, "mail_threads_started", "value", func(_ int, b *book) Number { return whole(b.started) })
	t.each(scope, "mail_new_senders", "value", func(_ int, b *book) Number { return t.ever(b.newSenders) })
	t.each(scope, "mail_absence_factor", "value", func(_ int, b *book) Number { return measured(absence(b.sent), b.messages) })
}

func (t *tally) closeCode(scope string) {
	t.each(scope, "code_commits", "value", func(_ int, b *book) Number { return whole(b.commits) })
	t.each(scope, "code_authors", "value", func(_ int, b *book) Number { return whole(len(b.credits)) })
	t.each(scope, "code_lines_added", "value", func(_ int, b *book) Number { return whole(b.added) })
	t.each(scope, "code_lines_removed", "value", func(_ int, b *book) Number { return whole(b.removed) })
	t.each(scope, "code_author_lag", "value", func(_ int, b *book) Number { return measured(middle(b.lags), len(b.lags)) })
	t.each(scope, "code_absence_factor", "value", func(_ int, b *book) Number {
		all := 0
		for _, n := range b.credits {
			all += n
		}
		return measured(absence(b.credits), all)
	})
	t.each(scope, "review_covered_share", "value", func(_ int, b *book) Number { return ratio(b.covered, b.commits) })
}

func (t *tally) closePeople(scope string) {
	t.each(scope, "people_active", "value", func(_ int, b *book) Number { return whole(len(b.active)) })
	t.each(scope, "people_new", "value", func(_ int, b *book) Number { return t.ever(b.newcomers) })
	t.each(scope, "people_retention", "value", func(_ int, b *book) Number {
		if t.quarter == 0 {
			return Number{}
		}
		return ratio(b.retained())
	})
}

// ever is NULL at the left edge: in its first year nobody knows who is new.
func (t *tally) ever(n int) Number {
	if t.quarter < 4 {
		return Number{}
	}
	return whole(n)
}

// finish closes what is open and adds the rows that need the whole sample.
func (t *tally) finish() {
	t.reach(t.cal.bounds[t.cal.quarters()])
	for q := range t.cal.quarters() {
		for _, scope := range []string{scopeRoot, scopeHyper} {
			t.answers(q, scope)
			t.releases(q, scope)
			t.dates(q, scope)
			t.reviews(q, scope)
		}
	}
}
