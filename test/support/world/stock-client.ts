// A client of a world as anybody can write it who has sproto and a WebSocket: parseSchema and Sproto.host, and nothing else of the kit.

import { parseSchema, Sproto } from '../../../protocol/sproto/index.ts'

type Body = Record<string, unknown>
type Entity = Body & { id: number }

export class StockClient {
  readonly entities = new Map<number, Entity>()
  view = 0
  tick = 0
  readonly socket: WebSocket
  readonly #host
  readonly #request
  readonly #waiting = new Map<number, (reply: Body) => void>()
  #session = 0
  #number = 0

  private constructor(url: string, files: readonly { name: string; text: string }[]) {
    const sproto = new Sproto(parseSchema(files))
    this.#host = sproto.host('package')
    this.#request = this.#host.attach(sproto)
    this.socket = new WebSocket(url)
    this.socket.binaryType = 'arraybuffer'
    this.socket.onmessage = ({ data }) => this.#hear(new Uint8Array(data as ArrayBuffer))
  }

  static async open(url: string, files: readonly { name: string; text: string }[]): Promise<StockClient> {
    const client = new StockClient(url, files)
    await new Promise(resolve => (client.socket.onopen = resolve))
    return client
  }

  ask(name: string, body: Body): Promise<Body> {
    const session = ++this.#session
    this.#send(name, body, session)
    return new Promise(resolve => this.#waiting.set(session, resolve))
  }

  async join(id: string): Promise<void> {
    this.view = (await this.ask('room_join', { id })).view as number
  }

  steer(input: Body): void {
    this.#send('steer', { head: { view: this.view, number: ++this.#number, applied: this.tick }, ...input })
  }

  #hear(frame: Uint8Array): void {
    const message = this.#host.dispatch(frame)
    if (message.kind === 'response')
      return this.#waiting.get(Number(message.session))?.((message.body ?? {}) as Body)
    if (message.name === 'arena') this.#apply(message.body as Body)
  }

  #apply({ patch, ...lists }: Body): void {
    const { view, tick, is_full, gone = [], keep = [] } = patch as Body & { gone?: number[]; keep?: number[] }
    if (view !== this.view) return
    // The whole came before the reply to the join was looked at: it is asked for again.
    if (this.tick === 0 && !is_full) return this.#seen()
    const records = Object.values(lists).flat().filter(Boolean) as Entity[]
    const stay = new Set([...keep, ...records.map(({ id }) => id)])
    for (const id of gone) this.entities.delete(id)
    if (is_full) for (const id of this.entities.keys()) if (!stay.has(id)) this.entities.delete(id)
    for (const record of records) {
      const given = Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined))
      this.entities.set(record.id, { ...this.entities.get(record.id), ...(given as Entity) })
    }
    this.tick = tick as number
    this.#seen()
  }

  #seen(): void {
    this.#send('view_seen', { view: this.view, applied: this.tick })
  }

  #send(name: string, body: Body, session?: number): void {
    this.socket.send(this.#request(name, body, session) as Uint8Array<ArrayBuffer>)
  }
}
