package resolve

import (
	"context"
	"fmt"

	"goldenratio/internal/warehouse"
	"goldenratio/metrics/resolve/question"
)

// questions finds those that are asked again and writes them to
// resolve_questions. messages stand.
func (b builder) questions(ctx context.Context) error {
	if err := b.run(ctx, "create_questions"); err != nil {
		return err
	}
	type row struct {
		ID     uint64 `ch:"id"`
		Date   uint32 `ch:"date"`
		Sketch string `ch:"sketch"`
	}
	var all []question.Question
	err := warehouse.Each(ctx, b.conn, statement("read_questions"), b.params, func(r *row) error {
		all = append(all, question.Question{ID: r.ID, Date: r.Date, Sketch: r.Sketch})
		return nil
	})
	if err != nil {
		return fmt.Errorf("read questions: %w", err)
	}
	if len(all) == 0 {
		return nil
	}
	ids := make([]uint64, len(all))
	for i := range all {
		ids[i] = all[i].ID
	}
	if err := warehouse.InsertColumns(ctx, b.conn, statement("insert_questions"), ids, question.Group(all)); err != nil {
		return fmt.Errorf("write questions: %w", err)
	}
	return nil
}
