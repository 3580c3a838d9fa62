// What nodes of tests can launch on any of their threads.

import { beings } from './beings.ts'
import { CallsAtStart, ConcurrentProbe, Latch, Probe } from './services.ts'
import { ConcurrentStorm, Storm, TalkingStorm } from './storm.ts'
import { Talker } from './talkers.ts'

export const nodeServices = {
  CallsAtStart,
  ConcurrentProbe,
  ConcurrentStorm,
  Latch,
  Probe,
  Storm,
  Talker,
  TalkingStorm,
  ...beings,
}
