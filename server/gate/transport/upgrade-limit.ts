// The most bytes that the headers of an upgrade may have. uWebSockets.js reads this from the environment when it is loaded,
// so whoever loads it imports this file first. Its default of 4 KB is too small for the cookies of some sites; 16 KB is
// what Node's own server accepts.

process.env.UWS_HTTP_MAX_HEADERS_SIZE ??= '16384'
