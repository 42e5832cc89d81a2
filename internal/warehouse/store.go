package warehouse

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"path/filepath"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"goldenratio/internal/warehouse/engine"
)

// Options say how the store is run.
type Options struct {
	// Engine runs the store inside a data directory, unless Server is set.
	Engine engine.Options
	// Server is a ClickHouse elsewhere: clickhouse://host:9000, clickhouses://
	// with TLS, or http(s)://host:8123.
	Server         string
	User, Password string
	// Reader is a user of the server that may only read; empty: User reads too.
	Reader, ReaderPassword string

	// Key makes alias ids. Another key makes other ids: it belongs to the store.
	Key []byte
	// Locks is the folder of the sources' locks.
	Locks string
	// LoadRows is how many rows of a table make a load; 0: as many as are good
	// for the engine.
	LoadRows int
	Now      func() time.Time
	Log      *slog.Logger
}

// A Store is an open warehouse. Its methods are safe for use by several
// goroutines.
type Store struct {
	// Conn is a pool of connections with all rights.
	Conn driver.Conn

	quiet   quietRuns
	lease   *engine.Lease // nil for a server
	address string        // of a server
	owner   clickhouse.Options
	reader  clickhouse.Options
	key     []byte
	locks   string
	rows    int // of a load
	now     func() time.Time
	log     *slog.Logger
}

// Open connects to the store, starting the engine where that is needed, and
// makes the tables of a new one.
func Open(ctx context.Context, o Options) (*Store, error) {
	s, err := dial(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	if err := ensureSchema(ctx, s.Conn, s.key); err != nil {
		return nil, errors.Join(fmt.Errorf("open store: %w", err), s.Close(ctx))
	}
	return s, nil
}

// dial is Open without the schema.
func dial(ctx context.Context, o Options) (*Store, error) {
	if len(o.Key) < 16 {
		return nil, errors.New("the key has fewer than 16 bytes")
	}
	s := &Store{address: o.Server, key: o.Key, locks: o.Locks, rows: cmp.Or(o.LoadRows, loadRows), now: o.Now, log: o.Log}
	if s.locks == "" {
		s.locks = filepath.Join(o.Engine.Data, "locks")
	}
	connect := s.embedded
	if o.Server != "" {
		connect = s.server
	}
	owner, err := connect(ctx, o)
	if err != nil {
		return nil, err
	}
	s.owner = *owner
	if s.Conn, err = s.Database("default"); err != nil {
		return nil, errors.Join(err, s.Close(ctx))
	}
	return s, nil
}

// embedded takes part in the engine of a data directory: the first process
// owns it, the others attach.
func (s *Store) embedded(ctx context.Context, o Options) (*clickhouse.Options, error) {
	lease, err := engine.Acquire(ctx, o.Engine)
	if err != nil {
		return nil, err
	}
	s.lease = lease
	at, err := lease.Endpoint(ctx)
	if err != nil {
		return nil, errors.Join(err, lease.Close(ctx))
	}
	dialled := func(user, password string) *clickhouse.Options {
		co := options([]string{"engine"}, user, password)
		co.DialContext = func(ctx context.Context, _ string) (net.Conn, error) { return lease.Dial(ctx, "") }
		return co
	}
	s.reader = *dialled(at.Reader, at.ReaderPassword)
	return dialled(at.User, at.Password), nil
}

// server connects to a ClickHouse that somebody else runs.
func (s *Store) server(_ context.Context, o Options) (*clickhouse.Options, error) {
	at, err := url.Parse(o.Server)
	if err != nil {
		return nil, fmt.Errorf("read server's address: %w", err)
	}
	co := options([]string{at.Host}, o.User, o.Password)
	switch at.Scheme {
	case "clickhouse":
	case "clickhouses":
		co.TLS = &tls.Config{MinVersion: tls.VersionTLS12, ServerName: at.Hostname()}
	case "http":
		co.Protocol = clickhouse.HTTP
	case "https":
		co.Protocol = clickhouse.HTTP
		co.TLS = &tls.Config{MinVersion: tls.VersionTLS12, ServerName: at.Hostname()}
	default:
		return nil, fmt.Errorf("server's address %q: the scheme is none of clickhouse, clickhouses, http, https", at.Redacted())
	}
	s.reader = *co
	if o.Reader != "" {
		s.reader.Auth.Username, s.reader.Auth.Password = o.Reader, o.ReaderPassword
	}
	return co, nil
}

// connections is the size of a pool: a run inserts several tables at once, and
// several sources run.
const connections = 8

// options are those of every connection: no compression on a local socket, and
// one time zone.
func options(addresses []string, user, password string) *clickhouse.Options {
	return &clickhouse.Options{
		Addr:         addresses,
		Auth:         clickhouse.Auth{Database: "default", Username: user, Password: password},
		Settings:     clickhouse.Settings{"session_timezone": "UTC"},
		MaxOpenConns: connections,
		MaxIdleConns: 4,
		DialTimeout:  10 * time.Second,
		ReadTimeout:  30 * time.Minute,
	}
}

// Database opens connections with all rights whose unqualified tables are those
// of a database, which need not exist yet.
func (s *Store) Database(name string) (driver.Conn, error) {
	co := s.owner
	co.Auth.Database = name
	return clickhouse.Open(&co)
}

// Locks that are no source's: ids of sources have no NUL.
const (
	lockOfCompute    = "\x00compute"
	lockOfDimensions = "\x00dimensions"
)

// LockCompute keeps computes of a store apart: one at a time, in any process of
// this machine. The lock ends with release or with the process.
func (s *Store) LockCompute() (release func(), err error) {
	lock, err := lockSource(s.locks, lockOfCompute)
	if errors.Is(err, ErrRunning) {
		return nil, errors.New("another compute is under way")
	}
	if err != nil {
		return nil, err
	}
	return lock.release, nil
}

// LockDimensions keeps others from replacing dimensions, and waits for those who
// do.
func (s *Store) LockDimensions(ctx context.Context) (release func(), err error) {
	lock, err := await(ctx, s.locks, lockOfDimensions)
	if err != nil {
		return nil, fmt.Errorf("lock dimensions: %w", err)
	}
	return lock.release, nil
}

// LockSources keeps runs of sources away, or fails with ErrRunning while one of
// them is under way.
func (s *Store) LockSources(sources []string) (release func(), err error) {
	var locks []*sourceLock
	release = func() {
		for _, lock := range locks {
			lock.release()
		}
	}
	for _, source := range sources {
		lock, err := lockSource(s.locks, source)
		if err != nil {
			release()
			return nil, fmt.Errorf("lock %s: %w", source, err)
		}
		locks = append(locks, lock)
	}
	return release, nil
}

// Reader opens a connection with an analyst's rights: SELECT on the public
// database within limits. On a server it is the configured user.
func (s *Store) Reader() (driver.Conn, error) {
	co := s.reader
	co.Auth.Database = "golden"
	co.Settings = nil // a reader may not change them
	return clickhouse.Open(&co)
}

// Owner reports whether this process runs the engine.
func (s *Store) Owner() bool { return s.lease != nil && s.lease.Owner() }

// Close lets go of the store; an owner ends its engine once others are done.
func (s *Store) Close(ctx context.Context) error {
	var errs []error
	if s.Conn != nil {
		errs = append(errs, s.Conn.Close())
	}
	if s.lease != nil {
		errs = append(errs, s.lease.Close(ctx))
	}
	return errors.Join(errs...)
}
