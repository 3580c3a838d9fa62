import { z } from 'zod'
import { defineRole } from '../../../../server/kit/index.ts'

export const role = defineRole({
  schema: z.object({ gold: z.int().default(0), loggedIn: z.string().default('') }),
  methods: {
    spend(): string {
      this.gold += 1
      return 'one'
    },
  },
})
