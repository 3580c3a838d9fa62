// The peer of a field behind the gate: uWebSockets.js, the kit's codec and a bare world on one thread, in a process of its own. Whoever
// logs in, has a hero and is sent patches; it uses one input of each a tick. It has no sessions, checks no limits, and waits for nobody.

import { PackageReader, PackageWriter } from '../../../../protocol/sproto/index.ts'
import { App, us_socket_local_port, type WebSocket } from '../../../../server/gate/transport/uws.ts'
import { Random } from '../../../../server/world/tick/random.ts'
import { BareWorld } from './bare.ts'
import { FIELD, fieldProtocol, moveHero, moveMovers, type SteerInput, Ways } from './field.ts'

interface Player {
  seat: number
  inputs: SteerInput[]
}

const { byName, byTag } = fieldProtocol
const reader = new PackageReader()
const writer = new PackageWriter()
const ways = new Ways()
const random = new Random(8)
const { movers, heroes, side, sight: radius } = FIELD
const world = new BareWorld({
  movers: movers + heroes,
  viewers: heroes,
  side,
  radius,
  tag: byName.get('field')!.tag,
})
for (const { eye } of world.viewers) {
  eye.x = random.next() * side
  eye.y = random.next() * side
}
const sockets: (WebSocket<Player> | undefined)[] = []

const REPLIES: Record<string, object> = {
  login: { uid: '' },
  room_join: {
    room: {},
    number: 0,
    view: 1,
    life: 1,
    tick: 0,
    tick_ms: FIELD.tick,
    patch_ms: FIELD.tick,
    seed: 1,
  },
}

function hear(socket: WebSocket<Player>, data: ArrayBuffer): void {
  reader.read(new Uint8Array(data))
  const { name, request, response } = byTag[reader.type!]!
  const player = socket.getUserData()
  if (name === 'steer') return void player.inputs.push(reader.body(request!) as SteerInput)
  if (name === 'room_join') sockets[player.seat] = socket
  if (response) socket.send(writer.response(reader.session!, response, REPLIES[name]), true)
}

function tick(number: number): void {
  for (const [seat, socket] of sockets.entries()) {
    const input = socket?.getUserData().inputs.shift()
    if (!input) continue
    const viewer = world.viewers[seat]!
    viewer.input = input.head.number!
    moveHero(viewer.eye, input)
  }
  moveMovers(world.movers, ways, number)
  world.patch(number, (viewer, frame) => sockets[viewer]?.send(frame, true))
}

let seats = 0
const app = App()
app.ws<Player>('/*', {
  idleTimeout: 0,
  sendPingsAutomatically: false,
  maxBackpressure: 16 << 20,
  open: socket => {
    const player = socket.getUserData()
    player.seat = seats++
    player.inputs = []
  },
  message: hear,
  close: socket => {
    sockets[socket.getUserData().seat] = undefined
  },
})
app.listen('127.0.0.1', 0, 1, socket => process.send!({ port: us_socket_local_port(socket as never) }))
process.on('message', () => process.send!({ cpu: process.cpuUsage() }))
process.once('disconnect', () => process.exit(0))

const began = performance.now()
let done = 0
setInterval(() => {
  const due = Math.floor((performance.now() - began) / FIELD.tick)
  // What was missed is left out.
  if (due > done) tick(due)
  done = due
}, 1)
