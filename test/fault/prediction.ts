// A hero that is steered for a minute through a weak network: how far it is corrected, and beside it how it would be drawn without
// a prediction. 80 to 110 ms one way, 2 % of the packets lost, which holds up all behind them for 200 to 400 ms.

import { makeGame } from '../../protocol/client/index.ts'
import { predict, type WorldView, watch } from '../../protocol/client/world/index.ts'
import { createRandom, type Random } from '../support/client/hostile-frames.ts'
import { ARENA } from '../support/games/arena.ts'
import {
  ARENA_SIDE,
  type ArenaMessages,
  HERO_WIDTH,
  arenaProtocol as protocol,
  type SteerInput,
  steer,
} from '../support/games/arena-messages.ts'
import { WeakNetwork } from '../support/network/weak-network.ts'
import { startTestServer } from '../support/server/server.ts'

export const DEFAULT_TIMES = 1

const WEAK = { delay: 80, jitter: 30, stall: 0.02 }
const SECONDS = 60
/** ms between two frames of a screen. */
const FRAME = 16
/** Of patches, at most so many correct. */
const MOST_CORRECTED = 0.05

interface Measured {
  patches: number
  corrections: number[]
  /** How far the hero was drawn from where the server had it after the input of that moment. */
  predicted: number[]
  unpredicted: number[]
  /** How fast others were drawn, a second. */
  others: number[]
}

export async function run(times: number, seconds = SECONDS): Promise<void> {
  for (let i = 0; i < times; i++) {
    const seed = Date.now() % 1_000_000
    console.log(`prediction: seed ${seed}`)
    report(await play(seed, seconds))
  }
}

function report({ patches, corrections, predicted, unpredicted, others }: Measured): void {
  const none = Array.from({ length: Math.max(0, patches - corrections.length) }, () => 0)
  const ofPatches = [...corrections, ...none]
  const share = corrections.length / patches
  const [worst, most] = [percentile(ofPatches, 99), HERO_WIDTH / 2]
  console.log(`${patches} patches, ${corrections.length} of them correct (${(100 * share).toFixed(1)} %); the hero is ${HERO_WIDTH} wide
                                             median     p95     p99     most
  what a patch corrects                    ${row(ofPatches)}
  where it does                            ${row(corrections)}
  drawn, from where the server puts it     ${row(predicted)}
  the same without prediction              ${row(unpredicted)}
  others' speed (30), as it is drawn         ${row(others)}`)
  if (patches < 500) throw new Error(`only ${patches} patches came`)
  if (share > MOST_CORRECTED)
    throw new Error(`expected corrections in at most 5 % of patches, got ${(100 * share).toFixed(1)} %`)
  if (worst > most) throw new Error(`expected p99 of corrections at most ${most}, got ${worst.toFixed(2)}`)
}

const row = (values: readonly number[]): string =>
  [50, 95, 99, 100].map(p => percentile(values, p).toFixed(2).padStart(8)).join('')

function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? 0
}

async function play(seed: number, seconds: number): Promise<Measured> {
  const server = await startTestServer({ game: ARENA })
  const network = await WeakNetwork.open(server.server.gatePort, WEAK, { seed })
  try {
    return await steerFor(`ws://127.0.0.1:${network.port}`, seconds, createRandom(seed))
  } finally {
    await network.close()
    await server.stop()
  }
}

async function steerFor(url: string, seconds: number, random: Random): Promise<Measured> {
  let uid = ''
  const game = makeGame<ArenaMessages>(url, {
    protocol,
    login: async request => {
      uid = (await request.login({ acc: 'steers' })).uid
    },
  })
  await game.open()
  const joined = await game.request.room_create({ kind: 'open', name: 'weak', bots: 20 })
  const [arena, plain] = [watch(game, 'arena', joined), watch(game, 'arena', joined)]
  const drive = predict(arena, 'steer', 'heroes', hero => hero.uid === uid, steer)
  const measured: Measured = { patches: 0, corrections: [], predicted: [], unpredicted: [], others: [] }
  const drawnAt = new Map<number, { predicted?: Place | undefined; plain?: Place | undefined }>()
  drive.onCorrection(size => measured.corrections.push(size))
  arena.listen('patch', ({ input = 0 }) => {
    measured.patches++
    const truth = [...arena.heroes].find(hero => hero.uid === uid)
    const drawn = drawnAt.get(input)
    if (!truth || !drawn) return
    drawnAt.delete(input)
    if (drawn.predicted) measured.predicted.push(distance(drawn.predicted, truth))
    if (drawn.plain) measured.unpredicted.push(distance(drawn.plain, truth))
  })
  await patches(arena, 20)
  measured.patches = 0
  const wants = player(random)
  let number = 0
  const placeIn = (view: typeof arena) => {
    const hero = view.show().heroes.find(each => each.uid === uid)
    return hero && { x: hero.x, y: hero.y }
  }
  const others = speedsOf(arena, measured.others)
  const frame = setInterval(() => {
    const before = drive.pending
    drive(wants(performance.now()))
    const made = drive.pending - before
    const drawn = { predicted: placeIn(arena), plain: placeIn(plain) }
    for (let i = 0; i < made; i++) drawnAt.set(++number, drawn)
    others()
  }, FRAME)
  await new Promise(resolve => setTimeout(resolve, seconds * 1000))
  clearInterval(frame)
  game.close()
  return measured
}

/** Looks, once a frame, how fast bots are drawn: away from the walls they go all the time, 30 a second. */
function speedsOf(arena: WorldView<ArenaMessages, 'arena'>, speeds: number[]): () => void {
  let last = new Map<number, Place>()
  let lastAt = 0
  return () => {
    const at = performance.now()
    const bots = arena.show().heroes.filter(({ is_bot, x, y }) => is_bot && isFree(x) && isFree(y))
    for (const bot of bots) {
      const before = last.get(bot.id)
      if (before && at > lastAt + FRAME / 2) speeds.push((1000 * distance(before, bot)) / (at - lastAt))
    }
    last = new Map(bots.map(({ id, x, y }) => [id, { x, y }]))
    lastAt = at
  }
}

const isFree = (at: number): boolean => at > 5 && at < ARENA_SIDE - 5

interface Place {
  x: number
  y: number
}

const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y)

const patches = (
  arena: { listen(event: 'patch', listener: () => void): () => void },
  count: number,
): Promise<void> =>
  new Promise(resolve => {
    const stop = arena.listen('patch', () => {
      if (--count > 0) return
      stop()
      resolve()
    })
  })

/** Goes, turns and stands as somebody does who plays: something else every 0.2 to 1.5 s. */
function player(random: Random): (at: number) => Omit<SteerInput, 'head'> {
  let [until, wanted] = [0, {}]
  return at => {
    if (at < until) return wanted
    until = at + 200 + random() * 1300
    const turn = random() < 0.5 ? 0 : random() < 0.5 ? -2.5 : 2.5
    wanted = { turn, go: random() < 0.8, fire: random() < 0.1 }
    return wanted
  }
}
