package parcel

import (
	"errors"
	"syscall"
)

// Numbers from winerror.h.
const (
	errorWriteProtect    = syscall.Errno(19)
	errorHandleDiskFull  = syscall.Errno(39)
	errorDiskFull        = syscall.Errno(112)
	errorInvalidName     = syscall.Errno(123)
	errorFilenameTooLong = syscall.Errno(206)
	errorDirectory       = syscall.Errno(267)
	errorDiskQuota       = syscall.Errno(1295)
)

func isFull(err error) bool {
	return errors.Is(err, errorDiskFull) || errors.Is(err, errorHandleDiskFull) || errors.Is(err, errorDiskQuota)
}

func isReadOnlySystem(err error) bool { return errors.Is(err, errorWriteProtect) }

func isBadName(err error) bool {
	return errors.Is(err, errorInvalidName) || errors.Is(err, errorFilenameTooLong) || errors.Is(err, errorDirectory)
}
