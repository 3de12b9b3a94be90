//go:build !linux

package smalldisk

import "errors"

func mount(string, int64) error { return errors.ErrUnsupported }

func unmount(string) error { return nil }

func protect(string, bool) error { return errors.ErrUnsupported }

func free(string) (int64, error) { return 0, errors.ErrUnsupported }
