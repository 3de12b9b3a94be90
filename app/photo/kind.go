package photo

// Kind is what a picture is meant to show. The values are stable: they are
// stored, used on the command line and in photo_limits.json.
type Kind string

const (
	Licence           Kind = "licence"            // 营业执照 and other certificates of an organisation
	IDFront           Kind = "id-front"           // 身份证人像面
	IDBack            Kind = "id-back"            // 身份证国徽面
	DomainCertificate Kind = "domain-certificate" // 域名证书, often a screenshot
	Letter            Kind = "letter"             // 授权书、承诺书 and other signed letters
	Portrait          Kind = "portrait"           // 负责人照片
	Other             Kind = "other"              // anything else that a province asks for
)

// Kinds lists every kind in the order in which materials are shown.
func Kinds() []Kind {
	return []Kind{Licence, IDFront, IDBack, DomainCertificate, Letter, Portrait, Other}
}

// Known reports whether k is one of Kinds.
func (k Kind) Known() bool {
	for _, known := range Kinds() {
		if k == known {
			return true
		}
	}
	return false
}
