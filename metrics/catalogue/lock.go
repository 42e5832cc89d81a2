package catalogue

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Hash names what a KPI computes: all that runs, the SQL functions included, and
// the lines of its header that change values.
func (k *KPI) Hash() string {
	texts := []string{k.Unit, string(k.Kind), joined(k.Needs, ","), string(k.Looks), normalise(k.SQL)}
	sum := sha256.Sum256([]byte(strings.Join(append(texts, k.functions...), "\n")))
	return hex.EncodeToString(sum[:16])
}

// Hash names a whole catalogue, versions included.
func Hash(kpis []KPI) string {
	sum := sha256.Sum256(Lock(kpis))
	return hex.EncodeToString(sum[:16])
}

// Lock is the text of versions.lock: a line per KPI with its id, its version
// and the hash of what it computes.
func Lock(kpis []KPI) []byte {
	var text bytes.Buffer
	for i := range kpis {
		fmt.Fprintf(&text, "%s %d %s\n", kpis[i].ID, kpis[i].Version, kpis[i].Hash())
	}
	return text.Bytes()
}

// CheckLock finds the KPIs that compute something else than an earlier lock
// says of the same version.
func CheckLock(kpis []KPI, lock []byte) error {
	locked := make(map[string]string)
	for line := range strings.Lines(string(lock)) {
		var id, hash string
		var version uint16
		if _, err := fmt.Sscan(line, &id, &version, &hash); err != nil {
			return fmt.Errorf("versions.lock: line %q: %w", strings.TrimSpace(line), err)
		}
		locked[fmt.Sprint(id, " ", version)] = hash
	}
	for i := range kpis {
		k := &kpis[i]
		if hash, ok := locked[fmt.Sprint(k.ID, " ", k.Version)]; ok && hash != k.Hash() {
			return fmt.Errorf("%s computes something else than before: raise its version from %d", k.ID, k.Version)
		}
	}
	return nil
}
