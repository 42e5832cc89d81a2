package dashboards

import (
	"fmt"

	"goldenratio/metrics/catalogue"
)

// Files are all dashboards and rules by the name of their file in this folder.
func Files(kpis []catalogue.KPI) (map[string][]byte, error) {
	files := map[string][]byte{}
	draw := func(name string, how func(*drawer) dashboard) error {
		d := &drawer{}
		drawn := how(d)
		if d.err != nil {
			return fmt.Errorf("draw dashboard %s: %w", name, d.err)
		}
		text, err := encode(drawn)
		files["json/"+name+".json"] = text
		return err
	}
	if err := draw("board", func(d *drawer) dashboard { return board(d, kpis) }); err != nil {
		return nil, err
	}
	if err := draw("pipeline", pipeline); err != nil {
		return nil, err
	}
	for _, s := range shelves(kpis) {
		if err := draw(s.slug(), func(d *drawer) dashboard { return s.draw(d, kpis) }); err != nil {
			return nil, err
		}
	}
	rules, err := encodeRules(alerts())
	files["alerts.yaml"] = rules
	return files, err
}
