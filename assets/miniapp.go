package assets

import "embed"

//go:embed miniapp/*.schema.json
var miniapp embed.FS

// MiniappSchema returns the JSON Schema of a mini-program platform's filing
// body ("wechat", "douyin"), written from filing-fields.md 1.1, 2.1 and 3.1.
func MiniappSchema(platform string) ([]byte, error) {
	return miniapp.ReadFile("miniapp/" + platform + ".schema.json")
}
