package paths

import (
	"testing"

	"golang.org/x/sys/unix"

	"beiandesk/app"
)

func TestAFolderOnTheNetworkIsRefused(t *testing.T) {
	dir := t.TempDir()
	if _, err := open(dir, "", noUserDir); err != nil {
		t.Fatal(err)
	}
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		t.Fatal(err)
	}
	// This disk stands for a share.
	remoteTypes[uint32(st.Type)] = true
	defer delete(remoteTypes, uint32(st.Type))
	if _, err := open(dir, "", noUserDir); app.CodeOf(err) != CodeNetwork {
		t.Errorf("got %v", err)
	}
	if !remoteTypes[0x6969] || !remoteTypes[0xff534d42] || !remoteTypes[0xfe534d42] {
		t.Error("NFS, CIFS or SMB 2 is not known as a share")
	}
}
