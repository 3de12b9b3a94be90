package paths

import (
	"path/filepath"

	"golang.org/x/sys/windows"
)

// onNetwork tells whether a folder lies on another computer: a UNC path
// (\\server\share) or a drive letter that stands for one.
func onNetwork(dir string) (bool, error) {
	volume := filepath.VolumeName(dir)
	if len(volume) >= 2 && volume[0] == '\\' && volume[1] == '\\' {
		return !isDevice(volume), nil
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	if err != nil {
		return false, err
	}
	return windows.GetDriveType(root) == windows.DRIVE_REMOTE, nil
}

// isDevice knows the long form of a local path (\\\\?\\C:).
func isDevice(volume string) bool {
	return len(volume) > 3 && (volume[2] == '?' || volume[2] == '.') && (len(volume) < 8 || volume[4:7] != "UNC")
}
