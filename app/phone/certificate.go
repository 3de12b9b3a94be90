package phone

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"math/big"
	"net"
	"net/netip"
	"strings"
	"time"

	"beiandesk/app"
)

// certificate makes a certificate for one address, good from an hour before
// now (clocks of phones differ) until an hour after the session. No authority
// vouches for it: phones warn, and the fingerprint on the computer's screen is
// what a person can compare. The key lives in memory only.
func certificate(addr netip.Addr, now, until time.Time) (tls.Certificate, string, error) {
	fail := func(err error) (tls.Certificate, string, error) {
		return tls.Certificate{}, "", app.Wrap(err, "phone.certificate", "加密连接用的证书没有做成。请再试一次，或关闭“加密连接”后使用。")
	}
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return fail(err)
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127))
	if err != nil {
		return fail(err)
	}
	form := x509.Certificate{
		SerialNumber: serial,
		Subject:      pkix.Name{CommonName: "Beiandesk"},
		NotBefore:    now.Add(-time.Hour).UTC(),
		NotAfter:     until.Add(time.Hour).UTC(),
		KeyUsage:     x509.KeyUsageDigitalSignature,
		ExtKeyUsage:  []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IPAddresses:  []net.IP{addr.AsSlice()},

		BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, &form, &form, &key.PublicKey, key)
	if err != nil {
		return fail(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, fingerprint(der), nil
}

// fingerprint is the SHA-256 of a certificate as browsers show it: AB:CD:…
func fingerprint(der []byte) string {
	sum := sha256.Sum256(der)
	words := strings.ToUpper(hex.EncodeToString(sum[:]))
	var pairs []string
	for i := 0; i < len(words); i += 2 {
		pairs = append(pairs, words[i:i+2])
	}
	return strings.Join(pairs, ":")
}
