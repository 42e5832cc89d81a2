package catalogue

import (
	"errors"
	"io/fs"
)

// A builder makes whole statements of what the files of KPIs say.
type builder struct {
	relations map[string]relation
	functions map[string]string
}

func newBuilder(files fs.FS) (builder, error) {
	functions, err := Functions()
	if err != nil {
		return builder{}, err
	}
	shared, err := relations(files)
	return builder{shared, functions}, err
}

// complete turns the text of a query.sql into what it means and what runs, and
// refuses what no definition may hold.
func (b builder) complete(k *KPI) error {
	own := free{observations: k.SQL}
	var err error
	if k.Kind == Level || k.Kind == Table {
		if own, err = cut(k.SQL); err != nil {
			return err
		}
	}
	if k.columns, err = columnsOf(own.observations); err != nil {
		return err
	}
	s, err := k.shape()
	if err != nil {
		return err
	}
	if err := k.check(s); err != nil {
		return err
	}
	if k.Observations, k.SQL, err = b.text(k, s, own, everywhere); err != nil {
		return err
	}
	if _, k.Run, err = b.text(k, s, own, unkept); err != nil {
		return err
	}
	k.Reads = b.kept(own.observations)
	if clocks.MatchString(normalise(k.SQL)) {
		return errors.New("a definition must not ask the clock or for randomness")
	}
	if k.Gives, err = columnsOf(k.SQL); err != nil {
		return err
	}
	if err := k.fits(); err != nil {
		return err
	}
	k.functions, err = uses(k.SQL, b.functions)
	return err
}

// text is the query of the observations and the whole statement, which hold the
// chosen relations.
func (b builder) text(k *KPI, s shape, own free, chosen func(relation) bool) (observations, statement string, err error) {
	counted := expand(own.observations, b.relations, chosen)
	observations = counted
	if k.Apart {
		if observations, err = k.apart(counted); err != nil {
			return "", "", err
		}
		if k.Place() != ByDay || s.file == "" {
			counted = observations // else what is gathered tells them apart
		}
	}
	if k.crowded() {
		if observations, err = k.unfold(own.observations); err != nil {
			return "", "", err
		}
		observations = expand(observations, b.relations, chosen)
	}
	statement, err = k.statement(s, own, counted)
	return observations, statement, err
}
