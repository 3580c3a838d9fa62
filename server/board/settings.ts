// The settings of the leaderboards.

import type { z } from 'zod'
import { count, optionalUrl, secret, section } from '../lib/setting-types.ts'

export const boardSettings = section({
  redis: optionalUrl('redis', 'rediss').describe(
    'redis://… that stores the leaderboards and lets nodes share them; empty stores them in a folder of the embedded store',
  ),
  http: section({
    token: secret().describe(
      'token of programs that use /rank/* on the web port, beside those of npm run auth with the scope rank; empty for none',
    ),
    maxBoards: count(1000).describe('boards that can be created over HTTP'),
  }),
})

export type BoardConfig = z.output<typeof boardSettings>
