import { readFileSync } from 'node:fs'
import { parseSchema, protocolOf } from '../../../../protocol/sproto/index.ts'

const text = readFileSync(new URL('./c2s.sproto', import.meta.url), 'utf8')

export const protocol = protocolOf(parseSchema([{ name: 'c2s.sproto', text }]))
