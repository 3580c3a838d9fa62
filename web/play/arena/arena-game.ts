// What the arena is played with, in a file of its own that is loaded when the arena is opened.

export { ArenaHands } from './arena-hands.ts'
export { inksOf, paintArena, paintMap } from './arena-paint.ts'
export { ArenaSession } from './arena-session.ts'
export { dressArena } from './arena-style.ts'
