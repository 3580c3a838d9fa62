// The service `.gate/<slot>`: the gate on one thread, by which rooms reach its connections and main its App. It ends in one
// way: main removes its App, its clients are closed, then the App closes.

import type { Address } from '../core/address.ts'
import { Service } from '../core/service/service.ts'
import { createDeferred } from '../lib/deferred.ts'
import type { ClosedView } from './closed-connections.ts'
import type { Connection } from './connection.ts'
import { type ConnectionView, emptyOnes, fullest, viewOf } from './connection-views.ts'
import { Connections, type ConnectionsOptions } from './connections.ts'
import type { ConnectionCount } from './gate-meter.ts'
import { createApp, type Master } from './master.ts'
import type { Format, Frames, MovedSession, Peer, Receiver } from './peer.ts'
import type { Neighbour } from './relay/homes.ts'
import type { DownOrder, RelayingGate, UpOrder } from './relay/relay-orders.ts'
import type { GateOrder, PatchesOrder } from './topic/gate-orders.ts'
import type { TlsOptions } from './transport/certificate.ts'
import { PatchFrames } from './view/patch-frames.ts'

export interface SlaveOptions extends Omit<ConnectionsOptions, 'isListening'> {
  /** Where its App is registered for its share of new connections; undefined when it listens itself. */
  master: { slot: number } | undefined
}

/** ms that clients have to take their last frame when the gate closes. */
const FAREWELL = 500

export class Slave extends Service<SlaveOptions> implements RelayingGate, Neighbour {
  static concurrent = true
  /** In the order of the link also with what comes for other services: a session that moves comes behind its frames. */
  static immediate: ReadonlySet<string> = new Set(['up', 'down'])
  /** Its key at the master. */
  readonly #slot = this.options.master?.slot ?? 0
  readonly #connections = new Connections({ ...this.options, isListening: !this.options.master }, this.log, {
    address: this.address,
    node: this.node,
  })
  readonly #accepting = createDeferred<void>()
  #isLeaving = false

  // Commands, for rooms and for the console.

  /**
   * Subscribes a connection to a topic. What is published from now on is held for it until its agent settles the topic and
   * the reply has gone out. `isIndividual`: it gets only what is sent to it by `sendTo`.
   */
  join(connection: number, topic: string, isIndividual = false): void {
    const member = this.#connections.at(connection)
    if (member?.expect(topic, isIndividual)) this.#connections.expecting.add(topic, member)
  }

  leave(connection: number, topic: string): void {
    this.#connections.at(connection)?.endTopic(topic)
  }

  /** Changes whether a member is individual, from this point of the topic on. */
  switch(connection: number, topic: string, isIndividual: boolean): void {
    this.#connections.at(connection)?.topics?.switch(topic, isIndividual)
  }

  /** To all subscribers on this thread except `except`. */
  publish(topic: string, frames: Frames, except?: number): void {
    const { expecting, aside, apps, formats, meter, logs } = this.#connections
    meter.published++
    if (!expecting.isEmpty) this.#hold(topic, frames, except)
    if (frames.latest !== undefined) this.#connections.noteMoves()
    if (!aside.isEmpty) this.#sendAside(topic, frames, except)
    const sender = except === undefined ? undefined : this.#connections.at(except)
    const isIn = sender?.topics?.isIn(topic) === true
    logs.publish(topic, frames, isIn ? { id: sender!.id, stream: sender!.session?.stream } : undefined)
    if (!sender || !isIn || sender.isAway) return apps.publish(topic, frames)
    sender.topics!.publish(topic, frames, formats)
    apps.publishBeside(sender.id, topic, frames)
  }

  /** Serves new connections with another certificate; open connections keep theirs. */
  async renew(tls: TlsOptions): Promise<void> {
    await this.#accepting.promise
    if (this.#isLeaving) return
    const app = createApp(tls)
    this.#connections.serveOn(app)
    const gate = await this.node.query<Master>('.gate')
    await gate.call.add(this.#slot, app.getDescriptor())
    this.#connections.replaceApps(app)
  }

  /** `topic`: for members whose join is still being answered it comes after what is held of that topic. */
  sendTo(connections: readonly number[], frames: Frames, topic?: string): void {
    for (const id of connections) {
      const connection = this.#connections.at(id)
      if (connection) connection.sendFrame(frames, topic)
      else this.#sendOn(id, frames, topic)
    }
  }

  /** The orders of a thread's rooms from one turn of its loop. */
  batch(orders: readonly GateOrder[]): void {
    for (const order of orders) {
      if (order[0] === 'publish') this.publish(order[1], order[2], order[3])
      else if (order[0] === 'sendTo') this.sendTo(order[1], order[2], order[3])
      else if (order[0] === 'subscribe') this.join(order[1], order[2], order[3])
      else if (order[0] === 'unsubscribe') this.leave(order[1], order[2])
      else if (order[0] === 'patches') this.#patch(order)
      else if (order[0] === 'watch') this.#connections.at(order[1])?.watch(order[2], order[3])
      else if (order[0] === 'unwatch') this.#connections.at(order[1])?.unwatch(order[2])
      else this.switch(order[1], order[2], order[3])
    }
  }

  /** What a world shows its viewers. Whoever is elsewhere by now is shown all anew from there. */
  #patch([, topic, view, table, bytes, lent]: PatchesOrder): void {
    let frames: PatchFrames | undefined
    let start = -1
    for (let i = 0; i < table.length; i += 3) {
      const connection = this.#connections.at(table[i]!)
      if (!connection) continue
      // Neighbours may share a frame.
      if (!frames || table[i + 1] !== start) {
        start = table[i + 1]!
        frames = new PatchFrames(view, bytes.subarray(start, table[i + 2]), this.#connections)
      }
      connection.sendFrame(frames, topic)
    }
    if (lent) this.#connections.tellRoom(lent.room, ['sent', 0, lent.number])
  }

  // Commands of other gates, about clients whose sockets and sessions are on different threads.

  up(from: Address, orders: readonly UpOrder[]): void {
    this.#connections.relays.up(from, orders)
  }

  down(from: Address, orders: readonly DownOrder[]): void {
    this.#connections.relays.down(from, orders)
  }

  /** The thread with this life has ended. */
  lost(life: number): void {
    this.#connections.lost(life)
  }

  /** Resolves when what came before it is done. */
  barrier(): void {}

  /** A connection for a player that comes from another thread. For its own thread. */
  reserve(): Connection {
    return this.#connections.reserve()
  }

  /** For its own thread. */
  readonly formatOf = (isBinary: boolean): Format =>
    isBinary ? this.#connections.binary : this.#connections.text

  /** Whose session is here now; `moved.line`: the line that it was relayed by. For its own thread. */
  arrive(connection: Connection, moved: MovedSession, receiver: Receiver): void {
    const line = moved.line === undefined ? undefined : this.#connections.relays.take(moved.line)
    connection.arrive(moved, receiver, line)
  }

  /** For its own thread. */
  metrics(): ReturnType<Connections['meter']['metrics']> {
    return this.#connections.meter.metrics(() => this.#connections.count())
  }

  count(): ConnectionCount {
    return this.#connections.count()
  }

  /** The `limit` connections for which most bytes wait; how many something waits for, and how many there are. */
  fullest(limit: number): { connections: ConnectionView[]; full: number; total: number } {
    const full = fullest(this.#connections.all())
    const connections = full.slice(0, limit).map(each => this.#view(each))
    return { connections, full: full.length, total: this.#connections.size }
  }

  /** `limit` of the connections that nothing waits for, from number `start` on. */
  emptyOnes(start: number, limit: number): ConnectionView[] {
    return emptyOnes(this.#connections.all(), start, limit).map(each => this.#view(each))
  }

  /** Connections that have ended, the latest first. */
  closed(limit: number): { connections: ClosedView[]; total: number } {
    return this.#connections.closed.list(limit)
  }

  /** The last connection of an account that has ended on this thread. */
  lastClosed(account: string): ClosedView | undefined {
    return this.#connections.closed.last(account)
  }

  /** undefined when it is gone. */
  look(connection: number): ConnectionView | undefined {
    const found = this.#connections.at(connection)
    return found && this.#view(found)
  }

  protected override inspect(): object {
    return this.count()
  }

  /** No new sockets come here, and clients without a session are closed when what runs of theirs is answered, for which they have
   * `grace` ms; the others stay. */
  async retreat(grace: number): Promise<void> {
    await this.#accepting.promise
    if (this.#isLeaving) return
    this.#connections.retreat(grace)
    await this.#deregister()
  }

  /** Accepts no connections and runs nothing new; running requests have `grace` ms to be answered. Then the clients are told
   * to reconnect, and the App closes. */
  async close(grace = 0): Promise<void> {
    if (this.#isLeaving) return
    this.#isLeaving = true
    this.#connections.turnAway(grace)
    await this.#deregister()
    await this.#connections.drain(grace + FAREWELL)
    this.#connections.close()
  }

  /** Takes connections from now on; `receive` returns who serves a new one. For its own thread. */
  async accept(receive: (peer: Peer) => Receiver): Promise<void> {
    this.#connections.serve(receive)
    const { app, master, homes } = this.options
    if (master) {
      const gate = await this.node.query<Master>('.gate')
      await gate.call.add(master.slot, app.getDescriptor())
    }
    homes.open(this.address)
    this.#accepting.resolve()
  }

  protected override onExit(): Promise<void> {
    return this.close()
  }

  #view(connection: Connection): ConnectionView {
    return viewOf(connection, this.options.slot, this.#connections.now)
  }

  async #deregister(): Promise<void> {
    if (!this.options.master && !this.#connections.apps.isRenewed) return
    const gate = await this.node.query<Master>('.gate')
    await gate.call.remove(this.#slot)
  }

  /** Its session may be elsewhere now. */
  #sendOn(connection: number, frames: Frames, topic: string | undefined): void {
    const home = this.#connections.movedTo(connection)
    if (home) this.node.ref<Slave>(home.gate).send.sendTo([home.connection], frames, topic)
  }

  #hold(topic: string, frames: Frames, except: number | undefined): void {
    for (const connection of this.#connections.expecting.of(topic))
      if (connection.id !== except) connection.topics?.holdPublished(topic, frames)
  }

  #sendAside(topic: string, frames: Frames, except: number | undefined): void {
    for (const connection of this.#connections.aside.of(topic))
      if (connection.id !== except) connection.sendFrame(frames, topic)
  }
}
