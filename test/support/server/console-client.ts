// An operator at the console of a test server: a line out, its answer in. Knows nothing of vitest: whoever opens one closes it.

import { connect, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** The reason behind `<CMD Error>`. */
export class ConsoleError extends Error {
  override name = 'ConsoleError'
}

export class ConsoleClient {
  readonly #socket: Socket
  readonly #lines: AsyncIterator<string>

  private constructor(socket: Socket) {
    this.#socket = socket
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  }

  /** Resolves when it has been greeted. */
  static async open(port: number): Promise<ConsoleClient> {
    const client = new ConsoleClient(connect({ port, host: '127.0.0.1' }))
    await client.#next()
    return client
  }

  /** What the command gives; of one that goes on over time the last part. Throws ConsoleError. */
  async ask<T = unknown>(line: string): Promise<T> {
    const parts = await this.parts(line)
    return parts.at(-1) as T
  }

  /** Everything that the command shows, in order. Throws ConsoleError. */
  async parts(line: string, onPart?: (part: unknown) => void): Promise<unknown[]> {
    this.say(`${line} --json`)
    const parts: unknown[] = []
    for await (const text of this.#answer()) {
      parts.push(JSON.parse(text))
      onPart?.(parts.at(-1))
    }
    return parts
  }

  /** The answer as people read it. Throws ConsoleError. */
  async text(line: string): Promise<string> {
    this.say(line)
    const lines: string[] = []
    for await (const text of this.#answer()) lines.push(text)
    return lines.join('\n')
  }

  /** A line as it is; '' ends what goes on. */
  say(line: string): void {
    this.#socket.write(`${line}\n`)
  }

  close(): void {
    this.#socket.destroy()
  }

  async *#answer(): AsyncIterable<string> {
    for (let line = await this.#next(); line !== '<CMD OK>'; line = await this.#next()) {
      if (line.startsWith('<CMD Error> ')) throw new ConsoleError(line.slice('<CMD Error> '.length))
      yield line
    }
  }

  async #next(): Promise<string> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error('the console has closed the connection')
    return value
  }
}

/** One command on a connection of its own. */
export async function askConsole<T = unknown>(port: number, line: string): Promise<T> {
  const client = await ConsoleClient.open(port)
  try {
    return await client.ask<T>(line)
  } finally {
    client.close()
  }
}
