package miniapp

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"beiandesk/app"
	"beiandesk/assets"
)

var schemas = sync.OnceValues(func() (map[Platform]*jsonschema.Schema, error) {
	out := map[Platform]*jsonschema.Schema{}
	for _, p := range Platforms {
		text, err := assets.MiniappSchema(string(p))
		if err != nil {
			return nil, err
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			return nil, err
		}
		c := jsonschema.NewCompiler()
		if err := c.AddResource(string(p)+".schema.json", doc); err != nil {
			return nil, err
		}
		if out[p], err = c.Compile(string(p) + ".schema.json"); err != nil {
			return nil, err
		}
	}
	return out, nil
})

// checkSchema holds the body against the platform's schema. What has been told
// in better words already is not told again.
func (b *packer) checkSchema(data []byte) error {
	all, err := schemas()
	if err != nil {
		return app.Wrap(err, app.CodeInternal, "程序自带的小程序格式读不出来。请重新安装程序。")
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		return app.Wrap(err, app.CodeInternal, "小程序备案数据没有写成。请再试一次。")
	}
	var wrong *jsonschema.ValidationError
	if err := all[b.p].Validate(doc); err != nil && !errors.As(err, &wrong) {
		return app.Wrap(err, app.CodeInternal, "小程序备案数据没有检查成。请再试一次。")
	}
	if wrong == nil {
		return nil
	}
	var paths []string
	leaves(wrong, func(at []string) {
		if p := strings.Join(at, "."); !slices.Contains(paths, p) {
			paths = append(paths, p)
		}
	})
	slices.Sort(paths)
	for _, p := range paths {
		if b.told(p) {
			continue
		}
		field := b.fieldAt(p)
		switch {
		case field == "extra.app_id":
			b.blocks(field, p, "“"+label(field)+"”不对。", "请写 wx 开头、后面 16 位数字或 a 到 f 的字母；也可以不填，平台会自动带出。")
		case field != "":
			b.blocks(field, p, "“"+label(field)+"”不符合"+b.p.Name()+"备案的格式（长度、写法或取值）。", "请核对这一项，改好再导出。")
		default:
			b.blocks("", p, "“"+p+"”不符合"+b.p.Name()+"备案的格式（长度、写法或取值）。", "请核对备案里对应的一项，改好再导出。")
		}
	}
	return nil
}

// told tells whether a problem stands at a place of the body, or below it (as
// when a member is missing), or around it.
func (b *packer) told(path string) bool {
	return slices.ContainsFunc(b.problems, func(x Problem) bool {
		return x.Blocks && (x.Path == path || strings.HasPrefix(x.Path, path+".") || strings.HasPrefix(path, x.Path+"."))
	})
}

func leaves(e *jsonschema.ValidationError, take func(at []string)) {
	if len(e.Causes) == 0 {
		take(e.InstanceLocation)
	}
	for _, c := range e.Causes {
		leaves(c, take)
	}
}
