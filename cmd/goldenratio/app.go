package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"goldenratio/collectors/all"
	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/engine"
	"goldenratio/metrics/catalogue"
)

// closing is how long the store may take to close after Ctrl-C.
const closing = 30 * time.Second

// An app is what all commands share.
type app struct {
	*commands
	stdout, stderr io.Writer
	now            func() time.Time
	log            *slog.Logger
}

// config reads the community's configuration.
func (a *app) config() (*config.Config, error) {
	c, err := config.Load(a.Config, all.Types())
	if err != nil {
		return nil, err
	}
	kpis, err := catalogue.Load(catalogue.Files)
	if err != nil {
		return nil, err
	}
	if err := checkTargets(c, kpis); err != nil {
		return nil, fmt.Errorf("%s: %w", a.Config, err)
	}
	return c, nil
}

// withStore runs do with the store open, and closes it whatever happens.
func (a *app) withStore(ctx context.Context, do func(*config.Config, *warehouse.Store) error) error {
	c, err := a.config()
	if err != nil {
		return err
	}
	options, err := a.storeOptions(c)
	if err != nil {
		return err
	}
	store, err := warehouse.Open(ctx, options)
	if err != nil {
		return err
	}
	err = do(c, store)
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), closing)
	defer cancel()
	return errors.Join(err, store.Close(last))
}

func (a *app) storeOptions(c *config.Config) (warehouse.Options, error) {
	key, err := c.Key()
	if err != nil {
		return warehouse.Options{}, err
	}
	data := c.Resolve(c.Data)
	o := warehouse.Options{
		Engine: engine.Options{Data: data, Binary: a.commands.Engine, Log: a.log},
		Key:    key, LoadRows: a.LoadRows, Locks: filepath.Join(data, "locks"), Now: a.now, Log: a.log,
	}
	if c.ClickHouse != nil {
		o.Server, o.User, o.Reader = c.ClickHouse.Address, c.ClickHouse.User, c.ClickHouse.Reader
		if o.Password, err = c.ClickHouse.Reveal(c); err != nil {
			return warehouse.Options{}, err
		}
		if o.ReaderPassword, err = c.ClickHouse.RevealReader(c); err != nil {
			return warehouse.Options{}, err
		}
	}
	return o, nil
}

// cache is the folder for what collectors fetch.
func cache(c *config.Config) string { return filepath.Join(c.Resolve(c.Data), "cache") }

// printJSON writes one indented value.
func (a *app) printJSON(value any) error {
	encoder := json.NewEncoder(a.stdout)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// terminal reports whether a writer is a person's screen.
func terminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// plain makes foreign text harmless on a terminal: control characters, which
// could move the cursor or worse, become a visible sign.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == 0x2028 || r == 0x2029 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return '·'
		}
		return r
	}, text)
}
