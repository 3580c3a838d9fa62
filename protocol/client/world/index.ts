// Worlds, for the client: an entry of its own, so that a game without them carries nothing of it.

export { type Predictor, predict } from './predict.ts'
export { type Film, type Recording, record, replay } from './recording.ts'
export { type NetworkSettings, type SimulatedNetwork, simulate } from './simulate.ts'
export type * from './types.ts'
export { type WatchOptions, watch } from './watch.ts'
