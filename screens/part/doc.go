// Package part holds the widgets that screens are built from. They bring their
// own calm spacing (theme.S1…S6), state colours with marks, a visible focus
// ring, and work with the keyboard alone: Tab moves, Space or Enter activates.
//
// Layout. Column and Row are the two you need most; a Column gives each child
// the full width first and asks for its height then, so wrapped Chinese never
// overlaps. Wrap a page in TwoPane(content, aside) and text in TextColumn.
//
// Words. Page, Group, Body, Hint, Strong return a Text, which breaks Chinese
// by its own rules and falls back to the regular weight for rare characters.
//
// One accent button per screen: Primary. Everything else is Plain, Quiet or
// Link.
package part
