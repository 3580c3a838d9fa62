// The settings of the leaderboards.

import type { z } from 'zod'
import { count, optionalUrl, secret, section } from '../lib/setting-types.ts'

export const boardSettings = section({
  redis: optionalUrl('redis', 'rediss').describe(
    'redis://… where leaderboards last, shared by nodes; empty keeps them in a folder of the embedded store',
  ),
  http: section({
    token: secret().describe(
      'what programs show to use /rank/* on the web port; empty: there is no such interface',
    ),
    maxBoards: count(1000).describe('boards that can be made over HTTP'),
  }),
})

export type BoardConfig = z.output<typeof boardSettings>
