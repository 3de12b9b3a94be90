// Command beiandesk prepares ICP filings on the desktop.
package main

func main() {}
