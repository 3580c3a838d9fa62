// A proxy before FerretDB that hands it one command at a time. FerretDB 1 reads, changes and writes a document in
// steps that other commands come between; MongoDB does not, and the kit relies on that. One MongoDB wire message is
// an int32 length (little-endian, itself included) and the rest; each request here has one response.

import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** Cuts a socket's bytes into messages. */
function onMessages(socket: Socket, receive: (message: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0)
  socket.on('data', chunk => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0)
      receive(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  })
}

export class OneAtATimeProxy {
  readonly port: number
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  /** Requests that wait for their turn, and the end of the one that has it. */
  readonly #queue: (() => void)[] = []
  #isTaken = false

  private constructor(server: Server, port: number, target: number) {
    this.#server = server
    this.port = port
    server.on('connection', client => this.#serve(client, target))
  }

  static async open(target: number): Promise<OneAtATimeProxy> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new OneAtATimeProxy(server, (server.address() as { port: number }).port, target)
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  #serve(client: Socket, target: number): void {
    const server = connect(target, '127.0.0.1')
    let held: (() => void) | undefined
    // The next turn may be this connection's own: it is not held any more before it is given on.
    const release = () => {
      const free = held
      held = undefined
      free?.()
    }
    const end = () => {
      client.destroy()
      server.destroy()
      release()
      for (const socket of [client, server]) this.#sockets.delete(socket)
    }
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      socket.on('error', end).on('close', end)
    }
    onMessages(client, message =>
      this.#take(free => {
        if (server.destroyed) return free()
        held = free
        server.write(message)
      }),
    )
    onMessages(server, message => {
      client.write(message)
      release()
    })
  }

  #take(work: (free: () => void) => void): void {
    const start = () => {
      let isFree = false
      work(() => {
        if (isFree) return
        isFree = true
        const next = this.#queue.shift()
        if (next) next()
        else this.#isTaken = false
      })
    }
    if (this.#isTaken) this.#queue.push(start)
    else {
      this.#isTaken = true
      start()
    }
  }
}
