// The members of rooms, who only count frames: one thread, epoll, no parsing but the heads of frames, so that it is not
// the bottleneck. Frames come prepared, as hex payloads with a leading 't' (text) or 'b' (binary). It is told what to do
// by lines on standard input and answers with lines of JSON:
//
//   crowd PORT
//   member ROOM FRAME…    one more member, who says these frames when it has connected, each when the last is answered
//   open                  connects the new members; {"opened":SECONDS} when all have said theirs
//   cycle FROM            each member starts again at its frame FROM and goes round in those; -1 ends it
//   ack ROOM FRAME        what the room's first member says of what has arrived, "00000000" in it is the number
//   flow STEP             counts from now what all members of a room have heard, and says so every STEP frames; 0 ends it
//   say ROOM FRAME        the room's first member says it
//   pace RATE ROOM FRAME…  it says these in one piece, RATE times a second; 16 zeros behind "@@" become the time; 0 ends it
//   count                 {"frames":N,"bytes":N,"least":N,"time":SECONDS}; least: of a member
//   latency               {"heard":N,"p50":MS,"p99":MS,"most":MS} of the times that were heard since it was asked last
//   stop N · resume N     member N reads nothing, and reads again
//
// {"closed":N,"code":CODE} when a member's connection ends; 1006 without a close frame.

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { NEW, CONNECTING, UPGRADING, TALKING, READY, CLOSED };
enum { MOST_MEMBERS = 65536, MOST_ROOMS = 8192, MOST_SAYS = 4, AT_A_TIME = 200, MOST_MICROS = 10000000 };

typedef struct {
  unsigned char *bytes;
  int length;
} Frame;

typedef struct {
  int fd, state, room, step, count;
  Frame says[MOST_SAYS];
  long skip;              // payload bytes of the current frame still to come
  unsigned char head[16]; // a frame's head that came in pieces
  int headLength;
  long frames, base;      // heard in all, and when the flow began
} Member;

typedef struct {
  int first, size, reached; // members who have heard `target`
  long target;
  Frame ack;
} Room;

static Member members[MOST_MEMBERS];
static Room rooms[MOST_ROOMS];
static uint32_t micros[MOST_MICROS];
static int epoll, timer, total, opened, ready, isOpening, isStamped, cycleFrom = -1;
static long flowStep, frames, byteCount;
static double openedAt;
static Frame paced;
static int pacedRoom;
static struct sockaddr_in server;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *what) {
  fprintf(stderr, "crowd: %s: %s\n", what, strerror(errno));
  exit(1);
}

/** A masked frame; the mask is zero, so that the payload stays readable. */
static Frame makeFrame(const char *spec) {
  int size = (int)(strlen(spec) - 1) / 2;
  Frame frame = {malloc(size + 8), 0};
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

static void onClosed(Member *m, int code);

static void sendFrame(Member *m, Frame frame) {
  for (int at = 0; at < frame.length && m->state != CLOSED;) {
    ssize_t n = send(m->fd, frame.bytes + at, frame.length - at, MSG_NOSIGNAL);
    if (n < 0 && errno == EAGAIN) continue;
    if (n <= 0) return onClosed(m, 1006);
    at += (int)n;
  }
}

/** Says it with `number` in place of its eight zeros. */
static void sendCount(Member *m, Frame frame, long number) {
  char text[9];
  snprintf(text, sizeof text, "%08ld", number);
  unsigned char *at = memmem(frame.bytes, frame.length, "00000000", 8);
  if (!at) return sendFrame(m, frame);
  memcpy(at, text, 8);
  sendFrame(m, frame);
  memset(at, '0', 8);
}

/** Says it with the time, in millionths of a second, wherever it has a place for it. */
static void sendTime(Member *m, Frame frame) {
  char text[17];
  snprintf(text, sizeof text, "%016ld", (long)(now() * 1e6));
  unsigned char *end = frame.bytes + frame.length;
  for (unsigned char *at = frame.bytes; (at = memmem(at, end - at, "@@", 2)); at += 18) memcpy(at + 2, text, 16);
  sendFrame(m, frame);
}

// Connecting.

static void listen_to(Member *m, int op, int events) {
  struct epoll_event event = {.events = events, .data.ptr = m};
  if (epoll_ctl(epoll, op, m->fd, &event) < 0) fail("epoll_ctl");
}

static void openNext(void) {
  Member *m = &members[opened++];
  m->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (m->fd < 0) fail("socket");
  int yes = 1;
  setsockopt(m->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  if (connect(m->fd, (struct sockaddr *)&server, sizeof server) < 0 && errno != EINPROGRESS) fail("connect");
  m->state = CONNECTING;
  listen_to(m, EPOLL_CTL_ADD, EPOLLOUT);
}

static void becomeReady(Member *m) {
  m->state = READY;
  ready++;
  if (opened < total) openNext();
  if (ready < total) return;
  isOpening = 0;
  printf("{\"opened\":%.4f}\n", now() - openedAt);
}

static void sayNext(Member *m) {
  if (m->step == m->count) {
    if (m->state != READY) return becomeReady(m);
    m->step = cycleFrom;
  }
  sendFrame(m, m->says[m->step++]);
}

static void onConnected(Member *m) {
  static const char upgrade[] = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
  m->state = UPGRADING;
  listen_to(m, EPOLL_CTL_MOD, EPOLLIN);
  sendFrame(m, (Frame){(unsigned char *)upgrade, sizeof upgrade - 1});
}

static void onUpgraded(Member *m, const unsigned char *bytes, long length) {
  if (!memmem(bytes, length, "\r\n\r\n", 4) || memcmp(bytes, "HTTP/1.1 101", 12)) {
    fprintf(stderr, "crowd: refused: %.60s\n", bytes);
    exit(1);
  }
  m->state = TALKING;
  sayNext(m);
}

static void onClosed(Member *m, int code) {
  if (m->state == CLOSED) return;
  printf("{\"closed\":%d,\"code\":%d}\n", (int)(m - members), code);
  m->state = CLOSED;
  close(m->fd);
}

// Hearing.

/** How many frames end in these bytes; -1 when one of them was a close. */
static int countFrames(Member *m, const unsigned char *bytes, long length) {
  int count = 0;
  long at = 0;
  while (at < length) {
    if (m->skip > 0) {
      long step = m->skip < length - at ? m->skip : length - at;
      m->skip -= step;
      at += step;
      if (m->skip == 0) count++;
      continue;
    }
    m->head[m->headLength++] = bytes[at++];
    if (m->headLength < 2) continue;
    int size = m->head[1] & 127;
    int need = size == 126 ? 4 : size == 127 ? 10 : 2;
    int isClose = (m->head[0] & 15) == 8;
    if (isClose && size >= 2) need = 4;
    if (m->headLength < need) continue;
    if (isClose) {
      onClosed(m, size >= 2 ? m->head[2] << 8 | m->head[3] : 1005);
      return -1;
    }
    m->skip = size == 126 ? m->head[2] << 8 | m->head[3] : size;
    m->headLength = 0;
    if (m->skip == 0) count++;
  }
  return count;
}

/** Times that came in pieces are left out. */
static void readTimes(const unsigned char *bytes, long length) {
  long micro = (long)(now() * 1e6);
  const unsigned char *end = bytes + length;
  for (const unsigned char *at = bytes; (at = memmem(at, end - at, "@@", 2)) && end - at >= 18; at += 18) {
    long said = 0;
    for (int i = 2; i < 18; i++) said = said * 10 + (at[i] - '0');
    long took = micro - said;
    if (said > 0 && took >= 0) micros[took < MOST_MICROS ? took : MOST_MICROS - 1]++;
  }
}

static void setTarget(Room *room, long target) {
  room->target = target;
  room->reached = 0;
  for (int i = 0; i < room->size; i++) {
    Member *m = &members[room->first + i];
    if (m->state == CLOSED || m->frames - m->base >= target) room->reached++;
  }
}

/** All members of the room have heard `target`: its first says so. */
static void acknowledge(Room *room) {
  while (room->reached == room->size) {
    sendCount(&members[room->first], room->ack, room->target);
    setTarget(room, room->target + flowStep);
  }
}

static void hear(Member *m, int count) {
  Room *room = &rooms[m->room];
  long before = m->frames - m->base;
  m->frames += count;
  frames += count;
  if (flowStep > 0 && before < room->target && before + count >= room->target) {
    room->reached++;
    acknowledge(room);
  }
  if (cycleFrom >= 0) sayNext(m);
}

static void read_from(Member *m) {
  static unsigned char bytes[262144];
  ssize_t got = recv(m->fd, bytes, sizeof bytes, 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) return onClosed(m, 1006);
  if (m->state == UPGRADING) return onUpgraded(m, bytes, got);
  int count = countFrames(m, bytes, got);
  if (m->state == TALKING && count > 0) return sayNext(m);
  if (m->state != READY || count <= 0) return;
  byteCount += got;
  if (isStamped) readTimes(bytes, got);
  hear(m, count);
}

// Commands.

static void addMember(int number, char *words) {
  Room *room = &rooms[number];
  Member *m = &members[total];
  if (room->size == 0) room->first = total;
  if (room->first + room->size++ != total) fail("the members of a room come one after the other");
  m->room = number;
  for (char *word; (word = strtok_r(NULL, " ", &words));) m->says[m->count++] = makeFrame(word);
  total++;
}

static void startFlow(long step) {
  flowStep = step;
  for (int i = 0; i < total; i++) members[i].base = members[i].frames;
  for (int i = 0; i < MOST_ROOMS; i++) setTarget(&rooms[i], step);
}

static void preparePace(int room, char *words) {
  pacedRoom = room;
  paced.length = 0;
  for (char *word; (word = strtok_r(NULL, " ", &words));) {
    Frame next = makeFrame(word);
    paced.bytes = realloc(paced.bytes, paced.length + next.length);
    memcpy(paced.bytes + paced.length, next.bytes, next.length);
    paced.length += next.length;
    free(next.bytes);
  }
}

static void setPace(double rate) {
  struct itimerspec spec = {0};
  if (rate > 0) {
    long every = (long)(1e9 / rate);
    spec.it_interval.tv_sec = spec.it_value.tv_sec = every / 1000000000;
    spec.it_interval.tv_nsec = spec.it_value.tv_nsec = every % 1000000000;
    isStamped = 1;
  }
  timerfd_settime(timer, 0, &spec, NULL);
}

static void keepPace(void) {
  uint64_t due;
  if (read(timer, &due, sizeof due) != sizeof due) return;
  while (due-- > 0) sendTime(&members[rooms[pacedRoom].first], paced);
}

static void tellCount(void) {
  long least = -1;
  for (int i = 0; i < total; i++)
    if (members[i].state == READY && (least < 0 || members[i].frames < least)) least = members[i].frames;
  printf("{\"frames\":%ld,\"bytes\":%ld,\"least\":%ld,\"time\":%.6f}\n", frames, byteCount, least, now());
}

static double percentile(long heard, double part) {
  long left = (long)(heard * part);
  for (int i = 0; i < MOST_MICROS; i++)
    if ((left -= micros[i]) < 0) return i / 1000.0;
  return 0;
}

static void tellLatency(void) {
  long heard = 0;
  int most = 0;
  for (int i = 0; i < MOST_MICROS; i++) {
    heard += micros[i];
    if (micros[i] > 0) most = i;
  }
  double half = percentile(heard, 0.5), late = percentile(heard, 0.99);
  printf("{\"heard\":%ld,\"p50\":%.3f,\"p99\":%.3f,\"most\":%.3f}\n", heard, half, late, most / 1000.0);
  memset(micros, 0, sizeof micros);
}

static void startCycle(int from) {
  cycleFrom = from;
  for (int i = 0; from >= 0 && i < total; i++) {
    members[i].step = from;
    sayNext(&members[i]);
  }
}

static void obey(char *line) {
  char *words;
  const char *command = strtok_r(line, " ", &words);
  char *first = strtok_r(NULL, " ", &words), *second = NULL;
  if (!command) return;
  double number = first ? atof(first) : 0;
  if (!strcmp(command, "member")) return addMember((int)number, words);
  if (first) second = strtok_r(NULL, " ", &words);
  if (!strcmp(command, "open")) {
    isOpening = 1;
    openedAt = now();
    for (int i = 0; i < AT_A_TIME && opened < total; i++) openNext();
  } else if (!strcmp(command, "cycle")) startCycle((int)number);
  else if (!strcmp(command, "ack")) rooms[(int)number].ack = makeFrame(second);
  else if (!strcmp(command, "flow")) startFlow((long)number);
  else if (!strcmp(command, "say")) sendFrame(&members[rooms[(int)number].first], makeFrame(second));
  else if (!strcmp(command, "pace")) {
    if (second) preparePace(atoi(second), words);
    setPace(number);
  } else if (!strcmp(command, "count")) tellCount();
  else if (!strcmp(command, "latency")) tellLatency();
  else if (!strcmp(command, "stop")) epoll_ctl(epoll, EPOLL_CTL_DEL, members[(int)number].fd, NULL);
  else if (!strcmp(command, "resume")) listen_to(&members[(int)number], EPOLL_CTL_ADD, EPOLLIN);
  else fail(command);
}

static char *input;
static size_t inputLength, inputSize, inputAt;

/** False at the end of the input. */
static int readInput(void) {
  if (inputSize - inputLength < 65536) input = realloc(input, inputSize += 1 << 20);
  ssize_t got = read(0, input + inputLength, inputSize - inputLength);
  if (got <= 0) return 0;
  inputLength += got;
  return 1;
}

/** Obeys the lines that are complete; opening has to be done before the next. */
static void obeyLines(void) {
  char *end;
  while (!isOpening && (end = memchr(input + inputAt, '\n', inputLength - inputAt))) {
    *end = 0;
    char *line = input + inputAt;
    inputAt = end + 1 - input;
    obey(line);
  }
  if (inputAt < inputLength) return;
  inputAt = inputLength = 0;
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: crowd PORT\n");
    return 2;
  }
  server.sin_family = AF_INET;
  server.sin_port = htons(atoi(argv[1]));
  server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  struct rlimit limit;
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  setvbuf(stdout, NULL, _IOLBF, 0);
  epoll = epoll_create1(0);
  timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
  Member orders = {.fd = 0}, clock = {.fd = timer};
  listen_to(&orders, EPOLL_CTL_ADD, EPOLLIN);
  listen_to(&clock, EPOLL_CTL_ADD, EPOLLIN);
  for (;;) {
    static struct epoll_event events[1024];
    int n = epoll_wait(epoll, events, 1024, -1);
    for (int i = 0; i < n; i++) {
      Member *m = events[i].data.ptr;
      if (m == &clock) keepPace();
      else if (m == &orders) {
        if (!readInput()) return 0;
      } else if (m->state == CONNECTING) onConnected(m);
      else if (m->state != CLOSED) read_from(m);
    }
    if (inputAt < inputLength) obeyLines();
  }
}
