// A WebSocket load generator that is not the bottleneck: one thread, epoll, prepared frames, no parsing but frame lengths.
//
//   load PORT CONNECTIONS IN_FLIGHT SECONDS WINDOW LOGIN FRAME SESSION
//
// LOGIN, FRAME and SESSION are hex payloads with a leading 't' (text) or 'b' (binary); LOGIN and SESSION may be '-'. In LOGIN the
// bytes "00000000" are replaced by the connection's number, so that each logs in as another account. SESSION asks for a session
// behind the login; from then on the server is told after every 64 frames how many have come, as the kit's client does.
// Prints one JSON line {"setup":s} when all connections are there and logged in. With SECONDS 0 it then holds them until
// its standard input ends; else it keeps IN_FLIGHT frames under way on each for SECONDS and prints {"rate":n,"replies":n}.
// With SECONDS below 0 it does so for as many ms as each line of its standard input says, and is silent in between.

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/** Seconds between two looks for replies when there are none. */
#define POLL_PAUSE 25e-6

/** Frames after which the server is told how many have come. */
#define TELL_AFTER 64

enum { CONNECTING, UPGRADING, LOGGING_IN, OPENING_SESSION, READY };

typedef struct {
  int fd, state;
  long skip;              // payload bytes of the current frame still to come
  unsigned char head[16]; // a frame's head that came in pieces, or the last bytes of the HTTP reply
  int headLength;
  unsigned heard, told;   // frames of the session
} Connection;

typedef struct {
  unsigned char bytes[8192];
  int length;
} Frame;

static Connection *connections;
static Frame login, burst, one, session;
static int hasLogin, hasSession, epoll, ready, opened, total, window, inFlight;
static struct sockaddr_in server;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *what) {
  fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
  exit(1);
}

/** A masked frame; the mask is zero, so that the payload stays readable. */
static Frame makeFrame(const char *spec) {
  Frame frame = {.length = 0};
  int size = (int)(strlen(spec) - 1) / 2;
  frame.bytes[frame.length++] = spec[0] == 't' ? 0x81 : 0x82;
  if (size < 126) frame.bytes[frame.length++] = 0x80 | size;
  else {
    frame.bytes[frame.length++] = 0x80 | 126;
    frame.bytes[frame.length++] = size >> 8;
    frame.bytes[frame.length++] = size & 255;
  }
  memset(frame.bytes + frame.length, 0, 4);
  frame.length += 4;
  for (int i = 0; i < size; i++) {
    unsigned byte;
    sscanf(spec + 1 + 2 * i, "%2x", &byte);
    frame.bytes[frame.length++] = byte;
  }
  return frame;
}

static void sendAll(int fd, const unsigned char *bytes, int length) {
  while (length > 0) {
    ssize_t n = send(fd, bytes, length, MSG_NOSIGNAL);
    if (n < 0 && errno == EAGAIN) continue;
    if (n <= 0) fail("send");
    bytes += n;
    length -= (int)n;
  }
}

static void openNext(void) {
  Connection *c = &connections[opened++];
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (c->fd < 0) fail("socket");
  int yes = 1;
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (connect(c->fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS) fail("connect");
  struct epoll_event event = {.events = EPOLLOUT, .data.ptr = c};
  epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event);
}

static void becomeReady(Connection *c) {
  c->state = READY;
  ready++;
  if (opened < total) openNext();
}

static void sendLogin(Connection *c) {
  char number[9];
  Frame mine = login;
  snprintf(number, sizeof number, "%08d", (int)(c - connections));
  unsigned char *at = memmem(mine.bytes, mine.length, "00000000", 8);
  if (at) memcpy(at, number, 8);
  c->state = LOGGING_IN;
  sendAll(c->fd, mine.bytes, mine.length);
}

static int packWords(unsigned char *out, const unsigned char *in, int length) {
  int size = 0;
  for (int at = 0; at < length; at += 8) {
    int map = size++;
    out[map] = 0;
    for (int i = 0; i < 8; i++)
      if (in[at + i]) {
        out[map] |= 1 << i;
        out[size++] = in[at + i];
      }
  }
  return size;
}

/** The message `received` (tag 30002): a header with its type, and the count as a field that holds it or has data. */
static int receivedBinary(unsigned char *out, unsigned count) {
  unsigned char raw[16] = {1, 0, 0x66, 0xea, 1, 0};
  if (count < 0x7fff) {
    raw[6] = (count + 1) * 2 & 255;
    raw[7] = (count + 1) * 2 >> 8;
    return packWords(out, raw, 8);
  }
  raw[8] = 4;
  memcpy(raw + 12, &count, 4);
  return packWords(out, raw, 16);
}

static void tellHeard(Connection *c) {
  unsigned char frame[80] = {session.bytes[0], 0, 0, 0, 0, 0};
  int size;
  if (frame[0] == 0x81) {
    size = snprintf((char *)frame + 6, sizeof frame - 6, "{\"name\":\"cs_received\",\"data\":{\"count\":%u}}", c->heard);
  } else size = receivedBinary(frame + 6, c->heard);
  frame[1] = 0x80 | size;
  c->told = c->heard;
  sendAll(c->fd, frame, 6 + size);
}

static void onConnected(Connection *c) {
  static const char upgrade[] = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  c->state = UPGRADING;
  struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
  epoll_ctl(epoll, EPOLL_CTL_MOD, c->fd, &event);
  sendAll(c->fd, (const unsigned char *)upgrade, sizeof upgrade - 1);
}

/** How many frames end in these bytes. */
static int countFrames(Connection *c, const unsigned char *bytes, long length) {
  int frames = 0;
  long at = 0;
  while (at < length) {
    if (c->skip > 0) {
      long step = c->skip < length - at ? c->skip : length - at;
      c->skip -= step;
      at += step;
      if (c->skip == 0) frames++;
      continue;
    }
    c->head[c->headLength++] = bytes[at++];
    if (c->headLength < 2) continue;
    int size = c->head[1] & 127;
    int need = size == 126 ? 4 : size == 127 ? 10 : 2;
    if (c->headLength < need) continue;
    if ((c->head[0] & 15) == 8) {
      fprintf(stderr, "load: the server closed a connection: %.*s\n", (int)(length - at - 2), bytes + at + 2);
      exit(1);
    }
    c->skip = size;
    if (size == 126) c->skip = c->head[2] << 8 | c->head[3];
    c->headLength = 0;
    if (c->skip == 0) frames++;
  }
  return frames;
}

static void onUpgraded(Connection *c, const unsigned char *bytes, long length) {
  const unsigned char *end = memmem(bytes, length, "\r\n\r\n", 4);
  if (!end || memcmp(bytes, "HTTP/1.1 101", 12)) {
    fprintf(stderr, "load: refused: %.60s\n", bytes);
    exit(1);
  }
  if (hasLogin) sendLogin(c);
  else becomeReady(c);
}

static long serve(int timeout, int isRunning) {
  static struct epoll_event events[1024];
  static unsigned char bytes[262144];
  long replies = 0;
  int n = epoll_wait(epoll, events, 1024, timeout);
  // Asking takes locks that the server needs to answer: one that asks without pause slows the slower server only.
  if (n == 0 && timeout == 0) {
    double until = now() + POLL_PAUSE;
    while (now() < until);
  }
  for (int i = 0; i < n; i++) {
    Connection *c = events[i].data.ptr;
    if (c->state == CONNECTING) {
      onConnected(c);
      continue;
    }
    ssize_t got = recv(c->fd, bytes, sizeof bytes, 0);
    if (got < 0 && errno == EAGAIN) continue;
    if (got <= 0) {
      fprintf(stderr, "load: a connection was lost\n");
      exit(1);
    }
    if (c->state == UPGRADING) {
      onUpgraded(c, bytes, got);
      continue;
    }
    int frames = countFrames(c, bytes, got);
    if (c->state == LOGGING_IN && frames > 0 && hasSession) {
      c->state = OPENING_SESSION;
      sendAll(c->fd, session.bytes, session.length);
      continue;
    }
    if (c->state != READY) {
      if (frames > 0) becomeReady(c);
      continue;
    }
    replies += frames;
    c->heard += frames;
    if (hasSession && c->heard - c->told >= TELL_AFTER) tellHeard(c);
    if (isRunning && frames > 0) sendAll(c->fd, burst.bytes, (int)(one.length * (frames < inFlight ? frames : inFlight)));
  }
  return replies;
}

/** Keeps inFlight frames under way on each connection; prints how many replies came in a second after the first `warm`. */
static void run(double warm, double seconds) {
  for (int i = 0; i < total; i++) sendAll(connections[i].fd, burst.bytes, burst.length);
  double start = now();
  // It never sleeps: waking a sleeping peer would be charged to the slower server only.
  while (now() - start < warm) serve(0, 1);
  start = now();
  long replies = 0;
  while (now() - start < seconds) replies += serve(0, 1);
  printf("{\"rate\":%.0f,\"replies\":%ld}\n", replies / (now() - start), replies);
  fflush(stdout);
}

int main(int argc, char **argv) {
  if (argc != 9) {
    fprintf(stderr, "usage: load PORT CONNECTIONS IN_FLIGHT SECONDS WINDOW LOGIN FRAME SESSION\n");
    return 2;
  }
  server.sin_family = AF_INET;
  server.sin_port = htons(atoi(argv[1]));
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  total = atoi(argv[2]);
  inFlight = atoi(argv[3]);
  double seconds = atof(argv[4]);
  window = atoi(argv[5]);
  hasLogin = strcmp(argv[6], "-") != 0;
  if (hasLogin) login = makeFrame(argv[6]);
  one = makeFrame(argv[7]);
  hasSession = strcmp(argv[8], "-") != 0;
  if (hasSession) session = makeFrame(argv[8]);
  for (int i = 0; i < inFlight; i++) {
    memcpy(burst.bytes + burst.length, one.bytes, one.length);
    burst.length += one.length;
  }
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  connections = calloc(total, sizeof *connections);
  epoll = epoll_create1(0);

  double start = now();
  while (opened < total && opened < window) openNext();
  while (ready < total) serve(1000, 0);
  printf("{\"setup\":%.4f}\n", now() - start);
  fflush(stdout);

  if (seconds == 0) {
    char byte;
    int flags = fcntl(0, F_GETFL);
    fcntl(0, F_SETFL, flags | O_NONBLOCK);
    while (read(0, &byte, 1) != 0) serve(100, 0);
    return 0;
  }
  if (seconds > 0) {
    run(0.5, seconds);
    return 0;
  }
  int ms;
  while (scanf("%d", &ms) == 1) {
    run(0.01, ms / 1000.0);
    while (serve(20, 0) > 0);
  }
  return 0;
}
