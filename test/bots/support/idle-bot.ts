// Is there and does nothing; logs in by a function of its own.

import { defineBot } from '../../../server/kit/index.ts'

export default defineBot(
  async bot => {
    bot.log('is in')
    try {
      for (;;) await bot.think()
    } finally {
      bot.log('is out')
    }
  },
  { login: (request, bot) => request.login({ acc: `own ${bot.number}` }) },
)
