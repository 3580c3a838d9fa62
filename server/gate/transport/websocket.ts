// WebSockets by uWebSockets.js: takes each event of a socket to its connection. It keeps true: no error of ours reaches
// the native code, and nothing is done to topics in the middle of a publish.

import { CLOSE, CLOSE_REASONS } from '../../../protocol/errors.ts'
import { SURE_MESSAGE } from '../../../protocol/limits.ts'
import type { Connection } from '../connection.ts'
import type { Doorway, Entry } from './doorway.ts'
import type { HttpRequest, HttpResponse, TemplatedApp, WebSocket } from './uws.ts'

/** What sockets need of their slave. */
export interface SocketHost {
  readonly isLeaving: boolean
  /** New sockets are closed at once, because the process can open no more. */
  isShut(): boolean
  connect(socket: WebSocket<unknown>, app: TemplatedApp, entry: Entry): Connection
  /** Its socket knows it now. */
  onOpen(connection: Connection): void
  /** Its buffer is empty again. */
  onDrained(connection: Connection): void
  /** `reason` is that of uWebSockets.js, when it has ended the connection itself. */
  onClosed(connection: Connection, code: number, reason: string): void
  onBug(error: unknown, where: string): void
}

/** Three at most: uWebSockets.js makes properties of the socket of them, for which V8 then needs no second piece of memory. */
interface SocketData {
  connection: Connection | undefined
  /** Where its address is counted, and whether it was turned away. */
  spot: number | undefined
  /** Until it is open, and of who is refused. */
  entry: Entry | undefined
}

type Socket = WebSocket<SocketData>

/** Beyond these uWebSockets.js ends a connection itself, with a bare 1006: they lie above all limits of ours. */
const NATIVE = {
  maxBackpressure: 4 * 1024 * 1024,
  idleTimeout: 0,
  maxLifetime: 0,
}

/** What uWebSockets.js keeps of an incomplete message cannot be seen from here, so no budget counts it: the size of one
 * message bounds it. Four times our own limit, so that a client whose message is too large is still told so by a code;
 * SURE_MESSAGE at least, 64 KB at most. */
const nativeMessage = (maxMessage: number): number => Math.min(65_536, Math.max(SURE_MESSAGE, 4 * maxMessage))

export class WebSockets {
  readonly #host: SocketHost
  readonly #door: Doorway
  readonly #maxPayload: number

  constructor(host: SocketHost, door: Doorway, maxMessage: number) {
    this.#host = host
    this.#door = door
    this.#maxPayload = nativeMessage(maxMessage)
  }

  /** From now on `app` serves WebSockets. */
  serve(app: TemplatedApp): void {
    app
      .filter(this.#onSocket)
      .ws<SocketData>('/*', {
        ...NATIVE,
        maxPayloadLength: this.#maxPayload,
        sendPingsAutomatically: false,
        upgrade: (response, request, context) => this.#upgrade(response, request, context),
        open: socket => this.#open(socket, app),
        message: (socket, data, isBinary) => this.#message(socket, data, isBinary),
        drain: socket => this.#drain(socket),
        dropped: socket => this.#dropped(socket),
        ping: socket => socket.getUserData().connection?.onPing(),
        pong: socket => socket.getUserData().connection?.onPong(),
        close: (socket, code, reason) => this.#closed(socket, code, reason),
      })
      .any('/*', response => this.#door.onRequest(response))
  }

  /** The events of `socket` are another connection's from now on, or nobody's. */
  rebind(socket: WebSocket<unknown>, connection: Connection | undefined): void {
    const data = socket.getUserData() as SocketData
    data.connection = connection
  }

  /** `count`: 1 for a socket that was accepted, -1 for one that is gone. */
  readonly #onSocket = (response: HttpResponse, count: number): void => {
    try {
      if (count < 0) return
      if (this.#host.isShut()) response.close()
      else this.#door.onSocket(response)
    } catch (error) {
      this.#host.onBug(error, 'a new socket')
    }
  }

  #upgrade(
    response: HttpResponse,
    request: HttpRequest,
    context: never | Parameters<HttpResponse['upgrade']>[4],
  ): void {
    try {
      if (this.#host.isLeaving) return this.#door.turnAway(response)
      const entry = this.#door.enter(response, request)
      if (!entry) return
      response.cork(() =>
        response.upgrade<SocketData>(
          { connection: undefined, spot: entry.spot, entry },
          request.getHeader('sec-websocket-key'),
          request.getHeader('sec-websocket-protocol'),
          request.getHeader('sec-websocket-extensions'),
          context,
        ),
      )
    } catch (error) {
      this.#host.onBug(error, 'an upgrade')
      response.close()
    }
  }

  #open(socket: Socket, app: TemplatedApp): void {
    const data = socket.getUserData()
    const entry = data.entry!
    if (entry.refusal) return void socket.end(entry.refusal, CLOSE_REASONS[entry.refusal])
    data.entry = undefined
    data.connection = this.#host.connect(socket, app, entry)
    this.#host.onOpen(data.connection)
  }

  #message(socket: Socket, data: ArrayBuffer, isBinary: boolean): void {
    try {
      // uWebSockets.js keeps the user data on the socket itself; getUserData() would be a call into C++ per frame.
      const { connection } = socket as unknown as SocketData
      connection?.onFrame(data, isBinary)
    } catch (error) {
      this.#host.onBug(error, 'a frame')
    }
  }

  #drain(socket: Socket): void {
    const { connection } = socket.getUserData()
    connection?.onDrain()
    if (connection?.queued === 0) this.#host.onDrained(connection)
  }

  /** Comes in the middle of a publish: to leave topics now would keep the frame from members who are still to get it. */
  #dropped(socket: Socket): void {
    const { connection } = socket.getUserData()
    connection?.onDropped()
    setImmediate(() => connection?.close(CLOSE.TOO_SLOW))
  }

  #closed(socket: Socket, code: number, reason: ArrayBuffer): void {
    const data = socket.getUserData()
    this.#door.leave({ spot: data.spot, refusal: data.entry?.refusal })
    const native = code === 1006 ? Buffer.from(reason).toString() : ''
    if (data.connection) this.#host.onClosed(data.connection, code, native)
  }
}
