// What the page and the thread of its sockets say to each other. `id` is a socket.

export type ToSockets =
  | { id: number; kind: 'open'; url: string }
  | { id: number; kind: 'send'; data: string | ArrayBuffer }
  | { id: number; kind: 'close'; code: number }

/** `at`: when it arrived, ms since 1970. */
export type FromSockets =
  | { id: number; kind: 'open' }
  | { id: number; kind: 'frame'; data: string | ArrayBuffer; at: number }
  | { id: number; kind: 'close'; code: number; reason: string }
