// Package outbox gathers what collectors of services find, and sends it in batches.
package outbox

import "goldenratio/collectors"

// A Box gathers what a run has found and sends it in batches.
type Box struct {
	Emit   func(collectors.Batch) error
	Cursor func() (collectors.Cursor, error) // of what was read whole
	Limit  int                               // items a batch

	Batch collectors.Batch // that is gathered
}

// Add puts an item into the batch, and sends it when it is full. Its cursor is
// that of what was read whole: where the items of one thing fill several batches,
// it is read again if it is interrupted.
func (o *Box) Add(item collectors.Item) error {
	o.Batch.Items = append(o.Batch.Items, item)
	if len(o.Batch.Items) < o.Limit {
		return nil
	}
	return o.Flush()
}

// Flush sends the batch.
func (o *Box) Flush() (err error) {
	if o.Batch.Cursor, err = o.Cursor(); err != nil {
		return err
	}
	if err := o.Emit(o.Batch); err != nil {
		return &EmitError{err}
	}
	o.Batch = collectors.Batch{}
	return nil
}

// An EmitError is one of the warehouse, not of the source.
type EmitError struct{ error }

func (e *EmitError) Unwrap() error { return e.error }
