// Bytes that the headers of an upgrade may have. uWebSockets.js reads this from the environment when it is loaded, so
// whoever loads it imports this file first. Its own 4 KB are too few for the cookies of some sites; Node's servers take
// as much as this.

process.env.UWS_HTTP_MAX_HEADERS_SIZE ??= '16384'
