// Command secrets is a key store of the system for machines that have none: as
// much of the Secret Service of freedesktop.org as system unlock needs, on the
// session bus, in memory. It guards nothing; it is for measuring and driving.
//
//	dbus-run-session -- sh -c 'secrets & …'
package main

import (
	"fmt"
	"maps"
	"os"

	"github.com/godbus/dbus/v5"
	"github.com/godbus/dbus/v5/prop"
)

const (
	name       = "org.freedesktop.secrets"
	root       = dbus.ObjectPath("/org/freedesktop/secrets")
	collection = root + "/collection/login"
	none       = dbus.ObjectPath("/")
)

// secret is the structure (oayays) of the specification.
type secret struct {
	Session     dbus.ObjectPath
	Parameters  []byte
	Value       []byte
	ContentType string
}

type item struct {
	conn  *dbus.Conn
	path  dbus.ObjectPath
	attrs map[string]string
	value []byte
	store *store
}

type store struct {
	conn  *dbus.Conn
	items []*item
	n     int
}

type session struct{}

func (session) Close() *dbus.Error { return nil }

func (s *store) OpenSession(algorithm string, _ dbus.Variant) (dbus.Variant, dbus.ObjectPath, *dbus.Error) {
	if algorithm != "plain" {
		return dbus.MakeVariant(""), none, dbus.MakeFailedError(fmt.Errorf("algorithm %s", algorithm))
	}
	return dbus.MakeVariant(""), root + "/session/1", nil
}

func (s *store) Unlock(objects []dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	return objects, none, nil
}

type login struct{ *store }

func (s login) SearchItems(attrs map[string]string) ([]dbus.ObjectPath, *dbus.Error) {
	out := []dbus.ObjectPath{}
	for _, i := range s.items {
		if maps.Equal(i.attrs, attrs) {
			out = append(out, i.path)
		}
	}
	return out, nil
}

func (s login) CreateItem(properties map[string]dbus.Variant, value secret, _ bool) (dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	attrs := map[string]string{}
	if err := properties["org.freedesktop.Secret.Item.Attributes"].Store(&attrs); err != nil {
		return none, none, dbus.MakeFailedError(err)
	}
	for _, i := range s.items {
		if maps.Equal(i.attrs, attrs) {
			i.value = value.Value
			return i.path, none, nil
		}
	}
	s.n++
	i := &item{s.conn, collection + dbus.ObjectPath(fmt.Sprintf("/%d", s.n)), attrs, value.Value, s.store}
	s.items = append(s.items, i)
	return i.path, none, export(s.conn, i, i.path, "Item")
}

func (i *item) GetSecret(session dbus.ObjectPath) (secret, *dbus.Error) {
	return secret{session, []byte{}, i.value, "text/plain"}, nil
}

func (i *item) Delete() (dbus.ObjectPath, *dbus.Error) {
	for n, x := range i.store.items {
		if x == i {
			i.store.items = append(i.store.items[:n], i.store.items[n+1:]...)
			break
		}
	}
	return none, nil
}

func export(conn *dbus.Conn, v any, path dbus.ObjectPath, kind string) *dbus.Error {
	if err := conn.Export(v, path, "org.freedesktop.Secret."+kind); err != nil {
		return dbus.MakeFailedError(err)
	}
	return nil
}

func main() {
	conn, err := dbus.ConnectSessionBus()
	check(err)
	s := &store{conn: conn}
	check(conn.Export(s, root, "org.freedesktop.Secret.Service"))
	check(conn.Export(login{s}, collection, "org.freedesktop.Secret.Collection"))
	check(conn.Export(session{}, root+"/session/1", "org.freedesktop.Secret.Session"))
	_, err = prop.Export(conn, root, prop.Map{"org.freedesktop.Secret.Service": {"Collections": {Value: []dbus.ObjectPath{collection}}}})
	check(err)
	_, err = prop.Export(conn, collection, prop.Map{"org.freedesktop.Secret.Collection": {"Label": {Value: "Login"}}})
	check(err)
	reply, err := conn.RequestName(name, dbus.NameFlagDoNotQueue)
	check(err)
	if reply != dbus.RequestNameReplyPrimaryOwner {
		check(fmt.Errorf("the name %s is taken", name))
	}
	fmt.Println("ready")
	select {}
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "secrets:", err)
		os.Exit(1)
	}
}
