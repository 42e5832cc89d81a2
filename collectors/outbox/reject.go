package outbox

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"goldenratio/collectors"
)

// Reject makes an item of an object that cannot be read. reason is a constant
// phrase; err says what was found.
func Reject(origin, reason string, err error, raw []byte) collectors.Item {
	return collectors.Item{Origin: origin, Reject: &collectors.Reject{
		Reason: reason, Detail: err.Error(), Bytes: slices.Clone(raw[:min(len(raw), collectors.MaxRejectBytes)]),
	}}
}

// Digest names what has no name of its own.
func Digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:8])
}
