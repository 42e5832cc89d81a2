package flow

import "goldenratio/collectors"

// A Batcher gathers what is to be emitted until there is enough of it.
type Batcher struct {
	Limits Limits
	Cursor func() (collectors.Cursor, error) // of the position behind all that was gathered
	Emit   func(collectors.Batch) error

	Batch collectors.Batch // being gathered; its cursor comes last
	bytes int64
}

// Took says that mails of so many bytes were added, and emits the batch where
// it is large enough.
func (b *Batcher) Took(bytes int) error {
	b.bytes += int64(bytes)
	if len(b.Batch.Items) < b.Limits.BatchItems && b.bytes < b.Limits.BatchBytes {
		return nil
	}
	return b.Flush()
}

// Flush emits what was gathered.
func (b *Batcher) Flush() (err error) {
	if b.Batch.Cursor, err = b.Cursor(); err != nil {
		return err
	}
	full := b.Batch
	b.Batch, b.bytes = collectors.Batch{}, 0
	return b.Emit(full)
}
