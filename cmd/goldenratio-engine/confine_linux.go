package main

import (
	"debug/elf"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Landlock is spoken to directly: go-landlock confines all threads of a
// process, which older kernels cannot do for one that has loaded the C library,
// and one thread is enough here because it is the one that execs.

const (
	readFile = unix.LANDLOCK_ACCESS_FS_READ_FILE
	readTree = readFile | unix.LANDLOCK_ACCESS_FS_READ_DIR
	execute  = readFile | unix.LANDLOCK_ACCESS_FS_EXECUTE
	useFile  = readFile | unix.LANDLOCK_ACCESS_FS_WRITE_FILE
	useTree  = ^uint64(unix.LANDLOCK_ACCESS_FS_EXECUTE) // cut down to what the kernel knows
	fileOnly = execute | unix.LANDLOCK_ACCESS_FS_WRITE_FILE | unix.LANDLOCK_ACCESS_FS_TRUNCATE | unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
)

// ruleNetPort is LANDLOCK_RULE_NET_PORT, which x/sys lacks.
const ruleNetPort = 2

// allowance is one path and what may be done beneath it.
type allowance struct {
	path   string
	rights uint64
}

// confineAndExec restricts the process and starts this program anew inside the
// restriction, so that every thread is under it. It returns only on failure. A
// kernel without Landlock is accepted, and the parent told: the grants still
// hold there.
func confineAndExec(f flags) error {
	runtime.LockOSThread() // the restricted thread must be the one that execs
	allowed, err := allowances(f)
	if err != nil {
		return err
	}
	if err := dropCapabilities(); err != nil {
		return err
	}
	abi, err := confine(allowed)
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("find own program: %w", err)
	}
	args := append([]string{os.Args[0], "-confined", strconv.Itoa(abi)}, os.Args[1:]...)
	return fmt.Errorf("exec %q: %w", self, unix.Exec(self, args, os.Environ()))
}

// dropCapabilities takes from root what it does not need for files. With
// CAP_PERFMON or CAP_SYS_ADMIN, Landlock does not keep the engine from reading
// the environment of the parent, and the tokens in there.
func dropCapabilities() error {
	const keep = 1<<unix.CAP_DAC_OVERRIDE | 1<<unix.CAP_FOWNER
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var sets [2]unix.CapUserData // the first 32 capabilities, the others
	if err := unix.Capget(&header, &sets[0]); err != nil {
		return fmt.Errorf("read capabilities: %w", err)
	}
	kept := sets[0].Permitted & keep
	sets = [2]unix.CapUserData{{Permitted: kept, Effective: kept}}
	if err := unix.Capset(&header, &sets[0]); err != nil {
		return fmt.Errorf("drop capabilities: %w", err)
	}
	// Else the exec would give them back to root.
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("give up privileges: %w", err)
	}
	return nil
}

// allowances lists all that the engine may touch. Descriptors that are open
// already (log, terminal, control) are not concerned.
func allowances(f flags) ([]allowance, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("find own program: %w", err)
	}
	work, err := os.Getwd()
	if err != nil {
		return nil, fmt.Errorf("find working directory: %w", err)
	}
	loader, err := interpreter(self)
	if err != nil {
		return nil, err
	}
	allowed := []allowance{
		{f.store, useTree}, {work, useTree},
		{self, execute}, {loader, execute},
		{f.library, readFile}, {f.config, readFile}, {f.users(), readFile},
		{"/dev/null", useFile}, {"/dev/zero", readFile}, {"/dev/urandom", readFile}, {"/dev/random", readFile},
		{"/etc/ld.so.cache", readFile}, {"/etc/localtime", readFile}, {"/etc/timezone", readFile},
	}
	for _, tree := range []string{"/proc", "/sys", "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/share/zoneinfo"} {
		allowed = append(allowed, allowance{tree, readTree})
	}
	return allowed, nil
}

// users is the file beside the configuration that the configuration names.
func (f flags) users() string { return strings.TrimSuffix(f.config, "config.xml") + "users.xml" }

// interpreter is the dynamic loader that the kernel runs for a program.
func interpreter(program string) (string, error) {
	file, err := elf.Open(program)
	if err != nil {
		return "", fmt.Errorf("read program: %w", err)
	}
	defer file.Close()
	section := file.Section(".interp")
	if section == nil {
		return program, nil // static: the program itself
	}
	name, err := section.Data()
	if err != nil {
		return "", fmt.Errorf("read program %q: %w", program, err)
	}
	return strings.TrimRight(string(name), "\x00"), nil
}

// confine restricts the calling thread and returns the kernel's Landlock ABI, 0
// if it has none.
func confine(allowed []allowance) (int, error) {
	abi, err := landlockABI()
	if err != nil {
		return 0, nil
	}
	rules := rulesetFor(abi)
	set, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&rules)), unsafe.Sizeof(rules), 0)
	if errno != 0 {
		return 0, fmt.Errorf("create landlock rules: %w", errno)
	}
	defer unix.Close(int(set))
	for _, a := range allowed {
		if err := allow(int(set), a, rules.Handled_access_fs); err != nil {
			return 0, err
		}
	}
	if err := allowAnyFreePort(int(set), abi); err != nil {
		return 0, err
	}
	if _, _, errno := unix.Syscall(unix.SYS_LANDLOCK_RESTRICT_SELF, set, 0, 0); errno != 0 {
		return 0, fmt.Errorf("confine with landlock: %w", errno)
	}
	return abi, nil
}

func landlockABI() (int, error) {
	abi, _, errno := unix.Syscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if errno != 0 {
		return 0, errno
	}
	return int(abi), nil
}

// rulesetFor names everything to be forbidden that the kernel can forbid: all
// file access (an age added rights), all TCP, and signals and abstract sockets
// to processes outside.
func rulesetFor(abi int) unix.LandlockRulesetAttr {
	rules := unix.LandlockRulesetAttr{Handled_access_fs: unix.LANDLOCK_ACCESS_FS_MAKE_SYM<<1 - 1}
	if abi >= 2 {
		rules.Handled_access_fs |= unix.LANDLOCK_ACCESS_FS_REFER
	}
	if abi >= 3 {
		rules.Handled_access_fs |= unix.LANDLOCK_ACCESS_FS_TRUNCATE
	}
	if abi >= 4 {
		rules.Handled_access_net = unix.LANDLOCK_ACCESS_NET_BIND_TCP | unix.LANDLOCK_ACCESS_NET_CONNECT_TCP
	}
	if abi >= 5 {
		rules.Handled_access_fs |= unix.LANDLOCK_ACCESS_FS_IOCTL_DEV
	}
	if abi >= 6 {
		rules.Scoped = unix.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | unix.LANDLOCK_SCOPE_SIGNAL
	}
	return rules
}

// allow adds one path. One that does not exist needs no permission.
func allow(set int, a allowance, known uint64) error {
	fd, err := unix.Open(a.path, unix.O_PATH|unix.O_CLOEXEC, 0)
	if errors.Is(err, unix.ENOENT) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("allow %q: %w", a.path, err)
	}
	defer unix.Close(fd)
	var info unix.Stat_t
	if err := unix.Fstat(fd, &info); err != nil {
		return fmt.Errorf("allow %q: %w", a.path, err)
	}
	rights := a.rights & known
	if info.Mode&unix.S_IFMT != unix.S_IFDIR {
		rights &= fileOnly
	}
	beneath := unix.LandlockPathBeneathAttr{Allowed_access: rights, Parent_fd: int32(fd)}
	return addRule(set, unix.LANDLOCK_RULE_PATH_BENEATH, unsafe.Pointer(&beneath), a.path)
}

// allowAnyFreePort permits to listen on a port that the kernel chooses, and no
// other. Nothing permits to connect anywhere.
func allowAnyFreePort(set, abi int) error {
	if abi < 4 {
		return nil
	}
	port := struct{ access, port uint64 }{access: unix.LANDLOCK_ACCESS_NET_BIND_TCP}
	return addRule(set, ruleNetPort, unsafe.Pointer(&port), "port 0")
}

func addRule(set int, kind uintptr, rule unsafe.Pointer, name string) error {
	if _, _, errno := unix.Syscall6(unix.SYS_LANDLOCK_ADD_RULE, uintptr(set), kind, uintptr(rule), 0, 0, 0); errno != 0 {
		return fmt.Errorf("allow %q: %w", name, errno)
	}
	return nil
}
