// Draws the arena: what the player sees around the own hero, and a map with what the server knows beside what is known here.

import { ARENA } from '../../../protocol/arena.ts'
import type { ArenaSession, SeenHero } from './arena-session.ts'

const COLOURS = ['page', 'panel', 'line', 'line-strong', 'text', 'muted', 'accent', 'bad', 'warn'] as const
export type Inks = Record<(typeof COLOURS)[number], string>

/** The colours of the page as they are now, light or dark. */
export function inksOf(element: HTMLElement): Inks {
  const read = (name: string) => {
    element.style.color = `var(--${name})`
    return getComputedStyle(element).color
  }
  const inks = Object.fromEntries(COLOURS.map(name => [name, read(name)])) as Inks
  element.style.color = ''
  return inks
}

/** A canvas with as many dots as its place on the screen has; one unit is one px. */
function begin(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const scale = devicePixelRatio
  const [width, height] = [canvas.clientWidth, canvas.clientHeight]
  const size = [Math.round(width * scale), Math.round(height * scale)] as const
  if (canvas.width !== size[0] || canvas.height !== size[1]) [canvas.width, canvas.height] = size
  const pen = canvas.getContext('2d')!
  pen.setTransform(scale, 0, 0, scale, 0, 0)
  pen.clearRect(0, 0, width, height)
  return pen
}

/** Units of the arena from the hero to the nearer edge of the canvas. */
const REACH = 36
const GRID = 20

/** Draws what is seen; `own`: the hero in the middle. */
export function paintArena(
  canvas: HTMLCanvasElement,
  session: ArenaSession,
  inks: Inks,
): SeenHero | undefined {
  const pen = begin(canvas)
  const shown = session.view?.show()
  const own = shown?.heroes.find(session.isOwn)
  if (!shown || !own) return own
  const { clientWidth: width, clientHeight: height } = canvas
  const scale = Math.min(width, height) / (2 * REACH)
  pen.translate(width / 2, height / 2)
  pen.scale(scale, scale)
  pen.translate(-own.x, -own.y)
  paintGround(pen, inks)
  pen.fillStyle = inks.warn
  for (const { x, y } of shown.shots) dot(pen, x, y, 0.6)
  for (const hero of shown.heroes) paintHero(pen, hero, { inks, isOwn: hero === own, px: 1 / scale })
  return own
}

function paintGround(pen: CanvasRenderingContext2D, inks: Inks): void {
  pen.fillStyle = inks.panel
  pen.fillRect(0, 0, ARENA.side, ARENA.side)
  pen.strokeStyle = inks.line
  pen.lineWidth = 0.2
  pen.beginPath()
  for (let at = GRID; at < ARENA.side; at += GRID) {
    pen.moveTo(at, 0)
    pen.lineTo(at, ARENA.side)
    pen.moveTo(0, at)
    pen.lineTo(ARENA.side, at)
  }
  pen.stroke()
  pen.strokeStyle = inks['line-strong']
  pen.lineWidth = 0.5
  pen.strokeRect(0, 0, ARENA.side, ARENA.side)
}

function paintHero(
  pen: CanvasRenderingContext2D,
  { x, y, angle, hp, name, is_bot }: SeenHero,
  { inks, isOwn, px }: { inks: Inks; isOwn: boolean; px: number },
): void {
  const radius = ARENA.hero / 2
  pen.fillStyle = isOwn ? inks.accent : is_bot ? inks.muted : inks.bad
  dot(pen, x, y, radius)
  pen.strokeStyle = inks.text
  pen.lineWidth = 0.5
  pen.beginPath()
  pen.moveTo(x, y)
  pen.lineTo(x + Math.cos(angle) * radius * 1.6, y + Math.sin(angle) * radius * 1.6)
  pen.stroke()
  pen.fillStyle = inks.line
  pen.fillRect(x - 2, y - 3.4, 4, 0.6)
  pen.fillStyle = hp > 40 ? inks.accent : inks.bad
  pen.fillRect(x - 2, y - 3.4, (4 * hp) / 100, 0.6)
  pen.fillStyle = inks.text
  pen.font = `${12 * px}px system-ui, sans-serif`
  pen.textAlign = 'center'
  pen.fillText(name, x, y - 4.2)
}

/** The whole arena: a dot where the server has a hero, a ring where the last patch had it, and how far the player sees. */
export function paintMap(canvas: HTMLCanvasElement, { view, truth, own }: ArenaSession, inks: Inks): void {
  const pen = begin(canvas)
  const scale = canvas.clientWidth / ARENA.side
  pen.scale(scale, scale)
  paintGround(pen, inks)
  pen.fillStyle = inks.muted
  for (const { x = 0, y = 0 } of truth?.heroes ?? []) dot(pen, x, y, 1.6)
  pen.strokeStyle = inks.accent
  pen.lineWidth = 1
  for (const { x, y } of view?.heroes ?? []) ring(pen, x, y, 3)
  if (!own) return
  pen.setLineDash([3, 3])
  ring(pen, own.x, own.y, ARENA.sight)
  pen.setLineDash([])
}

function dot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.fill()
}

function ring(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath()
  pen.arc(x, y, radius, 0, 2 * Math.PI)
  pen.stroke()
}
