package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"goldenratio/internal/config"
	"goldenratio/internal/warehouse"
	"goldenratio/internal/warehouse/engine"
)

type doctorCommand struct{}

// A finding is one thing that was looked at.
type finding struct {
	What  string `json:"what"`
	OK    bool   `json:"ok"`
	Found string `json:"found"`
}

// Run looks at everything a run needs, and says what is missing and what to do.
func (doctorCommand) Run(ctx context.Context, a *app) error {
	findings := []finding{a.seeGit(ctx), a.seeLibrary(ctx), a.seeConfig()}
	if findings[2].OK {
		findings = append(findings, a.seeStore(ctx))
	}
	sick := 0
	for _, f := range findings {
		mark := "ok  "
		if !f.OK {
			mark = "MISS"
			sick++
		}
		if !a.JSON {
			fmt.Fprintf(a.stdout, "%s  %-14s %s\n", mark, f.What, plain(f.Found))
		}
	}
	if a.JSON {
		if err := a.printJSON(findings); err != nil {
			return err
		}
	}
	if sick > 0 {
		return fmt.Errorf("%d of %d things need attention", sick, len(findings))
	}
	return nil
}

// look is a finding from what something said.
func look(what, found string, err error) finding {
	if err != nil {
		return finding{What: what, Found: err.Error()}
	}
	return finding{What: what, OK: true, Found: found}
}

func (a *app) seeGit(ctx context.Context) finding {
	output, err := exec.CommandContext(ctx, "git", "--version").Output()
	if err != nil {
		err = errors.New("git is missing; git sources cannot be read")
	}
	return look("git", strings.TrimSpace(string(output)), err)
}

func (a *app) seeLibrary(ctx context.Context) finding {
	path, version, err := engine.Find(ctx, engine.Options{Binary: a.commands.Engine})
	return look("engine", version+" at "+path, err)
}

func (a *app) seeConfig() finding {
	c, err := a.config()
	if err != nil {
		return look("configuration", "", err)
	}
	_, err = c.Key()
	return look("configuration", fmt.Sprintf("%s: %d scopes, %d sources", c.Path, len(c.Scopes), len(c.Sources)), err)
}

func (a *app) seeStore(ctx context.Context) finding {
	found := ""
	err := a.withStore(ctx, func(_ *config.Config, store *warehouse.Store) error {
		sources, err := store.Status(ctx)
		found = fmt.Sprintf("opens; %d sources collected", len(sources))
		return err
	})
	return look("store", found, err)
}
