package paths

import "golang.org/x/sys/unix"

// remoteTypes are the file systems whose files lie on another computer, by the
// number statfs(2) gives (linux/magic.h; those not in x/sys are from fs/*).
var remoteTypes = map[uint32]bool{
	unix.NFS_SUPER_MAGIC:   true,
	unix.SMB_SUPER_MAGIC:   true,
	unix.SMB2_SUPER_MAGIC:  true,
	unix.CIFS_SUPER_MAGIC:  true,
	unix.AFS_SUPER_MAGIC:   true,
	unix.AFS_FS_MAGIC:      true,
	unix.CODA_SUPER_MAGIC:  true,
	unix.CEPH_SUPER_MAGIC:  true,
	unix.V9FS_MAGIC:        true,
	unix.OCFS2_SUPER_MAGIC: true,
	0x564c:                 true, // NCP
}

// onNetwork tells whether a folder lies on another computer. FUSE is not
// counted: it is sshfs as well as an encrypted folder of this computer.
func onNetwork(dir string) (bool, error) {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return false, err
	}
	return remoteTypes[uint32(st.Type)], nil
}
