package home

import (
	"beiandesk/app/desk"

	"fyne.io/fyne/v2"
)

// Trash moves a filing into the trash as its menu does.
func Trash(p *Page, r desk.Row) { p.trash(r) }

// MenuItems are the items of a row's menu.
func MenuItems(p *Page, r desk.Row) []*fyne.MenuItem { return p.menuItems(r) }
