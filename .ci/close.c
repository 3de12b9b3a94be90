/* Asks a window to close as the cross of its frame does (WM_DELETE_WINDOW):
 *
 *     close WINDOW
 *
 * xdotool only learnt it in 2021, and wmctrl needs a window manager. */
#include <X11/Xlib.h>
#include <stdlib.h>

int main(int argc, char **argv) {
	Display *d = XOpenDisplay(NULL);
	if (argc != 2 || !d)
		return 1;
	XEvent e = {0};
	e.xclient.type = ClientMessage;
	e.xclient.window = strtoul(argv[1], NULL, 0);
	e.xclient.message_type = XInternAtom(d, "WM_PROTOCOLS", False);
	e.xclient.format = 32;
	e.xclient.data.l[0] = XInternAtom(d, "WM_DELETE_WINDOW", False);
	e.xclient.data.l[1] = CurrentTime;
	if (!XSendEvent(d, e.xclient.window, False, NoEventMask, &e))
		return 1;
	XCloseDisplay(d);
	return 0;
}
