// A process that reads an entry of a record once, and prints it.

import { z } from 'zod'
import { defineRole } from '../../../server/role/define-role.ts'

const counts = z.record(z.string(), z.int()).default({})
const compiled = defineRole({ schema: z.object({ counts }) }).compile(true)
const { root: role } = compiled.load({ ...compiled.fresh('1', { acc: 'hanxi' }), counts: { a: 1 } })
process.stdout.write(String(role.counts.a))
